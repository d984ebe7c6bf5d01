import { type AreaPath, areaRange } from '../../core/area.ts';
import type { Position } from '../../core/cursor.ts';
import { bytesOf, type Db, type Pool } from '../../core/db.ts';

// Correction requests.

export type RequestState = 'open' | 'accepted' | 'refused';
export type RequestRow = {
  personId: string;
  id: string;
  area: AreaPath;
  state: RequestState;
  sealed: Buffer;
  at: Date;
  byAccount: string;
  decidedAt: Date | null;
  decidedBy: string | null;
  answer: Buffer | null;
};

export const insertRequest = (db: Db, row: RequestRow) => db`insert into correction_request ${db(row)}`;

export const listOwnRequests = (db: Db, persons: readonly string[]) => db<RequestRow[]>`
  select * from correction_request where person_id = any (${[...persons]}::uuid[]) order by at desc, id desc limit 200`;

export const lockRequest = async (db: Db, id: string): Promise<RequestRow | undefined> => {
  const [row] = await db<RequestRow[]>`select * from correction_request where id = ${id} for update`;
  return row;
};

export const saveDecision = async (
  db: Db,
  { personId, id }: RequestRow,
  decision: Pick<RequestRow, 'state' | 'decidedAt' | 'decidedBy' | 'answer'>,
): Promise<RequestRow> => {
  const [row] = await db<RequestRow[]>`
    update correction_request set ${db(decision)} where person_id = ${personId} and id = ${id} returning *`;
  return row as RequestRow;
};

const within = (db: Db, area: AreaPath) => {
  const [from, to] = areaRange(area);
  return db`area >= ${from} and area < ${to}`;
};

/** Open ones the oldest first, answered ones the newest first; each by an index on (area, at, id). */
export const listRequests = (
  db: Db,
  { area, state, after, limit }: { area: AreaPath; state: RequestState; after: Position | undefined; limit: number },
) =>
  state === 'open'
    ? db<RequestRow[]>`
        select * from correction_request where state = 'open' and ${within(db, area)}
          ${after ? db`and (at, id) > (${after.at}, ${after.id}::uuid)` : db``} order by at, id limit ${limit}`
    : db<RequestRow[]>`
        select * from correction_request where state = ${state} and ${within(db, area)}
          ${after ? db`and (at, id) < (${after.at}, ${after.id}::uuid)` : db``} order by at desc, id desc limit ${limit}`;

/** How many wait, counted no further than `most`. */
export const countWaiting = async (db: Db, area: AreaPath, most: number): Promise<number> => {
  const [row] = await db<{ count: number }[]>`
    select count(*)::int as count from (select from correction_request where state = 'open' and ${within(db, area)} limit ${most}) w`;
  return row?.count ?? 0;
};

// What is kept of a person, read on the citizen's own connection. The tables belong to other features, which write them.

export type KinRow = {
  accountId: string;
  relation: 'self' | 'family';
  state: 'own' | 'pending' | 'accepted' | 'refused';
  at: Date;
};

export const listKin = (db: Db, personId: string) => db<KinRow[]>`
  select account_id, relation, state, at from kin where person_id = ${personId} order by at, account_id`;

export type TestRow = {
  id: string;
  sampledAt: Date;
  method: string;
  lab: string | null;
  result: string | null;
  resultAt: Date | null;
};

export const listTests = (db: Db, persons: readonly string[]) => db<TestRow[]>`
  select id, sampled_at, method, lab, result, result_at from test
  where person_id = any (${[...persons]}::uuid[]) order by sampled_at desc, id desc`;

export type SessionRow = { device: string; createdAt: Date; expiresAt: Date | null };

export const listSessions = (db: Db, account: string, now: Date) => db<SessionRow[]>`
  select device, created_at, expires_at from session
  where account_id = ${account} and revoked_at is null and (expires_at is null or expires_at > ${now})
  order by created_at desc limit 200`;

// On the owner's connection: no citizen's may read these tables. What is asked for was checked before.

export type MessageRow = { purpose: string; channel: string; at: Date; sentAt: Date | null };

/** What was sent to a phone and what for, without a word of it; messages are kept for 30 days. */
export const listMessages = (owner: Pool, hashes: readonly Buffer[]) => owner<MessageRow[]>`
  select purpose, channel, at, sent_at from message where to_hash = any(${bytesOf(owner, hashes)}) order by at desc, id desc limit 500`;

export type ReadingRow = { id: string; at: Date; area: AreaPath | null; route: string };

/**
 * What officers and programs did with these persons, the newest first: sealed entries by the GIN index on `persons`, and
 * those of the last second. No name of an officer leaves this statement.
 */
export const listReadings = (
  owner: Pool,
  { persons, after, limit }: { persons: readonly string[]; after: Position | undefined; limit: number },
) => {
  const of = (table: 'audit_entry' | 'audit_inbox') => owner`
    select e.id, e.at, e.area, e.route from ${owner(table)} e join account a on a.id = e.account
    where e.persons && ${[...persons]}::uuid[] and e.outcome = 'done' and a.kind <> 'citizen'
      ${after ? owner`and (e.at, e.id) < (${after.at}, ${after.id}::uuid)` : owner``}`;
  return owner<ReadingRow[]>`
    select * from (${of('audit_entry')} union all ${of('audit_inbox')}) e order by at desc, id desc limit ${limit}`;
};
