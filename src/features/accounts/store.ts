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

export const columns = (db: Sql) =>
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

/** As `fold` writes a name, with its parts apart: 'hoa.le' is two words. */
const folded = (db: Sql) => db`lower(translate(
  regexp_replace(normalize(name || ' ' || login, NFD), '[\\u0300-\\u036f]', '', 'g'),
  ${`${barred}._-${dropped}`}, ${`${'d'.repeat(barred.length)}   `}))`;
const barred = 'ĐđÐðƉɖ';
const dropped = `'\`´‘’‛ʹʻʼʽ′`;

/** Each word begins one of the name, of the login or of the unit's name. */
const answering = (db: Sql, words: readonly string[]) => db`
  and not exists (
    select from (select concat(' ', ${folded(db)}, ' ', (select u.folded from area u where u.path = account.area)) as text offset 0) said,
      unnest(${[...words]}::text[]) word
    where position(' ' || word in said.text) = 0)`;

type Wanted = { area: AreaPath; only: boolean; state: State | undefined; words: readonly string[] };

/**
 * The officers of a unit, and of all below unless it alone is wanted, by area and id. Index `(area, id) where kind <> 'citizen'`;
 * words are compared with each officer on the way, some 15 µs one.
 */
export const listOfficers = (
  db: Sql,
  { area, only, state, words }: Wanted,
  after: { area: string; id: string } | undefined,
  limit: number,
) => {
  const [from, to] = areaRange(area);
  return db<AccountRow[]>`
    select ${columns(db)} from account
    where kind = 'officer' and ${only ? db`area = ${area}` : db`(area >= ${from} and area < ${to} or area = ${area})`}
      ${state ? db`and state = ${state}` : db``}
      ${words.length > 0 ? answering(db, words) : db``}
      ${after ? db`and (area, id) > (${after.area}, ${after.id}::uuid)` : db``}
    order by area, id limit ${limit}`;
};

export type UnitCount = {
  /** The next part of the path; '' stands for the unit itself. */
  child: string;
  officers: number;
  invited: number;
  suspended: number;
  active7d: number;
  lastSeenAt: Date | null;
  managers: number;
};

/** The accounts of a unit, and of each unit below with all below that. One scan of the accounts in the range. */
export const countByUnit = (db: Sql, area: AreaPath, weekAgo: Date) => {
  const [from, to] = areaRange(area);
  return db<UnitCount[]>`
    select child, count(*)::int as officers, count(*) filter (where state = 'invited')::int as invited,
      count(*) filter (where state = 'suspended')::int as suspended,
      count(*) filter (where last_seen_at > ${weekAgo})::int as active7d, max(last_seen_at) as last_seen_at,
      count(*) filter (where state = 'active' and 'manager' = any(roles)
        and area = ${area} || case when child = '' then '' else child || '.' end)::int as managers
    from (select *, split_part(substr(area, ${area.length + 1}), '.', 1) as child from account
      where kind = 'officer' and (area >= ${from} and area < ${to} or area = ${area})) below
    group by child`;
};

/** Whether somebody at work manages this unit. */
export const hasManager = async (db: Sql, area: AreaPath): Promise<boolean> => {
  const [row] = await db`
    select from account where area = ${area} and kind = 'officer' and state = 'active'
      and roles && '{manager,administrator}' limit 1`;
  return row !== undefined;
};

/** Of these logins those in use, by whomever: ask at the door, for an officer's connection sees the own area alone. */
export const takenLogins = async (door: Sql, logins: readonly string[]): Promise<Set<string>> => {
  const rows = await door<{ login: string }[]>`select login from account where login = any(${[...logins]}::text[])`;
  return new Set(rows.map(({ login }) => login));
};

/** Who has an account at these units and is not suspended. */
export const namesAt = (db: Sql, areas: readonly AreaPath[]) =>
  db<{ area: AreaPath; name: string }[]>`
    select area, name from account
    where area = any(${[...areas]}::text[]) and kind = 'officer' and state <> 'suspended'`;

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

export type NewOfficer = { id: string; area: AreaPath; roles: readonly string[]; name: string; login: string };

/** Makes invited officers in one statement; a login that was taken meanwhile fails them all. */
export const insertOfficers = (db: Sql, officers: readonly NewOfficer[], { at, by }: { at: Date; by: string }) =>
  db`
    insert into account (id, kind, area, roles, name, login, state, created_at, created_by)
    select id, 'officer', area, array(select jsonb_array_elements_text(roles)), name, login, 'invited', ${at}, ${by}
    from jsonb_to_recordset(${db.json(officers as never)}) as o (id uuid, area text, roles jsonb, name text, login text)`;

export const setState = (db: Sql, id: string, state: State) => db`update account set state = ${state} where id = ${id}`;

export const forgetSecrets = (db: Sql, id: string) =>
  db`update account set state = 'invited', password_hash = null, sealed = null, totp_step = null where id = ${id}`;

/** Without secrets the account is used with a passkey alone. */
export const activate = async (
  db: Sql,
  id: string,
  secrets?: { passwordHash: string; sealed: Buffer; totpStep: number },
): Promise<AccountRow | undefined> => {
  const [row] = await db<AccountRow[]>`
    update account set state = 'active', password_hash = ${secrets?.passwordHash ?? null}, sealed = ${secrets?.sealed ?? null},
      totp_step = ${secrets?.totpStep ?? null}
    where id = ${id} and state = 'invited' returning ${columns(db)}`;
  return row;
};

export const moveOfficer = (db: Sql, id: string, area: AreaPath, roles: readonly string[]) =>
  db`update account set area = ${area}, roles = ${[...roles]} where id = ${id}`;

/** Told to every server when the transaction commits: the rights of this account have changed. */
export const notifyChanged = (db: Sql, id: string) => db`select pg_notify('account', ${id})`;

/** A time step counts once: of two requests with the same code one gets false. */
export const useTotpStep = async (db: Sql, id: string, step: number): Promise<boolean> => {
  const { count } = await db`
    update account set totp_step = ${step} where id = ${id} and state = 'active' and (totp_step is null or totp_step < ${step})`;
  return count === 1;
};

/** To the hour: the moment may be that of a check-in, and would lead from the account to the visit. */
export const markSeen = (db: Sql, ids: readonly string[], thisHour: Date) =>
  db`update account set last_seen_at = ${thisHour}
     where id = any(${[...ids]}::uuid[]) and (last_seen_at is null or last_seen_at < ${thisHour})`;

// Retention: the owner's connection only.

/** What nobody can use any more, a day after its end. */
export const deleteSpent = async (owner: Sql, before: Date): Promise<Record<string, number>> => {
  const budgets = await owner`delete from budget where window_start < ${new Date(before.getTime() - 86_400_000)}`;
  const codes = await owner`delete from otp where expires_at < ${before}`;
  const links = await owner`delete from invitation where expires_at < ${before}`;
  const sessions = await owner`delete from session where expires_at < ${before} or revoked_at < ${before}`;
  const asked = await owner`delete from passkey_challenge where expires_at < ${before}`;
  const passkeys = await owner`delete from passkey where ended_at < ${before}`;
  return {
    budgets: budgets.count,
    codes: codes.count,
    links: links.count,
    sessions: sessions.count,
    challenges: asked.count,
    passkeys: passkeys.count,
  };
};
