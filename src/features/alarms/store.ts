import { type AreaPath, areaRange } from '../../core/area.ts';
import { addDays } from '../../core/day.ts';
import type { Db, Pool } from '../../core/db.ts';

export type Symptom = 'fever' | 'breathless';
export type DayCount = { area: AreaPath; day: string; declared: number; fever: number; breathless: number };

/** `count` days, the last of them `day`. */
export const daysUpTo = (day: string, count: number): string[] =>
  Array.from({ length: count }, (_, n) => addDays(day, n + 1 - count));

/** Communes with so many declarations of a sign in the last three days: only these can be an alarm. Index `(day, area)`. */
export const findCandidates = async (
  db: Db | Pool,
  area: AreaPath,
  day: string,
  least: number,
): Promise<AreaPath[]> => {
  const [low, high] = areaRange(area);
  const rows = await db<{ area: AreaPath }[]>`
    select area from commune_day
    where day = any (${daysUpTo(day, 3)}::date[]) and area >= ${low} and area < ${high} and (fever > 0 or breathless > 0)
    group by area having sum(fever) >= ${least} or sum(breathless) >= ${least} order by area`;
  return rows.map((row) => row.area);
};

/** The days of some communes on which anything was declared. */
export const seriesOf = (db: Db | Pool, areas: readonly AreaPath[], day: string, days: number) =>
  db<DayCount[]>`
    select area, day, declared, fever, breathless from commune_day
    where area = any (${[...areas]}::text[]) and day = any (${daysUpTo(day, days)}::date[])`;

/** The day each commune first declared: what lies before it is not a count of nought. One descent of the key each. */
export const firstDays = (db: Db | Pool, areas: readonly AreaPath[]) =>
  db<{ area: AreaPath; first: string }[]>`
    select a.area, first.day as first from unnest(${[...areas]}::text[]) as a(area),
      lateral (select day from commune_day c where c.area = a.area and c.day > '-infinity' order by c.day limit 1) first`;

/** The same of a whole area: its earliest commune's. */
export const firstDay = async (db: Db | Pool, area: AreaPath): Promise<string | undefined> => {
  const [low, high] = areaRange(area);
  const [row] = await db<{ first: string | null }[]>`
    select min(day) as first from commune_day where day > '-infinity' and area >= ${low} and area < ${high}`;
  return row?.first ?? undefined;
};

export const sumByDay = (db: Db | Pool, area: AreaPath, day: string, days: number) => {
  const [low, high] = areaRange(area);
  return db<Omit<DayCount, 'area'>[]>`
    select day, sum(declared)::int as declared, sum(fever)::int as fever, sum(breathless)::int as breathless
    from commune_day where day = any (${daysUpTo(day, days)}::date[]) and area >= ${low} and area < ${high} group by day`;
};

export type AlarmRow = { area: AreaPath; day: string; symptom: Symptom; figures: Record<string, unknown> };

/** Keeps alarms that are new; answers those of a commune and sign that had none in the three days before: a run is told once. */
export const keepNew = async (db: Db, rows: readonly AlarmRow[], now: Date): Promise<AlarmRow[]> => {
  if (rows.length === 0) return [];
  return db<AlarmRow[]>`
    with made as (
      insert into alarm (area, day, symptom, figures, at)
      select area, day, symptom, figures, ${now}
      from jsonb_to_recordset(${db.json(rows as never)}) as r(area text, day date, symptom text, figures jsonb)
      on conflict (area, day, symptom) do nothing returning area, day, symptom, figures)
    select * from made
    where not exists (select from alarm before where before.area = made.area and before.symptom = made.symptom
      and before.day >= made.day - 3 and before.day < made.day)
      and not exists (select from made earlier where earlier.area = made.area and earlier.symptom = made.symptom and earlier.day < made.day)`;
};
