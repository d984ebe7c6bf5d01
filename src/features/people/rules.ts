import { isDay } from '../../core/day.ts';
import { nameTokens } from '../../core/fold.ts';
import type { healthStates, identityTypes, sexes } from './contract.ts';

export type Health = (typeof healthStates)[number];
export type Sex = (typeof sexes)[number];
export type Identity = { type: (typeof identityTypes)[number]; number: string };
/** The day of birth (`yyyy-mm-dd`) or, where only that is known, the year. */
export type Birth = { birthDate?: string; birthYear?: number };

/** The year of birth, from the date where that is known. */
export const birthYearOf = ({ birthDate, birthYear }: Birth): number | undefined =>
  birthDate === undefined ? birthYear : Number(birthDate.slice(0, 4));

/** Age in whole years on a day; of a year alone, the age reached within that year. Undefined when neither is known. */
export const ageOn = (birth: Birth, day: string): number | undefined => {
  const year = birthYearOf(birth);
  if (year === undefined) return undefined;
  const isBeforeBirthday = birth.birthDate !== undefined && day.slice(5) < birth.birthDate.slice(5);
  return Number(day.slice(0, 4)) - year - (isBeforeBirthday ? 1 : 0);
};

/** Eighteen or older; who has no known age is treated as an adult, whose consent is asked. */
export const isAdult = (birth: Birth, day: string): boolean => (ageOn(birth, day) ?? 18) >= 18;

const [earliest, latest] = [1880, 2100];
const asYear = (text: string): Birth | undefined => {
  const birthYear = Number(text);
  return birthYear >= earliest && birthYear <= latest ? { birthYear } : undefined;
};

/**
 * A birth as people and documents write it: `5/9/1957`, `05-09-1957`, `05091957`, `1957-09-05`; where only the year is known
 * `1957`, `00001957`, `1957-00-00`. Undefined when it is none.
 */
export const readBirth = (text: string): Birth | undefined => {
  const written = text.trim();
  const [, isoYear, isoMonth, isoDay] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(written) ?? [];
  const [, someDay, someMonth, someYear] =
    /^(\d{1,2})[/.\s-](\d{1,2})[/.\s-](\d{4})$/.exec(written) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(written) ?? [];
  const year = isoYear ?? someYear ?? written;
  const [month = '', day = ''] = [isoMonth ?? someMonth, isoDay ?? someDay].map((part) => part?.padStart(2, '0'));
  const date = `${year}-${month}-${day}`;
  if (isDay(date)) return asYear(year) && { birthDate: date };
  const isYearAlone = /^\d{4}$/.test(written) || month === '00' || day === '00';
  return isYearAlone ? asYear(year) : undefined;
};

// Names.

export type NameProblem = 'name.empty' | 'name.too_long' | 'name.letters' | 'name.characters';

/** Control characters, and marks that turn the direction of the text around them. */
const unprintable = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** What is wrong with a name: one word, apostrophes and any script are fine, up to 200 characters. */
export const checkName = (name: string): NameProblem[] => {
  const written = name.trim().normalize('NFC');
  const problems: [NameProblem, boolean][] = [
    ['name.empty', written === ''],
    ['name.too_long', [...written].length > 200],
    ['name.letters', written !== '' && !/\p{L}/u.test(written)],
    ['name.characters', unprintable.test(written)],
  ];
  return problems.filter(([, isWrong]) => isWrong).map(([code]) => code);
};

// Identity numbers.

export type IdentityProblem = 'identity.format' | 'identity.province' | 'identity.sex' | 'identity.birth_year';

const formats: Record<Identity['type'], RegExp> = {
  cccd: /^\d{12}$/,
  cmnd: /^(\d{9}|\d{12})$/,
  passport: /^[A-Z0-9]{5,15}$/,
  insurance: /^(\d{10}|[A-Z]{2}\d{13})$/,
};

/** The province codes of the citizen card, 63 of 001 to 096 (Circular 59/2021/TT-BCA); later mergers left old cards valid. */
const cardProvinces = new Set(
  [
    '001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 044',
    '045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 089 091',
    '092 093 094 095 096',
  ].flatMap((line) => line.split(' ')),
);

/** A number as it is stored, compared and hashed: capitals, without the blanks, dots and hyphens people write. */
export const canonicalNumber = (number: string): string => number.toUpperCase().replace(/[\s.\p{Pd}]/gu, '');

/** Digit four of the citizen card: 0 a man and 1 a woman born 1900-1999, 2 and 3 born 2000-2099, and on. */
const cardSex = (number: string): Sex => (Number(number[3]) % 2 === 0 ? 'male' : 'female');
const cardBirthYear = (number: string): number =>
  1900 + 100 * Math.floor(Number(number[3]) / 2) + Number(number.slice(4, 6));

/** What is wrong with an identity number, alone or beside the sex and year of birth given with it. */
export const checkIdentity = (identity: Identity, given: { birthYear?: number; sex?: Sex } = {}): IdentityProblem[] => {
  const number = canonicalNumber(identity.number);
  if (!formats[identity.type].test(number)) return ['identity.format'];
  if (identity.type !== 'cccd') return [];
  const { birthYear, sex } = given;
  const problems: [IdentityProblem, boolean][] = [
    ['identity.province', !cardProvinces.has(number.slice(0, 3))],
    ['identity.sex', (sex === 'male' || sex === 'female') && sex !== cardSex(number)],
    ['identity.birth_year', birthYear !== undefined && birthYear !== cardBirthYear(number)],
  ];
  return problems.filter(([, isWrong]) => isWrong).map(([code]) => code);
};

