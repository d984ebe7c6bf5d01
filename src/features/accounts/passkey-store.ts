import type { Db, Pool } from '../../core/db.ts';

type Sql = Db | Pool;

export type PasskeyRow = {
  id: string;
  accountId: string;
  credentialId: string;
  publicKey: Buffer;
  counter: number;
  transports: string[];
  name: string;
  createdAt: Date;
  lastUsedAt: Date | null;
};

const columns = (db: Sql) =>
  db`id, account_id, credential_id, public_key, counter, transports, name, created_at, last_used_at`;

export const passkeysOf = (db: Sql, account: string) =>
  db<PasskeyRow[]>`
    select ${columns(db)} from passkey where account_id = ${account} and ended_at is null order by created_at, id limit 50`;

export const findCredential = async (db: Sql, credentialId: string): Promise<PasskeyRow | undefined> => {
  const [row] = await db<
    PasskeyRow[]
  >`select ${columns(db)} from passkey where credential_id = ${credentialId} and ended_at is null`;
  return row;
};

/** Answers false when the credential is known already. */
export const insertPasskey = async (db: Sql, p: Omit<PasskeyRow, 'lastUsedAt'>): Promise<boolean> => {
  const { count } = await db`
    insert into passkey (id, account_id, credential_id, public_key, counter, transports, name, created_at)
    values (${p.id}, ${p.accountId}, ${p.credentialId}, ${p.publicKey}, ${p.counter}, ${p.transports}, ${p.name}, ${p.createdAt})
    on conflict (credential_id) do nothing`;
  return count === 1;
};

/** A counter only goes up, except for devices that keep none and always say 0: of two requests with one signature one gets false. */
export const usePasskey = async (db: Sql, id: string, counter: number, now: Date): Promise<boolean> => {
  const { count } = await db`
    update passkey set counter = ${counter}, last_used_at = ${now}
    where id = ${id} and ended_at is null and (counter < ${counter}::bigint or counter = 0 and ${counter}::bigint = 0)`;
  return count === 1;
};

export const endPasskey = (db: Sql, id: string, now: Date) => db`update passkey set ended_at = ${now} where id = ${id}`;

export const endPasskeys = (db: Sql, account: string, now: Date) =>
  db`update passkey set ended_at = ${now} where account_id = ${account} and ended_at is null`;

// What a device was asked to sign. `account` is whose passkey is added, null at a sign-in.

export type Challenge = { id: string; account: string | null; challenge: string; expiresAt: Date };

export const insertChallenge = (door: Sql, c: Challenge) =>
  door`insert into passkey_challenge (id, account_id, challenge, expires_at) values (${c.id}, ${c.account}, ${c.challenge}, ${c.expiresAt})`;

export const findChallenge = async (door: Sql, id: string, account: string | null): Promise<string | undefined> => {
  const [row] = await door<{ challenge: string }[]>`
    select challenge from passkey_challenge where id = ${id} and account_id is not distinct from ${account}`;
  return row?.challenge;
};

/** A challenge counts once, within its time. */
export const useChallenge = async (door: Sql, id: string, now: Date): Promise<boolean> => {
  const { count } = await door`
    update passkey_challenge set used_at = ${now} where id = ${id} and used_at is null and expires_at > ${now}`;
  return count === 1;
};
