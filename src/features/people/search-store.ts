import { type AreaPath, areaRange } from '../../core/area.ts';
import type { Db, Pool } from '../../core/db.ts';

export const knownSyllables = async (db: Db, words: readonly string[]): Promise<string[]> =>
  (await db<{ word: string }[]>`select word from syllable where word = any (${[...words]})`).map(({ word }) => word);

export const syllablesFrom = async (db: Db, start: string, most: number): Promise<string[]> =>
  (
    await db<{ word: string }[]>`
      select word from syllable where starts_with(word, ${start}) order by length(word), word limit ${most}`
  ).map(({ word }) => word);

/** `mergedInto` is the kept record, where a place is that of a merged one. */
export type Place = { area: AreaPath; personId: string };
export type FoundPlace = Place & { mergedInto: string | null };

/**
 * A read outside the third belt, because array operators are not leakproof and row-level security would cost the GIN index (1 M
 * names: 5 ms against 400 ms): the range is written out, only ids come back, and the records are read through the belt.
 * Planned for its own values, because syllables are rare or common, and bounded in time.
 */
const outsideBelt = <T>(owner: Pool, settings: string, work: (db: Db) => Promise<T>): Promise<T> =>
  owner.begin('read only', async (db) => {
    await db.unsafe(`set local plan_cache_mode = force_custom_plan; set local statement_timeout = '5s'; ${settings}`);
    return work(db);
  }) as Promise<T>;

type Asked = {
  area: AreaPath;
  groups: readonly string[][];
  after: Place | undefined;
  limit: number;
  /** So many places are walked along before the index of syllables is asked, none with 0; undefined leaves it to the planner. */
  walk?: number | undefined;
};

const nobody = '00000000-0000-0000-0000-000000000000';

const named = (db: Db, groups: readonly string[][]) =>
  groups.length === 0 ? db`and p.merged_into is null` : groups.map((group) => db`and p.tokens && ${group}`);

/** The shares of names that have a syllable, as the last analysis of the table found them; those it did not name are rare. */
export const syllableShares = async (owner: Pool): Promise<Map<string, number>> => {
  const [row] = await owner<{ words: string[] | null; shares: number[] | null }[]>`
    select most_common_elems::text::text[] as words, most_common_elem_freqs as shares from pg_stats
    where tablename = 'person_area' and attname = 'tokens'`;
  return new Map((row?.words ?? []).map((word, at) => [word, row?.shares?.[at] ?? 0]));
};

/** Of a person with several places in the range only the first; `offset 0` keeps it a look-up for each row that is shown. */
const isFirst = (db: Db, from: string) => db`
  not exists (select from person_area earlier
    where earlier.person_id = p.person_id and earlier.area < p.area and earlier.area >= ${from}
      and (earlier.until is null or earlier.until > statement_timestamp()) offset 0)`;

/**
 * Who is dealt with in an area and has one of each group of syllables, in the order of (area, person). Within a commune the
 * planner chooses well. In a province it takes syllables to be independent and is wrong by far where they are not (thị and
 * văn are each in half of all names and never together: it would walk along everybody). So a walk along (area, person_id)
 * goes no further than `walk` places, which is where dense answers end; for thin ones the GIN index is asked.
 */
export const findPlaces = async (owner: Pool, asked: Asked): Promise<FoundPlace[]> => {
  const { area, groups, after, limit, walk } = asked;
  const [from, to] = areaRange(area);
  const last = after ?? { area: from, personId: nobody };
  const isMore = (db: Db) =>
    db`p.area >= ${from} and p.area < ${to} and (p.area, p.person_id) > (${last.area}, ${last.personId})`;
  const isNow = (db: Db) => db`(p.until is null or p.until > statement_timestamp())`;
  if (walk === undefined || groups.length === 0) {
    return outsideBelt(
      owner,
      '',
      (db) => db<FoundPlace[]>`
      select p.area, p.person_id, p.merged_into from person_area p
      where ${isMore(db)} and ${isNow(db)} ${named(db, groups)} and ${isFirst(db, from)}
      order by p.area, p.person_id limit ${limit}`,
    );
  }
  const near =
    walk === 0
      ? []
      : await outsideBelt(
          owner,
          '',
          (db) => db<FoundPlace[]>`
    select p.area, p.person_id, p.merged_into
    from (select * from person_area p where ${isMore(db)} order by p.area, p.person_id limit ${walk}) p
    where ${isNow(db)} ${named(db, groups)} and ${isFirst(db, from)}
    order by p.area, p.person_id limit ${limit}`,
        );
  if (near.length === limit) return near;
  return outsideBelt(
    owner,
    'set local enable_seqscan = off; set local enable_indexscan = off',
    (db) => db<FoundPlace[]>`
    with hits as materialized (
      select area, person_id, until, merged_into from person_area p where true ${named(db, groups)})
    select p.area, p.person_id, p.merged_into
    from (select * from hits p where ${isMore(db)} and ${isNow(db)} order by p.area, p.person_id) p
    where ${isFirst(db, from)} limit ${limit}`,
  );
};

/** Of these persons, the ones that the same search finds by their own name. */
export const foundThemselves = async (
  owner: Pool,
  { area, groups, ids }: { area: AreaPath; groups: readonly string[][]; ids: readonly string[] },
): Promise<Set<string>> => {
  const [from, to] = areaRange(area);
  const rows = await outsideBelt(
    owner,
    '',
    (db) => db<{ personId: string }[]>`
    select p.person_id from person_area p
    where p.person_id = any (${[...ids]}::uuid[]) and p.area >= ${from} and p.area < ${to}
      and (p.until is null or p.until > statement_timestamp()) ${named(db, groups)}`,
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
    '',
    (db) => db<{ personId: string }[]>`
    select distinct p.person_id from person_area p join person on person.id = p.person_id
    where p.area >= ${from} and p.area < ${to} and p.tokens @> ${tokens} and cardinality(p.tokens) = ${tokens.length}
      and p.person_id <> ${except} and p.merged_into is null and (person.birth_year = ${birthYear} or person.birth_year is null or ${birthYear === null})
    limit 20`,
  );
  return rows.map(({ personId }) => personId);
};
