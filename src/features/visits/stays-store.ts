import { anyOf, type Db, type Pool } from '../../core/db.ts';
import { longestStay } from './rules.ts';

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
/** Hours; nobody who came earlier is still there. */
const reach = longestStay / 3_600_000;

type Asking = Pool | Db;
/** Part of a statement. */
type Part = ReturnType<Asking>;

const asked = (trace: Asking, around: readonly Around[]) =>
  trace`jsonb_to_recordset(${trace.json(around as never)}) as s(n int, venue uuid, "from" timestamptz, "to" timestamptz)`;

/**
 * The stays `v` that overlap one asked about: three descents. Whoever came in the hours before it stands in the primary key; who came
 * earlier, within `reach`, and was still there is among the few long or open stays of the venue. Cost grows with the visits around
 * the stays, not with the table.
 */
const overlapping = (trace: Asking, columns: Part, also: Part = trace``) => {
  const there = trace`select ${columns} from visit v where v.venue_id = s.venue`;
  const earlier = trace`${there} and v.in_at > s."from" - make_interval(hours => ${reach})
    and v.in_at <= s."from" - make_interval(hours => ${short}) ${also}`;
  return trace`
    ${there} and v.in_at > s."from" - make_interval(hours => ${short}) and v.in_at < s."to"
      and (v.out_at is null or v.out_at > s."from") ${also}
    union all ${earlier} and v.out_at > s."from" and v.out_at - v.in_at > interval '12 hours'
    union all ${earlier} and v.out_at is null`;
};

/** Who else was there, answered from indexes alone. `only` leaves out all but some pseudonyms. */
export const metIn = (trace: Asking, around: readonly Around[], only?: readonly string[]) => trace<Met[]>`
  select s.n, m.met from ${asked(trace, around)}
  cross join lateral (
    select string_agg(uuid_send(v.visitor) || timestamptz_send(v.in_at) || timestamptz_send(coalesce(v.out_at, 'infinity'))
      || int2send(v.flags), '') as met
    from (${overlapping(
      trace,
      trace`v.visitor, v.in_at, v.out_at, v.flags`,
      only && trace`and v.visitor = ${anyOf(trace, only)}`,
    )}) v) m
  where m.met is not null`;

/** Who else had a seat or zone there at that time. Reads rows, not the index alone: for the few stays that name a seat. */
export const seatsIn = (trace: Asking, around: readonly Around[]) => trace<
  { n: number; visitor: string; inAt: Date; outAt: Date | null; seat: string }[]
>`
  select s.n, v.visitor, v.in_at, v.out_at, v.seat from ${asked(trace, around)}
  cross join lateral (${overlapping(trace, trace`v.visitor, v.in_at, v.out_at, v.seat`, trace`and v.seat is not null`)}) v`;

/** How many were there: rows are counted, nobody's is opened. */
export const presentIn = (trace: Asking, around: readonly Around[]) => trace<{ n: number; present: number }[]>`
  select s.n, m.present from ${asked(trace, around)}
  cross join lateral (select count(*)::int as present from (${overlapping(trace, trace`v.in_at`)}) v) m`;

type OpeningRow = { id: string; personId: string; area: string; reason: string; at: Date };

/** Through the belt: openings of the own visits and the family's. */
export const openingsOf = (db: Db) =>
  db<OpeningRow[]>`select id, person_id, area, reason, at from visit_opening order by at desc, id desc limit 200`;
