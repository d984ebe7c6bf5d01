import { differInMarks, fold, foldWithMarks } from '../../core/fold.ts';
import type { Listed, Match } from '../people/index.ts';
import { birthYearOf } from '../people/rules.ts';
import type { Remark } from './judge.ts';
import type { Fate, Field } from './rules.ts';

type Who = Listed['who'];

/** What a row would do to a record that is there. */
export type Compared = { fate: Exclude<Fate, 'rejected'>; problems: Remark[] };

const texts = ['nationality', 'hamlet', 'address', 'permanentAddress'] as const;

/** The fields that a row adds to a record, and those in which the two differ. */
const differences = (given: Who, known: Who): { added: Field[]; other: Field[] } => {
  const added: Field[] = [];
  const other: Field[] = [];
  const year = birthYearOf(given);
  if (year !== undefined) {
    const knownYear = birthYearOf(known);
    const isAdded =
      knownYear === undefined || (year === knownYear && !known.birthDate && given.birthDate !== undefined);
    if (isAdded) added.push('birth');
    else if (year !== knownYear || (given.birthDate && known.birthDate && given.birthDate !== known.birthDate))
      other.push('birth');
  }
  for (const field of ['sex', 'phone'] as const) {
    if (given[field] === undefined || given[field] === known[field]) continue;
    (known[field] === undefined ? added : other).push(field);
  }
  if (given.identity && given.identity.number !== known.identity?.number) {
    // The citizen card follows the old one.
    const isNewer = given.identity.type === 'cccd' && known.identity?.type === 'cmnd';
    (known.identity === undefined || isNewer ? added : other).push('identity');
  }
  for (const field of texts) {
    if (given[field] === undefined || fold(given[field]) === fold(known[field] ?? '')) continue;
    (known[field] === undefined ? added : other).push(field);
  }
  return { added, other };
};

const said = (fields: readonly Field[], code: string): Remark[] => fields.map((field) => ({ field, code }));

/** Whether only marks tell two names apart: Hùng and Hưng. Beside the same phone, a name written without any is no other name. */
export const isNamesake = ({ fullName }: Who, { who: { fullName: other }, by }: Pick<Match, 'who' | 'by'>): boolean =>
  by === 'name' ? foldWithMarks(fullName) !== foldWithMarks(other) : by === 'phone' && differInMarks(fullName, other);

const namesake: Compared = { fate: 'duplicate', problems: [{ field: 'fullName', code: 'person.namesake' }] };

/**
 * What a row is to the record it matched. A number with another name is for a person to look at; so is a name alone, unless
 * the row says nothing that the record does not. `replaces`: what differs is written over instead of left.
 */
export const compare = (given: Who, match: Pick<Match, 'row' | 'who' | 'by'>, replaces: boolean): Compared => {
  const { row, who, by } = match;
  if (by === 'identity' && fold(given.fullName) !== fold(who.fullName))
    return { fate: 'duplicate', problems: [{ field: 'fullName', code: 'name.differs' }] };
  const { added, other } = differences(given, who);
  if (by === 'name') {
    const isOther = given.birthDate !== undefined && who.birthDate !== undefined && given.birthDate !== who.birthDate;
    if (isOther) return { fate: 'new', problems: [] };
    return added.length + other.length === 0 && !isNamesake(given, match)
      ? { fate: 'same', problems: [{ field: 'fullName', code: 'person.by_name' }] }
      : namesake;
  }
  if (isNamesake(given, match)) return namesake;
  if (row.diedOn !== null) return { fate: 'same', problems: [{ field: 'row', code: 'person.died' }] };
  const problems = [...said(added, 'field.added'), ...said(other, replaces ? 'field.replaced' : 'field.kept')];
  return { fate: added.length > 0 || (replaces && other.length > 0) ? 'changed' : 'same', problems };
};

/** The record with what a row adds, and with what it says otherwise where that is to be written over. The name stays. */
export const merged = (given: Who, known: Who, replaces: boolean): Who => {
  const { added, other } = differences(given, known);
  const taken = new Set<Field>(replaces ? [...added, ...other] : added);
  const birth = taken.has('birth') ? { birthDate: given.birthDate, birthYear: given.birthYear } : {};
  const rest = Object.fromEntries(
    (['sex', 'phone', 'identity', ...texts] as const).flatMap((field) =>
      taken.has(field) ? [[field, given[field]]] : [],
    ),
  );
  return { ...known, ...birth, ...rest };
};

/** Of more namesakes that are told apart nobody can say who is who: each further one is for a person to look at. */
const mostNamesakes = 200;

/** Rows of one list that speak of one human: by a number, or by name, birth and commune where nothing tells them apart. */
export const twinFinder = () => {
  const numbered = new Map<string, number>();
  const phoned = new Map<string, { row: number; year: number | undefined }[]>();
  const named = new Map<string, { row: number; who: Who }[]>();
  const keysOf = ({ who, area }: Listed) => ({
    identity: who.identity?.number ?? '',
    phone: who.phone ? `${who.phone} ${foldWithMarks(who.fullName)}` : '',
    name: `${area} ${fold(who.fullName)} ${who.birthDate ?? who.birthYear ?? ''}`,
    year: birthYearOf(who),
  });
  const differ = <T>(one: T | undefined, other: T | undefined): boolean =>
    one !== undefined && other !== undefined && one !== other;
  const areTold = (one: Who, other: Who): boolean =>
    differ(one.identity?.number, other.identity?.number) ||
    (one.birthDate === undefined && (differ(one.phone, other.phone) || differ(one.hamlet, other.hamlet)));
  /** The earlier row that a row repeats; else the row is remembered. */
  return (row: number, { who, area }: Listed): { row: number; by: 'number' | 'name' } | undefined => {
    const { identity, phone, name, year } = keysOf({ who, area });
    const phones = phoned.get(phone) ?? [];
    const isOfYear = (other: { year: number | undefined }): boolean => !differ(year, other.year);
    const byNumber = numbered.get(identity) ?? phones.find(isOfYear)?.row;
    if (byNumber !== undefined) return { row: byNumber, by: 'number' };
    const namesakes = named.get(name) ?? [];
    const twin = namesakes.length < mostNamesakes ? namesakes.find((one) => !areTold(who, one.who)) : namesakes[0];
    if (twin) return { row: twin.row, by: 'name' };
    if (identity) numbered.set(identity, row);
    if (phone) phoned.set(phone, [...phones, { row, year }]);
    named.set(name, [...namesakes, { row, who }]);
    return undefined;
  };
};
