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
  sealed: Buffer;
  confirmed: Buffer | null;
};

type NewArrival = Pick<
  ArrivalRow,
  'personId' | 'id' | 'area' | 'hamlet' | 'level' | 'expectedAt' | 'dueAt' | 'rule' | 'homeUntil' | 'tests' | 'sealed'
>;

/** With the declarations of a flush, under the ingest role, which may insert and nothing else. */
export const insertArrivals = async (db: Db, rows: readonly NewArrival[]): Promise<void> => {
  for (const row of rows) {
    await db`insert into arrival ${db({ ...row, state: 'waiting', escalation: 0, noticeAt: row.dueAt })}`;
  }
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
  hamlet?: string;
  now: Date;
};

/**
 * Those who wait in the order in which they fall due, from the index of those who wait; otherwise the newest first. A page
 * costs its rows, whatever the size of the table.
 */
export const listArrivals = (db: Db, filter: ArrivalFilter, after: Position | undefined, limit: number) => {
  const { area, state, hamlet, now } = filter;
  const [low, high] = area === undefined ? [undefined, undefined] : areaRange(area);
  const isOpen = state === 'waiting' || state === 'overdue';
  const next =
    after &&
    (isOpen ? db`and (due_at, id) > (${after.at}, ${after.id})` : db`and (due_at, id) < (${after.at}, ${after.id})`);
  return db<ArrivalRow[]>`
    select * from arrival where true
      ${low === undefined ? db`` : db`and area >= ${low} and area < ${high as string}`}
      ${isOpen ? db`and state = 'waiting' and ended_at is null` : state ? db`and state = ${state}` : db``}
      ${state === 'overdue' ? db`and due_at < ${now}` : db``}
      ${hamlet === undefined ? db`` : db`and hamlet = ${hamlet}`}
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
  where person_id = ${personId} and ended_at is not null`;
