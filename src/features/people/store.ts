import { type AreaPath, areaRange } from '../../core/area.ts';
import { bytesOf, type Db, type Pool } from '../../core/db.ts';
import type { Health, PersonRow } from './person.ts';

export type KinState = 'own' | 'pending' | 'accepted' | 'refused';
export type HealthRow = {
  personId: string;
  id: string;
  status: Health;
  previous: Health;
  source: string;
  sealed: Buffer | null;
  at: Date;
  storedAt: Date;
  byAccount: string | null;
};

export const findPerson = async (db: Db, id: string): Promise<PersonRow | undefined> => {
  const [row] = await db<PersonRow[]>`select * from person where id = ${id}`;
  return row;
};

/** The same, held until commit: whoever changes the person waits here for the one before. */
export const lockPerson = async (db: Db, id: string): Promise<PersonRow | undefined> => {
  const [row] = await db<PersonRow[]>`select * from person where id = ${id} for update`;
  return row;
};

/** Without the sealed part, at the door: a person recorded with the phone of someone who has no right to it yet. */
export const findOffered = async (door: Db, id: string) => {
  const [row] = await door<Pick<PersonRow, 'id' | 'phoneHash' | 'madeBy' | 'diedOn'>[]>`
    select id, phone_hash, made_by, died_on from person where id = ${id}`;
  return row;
};

export const insertPerson = (db: Db, row: PersonRow) => db`insert into person ${db(row)}`;

export const insertPlace = (
  db: Db,
  {
    personId,
    area,
    reason,
    tokens,
    since,
  }: { personId: string; area: AreaPath; reason: string; tokens: string[]; since: Date },
) => db`
  insert into person_area (person_id, area, reason, tokens, since) values (${personId}, ${area}, ${reason}, ${tokens}, ${since})
  on conflict (person_id, area) do update set until = null, tokens = excluded.tokens`;

/** The syllables in which a visible person is searched for; the same in every place. */
export const tokensOf = async (db: Db, personId: string): Promise<string[]> => {
  const [row] = await db<{ tokens: string[] }[]>`select tokens from person_area where person_id = ${personId} limit 1`;
  return row?.tokens ?? [];
};

export const updateWho = async (
  db: Db,
  id: string,
  row: Pick<PersonRow, 'area' | 'hamlet' | 'birthYear' | 'sealed' | 'phoneHash' | 'identityHash' | 'updatedAt'>,
  tokens: string[],
): Promise<void> => {
  await db`update person set ${db(row)} where id = ${id}`;
  await db`update person_area set tokens = ${tokens} where person_id = ${id}`;
};

/** In the order of words, so that two writers never wait in a ring. */
export const learnSyllables = (db: Db, words: readonly string[]) => db`
  insert into syllable select distinct word from unnest(${[...words]}::text[]) as word order by word on conflict do nothing`;

export const knownSyllables = async (db: Db, words: readonly string[]): Promise<string[]> =>
  (await db<{ word: string }[]>`select word from syllable where word = any (${[...words]})`).map(({ word }) => word);

export const syllablesFrom = async (db: Db, start: string, most: number): Promise<string[]> =>
  (
    await db<{ word: string }[]>`
      select word from syllable where starts_with(word, ${start}) order by length(word), word limit ${most}`
  ).map(({ word }) => word);

// Search.

export type Place = { area: AreaPath; personId: string };

/** A read outside the third belt: planned for its own values, because syllables are rare or common, and bounded in time. */
const outsideBelt = <T>(owner: Pool, work: (db: Db) => Promise<T>): Promise<T> =>
  owner.begin('read only', async (db) => {
    await db.unsafe("set local plan_cache_mode = force_custom_plan; set local statement_timeout = '5s'");
    return work(db);
  }) as Promise<T>;

/**
 * Who is dealt with in an area and has one of each group of syllables, in the order of (area, person). It runs outside the
 * third belt, because array operators are not leakproof and row-level security would cost the GIN index (1 M names: 5 ms
 * against 400 ms): the range is written out, only ids come back, and the records are read through the belt. With rare
 * syllables the GIN index serves, with common ones the walk along (area, person_id) ends at the limit.
 */
export const findPlaces = (
  owner: Pool,
  { area, groups, after, limit }: { area: AreaPath; groups: readonly string[][]; after?: Place; limit: number },
): Promise<Place[]> => {
  const [from, to] = areaRange(area);
  const last = after ?? { area: from as AreaPath, personId: '00000000-0000-0000-0000-000000000000' };
  return outsideBelt(
    owner,
    (db) => db<Place[]>`
    select p.area, p.person_id from person_area p
    where p.area >= ${from} and p.area < ${to} and (p.area, p.person_id) > (${last.area}, ${last.personId})
      and (p.until is null or p.until > statement_timestamp())
      ${groups.length === 0 ? db`` : groups.map((group) => db`and p.tokens && ${group}`)}
      and not exists (select from person_area earlier
        where earlier.person_id = p.person_id and earlier.area < p.area and earlier.area >= ${from}
          and (earlier.until is null or earlier.until > statement_timestamp()))
    order by p.area, p.person_id limit ${limit}`,
  );
};

