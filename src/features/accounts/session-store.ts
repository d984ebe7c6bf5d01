import type { AreaPath } from '../../core/area.ts';
import { bytesOf, type Db, type Pool } from '../../core/db.ts';
import type { Kind } from './store.ts';

type Sql = Db | Pool;

export type Holder = {
  token: string;
  session: string;
  account: string;
  kind: Kind;
  area: AreaPath | null;
  roles: string[];
  name: string;
  lastSeenAt: Date | null;
  persons: string[];
  /** The phone of a citizen; null for officers. */
  sealed: Buffer | null;
};

/**
 * Who holds these tokens, of those that count at this moment. One statement for all requests of a batch: three index
 * look-ups a token. `kin` is looked up by account, which on more than one machine asks every shard (docs/fan-out.md).
 */
export const holdersOf = (db: Sql, tokenHashes: readonly Buffer[], now: Date) =>
  db<Holder[]>`
    select encode(s.token_hash, 'hex') as token, s.id as session, a.id as account, a.kind, a.area, a.roles, a.name, a.last_seen_at,
      case when a.kind = 'citizen'
        then array(select person_id from kin where account_id = a.id and state <> 'refused' order by relation <> 'self', person_id)
        else '{}'::uuid[] end as persons,
      case when a.kind = 'citizen' then a.sealed end as sealed
    from session s join account a on a.id = s.account_id
    where s.token_hash = any(${bytesOf(db, tokenHashes)}) and s.revoked_at is null
      and (s.expires_at is null or s.expires_at > ${now}) and a.state = 'active'`;

export type SessionRow = {
  id: string;
  accountId: string;
  kind: 'cookie' | 'bearer' | 'api';
  device: string;
  createdAt: Date;
  expiresAt: Date | null;
};

export const insertSession = (db: Sql, tokenHash: Buffer, s: SessionRow) =>
  db`insert into session (token_hash, id, account_id, kind, device, created_at, expires_at)
     values (${tokenHash}, ${s.id}, ${s.accountId}, ${s.kind}, ${s.device}, ${s.createdAt}, ${s.expiresAt})`;

export const openSessions = (db: Sql, account: string, now: Date) =>
  db<SessionRow[]>`
    select id, account_id, kind, device, created_at, expires_at from session
    where account_id = ${account} and revoked_at is null and (expires_at is null or expires_at > ${now})
    order by created_at desc, id desc limit 200`;

export const sessionOpenedAt = async (db: Sql, id: string): Promise<Date | undefined> => {
  const [row] = await db<{ createdAt: Date }[]>`select created_at from session where id = ${id}`;
  return row?.createdAt;
};

/** Answers false when the account has no such open session. */
export const revokeSession = async (db: Sql, account: string, id: string, now: Date): Promise<boolean> => {
  const { count } = await db`
    update session set revoked_at = ${now} where id = ${id} and account_id = ${account} and revoked_at is null`;
  return count === 1;
};

export const revokeSessions = (db: Sql, account: string, now: Date) =>
  db`update session set revoked_at = ${now} where account_id = ${account} and revoked_at is null`;

export type TokenRow = { id: string; name: string; area: AreaPath; roles: string[]; createdAt: Date };

export const openTokens = (db: Sql) =>
  db<TokenRow[]>`
    select s.id, a.name, a.area, a.roles, s.created_at from session s join account a on a.id = s.account_id
    where s.kind = 'api' and s.revoked_at is null order by s.created_at`;

export const revokeToken = async (db: Sql, id: string, now: Date): Promise<boolean> => {
  const { count } =
    await db`update session set revoked_at = ${now} where id = ${id} and kind = 'api' and revoked_at is null`;
  return count === 1;
};

// What /me shows of a citizen. These tables belong to the people feature, which writes them.

export type KinRow = {
  id: string;
  sealed: Buffer;
  birthYear: number | null;
  area: AreaPath;
  relation: 'self' | 'family';
  state: 'own' | 'pending' | 'accepted';
};

export const kinOf = (db: Sql, account: string) =>
  db<KinRow[]>`
    select p.id, p.sealed, p.birth_year, p.area, k.relation, k.state from kin k join person p on p.id = k.person_id
    where k.account_id = ${account} and k.state <> 'refused' and p.merged_into is null order by k.relation desc, k.at, p.id`;

export type OfferRow = { id: string; sealed: Buffer; madeAs: string };

/** The living recorded by others with this phone, about whom this account has not yet answered; `makers` are the account itself. */
export const offersTo = (door: Sql, account: string, makers: readonly string[], phoneHash: Buffer) =>
  door<OfferRow[]>`
    select p.id, p.sealed, p.made_as from person p
    where p.phone_hash = ${phoneHash} and p.died_on is null and p.merged_into is null and p.made_by <> all(${makers}::uuid[])
      and not exists (select from kin where kin.person_id = p.id and kin.account_id = ${account})
    order by p.id limit 50`;
