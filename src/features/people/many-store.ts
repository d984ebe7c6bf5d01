import type { AreaPath } from '../../core/area.ts';
import { bytesOf, type Db } from '../../core/db.ts';
import type { PersonRow } from './person.ts';

/** A hamlet leader's number may stand beside hundreds; whoever is not among these is still found by name. */
const mostOfOnePhone = 50;

/** Rows that somebody of a list may be, by any of their three keys; each key is an index look-up. Through the belt. */
export const findByKeys = (
  db: Db,
  keys: {
    identities: readonly Buffer[];
    phones: readonly Buffer[];
    names: readonly { area: AreaPath; bodyHash: Buffer }[];
  },
) => db<PersonRow[]>`
  select * from person where identity_hash = any (${bytesOf(db, keys.identities)})
  union
  select one.* from (select distinct unnest(${bytesOf(db, keys.phones)}) as phone_hash) asked
    cross join lateral (select * from person where person.phone_hash = asked.phone_hash limit ${mostOfOnePhone}) one
  union
  select person.* from person join (
    select distinct unnest(${keys.names.map(({ area }) => area)}::text[]) as area,
      unnest(${bytesOf(
        db,
        keys.names.map(({ bodyHash }) => bodyHash),
      )}) as body_hash) asked using (area, body_hash)`;

/** A person on its way into one statement for all; bytes are base64 text. */
export type ManyRow = Record<string, unknown>;

/**
 * New persons and the place each lives in. Ids that are there already stay as they are, and out of the answer, which is of the
 * places: a row of `person` is seen only when its place stands. For the same reason no arbiter is named: PostgreSQL would want to see the row.
 */
export const insertMany = (db: Db, rows: readonly ManyRow[], made: { by: string; at: Date }) => db<{ id: string }[]>`
  with input as materialized (
    select * from jsonb_to_recordset(${db.json(rows as never)}) as r(
      id uuid, area text, hamlet text, birth_year smallint, sealed text, phone text, identity text, body_hash text, tokens text[])),
  made as (
    insert into person (id, area, hamlet, birth_year, health, sealed, phone_hash, identity_hash, body_hash, made_by, made_as, created_at, updated_at)
    select id, area, hamlet, birth_year, 'well', decode(sealed, 'base64'), decode(phone, 'base64'), decode(identity, 'base64'),
      decode(body_hash, 'base64'), ${made.by}, 'officer', ${made.at}, ${made.at}
    from input on conflict do nothing)
  insert into person_area (person_id, area, reason, tokens, since)
  select id, area, 'residence', tokens, ${made.at} from input
  on conflict (person_id, area) do nothing
  returning person_id as id`;

/** Held until commit, in the order of ids: two lists with the same people wait for each other, never in a ring. */
export const lockMany = (db: Db, ids: readonly string[]) => db<PersonRow[]>`
  select * from person where id = any (${[...ids]}::uuid[]) order by id for update`;

/** What changed of known persons. The name does not, so they are found as before. */
export const updateMany = (db: Db, rows: readonly ManyRow[], at: Date) => db`
  update person p set hamlet = r.hamlet, birth_year = r.birth_year, sealed = decode(r.sealed, 'base64'),
    phone_hash = decode(r.phone, 'base64'), identity_hash = decode(r.identity, 'base64'),
    now_hash = decode(r.now_hash, 'base64'), updated_at = ${at}, officer_at = ${at}
  from jsonb_to_recordset(${db.json(rows as never)}) as r(
    id uuid, hamlet text, birth_year smallint, sealed text, phone text, identity text, now_hash text)
  where p.id = r.id`;