/** Through the belt, in the order asked for. */
export const findPersons = async (db: Db, ids: readonly string[]): Promise<PersonRow[]> => {
  const rows = await db<PersonRow[]>`select * from person where id = any (${[...ids]}::uuid[])`;
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
};

/** By number, each an index look-up; a phone may be a whole family's. */
export const findByNumber = (
  db: Db,
  phone: Buffer | undefined,
  identities: readonly Buffer[],
  area: AreaPath,
  limit: number,
) => {
  const [from, to] = areaRange(area);
  return db<PersonRow[]>`
    select * from person
    where (phone_hash = ${phone ?? null} or identity_hash = any (${bytesOf(db, identities)}))
      and exists (select from person_area p where p.person_id = person.id and p.area >= ${from} and p.area < ${to})
    order by id limit ${limit}`;
};

/** Same syllables in any order and born in a year, or in an unknown one. Outside the belt like `findPlaces`, ids only. */
export const findNamesakes = async (
  owner: Pool,
  { area, tokens, birthYear, except }: { area: AreaPath; tokens: string[]; birthYear: number | null; except: string },
): Promise<string[]> => {
  const [from, to] = areaRange(area);
  const rows = await outsideBelt(
    owner,
    (db) => db<{ personId: string }[]>`
    select distinct p.person_id from person_area p join person on person.id = p.person_id
    where p.area >= ${from} and p.area < ${to} and p.tokens @> ${tokens} and cardinality(p.tokens) = ${tokens.length}
      and p.person_id <> ${except} and (person.birth_year = ${birthYear} or person.birth_year is null or ${birthYear === null})
    limit 20`,
  );
  return rows.map(({ personId }) => personId);
};

// Accounts, at the door: an officer's own connection sees no account beyond its area.

export const accountNames = async (door: Pool, ids: readonly (string | null)[]): Promise<Map<string, string>> => {
  const asked = [...new Set(ids.filter((id) => id !== null))];
  if (asked.length === 0) return new Map();
  const rows = await door<
    { id: string; name: string }[]
  >`select id, name from account where id = any (${asked}::uuid[])`;
  return new Map(rows.map(({ id, name }) => [id, name]));
};

export const accountPhoneHash = async (door: Pool, account: string): Promise<Buffer | undefined> => {
  const [row] = await door<{ phoneHash: Buffer | null }[]>`select phone_hash from account where id = ${account}`;
  return row?.phoneHash ?? undefined;
};

// Kin.

/** One account's kin is written by one request at a time: no constraint across shards could keep `self` single. */
export const lockKin = (db: Db, account: string) =>
  db`select pg_advisory_xact_lock(hashtextextended(${`kin ${account}`}, 0))`;

export const hasSelf = async (db: Db, account: string): Promise<boolean> => {
  const rows = await db`
    select from kin where account_id = ${account} and relation = 'self' and state <> 'refused' limit 1`;
  return rows.length > 0;
};

/** Adults whom this account added and who have not agreed: each was sent a message. */
export const countUnanswered = async (db: Db, account: string): Promise<number> => {
  const [row] = await db<{ count: number }[]>`
    select count(*)::int as count from kin where account_id = ${account} and state in ('pending', 'refused')`;
  return row?.count ?? 0;
};

export const findKin = async (db: Db, personId: string, account: string): Promise<KinState | undefined> => {
  const [row] = await db<{ state: KinState }[]>`
    select state from kin where person_id = ${personId} and account_id = ${account}`;
  return row?.state;
};

export const saveKin = (
  db: Db,
  kin: { personId: string; accountId: string; relation: 'self' | 'family'; state: KinState; at: Date },
) => db`
  insert into kin ${db(kin)}
  on conflict (person_id, account_id) do update set state = excluded.state, relation = excluded.relation, at = excluded.at`;

/** The person has answered those who added it. */
export const answerAdders = (db: Db, personId: string, self: string, state: KinState, at: Date) => db`
  update kin set state = ${state}, at = ${at} where person_id = ${personId} and account_id <> ${self} and state = 'pending'`;

// Health.

export const listHealth = (db: Db, personId: string) =>
  db<HealthRow[]>`select * from health_change where person_id = ${personId} order by stored_at, id`;

export const saveHealth = async (db: Db, change: HealthRow, diedOn: string | null): Promise<void> => {
  await db`insert into health_change ${db(change)}`;
  await db`update person set health = ${change.status}, died_on = ${diedOn}, updated_at = ${change.storedAt}
    where id = ${change.personId}`;
};
