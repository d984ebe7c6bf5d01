import { type AreaPath, areaRange } from '../../core/area.ts';
import type { Position } from '../../core/cursor.ts';
import type { Db } from '../../core/db.ts';
import type { Level } from '../declarations/rules.ts';
import type { ArrivalState } from './rules.ts';

export type ArrivalRow = {
  personId: string;
  id: string;
  area: AreaPath;
  hamlet: string | null;
  level: Level;
  expectedAt: Date;
  dueAt: Date;
  state: ArrivalState;
  arrivedAt: Date | null;
  confirmedAt: Date | null;
  confirmedBy: string | null;
  /** The version of the rule table that made the plan. */
  rule: string;
  homeUntil: string | null;
  tests: string[];
  escalation: number;
  noticeAt: Date | null;
  endedAt: Date | null;
  /** The later declaration of a return, which is the one awaited. */
  supersededBy: string | null;
  sealed: Buffer;
  confirmed: Buffer | null;
};

type NewArrival = Pick<
  ArrivalRow,
  'personId' | 'id' | 'area' | 'hamlet' | 'level' | 'expectedAt' | 'dueAt' | 'rule' | 'homeUntil' | 'tests' | 'sealed'
>;

/** With the declarations of a flush, under the ingest role. */
export const insertArrivals = async (db: Db, rows: readonly NewArrival[]): Promise<void> => {
  for (const row of rows) {
    await db`insert into arrival ${db({ ...row, state: 'waiting', escalation: 0, noticeAt: row.dueAt })}`;
  }
};

/** What a human declared before and nobody saw fulfilled: the later declaration is the one awaited. */
export const supersedeArrivals = async (
  db: Db,
  later: readonly { id: string; persons: readonly string[]; at: Date }[],
  now: Date,
): Promise<void> => {
  for (const { id, persons, at } of later) {
    await db`
      update arrival set ended_at = ${now}, notice_at = null, superseded_by = ${id}
      where person_id = any(${[...persons]}::uuid[]) and id <> ${id} and state <> 'arrived' and ended_at is null
        and exists (select from declaration d where d.person_id = arrival.person_id and d.id = arrival.id and d.at <= ${at})`;
  }
};

/** With its declaration the arrival goes to the station that has taken it over, which is told anew. */
export const moveArrivals = (
  db: Db,
  {
    persons,
    ids,
    from,
    to,
    now,
  }: { persons: readonly string[]; ids: readonly string[]; from: AreaPath; to: AreaPath; now: Date },
) => db`
  update arrival set area = ${to}, hamlet = null, escalation = 0,
    notice_at = case when state = 'waiting' and ended_at is null then greatest(due_at, ${now}) end
  where person_id = any(${[...persons]}::uuid[]) and id = any(${[...ids]}::uuid[]) and area = ${from}`;

/** How the hamlets of an area were written, each once: for a hamlet team, whose area is a commune. */
export const hamletsWritten = async (db: Db, area: AreaPath): Promise<string[]> => {
  const [low, high] = areaRange(area);
  const rows = await db<{ hamlet: string }[]>`
    select distinct hamlet from arrival where area >= ${low} and area < ${high} and hamlet is not null`;
  return rows.map(({ hamlet }) => hamlet);
};

/** Of some hamlets alone; of all where none are named. */
const inHamlets = (db: Db, hamlets: readonly string[] | undefined) =>
  hamlets === undefined ? db`` : db`and hamlet = any(${[...hamlets]}::text[])`;

/** Those awaited in an area between two times; a row of the index of those who wait for each. */
export const countExpected = async (
  db: Db,
  { area, hamlets }: Pick<ArrivalFilter, 'area' | 'hamlets'>,
  from: Date,
  to: Date,
): Promise<number> => {
  const [low, high] = area === undefined ? [undefined, undefined] : areaRange(area);
  const [row] = await db<{ count: number }[]>`
    select count(*)::int as count from arrival
    where state = 'waiting' and ended_at is null and expected_at >= ${from} and expected_at < ${to}
      ${low === undefined ? db`` : db`and area >= ${low} and area < ${high as string}`} ${inHamlets(db, hamlets)}`;
  return row?.count ?? 0;
};

/** Held until commit: the second who confirms reads what the first did. */
export const lockArrival = async (db: Db, id: string): Promise<ArrivalRow | undefined> => {
  const [row] = await db<ArrivalRow[]>`select * from arrival where id = ${id} for update`;
  return row;
};

export const saveArrival = async (
  db: Db,
  { personId, id }: ArrivalRow,
  change: Partial<ArrivalRow>,
): Promise<ArrivalRow> => {
  const [row] = await db<ArrivalRow[]>`
    update arrival set ${db(change)} where person_id = ${personId} and id = ${id} returning *`;
  return row as ArrivalRow;
};

export type ArrivalFilter = {
  area?: AreaPath;
  state?: 'waiting' | 'overdue' | 'arrived' | 'absent';
  /** One hamlet, by whatever name it was entered under. */
  named?: readonly string[] | undefined;
  /** What a hamlet team sees: nobody, where it is empty. */
  hamlets?: readonly string[] | undefined;
  now: Date;
};

/**
 * Those who wait in the order in which they fall due, from the index of those who wait; otherwise the newest first. A page
 * costs its rows, whatever the size of the table.
 */
export const listArrivals = (db: Db, filter: ArrivalFilter, after: Position | undefined, limit: number) => {
  const { area, state, named, hamlets, now } = filter;
  const [low, high] = area === undefined ? [undefined, undefined] : areaRange(area);
  const isOpen = state === 'waiting' || state === 'overdue';
  const next =
    after &&
    (isOpen ? db`and (due_at, id) > (${after.at}, ${after.id})` : db`and (due_at, id) < (${after.at}, ${after.id})`);
  return db<ArrivalRow[]>`
    select * from arrival where superseded_by is null
      ${low === undefined ? db`` : db`and area >= ${low} and area < ${high as string}`}
      ${isOpen ? db`and state = 'waiting' and ended_at is null` : state ? db`and state = ${state}` : db``}
      ${state === 'overdue' ? db`and due_at < ${now}` : db``}
      ${inHamlets(db, named)} ${inHamlets(db, hamlets)}
      ${next ?? db``}
    order by ${isOpen ? db`due_at, id` : db`due_at desc, id desc`} limit ${limit}`;
};

/** Across all persons, for the sweep of notices. */
export const lockDue = (db: Db, now: Date, limit: number) => db<ArrivalRow[]>`
  select * from arrival where notice_at <= ${now} order by notice_at limit ${limit} for update skip locked`;

export const endByDeath = (db: Db, personId: string, now: Date) => db`
  update arrival set ended_at = ${now}, notice_at = null where person_id = ${personId} and state <> 'arrived' and ended_at is null`;

export const resumeAfterDeath = (db: Db, personId: string) => db`
  update arrival set ended_at = null, notice_at = case when state = 'waiting' then due_at end
  where person_id = ${personId} and ended_at is not null and superseded_by is null`;
