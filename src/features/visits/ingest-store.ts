import type { Db } from '../../core/db.ts';
import type { VenueKind } from '../venues/rules.ts';
import { insertAlerts } from './alerts-store.ts';
import type { NewAlert } from './door-alert.ts';
import { flags } from './rules.ts';

/** A visit stored before under an id that comes again. */
export type KnownVisit = {
  id: string;
  venueId: string;
  inAt: Date;
  outAt: Date | null;
  claim: Buffer;
  answer: number;
  flags: number;
};
/** A stay of a visitor that began within two days of a check-in, before or after it. */
export type Recent = {
  venueId: string;
  kind: VenueKind;
  inAt: Date;
  id: string;
  outAt: Date | null;
  visitor: string;
  flags: number;
};

export const findVisits = (db: Db, ids: readonly string[]) => db<KnownVisit[]>`
  select id, venue_id, in_at, out_at, claim, answer, flags from visit where id = any(${[...ids]}::uuid[])`;

/** Who works where; of those who have stopped, who did so after `since`. */
export const rolesOf = (db: Db, accounts: readonly string[], venues: readonly string[], since: Date) => db<
  { venueId: string; accountId: string; until: Date | null }[]
>`
  select venue_id, account_id, until from venue_member
  where venue_id = any(${[...venues]}::uuid[]) and account_id = any(${[...accounts]}::uuid[]) and (until is null or until > ${since})`;

/** The stays of some pseudonyms that began within a time. */
export const recentOf = (db: Db, visitors: readonly string[], from: Date, to: Date) => db<Recent[]>`
  select venue_id, (select kind from venue where venue.id = venue_id) as kind, in_at, id, out_at, visitor, flags from visit
  where visitor = any(${[...visitors]}::uuid[]) and in_at >= ${from} and in_at < ${to} order by in_at`;

/** One accepted visit as the statement reads it; bytes are base64. */
export type VisitRow = {
  id: string;
  venue: string;
  in_at: Date;
  out_at: Date | null;
  visitor: string;
  flags: number;
  method: number;
  answer: number;
  seat: string | null;
  claim: string;
};
/** How many came to a venue and left it on a day. */
export type Count = { venue: string; day: string; entered: number; gone: number };
/** The end that a later check-in tells of a stay; one that has none yet, unless it was estimated or told by another check-in. */
export type Closing = {
  venue: string;
  in_at: Date;
  id: string;
  visitor: string;
  out_at: Date;
  estimated: boolean;
  day: string;
  before: Date | null;
};
/** Somebody new, known by a typed phone or a card; sealed parts are base64. */
export type GuestRow = {
  id: string;
  area: string;
  birth_year: number | null;
  sealed: string;
  phone: string | null;
  identity: string | null;
  hash: string;
  tokens: string[];
  /** A keyed hash of the account: the account itself leads to the venues it works at. */
  made_by: string;
  made_as: 'citizen' | 'officer';
};

/** A venue and the day of its newest visit, where that is newer than what the venue says. */
export type Seen = { venue: string; day: string };

/**
 * Writes a whole flush in one statement: visits, the ends of stays that they end, guests, counts by venue and day, alerts,
 * one audit entry. The audit names no visitor: who went where must not stand there either. A stay that is ended is named
 * by its pseudonym beside the join, so that it is found by that whatever the plan: one made while a week is empty would go by the times
 * alone, and read all of the week (decision 0029). A visit that a parallel server has just stored is an error, and the flush comes again.
 */
export const writeFlush = (
  db: Db,
  given: {
    visits: readonly VisitRow[];
    closings: readonly Closing[];
    /** Of the visits alone: those whose stay ends by another check-in are counted as they are ended. */
    counts: readonly Count[];
    alerts: readonly NewAlert[];
    guests: readonly GuestRow[];
    seen: readonly Seen[];
    audits: readonly Record<string, unknown>[];
    now: Date;
    /** Visits and guests say the day they were stored, and alerts the hour: the moment would join them to what names somebody. */
    today: Date;
  },
) => {
  const begun = given.closings.map((one) => one.in_at.getTime());
  return db`
  with input as materialized (
    select * from jsonb_to_recordset(${db.json(given.visits as never)}) as r(id uuid, venue uuid, in_at timestamptz, out_at timestamptz,
      visitor uuid, flags smallint, method smallint, answer smallint, seat text, claim text)),
  closing as materialized (
    select * from jsonb_to_recordset(${db.json(given.closings as never)}) as r(venue uuid, in_at timestamptz, id uuid, out_at timestamptz,
      estimated boolean, day date, before timestamptz)),
  guest as materialized (
    select * from jsonb_to_recordset(${db.json(given.guests as never)}) as g(id uuid, area text, birth_year smallint, sealed text,
      phone text, identity text, hash text, tokens text[], made_by uuid, made_as text)),
  made as (
    insert into person (id, area, birth_year, health, sealed, phone_hash, identity_hash, body_hash, made_by, made_as, created_at, updated_at)
    select id, area, birth_year, 'well', decode(sealed, 'base64'), decode(phone, 'base64'), decode(identity, 'base64'), decode(hash, 'base64'),
      made_by, made_as, ${given.today}, ${given.today} from guest on conflict (id) do nothing),
  placed as (
    insert into person_area (person_id, area, reason, tokens, since)
    select id, area, 'guest', tokens, ${given.today} from guest on conflict (person_id, area) do nothing),
  closed as (
    update visit v set out_at = c.out_at, flags = v.flags & ~${flags.estimated}::smallint | case when c.estimated then ${flags.estimated}::smallint else 0::smallint end
    from closing c
    where v.visitor = any(${given.closings.map(({ visitor }) => visitor)}::uuid[]) and v.in_at >= ${new Date(Math.min(...begun, given.now.getTime()))} and v.in_at <= ${new Date(Math.max(...begun, 0))}
      and v.venue_id = c.venue and v.in_at = c.in_at and v.id = c.id and v.out_at is not distinct from c.before
    returning v.venue_id, c.day, c.before),
  counted as (
    insert into venue_day (venue_id, day, entered, left_count)
    select venue_id, day, sum(entered), sum(gone) from (
      select venue as venue_id, day, entered, gone
      from jsonb_to_recordset(${db.json(given.counts as never)}) as c(venue uuid, day date, entered integer, gone integer)
      union all select venue_id, day, 0, 1 from closed where before is null) both_ways
    group by venue_id, day order by venue_id, day
    on conflict (venue_id, day) do update set entered = venue_day.entered + excluded.entered,
      left_count = venue_day.left_count + excluded.left_count),
  seen as (
    update venue set last_visit_on = i.day
    from jsonb_to_recordset(${db.json(given.seen as never)}) as i(venue uuid, day date)
    where venue.id = any(${given.seen.map(({ venue }) => venue)}::uuid[]) and venue.id = i.venue and (venue.last_visit_on is null or venue.last_visit_on < i.day)),
  alerted as (${insertAlerts(db, given.alerts, given.now)}),
  audited as (
    insert into audit_inbox (id, at, account, area, verb, route, outcome, persons, request_id, detail)
    select id, ${given.now}, account, area, 'visit.create', 'POST /visits', 'done', '{}', request, detail
    from jsonb_to_recordset(${db.json(given.audits as never)}) as a(id uuid, account uuid, area text, request text, detail jsonb))
  insert into visit (venue_id, in_at, id, out_at, visitor, flags, method, answer, seat, claim, stored_at)
  select venue, in_at, id, out_at, visitor, flags, method, answer, seat, decode(claim, 'base64'), ${given.today} from input`;
};
