import { fold } from '../../core/fold.ts';
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

/**
 * What a row is to the record it matched. A number with another name is for a person to look at; so is a name alone, unless
 * the row says nothing that the record does not. `replaces`: what differs is written over instead of left.
 */
export const compare = (
  given: Who,
  { row, who, by }: Pick<Match, 'row' | 'who' | 'by'>,
  replaces: boolean,
): Compared => {
  if (by === 'identity' && fold(given.fullName) !== fold(who.fullName))
    return { fate: 'duplicate', problems: [{ field: 'fullName', code: 'name.differs' }] };
  const { added, other } = differences(given, who);
  if (by === 'name') {
    const isOther = given.birthDate !== undefined && who.birthDate !== undefined && given.birthDate !== who.birthDate;
    if (isOther) return { fate: 'new', problems: [] };
    return added.length + other.length === 0
      ? { fate: 'same', problems: [] }
      : { fate: 'duplicate', problems: [{ field: 'fullName', code: 'person.namesake' }] };
  }
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

/** Rows of one list that speak of one human: by a number, or by name, birth and commune where nothing tells them apart. */
export const twinFinder = () => {
  const rows = new Map<string, { row: number; who: Who }>();
  const keysOf = ({ who, area }: Listed): { numbers: string[]; name: string } => {
    const name = fold(who.fullName);
    return {
      numbers: [
        ...(who.identity ? [`i ${who.identity.number}`] : []),
        ...(who.phone ? [`p ${who.phone} ${name} ${birthYearOf(who) ?? ''}`] : []),
      ],
      name: `n ${area} ${name} ${who.birthDate ?? who.birthYear ?? ''}`,
    };
  };
  const differ = <T>(one: T | undefined, other: T | undefined): boolean =>
    one !== undefined && other !== undefined && one !== other;
  const areTold = (one: Who, other: Who): boolean =>
    differ(one.identity?.number, other.identity?.number) ||
    (one.birthDate === undefined && (differ(one.phone, other.phone) || differ(one.hamlet, other.hamlet)));
  /** The earlier row that a row repeats; else the row is remembered. */
  return (row: number, listed: Listed): { row: number; by: 'number' | 'name' } | undefined => {
    const { numbers, name } = keysOf(listed);
    const byNumber = numbers.map((key) => rows.get(key)).find((twin) => twin !== undefined);
    if (byNumber) return { row: byNumber.row, by: 'number' };
    const namesake = rows.get(name);
    if (namesake && !areTold(listed.who, namesake.who)) return { row: namesake.row, by: 'name' };
    for (const key of [...numbers, name]) if (!rows.has(key)) rows.set(key, { row, who: listed.who });
    return undefined;
  };
};
