import { anyOf, type Db, type Pool } from '../../core/db.ts';

// Whose visits they are and who was beside them: for a tracer in an open case, and for the person for self.

export type StayRow = {
  id: string;
  venueId: string;
  inAt: Date;
  outAt: Date | null;
  visitor: string;
  flags: number;
  seat: string | null;
};

/** The stays of some pseudonyms that begin within a time: an index look-up a pseudonym, in the partitions of that time. */
export const staysOf = (trace: Pool | Db, visitors: readonly string[], from: Date, to: Date) => trace<StayRow[]>`
  select id, venue_id, in_at, out_at, visitor, flags, seat from visit
  where visitor = ${anyOf(trace, visitors)} and in_at >= ${from} and in_at < ${to} order by in_at`;

/** A stay to be looked around in: from when to when in which venue, and its number in the asking list. */
export type Around = { n: number; venue: string; from: Date; to: Date };
/** Everybody whose stay in the venue overlaps: records of `recordLength` bytes laid end to end. */
export type Met = { n: number; met: Buffer };

/** 16 bytes pseudonym, 8 in, 8 out (microseconds since 2000; the largest number when still there), 2 flags. */
export const recordLength = 34;

/** Hours; longer stays have an index of their own, which `out_at - in_at > '12 hours'` must name as it does. */
const short = 12;

/**
 * Who else was there: three descents a stay, answered from indexes alone. Whoever came in the hours before it stands in the primary
 * key; who came earlier, up to `reach` hours, and was still there is among the few long or open stays of the venue. Cost grows with the
 * visits around the stays, not with the table. `only` leaves out all but some pseudonyms.
 */
export const metIn = (trace: Pool | Db, around: readonly Around[], reach: number, only?: readonly string[]) => {
  const columns = trace`select v.visitor, v.in_at, v.out_at, v.flags from visit v where v.venue_id = s.venue`;
  const among = only ? trace`and v.visitor = ${anyOf(trace, only)}` : trace``;
  const earlier = trace`${columns} and v.in_at > s."from" - make_interval(hours => ${reach})
    and v.in_at <= s."from" - make_interval(hours => ${short}) ${among}`;
  return trace<Met[]>`
  select s.n, m.met from jsonb_to_recordset(${trace.json(around as never)}) as s(n int, venue uuid, "from" timestamptz, "to" timestamptz)
  cross join lateral (
    select string_agg(uuid_send(v.visitor) || timestamptz_send(v.in_at) || timestamptz_send(coalesce(v.out_at, 'infinity'))
      || int2send(v.flags), '') as met
    from (
      ${columns} and v.in_at > s."from" - make_interval(hours => ${short}) and v.in_at < s."to"
        and (v.out_at is null or v.out_at > s."from") ${among}
      union all ${earlier} and v.out_at > s."from" and v.out_at - v.in_at > interval '12 hours'
      union all ${earlier} and v.out_at is null) v) m
  where m.met is not null`;
};

/** Who else had a seat or zone there at that time. Reads rows, not the index alone: for the few stays that name a seat. */
export const seatsIn = (trace: Pool | Db, around: readonly Around[], reach: number) => trace<
  { n: number; visitor: string; inAt: Date; outAt: Date | null; seat: string }[]
>`
  select s.n, v.visitor, v.in_at, v.out_at, v.seat
  from jsonb_to_recordset(${trace.json(around as never)}) as s(n int, venue uuid, "from" timestamptz, "to" timestamptz)
  cross join lateral (
    select visitor, in_at, out_at, seat from visit v
    where v.venue_id = s.venue and v.in_at > s."from" - make_interval(hours => ${reach}) and v.in_at < s."to"
      and (v.out_at is null or v.out_at > s."from") and v.seat is not null) v`;

type OpeningRow = { id: string; personId: string; area: string; reason: string; at: Date };

/** Through the belt: openings of the own visits and the family's. */
export const openingsOf = (db: Db) =>
  db<OpeningRow[]>`select id, person_id, area, reason, at from visit_opening order by at desc, id desc limit 200`;