// Changes.

const asStored = (value: unknown): unknown => {
  if (value === '') return undefined;
  if (typeof value === 'string') return value.normalize('NFC');
  const identity = value as Identity | undefined;
  return identity?.number === undefined ? value : { ...identity, number: canonicalNumber(identity.number) };
};

/** What of a change would alter a record: a form may send the rest along as it stands. */
export const differing = <T extends object>(before: { [K in keyof T]?: unknown }, change: T): Partial<T> =>
  Object.fromEntries(
    Object.entries(change).filter(
      ([name, value]) =>
        value !== undefined && JSON.stringify(asStored(value)) !== JSON.stringify(asStored(before[name as keyof T])),
    ),
  ) as Partial<T>;

const stay = ['area', 'hamlet', 'address'];
const atOnce: Record<string, readonly string[]> = {
  own: [...stay, 'permanentAddress', 'phone'],
  accepted: stay,
};

/**
 * What a citizen has to ask the station for, in a record that an officer has made, changed or verified: who keeps it writes
 * the stay and the telephone, who declares for an adult that agreed the stay.
 */
export const toBeAskedFor = (fields: readonly string[], kin: string | undefined): string[] =>
  fields.filter((field) => !(atOnce[kin ?? ''] ?? []).includes(field));

/** Whether health may change so: a death is undone only by a correction, which gives its reason. */
export const mayHealthChange = (from: Health, to: Health, isCorrection = false): boolean =>
  from !== 'died' || to === 'died' || isCorrection;

// Duplicates.

export type Likeable = Birth & { fullName: string; sex?: Sex; phone?: string; identity?: Identity };
export type LikenessReason = 'identity' | 'name' | 'name_part' | 'birth_date' | 'birth_year' | 'sex' | 'phone';
export type Likeness = { score: number; reasons: LikenessReason[] };

/** From this score on two persons are shown to an officer as perhaps one: the same name and year of birth reach it. */
export const duplicateFrom = 0.7;

const isSame = <Value>(one: Value | undefined, other: Value | undefined): boolean => one !== undefined && one === other;

/** The share of folded syllables that two names have in common, 0 to 1. */
export const nameLikeness = (one: readonly string[], other: readonly string[]): number => {
  const [mine, theirs] = [new Set(one), new Set(other)];
  const all = mine.union(theirs).size;
  return all === 0 ? 0 : mine.intersection(theirs).size / all;
};

/** The same syllables, in whatever order and with whatever marks. */
export const isSameName = (one: string, other: string): boolean =>
  nameLikeness(nameTokens(one), nameTokens(other)) === 1;

const birthLikeness = (one: Birth, other: Birth): [LikenessReason, number] => {
  if (isSame(one.birthDate, other.birthDate)) return ['birth_date', 0.3];
  const doDatesDiffer = one.birthDate !== undefined && other.birthDate !== undefined;
  return ['birth_year', isSame(birthYearOf(one), birthYearOf(other)) ? (doDatesDiffer ? 0.1 : 0.2) : 0];
};

const numberOf = ({ identity }: Likeable): string | undefined =>
  identity && `${identity.type}:${canonicalNumber(identity.number)}`;

/** Two numbers of one kind of document belong to two persons, however much else they share. */
export const haveOtherNumbers = (one: Likeable, other: Likeable): boolean =>
  isSame(one.identity?.type, other.identity?.type) && numberOf(one) !== numberOf(other);

/**
 * How likely two records are one person, 0 to 1, with what they share: half for the folded name in any order, 0.3 for
 * the date of birth (0.2 for a year, 0.1 where only the dates differ), 0.15 for the phone, 0.05 for the sex; the same
 * identity number is enough.
 */
export const likeness = (one: Likeable, other: Likeable): Likeness => {
  const name = nameLikeness(nameTokens(one.fullName), nameTokens(other.fullName));
  const parts: [LikenessReason, number][] = [
    ['identity', isSame(numberOf(one), numberOf(other)) ? 1 : 0],
    [name === 1 ? 'name' : 'name_part', 0.5 * name],
    birthLikeness(one, other),
    ['phone', isSame(one.phone, other.phone) ? 0.15 : 0],
    ['sex', isSame(one.sex, other.sex) ? 0.05 : 0],
  ];
  const shared = parts.filter(([, weight]) => weight > 0);
  const score = shared.reduce((sum, [, weight]) => sum + weight, 0);
  return { score: Math.min(1, Math.round(100 * score) / 100), reasons: shared.map(([reason]) => reason) };
};

/** So many adults may be asked and not have agreed; each asking sends a message to a stranger's phone. */
export const mostUnanswered = 10;

export type Kinship = { relation: 'self' | 'family'; state: 'own' | 'pending' };

/**
 * How an account comes to act for somebody it records: the holder, minors, and whoever has no other phone at once; an adult
 * with another phone is asked first. A second holder is a conflict.
 */
export const kinshipOf = (
  added: { relation?: 'self' | 'family'; isOwnPhone: boolean; isAdult: boolean },
  account: { hasSelf: boolean; unanswered: number },
): Kinship | 'person.conflict' | 'budget.spent' => {
  const relation = added.relation ?? (account.hasSelf || !added.isOwnPhone ? 'family' : 'self');
  if (relation === 'self') return account.hasSelf ? 'person.conflict' : { relation, state: 'own' };
  const isAsked = !added.isOwnPhone && added.isAdult;
  if (!isAsked) return { relation, state: 'own' };
  return account.unanswered >= mostUnanswered ? 'budget.spent' : { relation, state: 'pending' };
};
