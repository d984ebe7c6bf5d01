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

/** How many stays overlap each of some spans of a venue: rows are counted, nobody's is opened. `reach` in hours, the longest stay. */
export const presentIn = (
  db: Db,
  spans: readonly { n: number; venue: string; from: Date; to: Date }[],
  reach: number,
) => db<{ n: number; present: number }[]>`
  select s.n, v.present from jsonb_to_recordset(${db.json(spans as never)}) as s(n int, venue uuid, "from" timestamptz, "to" timestamptz)
  cross join lateral (
    select count(*)::int as present from visit
    where venue_id = s.venue and in_at > s."from" - make_interval(hours => ${reach}) and in_at < s."to"
      and (out_at is null or out_at > s."from")) v`;
