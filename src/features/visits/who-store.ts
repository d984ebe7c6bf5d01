import type { AreaPath } from '../../core/area.ts';
import { bytesOf, type Db, type Pool } from '../../core/db.ts';
import type { Level } from '../declarations/rules.ts';
import { declarationForgottenAfter } from './rules.ts';

// Who a visitor is, and how that human stands.

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

/** How somebody who is recorded stands. */
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

/**
 * How each person stands now: the gravest health and class, and the newest declaration that was not superseded, under whichever of the
 * ids of that human; `person` is the id asked for, `id` that of the record that stands for it. `offset 0` holds the time apart from the
 * look-up: asked together, the index of times was read through everybody's declarations for each person.
 */
export const standingOf = (db: Db, persons: readonly string[], now: Date) => db<Standing[]>`
  with asked as (select a.id as person, k.id, k.area, k.health, k.died_on, k.id || coalesce(k.merged_ids, '{}') as ids
    from person a join person k on k.id = coalesce(a.merged_into, a.id) where a.id = any(${[...persons]}::uuid[]))
  select p.person, p.id, p.ids, p.area, p.health, p.died_on, d.triage, d.at as declared_at, d.is_cleared,
    (select min(c.level) from classification c where c.person_id = any(p.ids) and (c.until is null or c.until > ${now})) as level
  from asked p left join lateral (
    select triage, at, coalesce(result = 'not_confirmed', false) as is_cleared
    from (select triage, at, result from declaration where person_id = any(p.ids) and superseded_by is null offset 0) own
    where at > ${new Date(now.getTime() - declarationForgottenAfter)} order by at desc limit 1) d on true`;

/** All ids of the humans that some persons are, those of the records that stand for them first. */
export const idsOfPersons = (db: Db, persons: readonly string[]) => db<{ person: string; id: string; ids: string[] }[]>`
  select a.id as person, k.id, k.id || coalesce(k.merged_ids, '{}') as ids
  from person a join person k on k.id = coalesce(a.merged_into, a.id) where a.id = any(${[...persons]}::uuid[])`;

/** Where some persons are dealt with. */
export const areasOf = (db: Db, persons: readonly string[], now: Date) => db<{ personId: string; area: AreaPath }[]>`
  select person_id, area from person_area where person_id = any(${[...persons]}::uuid[]) and (until is null or until > ${now})`;
