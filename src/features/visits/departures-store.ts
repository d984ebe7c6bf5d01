import type { Db } from '../../core/db.ts';

export type HeldStay = { id: string; inAt: Date; outAt: Date | null; visitor: string; flags: number };

/** The stays of some visitors at one venue, held for a change; those known by their id are asked by that. */
export const staysAt = (
  db: Db,
  venue: string,
  by: { visitors: readonly string[]; ids: readonly string[] },
  from: Date,
  to: Date,
) => db<HeldStay[]>`
  select id, in_at, out_at, visitor, flags from visit
  where venue_id = ${venue} and in_at >= ${from} and in_at < ${to}
    and (visitor = any(${[...by.visitors]}::uuid[]) or id = any(${[...by.ids]}::uuid[]))
  order by in_at, id for update`;

export type Ending = { id: string; in_at: Date; out_at: Date; flags: number; day: string; isFirst: boolean };

/** Ends stays that are held. Who had an end before, an estimated one for instance, was counted as gone then. */
export const endStays = (db: Db, venue: string, endings: readonly Ending[]) => db`
  with ending as materialized (
    select * from jsonb_to_recordset(${db.json(endings as never)}) as r(id uuid, in_at timestamptz, out_at timestamptz, flags smallint,
      day date, "isFirst" boolean)),
  ended as (
    update visit v set out_at = e.out_at, flags = e.flags from ending e
    where v.venue_id = ${venue} and v.in_at = e.in_at and v.id = e.id)
  insert into venue_day (venue_id, day, entered, left_count)
  select ${venue}::uuid, day, 0, count(*) from ending where "isFirst" group by day order by day
  on conflict (venue_id, day) do update set left_count = venue_day.left_count + excluded.left_count`;

/** Until when an account works at a venue: `null` while it lasts, undefined when it never did. */
export const worksUntil = async (db: Db, venue: string, account: string): Promise<Date | null | undefined> => {
  const [row] = await db<{ until: Date | null }[]>`
    select until from venue_member where venue_id = ${venue} and account_id = ${account}`;
  return row?.until;
};
