import type { AreaPath } from '../../core/area.ts';
import { areaRange } from '../../core/area.ts';
import type { Db, Pool } from '../../core/db.ts';

export const counted = ['declared', 'urgent', 'risk', 'symptom', 'clear', 'verified', 'confirmed', 'checked'] as const;
export type Counter = (typeof counted)[number];
export type Figures = Record<Counter, number>;
export type Change = { area: AreaPath; day: string } & Partial<Figures>;

const sums = (db: Db | Pool) => db`sum(declared)::int as declared, sum(urgent)::int as urgent, sum(risk)::int as risk,
  sum(symptom)::int as symptom, sum(clear)::int as clear, sum(verified)::int as verified, sum(confirmed)::int as confirmed,
  sum(checked)::int as checked`;

/** Without a period the totals are read, one row a commune; with one, a row a commune and day. */
const inPeriod = (db: Db | Pool, area: AreaPath, from?: string, to?: string) => {
  const [low, high] = areaRange(area);
  const isTotal = from === undefined && to === undefined;
  return db`area >= ${low} and area < ${high} and ${
    isTotal
      ? db`day = '-infinity'`
      : db`day > '-infinity' and day >= ${from ?? '-infinity'}::date and day <= ${to ?? 'infinity'}::date`
  }`;
};

/** The communes' counters summed by the first `depth` parts of the path. Cost grows with communes (× days of a period), not with declarations. */
export const sumByChild = (db: Db | Pool, area: AreaPath, depth: number, from?: string, to?: string) =>
  db<(Figures & { child: AreaPath })[]>`
    with by_commune as (
      select area, ${sums(db)} from commune_day where ${inPeriod(db, area, from, to)} group by area)
    select array_to_string((string_to_array(area, '.'))[1:${depth}], '.') || '.' as child, ${sums(db)}
    from by_commune group by 1`;

export const sumByDay = (db: Db | Pool, area: AreaPath, from?: string, to?: string) =>
  db<(Figures & { day: string })[]>`
    select day, ${sums(db)} from commune_day where ${inPeriod(db, area, from ?? '0001-01-01', to)} group by day order by day`;

/** Open and overdue items now, from the partial index of open rows: cost grows with what is open. */
export const openByChild = (db: Db, area: AreaPath, depth: number, now: Date) => {
  const [low, high] = areaRange(area);
  return db<{ child: AreaPath; open: number; overdue: number }[]>`
    with by_commune as (
      select area, count(*)::int as open,
        count(*) filter (where (taken_at is null and take_by < ${now}) or (reached_at is null and reach_by < ${now}))::int as overdue
      from work_item where closed_at is null and area >= ${low} and area < ${high} group by area)
    select array_to_string((string_to_array(area, '.'))[1:${depth}], '.') || '.' as child,
      sum(open)::int as open, sum(overdue)::int as overdue from by_commune group by 1`;
};

/** The day under which a commune's total stands. */
const total = '-infinity';

/** Adds to counters, one row a commune and day, in the order of their keys, so that two writers never wait in a ring. */
export const addCounts = async (db: Db, changes: readonly Change[]): Promise<void> => {
  const rows = changes
    .flatMap((change) => [change, { ...change, day: total }])
    .sort((a, b) => (a.area === b.area ? (a.day < b.day ? -1 : 1) : a.area < b.area ? -1 : 1))
    .map((change) => ({ ...Object.fromEntries(counted.map((name) => [name, 0])), ...change }));
  for (const row of rows) {
    await db`
      insert into commune_day ${db(row as never)}
      on conflict (area, day) do update set
        declared = commune_day.declared + excluded.declared, urgent = commune_day.urgent + excluded.urgent,
        risk = commune_day.risk + excluded.risk, symptom = commune_day.symptom + excluded.symptom,
        clear = commune_day.clear + excluded.clear, verified = commune_day.verified + excluded.verified,
        confirmed = commune_day.confirmed + excluded.confirmed, checked = commune_day.checked + excluded.checked`;
  }
};

const fromRows = (db: Db | Pool) => db`
  select area, day, count(*)::int as declared, count(*) filter (where triage = 'urgent')::int as urgent,
    count(*) filter (where triage = 'risk')::int as risk, count(*) filter (where triage = 'symptom')::int as symptom,
    count(*) filter (where triage = 'clear')::int as clear, count(verified_at)::int as verified,
    count(*) filter (where result = 'confirmed')::int as confirmed, count(checked_at)::int as checked
  from (select area, day, triage, verified_at, result, checked_at from declaration
    union all select area, '-infinity', triage, verified_at, result, checked_at from declaration) both_days
  group by area, day`;

/** The communes and days whose counters differ from the rows they count. Scans every declaration: for the operator's tool. */
export const findDrift = (owner: Db | Pool) => owner<{ area: string; day: string }[]>`
  select coalesce(r.area, c.area) as area, coalesce(r.day, c.day) as day
  from (${fromRows(owner)}) r full join commune_day c on c.area = r.area and c.day = r.day
  where (r.declared, r.urgent, r.risk, r.symptom, r.clear, r.verified, r.confirmed, r.checked)
    is distinct from (c.declared, c.urgent, c.risk, c.symptom, c.clear, c.verified, c.confirmed, c.checked)
    and not (r.area is null and c.declared = 0 and c.urgent = 0 and c.risk = 0 and c.symptom = 0 and c.clear = 0
      and c.verified = 0 and c.confirmed = 0 and c.checked = 0)`;

/** Counts everything again; nothing is declared meanwhile. */
export const recount = (owner: Pool) =>
  owner.begin(async (db) => {
    await db`lock table commune_day, declaration in share row exclusive mode`;
    const drift = await findDrift(db);
    await db`delete from commune_day`;
    await db`insert into commune_day (area, day, declared, urgent, risk, symptom, clear, verified, confirmed, checked) ${fromRows(db)}`;
    return drift.length;
  });

export type Approved = {
  area: AreaPath;
  asOf: Date;
  approvedAt: Date;
  approver: string;
  figures: Figures;
  byDay: { day: string; declared: number; urgent: number }[];
};

export const saveApproval = (db: Db, id: string, by: string, approved: Approved) => db`
  insert into approved_figure (id, area, as_of, approved_at, approved_by, approver, figures, by_day)
  values (${id}, ${approved.area}, ${approved.asOf}, ${approved.approvedAt}, ${by}, ${approved.approver},
    ${db.json(approved.figures)}, ${db.json(approved.byDay)})`;

export const findApproved = async (db: Db | Pool, area: AreaPath): Promise<Approved | undefined> => {
  const [row] = await db<
    Approved[]
  >`select * from approved_figure where area = ${area} order by approved_at desc limit 1`;
  return row;
};
