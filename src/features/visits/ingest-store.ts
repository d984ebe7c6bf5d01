import type { AreaPath } from '../../core/area.ts';
import { bytesOf, type Db, type Pool } from '../../core/db.ts';
import type { Level } from '../declarations/rules.ts';
import type { VenueKind } from '../venues/rules.ts';
import { insertAlerts } from './alerts-store.ts';
import type { NewAlert } from './door-alert.ts';
import { flags } from './rules.ts';

/** What a flush of visits must know before it writes: index look-ups by id, pipelined. */
export type KnownVisit = {
  id: string;
  venueId: string;
  inAt: Date;
  outAt: Date | null;
  claim: Buffer;
  answer: number;
  flags: number;
};
export type Standing = {
  person: string;
  id: string;
  /** Every id of that human, this one first. */
  ids: string[];
  /** Where the person lives. */
  area: AreaPath;
  health: string;
  diedOn: string | null;
  triage: Level | null;
  declaredAt: Date | null;
  isCleared: boolean | null;
  level: number | null;
};
/** A stay of a visitor in the hours before a check-in. */
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

/** A record that speaks for a card; `kept` is the one that stands for it. */
export type Bearer = {
  id: string;
  kept: string;
  identityHash: Buffer;
  sealed: Buffer;
  diedOn: string | null;
  isOfficial: boolean;
};

/**
 * By card number, which the ingest role may not read: the tracing role looks it up. A record speaks for a card when its holder
 * keeps it or agreed to it, or an officer made or merged it: whoever writes down a number as that of a family member must not
 * be shown where its bearer goes.
 */
export const findByIdentity = (db: Pool, hashes: readonly Buffer[]) => db<Bearer[]>`
  select p.id, k.id as kept, p.identity_hash, p.sealed, k.died_on,
    p.made_as = 'officer' or p.merged_into is not null or p.merged_ids is not null as is_official
  from person p join person k on k.id = coalesce(p.merged_into, p.id)
  where p.identity_hash = any(${bytesOf(db, hashes)})
    and (p.made_as = 'officer' or p.merged_into is not null or p.merged_ids is not null or exists (
      select from kin where kin.person_id = p.id and (kin.state = 'accepted' or kin.state = 'own' and kin.relation = 'self')))
  order by k.id`;

/** Who is recorded with a phone: by whom it is held, and where the record that stands for it lives. */
export type Phoned = {
  id: string;
  kept: string;
  phoneHash: Buffer;
  sealed: Buffer;
  isOfficial: boolean;
  holders: string[];
  homes: AreaPath[];
};

/** By phone, likewise: for an officer, who may record whoever lives in the own area. */
export const findByPhone = (db: Pool, hashes: readonly Buffer[], now: Date) => db<Phoned[]>`
  select p.id, k.id as kept, p.phone_hash, p.sealed,
    p.made_as = 'officer' or p.merged_into is not null or p.merged_ids is not null as is_official,
    array(select account_id from kin where kin.person_id = p.id and kin.state in ('own', 'accepted')) as holders,
    array(select area from person_area a where a.person_id = k.id and (a.until is null or a.until > ${now})) as homes
  from person p join person k on k.id = coalesce(p.merged_into, p.id)
  where p.phone_hash = any(${bytesOf(db, hashes)}) and k.died_on is null order by p.id`;

/** For whom of these persons the accounts act, without those who have not agreed. */
export const kinAmong = (db: Db, accounts: readonly string[], persons: readonly string[]) => db<
  { accountId: string; personId: string; relation: 'self' | 'family' }[]
>`
  select account_id, person_id, relation from kin
  where person_id = any(${[...persons]}::uuid[]) and account_id = any(${[...accounts]}::uuid[]) and state in ('own', 'accepted')`;

/** Who works where; of those who have stopped, who did so after `since`. */
export const rolesOf = (db: Db, accounts: readonly string[], venues: readonly string[], since: Date) => db<
  { venueId: string; accountId: string; until: Date | null }[]
>`
  select venue_id, account_id, until from venue_member
  where venue_id = any(${[...venues]}::uuid[]) and account_id = any(${[...accounts]}::uuid[]) and (until is null or until > ${since})`;

export const areasOf = (db: Db, persons: readonly string[], now: Date) => db<{ personId: string; area: AreaPath }[]>`
  select person_id, area from person_area where person_id = any(${[...persons]}::uuid[]) and (until is null or until > ${now})`;

/**
 * How each person stands now: the gravest health and class, and the newest declaration that was not superseded, under whichever of the
 * ids of that human; `person` is the id asked for, `id` that of the record that stands for it. `offset 0` holds the time apart from the
 * look-up: asked together, the index of times was read through everybody's declarations for each person.
 */
export const standingOf = (db: Db, persons: readonly string[], since: Date, now: Date) => db<Standing[]>`
  with asked as (select a.id as person, k.id, k.area, k.health, k.died_on, k.id || coalesce(k.merged_ids, '{}') as ids
    from person a join person k on k.id = coalesce(a.merged_into, a.id) where a.id = any(${[...persons]}::uuid[]))
  select p.person, p.id, p.ids, p.area, p.health, p.died_on, d.triage, d.at as declared_at, d.is_cleared,
    (select min(c.level) from classification c where c.person_id = any(p.ids) and (c.until is null or c.until > ${now})) as level
  from asked p left join lateral (
    select triage, at, coalesce(result = 'not_confirmed', false) as is_cleared
    from (select triage, at, result from declaration where person_id = any(p.ids) and superseded_by is null offset 0) own
    where at > ${since} order by at desc limit 1) d on true`;

/** All ids of the humans that some persons are, those of the records that stand for them first. */
export const idsOfPersons = (db: Db, persons: readonly string[]) => db<{ person: string; id: string; ids: string[] }[]>`
  select a.id as person, k.id, k.id || coalesce(k.merged_ids, '{}') as ids
  from person a join person k on k.id = coalesce(a.merged_into, a.id) where a.id = any(${[...persons]}::uuid[])`;

/** The look-up of open stays: what these pseudonyms did within a time. */
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
 * one audit entry. The audit names no visitor: who went where must not stand there either. What is changed is named by its id
 * beside the join, so that it is found by that whatever the plan: one made while a week is empty would read all of the week.
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
  return db<{ id: string }[]>`
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
  stored as (
    insert into visit (venue_id, in_at, id, out_at, visitor, flags, method, answer, seat, claim, stored_at)
    select venue, in_at, id, out_at, visitor, flags, method, answer, seat, decode(claim, 'base64'), ${given.today} from input
    on conflict (venue_id, in_at, id) do nothing
    returning id),
  closed as (
    update visit v set out_at = c.out_at, flags = v.flags & ~${flags.estimated}::smallint | case when c.estimated then ${flags.estimated}::smallint else 0::smallint end
    from closing c
    where v.id = any(${given.closings.map(({ id }) => id)}::uuid[]) and v.in_at >= ${new Date(Math.min(...begun, given.now.getTime()))} and v.in_at <= ${new Date(Math.max(...begun, 0))}
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
  select id from stored`;
};
