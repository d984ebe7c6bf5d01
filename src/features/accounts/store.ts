import type { AreaPath } from '../../core/area.ts';
import { areaRange } from '../../core/area.ts';
import type { Db, Pool } from '../../core/db.ts';

type Sql = Db | Pool;

export type State = 'invited' | 'active' | 'suspended';
export type Kind = 'citizen' | 'officer' | 'program';
export type AccountRow = {
  id: string;
  kind: Kind;
  area: AreaPath | null;
  roles: string[];
  name: string;
  login: string | null;
  sealed: Buffer | null;
  passwordHash: string | null;
  totpStep: number | null;
  state: State;
  lastSeenAt: Date | null;
};

const columns = (db: Sql) =>
  db`id, kind, area, roles, name, login, sealed, password_hash, totp_step, state, last_seen_at`;

// Accounts.

export const findAccount = async (db: Sql, id: string): Promise<AccountRow | undefined> => {
  const [row] = await db<AccountRow[]>`select ${columns(db)} from account where id = ${id}`;
  return row;
};

export const lockAccount = async (db: Sql, id: string): Promise<AccountRow | undefined> => {
  const [row] = await db<
    AccountRow[]
  >`select ${columns(db)} from account where id = ${id} and kind = 'officer' for update`;
  return row;
};

export const findLogin = async (db: Sql, login: string): Promise<AccountRow | undefined> => {
  const [row] = await db<AccountRow[]>`select ${columns(db)} from account where login = ${login} and kind = 'officer'`;
  return row;
};

/** The officers of an area and all below, by area and id. Index `(area, id) where kind <> 'citizen'`. */
export const listOfficers = (
  db: Sql,
  area: AreaPath,
  after: { area: string; id: string } | undefined,
  limit: number,
) => {
  const [from, to] = areaRange(area);
  return db<AccountRow[]>`
    select ${columns(db)} from account
    where kind = 'officer' and (area >= ${from} and area < ${to} or area = ${area})
      ${after ? db`and (area, id) > (${after.area}, ${after.id}::uuid)` : db``}
    order by area, id limit ${limit}`;
};

export const hasActiveOfficer = async (db: Sql): Promise<boolean> => {
  const [row] = await db`select from account where kind = 'officer' and state <> 'invited' limit 1`;
  return row !== undefined;
};

type NewAccount = Pick<AccountRow, 'id' | 'kind' | 'area' | 'name' | 'login' | 'state'> & {
  roles: readonly string[];
  at: Date;
  by: string | null;
};

/** Answers false when the id or the login is taken. */
export const insertAccount = async (db: Sql, a: NewAccount): Promise<boolean> => {
  const { count } = await db`
    insert into account (id, kind, area, roles, name, login, state, created_at, created_by)
    values (${a.id}, ${a.kind}, ${a.area}, ${[...a.roles]}, ${a.name}, ${a.login}, ${a.state}, ${a.at}, ${a.by})
    on conflict do nothing`;
  return count === 1;
};

/** The account of a phone; the first sign-in makes it. */
export const citizenOf = async (
  db: Sql,
  made: { id: string; phoneHash: Buffer; sealed: Buffer; at: Date },
): Promise<AccountRow> => {
  await db`
    insert into account (id, kind, roles, name, phone_hash, sealed, state, created_at)
    values (${made.id}, 'citizen', '{citizen}', '', ${made.phoneHash}, ${made.sealed}, 'active', ${made.at})
    on conflict (phone_hash) do nothing`;
  const [row] = await db<AccountRow[]>`select ${columns(db)} from account where phone_hash = ${made.phoneHash}`;
  return row as AccountRow;
};

export const setState = (db: Sql, id: string, state: State) => db`update account set state = ${state} where id = ${id}`;

export const forgetSecrets = (db: Sql, id: string) =>
  db`update account set state = 'invited', password_hash = null, sealed = null, totp_step = null where id = ${id}`;

export const activate = async (
  db: Sql,
  id: string,
  secrets: { passwordHash: string; sealed: Buffer; totpStep: number },
): Promise<AccountRow | undefined> => {
  const [row] = await db<AccountRow[]>`
    update account set state = 'active', password_hash = ${secrets.passwordHash}, sealed = ${secrets.sealed}, totp_step = ${secrets.totpStep}
    where id = ${id} and state = 'invited' returning ${columns(db)}`;
  return row;
};

/** A time step counts once: of two requests with the same code one gets false. */
export const useTotpStep = async (db: Sql, id: string, step: number): Promise<boolean> => {
  const { count } = await db`
    update account set totp_step = ${step} where id = ${id} and state = 'active' and (totp_step is null or totp_step < ${step})`;
  return count === 1;
};

export const markSeen = (db: Sql, ids: readonly string[], now: Date, before: Date) =>
  db`update account set last_seen_at = ${now}
     where id = any(${[...ids]}::uuid[]) and (last_seen_at is null or last_seen_at < ${before})`;

// One-time links.

export type InvitationRow = { accountId: string; sealed: Buffer; expiresAt: Date; usedAt: Date | null };

export const insertInvitation = (db: Sql, tokenHash: Buffer, accountId: string, sealed: Buffer, expiresAt: Date) =>
  db`insert into invitation (token_hash, account_id, sealed, expires_at) values (${tokenHash}, ${accountId}, ${sealed}, ${expiresAt})`;

export const findInvitation = async (db: Sql, tokenHash: Buffer): Promise<InvitationRow | undefined> => {
  const [row] = await db<
    InvitationRow[]
  >`select account_id, sealed, expires_at, used_at from invitation where token_hash = ${tokenHash}`;
  return row;
};

export const useInvitation = async (db: Sql, tokenHash: Buffer, now: Date): Promise<boolean> => {
  const { count } = await db`
    update invitation set used_at = ${now} where token_hash = ${tokenHash} and used_at is null and expires_at > ${now}`;
  return count === 1;
};

export const voidInvitations = (db: Sql, accountId: string, now: Date) =>
  db`update invitation set used_at = ${now} where account_id = ${accountId} and used_at is null`;

// Retention: the owner's connection only.

/** What nobody can use any more, a day after its end. */
export const deleteSpent = async (owner: Sql, before: Date): Promise<Record<string, number>> => {
  const budgets = await owner`delete from budget where window_start < ${new Date(before.getTime() - 86_400_000)}`;
  const codes = await owner`delete from otp where expires_at < ${before}`;
  const links = await owner`delete from invitation where expires_at < ${before}`;
  const sessions = await owner`delete from session where expires_at < ${before} or revoked_at < ${before}`;
  return { budgets: budgets.count, codes: codes.count, links: links.count, sessions: sessions.count };
};
