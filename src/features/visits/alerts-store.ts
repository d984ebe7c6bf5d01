import { type AreaPath, areaRange } from '../../core/area.ts';
import type { Position } from '../../core/cursor.ts';
import type { Db } from '../../core/db.ts';

export type AlertRow = { personId: string; id: string; area: AreaPath; at: Date };

const within = (db: Db, area: AreaPath, since: Date) => {
  const [from, to] = areaRange(area);
  return db`area >= ${from} and area < ${to} and at >= ${since}`;
};

/** An area's alerts since a moment, newest first; through the belt. */
export const listAlerts = (
  db: Db,
  { area, since, after, limit }: { area: AreaPath; since: Date; after: Position | undefined; limit: number },
) => db<AlertRow[]>`
  select person_id, id, area, at from door_alert where ${within(db, area, since)}
    ${after ? db`and (at, id) < (${after.at}, ${after.id}::uuid)` : db``}
  order by at desc, id desc limit ${limit}`;

/** How many, counted no further than `most`. */
export const countAlerts = async (db: Db, area: AreaPath, since: Date, most: number): Promise<number> => {
  const [row] = await db<{ count: number }[]>`
    select count(*)::int as count from (select from door_alert where ${within(db, area, since)} limit ${most}) a`;
  return row?.count ?? 0;
};
