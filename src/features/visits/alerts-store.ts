import { type AreaPath, areaRange } from '../../core/area.ts';
import type { Position } from '../../core/cursor.ts';
import type { Db, Pool } from '../../core/db.ts';
import type { NewAlert } from './door-alert.ts';

export type AlertRow = {
  id: string;
  area: AreaPath;
  homeArea: AreaPath | null;
  at: Date;
  sealed: Buffer;
  calledAt: Date | null;
  calledBy: string | null;
};

const columns = (db: Db) => db`id, area, home_area, at, sealed, called_at, called_by`;

/** Where the door stands in an area, or the person lives there. */
const within = (db: Db, area: AreaPath, since: Date) => {
  const [from, to] = areaRange(area);
  return db`(area >= ${from} and area < ${to} or home_area >= ${from} and home_area < ${to}) and at >= ${since}`;
};

/** An area's alerts since a moment, newest first; through the belt. */
export const listAlerts = (
  db: Db,
  { area, since, after, limit }: { area: AreaPath; since: Date; after: Position | undefined; limit: number },
) => db<AlertRow[]>`
  select ${columns(db)} from door_alert where ${within(db, area, since)}
    ${after ? db`and (at, id) < (${after.at}, ${after.id}::uuid)` : db``}
  order by at desc, id desc limit ${limit}`;

/** How many nobody has ticked off, counted no further than `most`. */
export const countAlerts = async (db: Db, area: AreaPath, since: Date, most: number): Promise<number> => {
  const [row] = await db<{ count: number }[]>`
    select count(*)::int as count from (
      select from door_alert where ${within(db, area, since)} and called_at is null limit ${most}) a`;
  return row?.count ?? 0;
};

/** Through the belt, held for a change. */
export const lockAlert = async (db: Db, id: string): Promise<AlertRow | undefined> => {
  const [row] = await db<AlertRow[]>`select ${columns(db)} from door_alert where id = ${id} for update`;
  return row;
};

export const saveCall = (db: Db, { id, calledAt, calledBy }: Pick<AlertRow, 'id' | 'calledAt' | 'calledBy'>) =>
  db`update door_alert set called_at = ${calledAt}, called_by = ${calledBy} where id = ${id}`;

/** A statement of its own where a phone was proven after its visit was stored; part of one where a flush stores the visits. */
export const insertAlerts = (db: Db, alerts: readonly NewAlert[], now: Date) => db`
  insert into door_alert (id, area, home_area, at, sealed)
  select id, area, home, date_trunc('hour', ${now}::timestamptz), decode(sealed, 'base64')
  from jsonb_to_recordset(${db.json(alerts as never)}) as a(id uuid, area text, home text, sealed text)
  on conflict do nothing`;

// For the job, on the owner's connection: whom nobody has told yet.

/** The oldest first; one server tells each. */
export const lockUntold = (db: Db, limit: number) => db<Pick<AlertRow, 'id' | 'area' | 'homeArea' | 'sealed'>[]>`
  select id, area, home_area, sealed from door_alert where told_at is null order by at limit ${limit} for update skip locked`;

export const personsToTell = (db: Db, ids: readonly string[]) => db<{ id: string; sealed: Buffer }[]>`
  select id, sealed from person where id = any(${[...ids]}::uuid[])`;

export const markTold = (db: Db, rows: readonly Pick<AlertRow, 'id'>[], at: Date) => db`
  update door_alert set told_at = date_trunc('hour', ${at}::timestamptz) where id = any(${rows.map(({ id }) => id)}::uuid[])`;

export const deleteAlerts = async (owner: Pool, before: Date): Promise<number> =>
  (await owner`delete from door_alert where at < ${before}`).count;
