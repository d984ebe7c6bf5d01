import { type AreaPath, areaRange } from '../../core/area.ts';
import type { Db } from '../../core/db.ts';

/** Days from–to, the last not included. */
type Period = { from: string; to: string };

/** All visits to the venues of an area in some days: counts, no visitor. Cost: a venue and its days an index row each. */
export const trafficIn = async (db: Db, area: AreaPath, { from, to }: Period): Promise<number> => {
  const [low, high] = areaRange(area);
  const [row] = await db<{ entered: number }[]>`
    select coalesce(sum(d.entered), 0)::bigint as entered from venue v join venue_day d on d.venue_id = v.id
    where v.area >= ${low} and v.area < ${high} and d.day >= ${from} and d.day < ${to}`;
  return row?.entered ?? 0;
};

/** The visits to some venues in some days, by venue. */
export const trafficOf = (db: Db, venues: readonly string[], { from, to }: Period) =>
  db<{ venue: string; entered: number }[]>`
  select venue_id as venue, sum(entered)::bigint as entered from venue_day
  where venue_id = any(${[...venues]}::uuid[]) and day >= ${from} and day < ${to} group by venue_id`;
