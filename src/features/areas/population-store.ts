import { type AreaPath, areaRange } from '../../core/area.ts';
import type { Db, Pool } from '../../core/db.ts';
import type { Population } from './population-rows.ts';

/** Writes the rows in one statement; a commune and year that is there gets the new number and source. */
export const savePopulation = (
  db: Db | Pool,
  rows: readonly Population[],
  { at, by }: { at: Date; by: string | null },
) =>
  db`
    insert into area_population (area, year, people, source, at, by_account)
    select area, year, people, source, ${at}, ${by}::uuid
    from jsonb_to_recordset(${db.json(rows as never)}) as r (area text, year smallint, people integer, source text)
    on conflict (area, year) do update set people = excluded.people, source = excluded.source, at = excluded.at,
      by_account = excluded.by_account`;

/** The newest number of each commune; one index scan over the rows of the area. */
export const newestPopulation = (db: Db | Pool, area: AreaPath) => {
  const [from, to] = areaRange(area);
  return db<Population[]>`
    select distinct on (area) area, year, people, source from area_population
    where area >= ${from} and area < ${to} order by area, year desc`;
};
