import { type AreaPath, areaRange } from '../../core/area.ts';
import type { Position } from '../../core/cursor.ts';
import { addDays, daysBetween } from '../../core/day.ts';
import type { Db, Pool } from '../../core/db.ts';
import { type Figures, sumsText, total } from './count-store.ts';

type Period = { from?: string | undefined; to?: string | undefined };

/** Up to so many days are named one by one: each is then one descent of `(day, area)`, on every version of PostgreSQL. */
const mostNamed = 400;
const daysOf = (from: string, to: string): string[] =>
  Array.from({ length: daysBetween(from, to) + 1 }, (_, n) => addDays(from, n));

/** Without a period the totals are read, one row a commune; with one, a row a commune and day. */
const inPeriod = (db: Db | Pool, area: AreaPath, { from, to }: Period) => {
  const [low, high] = areaRange(area);
  const isNamed = from !== undefined && to !== undefined && daysBetween(from, to) < mostNamed;
  const days =
    from === undefined && to === undefined
      ? db`day = ${total}`
      : isNamed
        ? db`day = any (${daysOf(from, to)}::date[])`
        : db`day > ${total} and day >= ${from ?? total}::date and day <= ${to ?? 'infinity'}::date`;
  return db`area >= ${low} and area < ${high} and ${days}`;
};

/** A commune's path cut to its first `depth` parts: the child area it lies in. */
const child = (db: Db | Pool, depth: number) =>
  db`array_to_string((string_to_array(area, '.'))[1:${depth}], '.') || '.'`;

/**
 * The communes' counters summed by child area. Cost grows with communes (× days of a period), not with declarations:
 * 559 communes 1.5 ms, × 30 days 8 ms.
 */
export const sumByChild = (db: Db | Pool, area: AreaPath, depth: number, period: Period = {}) =>
  db<(Figures & { child: AreaPath })[]>`
    with by_commune as (
      select area, ${db.unsafe(sumsText)} from commune_day where ${inPeriod(db, area, period)} group by area)
    select ${child(db, depth)} as child, ${db.unsafe(sumsText)} from by_commune group by 1`;

export const sumByDay = (db: Db | Pool, area: AreaPath, { from = '0001-01-01', to }: Period) =>
  db<(Figures & { day: string })[]>`
    select day, ${db.unsafe(sumsText)} from commune_day where ${inPeriod(db, area, { from, to })} group by day order by day`;

export const peopleByCommune = (db: Db | Pool, area: AreaPath) =>
  db<{ area: AreaPath; people: number }[]>`select area, people from commune_day where ${inPeriod(db, area, {})}`;

/** Persons who have declared so far, whatever the period. */
export const peopleByChild = (db: Db | Pool, area: AreaPath, depth: number) =>
  db<{ child: AreaPath; people: number }[]>`
    select ${child(db, depth)} as child, sum(people)::int as people
    from commune_day where ${inPeriod(db, area, {})} group by 1`;

export type OpenWork = {
  open: number;
  overdue: number;
  /** Tried, and never reached. */
  unreachable: number;
  /** Urgent ones past the time to take, which nobody took. */
  untaken: number;
};

/** Open items now, from one narrow index of open rows: cost grows with what is open (100,000: 14 ms of CPU). */
export const openByCommune = (db: Db | Pool, area: AreaPath, now: Date) => {
  const [low, high] = areaRange(area);
  return db<(OpenWork & { area: AreaPath })[]>`
    select area, count(*)::int as open,
      count(*) filter (where (taken_at is null and take_by < ${now}) or (reached_at is null and reach_by < ${now}))::int as overdue,
      count(*) filter (where attempts > 0 and reached_at is null)::int as unreachable,
      count(*) filter (where level = 0 and taken_at is null and take_by < ${now})::int as untaken
    from work_item where closed_at is null and area >= ${low} and area < ${high} group by area`;
};

export const openByChild = (db: Db | Pool, area: AreaPath, depth: number, now: Date) =>
  db<(OpenWork & { child: AreaPath })[]>`
    with by_commune as (${openByCommune(db, area, now)})
    select ${child(db, depth)} as child, sum(open)::int as open, sum(overdue)::int as overdue,
      sum(unreachable)::int as unreachable, sum(untaken)::int as untaken from by_commune group by 1`;

type Later = 'people' | 'inTime';
/** What may be made public. An approval from before the later counters lacks them. */
export type Published = Omit<Figures, 'fever' | 'breathless' | Later> & Partial<Pick<Figures, Later>>;

export type Approved = {
  id: string;
  area: AreaPath;
  asOf: Date;
  approvedAt: Date;
  approver: string;
  figures: Published;
  byDay: { day: string; declared: number; urgent: number }[];
};

export const saveApproval = (db: Db, by: string, approved: Approved, note: string | undefined) => db`
  insert into approved_figure (id, area, as_of, approved_at, approved_by, approver, figures, by_day, note)
  values (${approved.id}, ${approved.area}, ${approved.asOf}, ${approved.approvedAt}, ${by}, ${approved.approver},
    ${db.json(approved.figures)}, ${db.json(approved.byDay)}, ${note || null})`;

/** What the public reads: the newest approval that nobody has taken back. */
export const findApproved = async (db: Db | Pool, area: AreaPath): Promise<Approved | undefined> => {
  const [row] = await db<Approved[]>`
    select * from approved_figure where area = ${area} and withdrawn_at is null order by approved_at desc limit 1`;
  return row;
};

export type ApprovalRow = Approved & {
  approvedBy: string;
  note: string | null;
  withdrawnAt: Date | null;
  withdrawnBy: string | null;
  /** Why it was taken back. */
  withdrawal: string | null;
};

export const listApprovals = (db: Db, area: AreaPath, after: Position | undefined, limit: number) => db<ApprovalRow[]>`
  select * from approved_figure where area = ${area} ${after ? db`and (approved_at, id) < (${after.at}, ${after.id})` : db``}
  order by approved_at desc, id desc limit ${limit}`;

/** Held until commit: the second who takes it back reads that it was done. */
export const lockApproval = async (db: Db, id: string): Promise<ApprovalRow | undefined> => {
  const [row] = await db<ApprovalRow[]>`select * from approved_figure where id = ${id} for update`;
  return row;
};

export const saveWithdrawal = async (
  db: Db,
  { id }: ApprovalRow,
  change: Pick<ApprovalRow, 'withdrawnAt' | 'withdrawnBy' | 'withdrawal'>,
): Promise<void> => {
  await db`update approved_figure set ${db(change)} where id = ${id}`;
};
