import { type AreaPath, parseAreaPath } from '../../core/area.ts';
import { decodeCursor, encodeCursor, isUuid, wrongCursor } from '../../core/cursor.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { findArea } from '../areas/index.ts';
import { identityHash, personBrief, phoneHash } from './person.ts';
import { readSearch, slips } from './search.ts';
import * as store from './search-store.ts';
import { findByNumber, findPersons } from './store.ts';

type Search = { search: string; area: AreaPath; after?: string; limit: number };

/** A short beginning of a syllable stands for hundreds; the shortest come first. */
const mostCompletions = 300;

/**
 * How a page was found: by the words as typed, with every word in doubt because nobody is called as typed, or with every
 * word in doubt behind those who are.
 */
type Phase = 0 | 1 | 2;
const [asTyped, inDoubt, behind] = [0, 1, 2] as const;
type Position = store.Place & { phase: Phase };

/** The key of a name, or none where everybody is listed. */
const isName = (value: unknown): value is string =>
  typeof value === 'string' &&
  (value === '' || (/^-?\d{1,19}$/.test(value) && BigInt.asIntN(64, BigInt(value)) === BigInt(value)));

const positionOf = (after: string | undefined): Position | undefined => {
  const [name, path, personId, phase] = decodeCursor(after, 4) ?? [];
  if (path === undefined) return undefined;
  const area = parseAreaPath(String(path));
  return isName(name) &&
    area !== undefined &&
    isUuid(personId) &&
    (phase === asTyped || phase === inDoubt || phase === behind)
    ? { name, area, personId, phase }
    : wrongCursor();
};
const cursorOf = ({ name, area, personId }: store.Place, phase: Phase): string =>
  encodeCursor([name, area, personId, phase]);

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

/** Whom a page of places shows: for a merged record the kept one, once, unless that is found by its own name. */
const standingFor = async (
  { database }: House,
  page: readonly store.FoundPlace[],
  { area, groups }: { area: AreaPath; groups: readonly string[][] },
): Promise<string[]> => {
  const kept = page.flatMap(({ mergedInto }) => mergedInto ?? []);
  const listed =
    kept.length === 0
      ? new Set<string>()
      : await store.foundThemselves(database.pools.owner, { area, groups, ids: kept });
  return [
    ...new Set(
      page.flatMap(({ personId, mergedInto }) => {
        if (mergedInto === null) return [personId];
        return listed.has(mergedInto) ? [] : [mergedInto];
      }),
    ),
  ];
};

/** Officers' search by phone, identity number, or a name in any order, with slips corrected; '' lists everyone. */
export const searchPeople = async (house: House, db: Db, { search, area, after, limit }: Search) => {
  const { keys } = house;
  const { phone, identities, words, birthYear } = readSearch(search);
  if (phone || identities.length > 0) {
    const numbers = identities.map((identity) => identityHash(keys, identity));
    const rows = await findByNumber(db, phone === undefined ? undefined : phoneHash(keys, phone), numbers, area, limit);
    if (rows.length > 0 || phone) return { items: rows.map((row) => personBrief(keys, row)), next: null };
  }
  if (words.length === 0 && search !== '') return { items: [], next: null };
  const { places, groups, next } = await pageOf(house, db, {
    words,
    birthYear,
    area,
    position: positionOf(after),
    limit,
  });
  const rows = await findPersons(db, await standingFor(house, places, { area, groups }));
  return { items: rows.map((row) => personBrief(keys, row)), next };
};

type Asked = {
  words: readonly string[];
  birthYear: number | undefined;
  area: AreaPath;
  position: Position | undefined;
  limit: number;
};
type PageOf = { places: store.FoundPlace[]; groups: readonly string[][]; next: string | null };

/**
 * One page of places. A slip can hit another syllable: a name nobody has is asked again with every word in doubt. Within
 * one commune those who are nearly called so stand behind those who are; wider they would be too many to be of use.
 */
const pageOf = async (house: House, db: Db, { words, birthYear, area, position, limit }: Asked): Promise<PageOf> => {
  const { owner } = house.database.pools;
  const isCommune = (await findArea(house, area))?.level === 'commune';
  const find = async (groups: readonly string[][], after: store.Place | undefined) => {
    const places = await store.findPlaces(owner, { area, groups, birthYear, after, limit: limit + 1 });
    return { page: places.slice(0, limit), isMore: places.length > limit };
  };
  if (position?.name === '' && words.length > 0) wrongCursor();
  const phase = position?.phase ?? asTyped;
  const typed = await groupsOf(db, words, phase === inDoubt);
  const first = phase === behind ? { page: [], isMore: false } : await find(typed, position);
  const last = first.page.at(-1);
  if (first.isMore && last) return { places: first.page, groups: typed, next: cursorOf(last, phase) };
  if (phase === inDoubt || words.length === 0) return { places: first.page, groups: typed, next: null };
  const isVain = first.page.length === 0 && position === undefined;
  if (!isVain && !isCommune) return { places: first.page, groups: typed, next: null };
  const doubted = await groupsOf(db, words, true);
  const more = await find(doubted, phase === behind ? position : undefined);
  const end = more.page.at(-1);
  if (isVain) return { places: more.page, groups: doubted, next: more.isMore && end ? cursorOf(end, inDoubt) : null };
  const known = await store.foundThemselves(owner, {
    area,
    groups: typed,
    ids: more.page.map(({ personId }) => personId),
  });
  const others = more.page.filter(({ personId }) => !known.has(personId));
  const shown = others.slice(0, limit - first.page.length);
  const from = shown.at(-1) ?? { name: store.firstName, area, personId: store.nobody };
  const isCut = shown.length < others.length;
  const next = isCut ? cursorOf(from, behind) : more.isMore && end ? cursorOf(end, behind) : null;
  return { places: [...first.page, ...shown], groups: doubted, next };
};
