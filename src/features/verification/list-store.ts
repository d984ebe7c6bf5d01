import { type AreaPath, areaRange } from '../../core/area.ts';
import type { Db } from '../../core/db.ts';
import type { State } from './rules.ts';
import type { DeclarationRow, WorkRow } from './store.ts';

/** After which item a page begins, in the order of its list. */
export type WorkPosition = { level: number; callRequestedAt: Date | null; openedAt: Date; id: string };
export type WorkFilter = {
  area: AreaPath;
  list: 'due' | 'symptom';
  level?: number;
  state?: State;
  /** However it was written. */
  hamlets?: readonly string[] | undefined;
  overdue?: boolean;
  now: Date;
};

const within = (db: Db, area: AreaPath) => {
  const [from, to] = areaRange(area);
  return db`area >= ${from} and area < ${to}`;
};

const isOverdue = (db: Db, now: Date) =>
  db`((taken_at is null and take_by < ${now}) or (reached_at is null and reach_by < ${now}))`;

/**
 * Open items, the most pressing first, then the oldest; of the second list those who asked for a call first. The range
 * stands beside the policy so that the planner can choose: `work_item_list` for a commune, `work_item_wide` walked in
 * order for a province. A page costs its rows, or the open items of a commune.
 */
export const listWork = (db: Db, filter: WorkFilter, after: WorkPosition | undefined, limit: number) => {
  const { area, list, level, state, hamlets, overdue, now } = filter;
  const isDue = list === 'due';
  const calledAt = db`coalesce(call_requested_at, 'infinity')`;
  const next =
    after &&
    (isDue
      ? db`and (level, opened_at, id) > (${after.level}, ${after.openedAt}, ${after.id}::uuid)`
      : db`and (${calledAt}, opened_at, id) > (${after.callRequestedAt?.toISOString() ?? 'infinity'}::timestamptz, ${after.openedAt}, ${after.id}::uuid)`);
  return db<WorkRow[]>`
    select * from work_item
    where closed_at is null and ${within(db, area)} and ${isDue ? db`level <= 1` : db`level = 2`}
      ${level === undefined ? db`` : db`and level = ${level}`}
      ${state === undefined ? db`` : db`and state = ${state}`}
      ${hamlets === undefined ? db`` : db`and hamlet = any(${[...hamlets]}::text[])`}
      ${overdue === undefined ? db`` : overdue ? db`and ${isOverdue(db, now)}` : db`and not coalesce(${isOverdue(db, now)}, false)`}
      ${next ?? db``}
    order by ${isDue ? db`level, opened_at, id` : db`${calledAt}, opened_at, id`} limit ${limit}`;
};

/** How the hamlets of open items were written, each once. Costs the open items of the area. */
export const hamletsWritten = async (db: Db, area: AreaPath): Promise<string[]> => {
  const rows = await db<{ hamlet: string }[]>`
    select distinct hamlet from work_item where closed_at is null and ${within(db, area)} and hamlet is not null`;
  return rows.map(({ hamlet }) => hamlet);
};

export type Summary = Record<
  'urgent' | 'risk' | 'symptom' | 'overdue' | 'transfersWaiting' | 'testsAwaiting' | 'checksDue',
  number
>;

/** Costs the open rows of the area, each count by its partial index. */
export const summarize = async (db: Db, area: AreaPath, today: string, now: Date): Promise<Summary> => {
  const [from, to] = areaRange(area);
  const [open, transfers, tests, checks] = await Promise.all([
    db<Pick<Summary, 'urgent' | 'risk' | 'symptom' | 'overdue'>[]>`
      select count(*) filter (where level = 0)::int as urgent, count(*) filter (where level = 1)::int as risk,
        count(*) filter (where level = 2)::int as symptom, count(*) filter (where ${isOverdue(db, now)})::int as overdue
      from work_item where closed_at is null and ${within(db, area)}`,
    db<{ count: number }[]>`
      select count(*)::int as count from transfer
      where (state = 'waiting' and to_area >= ${from} and to_area < ${to})
        or (state = 'refused' and (${area} = '' or (judge_area >= ${from} and judge_area < ${to})))`,
    db<{ count: number }[]>`select count(*)::int as count from test where result is null and ${within(db, area)}`,
    db<{ count: number }[]>`
      select count(*)::int as count from declaration where next_check_on <= ${today} and ${within(db, area)}`,
  ]);
  const counts = open[0] ?? { urgent: 0, risk: 0, symptom: 0, overdue: 0 };
  return {
    ...counts,
    transfersWaiting: transfers[0]?.count ?? 0,
    testsAwaiting: tests[0]?.count ?? 0,
    checksDue: checks[0]?.count ?? 0,
  };
};

export const listChecksDue = (db: Db, area: AreaPath, today: string, limit: number) =>
  db<(DeclarationRow & { nextCheckOn: string; conclusion: string })[]>`
    select person_id, id, next_check_on, conclusion from declaration
    where next_check_on <= ${today} and ${within(db, area)} order by next_check_on, id limit ${limit}`;

/** How much of each kind was done since then; index `(area, stored_at)`. */
export const countDone = (db: Db, area: AreaPath, since: Date) => db<{ kind: string; count: number }[]>`
  select kind, count(*)::int as count from work_event where ${within(db, area)} and stored_at >= ${since} group by kind`;

export type Declared = {
  id: string;
  area: AreaPath;
  form: string;
  triage: string;
  reasons: string[];
  state: string | null;
  at: Date;
  storedAt: Date;
  byAccount: string;
  onBehalf: boolean;
  supersededBy: string | null;
};

export const listDeclared = (db: Db, persons: readonly string[]) => db<Declared[]>`
  select id, area, form, triage, reasons, state, at, stored_at, by_account, on_behalf, superseded_by
  from declaration where person_id = any (${[...persons]}::uuid[])`;
