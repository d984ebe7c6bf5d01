import { type AreaPath, parseAreaPath } from '../../core/area.ts';
import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { fail } from '../../core/problem.ts';
import { identityHash, personBrief, phoneHash } from './person.ts';
import { readSearch, slips } from './search.ts';
import * as store from './store.ts';

type Search = { search: string; area: AreaPath; after?: string; limit: number };

/** A short beginning of a syllable stands for hundreds; the shortest come first. */
const mostCompletions = 300;

type Position = store.Place & { isWide: boolean };

const positionOf = (after: string | undefined): Position | undefined => {
  const [path, personId, isWide] = decodeCursor(after, 3) ?? [];
  if (path === undefined) return undefined;
  const area = parseAreaPath(String(path));
  if (area === undefined || !uuid.test(String(personId)))
    fail('request.invalid', [{ path: 'after', code: 'cursor.format' }]);
  return { area: area as AreaPath, personId: String(personId), isWide: isWide === 1 };
};
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The syllables each typed word may stand for. The last may be a beginning; one the dictionary does not know, or every one
 * when `isWide`, may be a slip.
 */
const groupsOf = async (db: Db, words: readonly string[], isWide: boolean): Promise<string[][]> => {
  const known = new Set(await store.knownSyllables(db, words));
  const doubtful = words.filter((word) => isWide || !known.has(word));
  const corrected = new Set(doubtful.length === 0 ? [] : await store.knownSyllables(db, doubtful.flatMap(slips)));
  const last = words.at(-1);
  const completions = last === undefined ? [] : await store.syllablesFrom(db, last, mostCompletions);
  return words.map((word) => [
    ...new Set([
      word,
      ...(word === last ? completions : []),
      ...(doubtful.includes(word) ? slips(word).filter((slip) => corrected.has(slip)) : []),
    ]),
  ]);
};

/** Officers' search by phone, identity number, or a name in any order, with slips corrected; '' lists everyone. */
export const searchPeople = async (house: House, db: Db, { search, area, after, limit }: Search) => {
  const { keys, database } = house;
  const { phone, identities, words } = readSearch(search);
  if (phone || identities.length > 0) {
    const numbers = identities.map((identity) => identityHash(keys, identity));
    const rows = await store.findByNumber(
      db,
      phone === undefined ? undefined : phoneHash(keys, phone),
      numbers,
      area,
      limit,
    );
    if (rows.length > 0 || phone) return { items: rows.map((row) => personBrief(keys, row)), next: null };
  }
  if (words.length === 0 && search !== '') return { items: [], next: null };
  const position = positionOf(after);
  const find = async (isWide: boolean) => {
    const groups = await groupsOf(db, words, isWide);
    return {
      isWide,
      places: await store.findPlaces(database.pools.owner, { area, groups, after: position, limit: limit + 1 }),
    };
  };
  const found = await find(position?.isWide ?? false);
  // A slip can hit another syllable: a name nobody has is asked again with every word in doubt.
  const isVain = found.places.length === 0 && words.length > 0 && position === undefined;
  const { isWide, places } = isVain ? await find(true) : found;
  const page = places.slice(0, limit);
  const rows = await store.findPersons(
    db,
    page.map(({ personId }) => personId),
  );
  const last = page.at(-1);
  return {
    items: rows.map((row) => personBrief(keys, row)),
    next: places.length > limit && last ? encodeCursor([last.area, last.personId, Number(isWide)]) : null,
  };
};
