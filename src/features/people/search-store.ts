import { type AreaPath, areaRange } from '../../core/area.ts';
import type { Db, Pool } from '../../core/db.ts';

export const knownSyllables = async (db: Db, words: readonly string[]): Promise<string[]> =>
  (await db<{ word: string }[]>`select word from syllable where word = any (${[...words]})`).map(({ word }) => word);

export const syllablesFrom = async (db: Db, start: string, most: number): Promise<string[]> =>
  (
    await db<{ word: string }[]>`
      select word from syllable where starts_with(word, ${start}) order by length(word), word limit ${most}`
  ).map(({ word }) => word);

/** In the order of words and keys, so that two writers never wait in a ring. */
export const learnNames = async (db: Db, names: readonly (readonly string[])[]): Promise<void> => {
  if (names.length === 0) return;
  await db`insert into syllable select distinct word from unnest(${[...new Set(names.flat())]}::text[]) as word order by word
    on conflict do nothing`;
  await db`
    insert into full_name
    select distinct on (1) hash_array_extended(tokens, 0), tokens
    from (select array(select jsonb_array_elements_text(name)) as tokens from jsonb_array_elements(${db.json(names as never)}) as name) n
    order by 1 on conflict do nothing`;
};

/** `name` is the key of the name somebody was found by, '' where all are listed. `mergedInto` is the kept record, where a place is that of a merged one. */
export type Place = { name: string; area: AreaPath; personId: string };
export type FoundPlace = Place & { mergedInto: string | null };
type Asked = {
  area: AreaPath;
  groups: readonly string[][];
  birthYear?: number | undefined;
  after: Place | undefined;
  limit: number;
};

export const nobody = '00000000-0000-0000-0000-000000000000';
/** Names looked at in a first step; each further step takes four times as many, for names that nobody in a small area has. */
const fewNames = 1_000;

/**
 * A read outside the third belt, because a function over an array is not leakproof and row-level security would cost the
 * index: the range is written out, only ids come back, and the records are read through the belt. Bounded in time.
 */
const outsideBelt = <T>(owner: Pool, work: (db: Db) => Promise<T>): Promise<T> =>
  owner.begin('read only', async (db) => {
    await db.unsafe(`set local statement_timeout = '5s'`);
    return work(db);
  }) as Promise<T>;

const isNow = (db: Db) => db`(p.until is null or p.until > statement_timestamp())`;
/** Of a person with several places in the range only the first; `offset 0` keeps it a look-up for each row that is shown. */
const isFirst = (db: Db, from: string) => db`
  not exists (select from person_area earlier
    where earlier.person_id = p.person_id and earlier.area < p.area and earlier.area >= ${from}
      and (earlier.until is null or earlier.until > statement_timestamp()) offset 0)`;
const named = (db: Db, groups: readonly string[][]) => groups.map((group) => db`and tokens && ${group}`);

/** Keys of names that have one of each group of syllables, in their order from a key on. */
const findNames = async (db: Db, groups: readonly string[][], from: string, limit: number): Promise<string[]> => {
  const rows = await db<{ key: string }[]>`
    select key::text as key from full_name where key >= ${from}::bigint ${named(db, groups)} order by full_name.key limit ${limit}`;
  return rows.map(({ key }) => key);
};

const findBearers = (db: Db, names: readonly string[], { area, birthYear, after, limit }: Asked) => {
  const [from, to] = areaRange(area);
  return db<FoundPlace[]>`
    select hash_array_extended(p.tokens, 0)::text as name, p.area, p.person_id, p.merged_into from person_area p
    where hash_array_extended(p.tokens, 0) = any (${[...names]}::bigint[]) and p.area >= ${from} and p.area < ${to}
      ${after ? db`and (hash_array_extended(p.tokens, 0), p.area, p.person_id) > (${after.name}::bigint, ${after.area}, ${after.personId})` : db``}
      and ${isNow(db)} and ${isFirst(db, from)}
      ${birthYear === undefined ? db`` : db`and exists (select from person where person.id = p.person_id and person.birth_year = ${birthYear} offset 0)`}
    order by hash_array_extended(p.tokens, 0), p.area, p.person_id limit ${limit}`;
};

export const firstName = '-9223372036854775808';

/**
 * Who is dealt with in an area and has one of each group of syllables: the names first, of which there are few, then those who
 * bear them, by one descent of an index each, in the order of (name, area, person). Without groups everybody, by area.
 */
export const findPlaces = (owner: Pool, asked: Asked): Promise<FoundPlace[]> =>
  outsideBelt(owner, (db) => (asked.groups.length === 0 ? findEverybody(db, asked) : findNamed(db, asked)));

const findNamed = async (db: Db, asked: Asked): Promise<FoundPlace[]> => {
  const found: FoundPlace[] = [];
  let [at, step] = [asked.after?.name ?? firstName, fewNames];
  for (;;) {
    const names = await findNames(db, asked.groups, at, step);
    found.push(...(await findBearers(db, names, { ...asked, limit: asked.limit - found.length })));
    const last = names.at(-1);
    if (found.length === asked.limit || names.length < step || last === undefined) return found;
    [at, step] = [String(BigInt(last) + 1n), step * 4];
  }
};

const findEverybody = (db: Db, { area, after, limit }: Asked) => {
  const [from, to] = areaRange(area);
  return db<FoundPlace[]>`
    select '' as name, p.area, p.person_id, p.merged_into from person_area p
    where p.area >= ${from} and p.area < ${to} and (p.area, p.person_id) > (${after?.area ?? from}, ${after?.personId ?? nobody})
      and ${isNow(db)} and p.merged_into is null and ${isFirst(db, from)}
    order by p.area, p.person_id limit ${limit}`;
};

/** Of these persons, the ones that the same search finds by their own name. */
export const foundThemselves = async (
  owner: Pool,
  { area, groups, ids }: { area: AreaPath; groups: readonly string[][]; ids: readonly string[] },
): Promise<Set<string>> => {
  const [from, to] = areaRange(area);
  const rows = await outsideBelt(
    owner,
    (db) => db<{ personId: string }[]>`
    select p.person_id from person_area p
    where p.person_id = any (${[...ids]}::uuid[]) and p.area >= ${from} and p.area < ${to} and ${isNow(db)} ${named(db, groups)}`,
  );
  return new Set(rows.map(({ personId }) => personId));
};

/** Same syllables in any order and born in a year, or in an unknown one. Outside the belt, ids only. */
export const findNamesakes = async (
  owner: Pool,
  { area, tokens, birthYear, except }: { area: AreaPath; tokens: string[]; birthYear: number | null; except: string },
): Promise<string[]> => {
  const [from, to] = areaRange(area);
  const rows = await outsideBelt(
    owner,
    (db) => db<{ personId: string }[]>`
    select distinct p.person_id from person_area p join person on person.id = p.person_id
    where hash_array_extended(p.tokens, 0) = any (
        array(select key from full_name where full_name.tokens @> ${tokens} and cardinality(full_name.tokens) = ${tokens.length}))
      and p.area >= ${from} and p.area < ${to} and p.person_id <> ${except} and p.merged_into is null
      and (person.birth_year = ${birthYear} or person.birth_year is null or ${birthYear === null})
    limit 20`,
  );
  return rows.map(({ personId }) => personId);
};
