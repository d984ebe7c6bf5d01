import type { AreaPath } from '../../core/area.ts';
import type { ProblemCode } from '../../core/problem.ts';
import type { mergeFields, mergeSides } from './contract.ts';
import type { Who } from './person.ts';
import { ageOn, type Birth, birthYearOf, type Health } from './rules.ts';
import type { HealthRow, KinRow } from './store.ts';

export type MergeField = (typeof mergeFields)[number];
export type Side = (typeof mergeSides)[number];
export type Choice = { readonly [F in MergeField]?: Side | undefined };
/** A record as far as two can differ in it. */
export type Stayed = Who & { area: AreaPath };

/** What is chosen together: a birth in either form, and an address with the commune it lies in. */
const partsOf: Record<MergeField, readonly (keyof Stayed)[]> = {
  fullName: ['fullName'],
  birth: ['birthDate', 'birthYear'],
  sex: ['sex'],
  nationality: ['nationality'],
  phone: ['phone'],
  identity: ['identity'],
  stay: ['area', 'hamlet', 'address'],
  permanentAddress: ['permanentAddress'],
};
const fields = Object.keys(partsOf) as MergeField[];

const part = (record: Stayed, field: MergeField): Partial<Stayed> =>
  Object.fromEntries(
    partsOf[field].map((name) => [name, record[name]] as const).filter(([, value]) => value !== undefined),
  );
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
const isEmpty = (of: object): boolean => Object.keys(of).length === 0;

/** The kept record's value, unless it has none, or the other knows the very day of the same year of birth. */
const usual = (kept: Stayed, other: Stayed, field: MergeField): Side => {
  if (isEmpty(part(kept, field))) return isEmpty(part(other, field)) ? 'kept' : 'other';
  const isFuller =
    kept.birthDate === undefined && other.birthDate !== undefined && birthYearOf(kept) === birthYearOf(other);
  return field === 'birth' && isFuller ? 'other' : 'kept';
};

/** Field by field: whose value stands unless the officer says otherwise, and whether the two say different things. */
export const usualChoices = (kept: Stayed, other: Stayed): { field: MergeField; choice: Side; differs: boolean }[] =>
  fields.map((field) => ({
    field,
    choice: usual(kept, other, field),
    differs: !isSame(part(kept, field), part(other, field)),
  }));

/** The record of the one human: each field from the side chosen, else from the usual one. */
export const mergedRecord = (kept: Stayed, other: Stayed, choice: Choice): Stayed =>
  Object.assign(
    {},
    ...usualChoices(kept, other).map(({ field, choice: side }) =>
      part((choice[field] ?? side) === 'other' ? other : kept, field),
    ),
  );

/** A value as it was before a merge, where what the merge wrote still stands; a later change stays. */
export const takenBack = <T extends object>(before: T, after: T, now: T): T =>
  Object.fromEntries(
    (Object.keys({ ...before, ...after, ...now }) as (keyof T)[]).map((name) => [
      name,
      isSame(now[name], after[name]) ? before[name] : now[name],
    ]),
  ) as T;

/** The health of one human with two histories: what the change stored last says. */
export const healthOf = (changes: readonly HealthRow[], otherwise: Health): Health =>
  changes.toSorted((one, other) => one.storedAt.getTime() - other.storedAt.getTime()).at(-1)?.status ?? otherwise;

// Who acts for the one human.

type Kin = Pick<KinRow, 'accountId' | 'relation' | 'state'>;

const isActive = ({ state }: Kin): boolean => state !== 'refused';
const accounts = (kin: readonly Kin[]): Set<string> => new Set(kin.map(({ accountId }) => accountId));

/** A holder of one record would be shown to accounts of the other without having taken that one over too. */
const wouldOpen = (one: readonly Kin[], other: readonly Kin[]): boolean => {
  const known = accounts(one);
  const strangers = other.filter(({ accountId }) => !known.has(accountId));
  const holders = one.filter(({ relation, accountId }) => relation === 'self' && !accounts(other).has(accountId));
  return holders.length > 0 && strangers.length > 0;
};

/** Somebody who holds one as the own self has taken the other over, too: that is the consent of the one human. */
const hasAgreed = (one: readonly Kin[], other: readonly Kin[]): boolean => {
  const both = accounts(one).intersection(accounts(other));
  return [...one, ...other].some(({ accountId, relation }) => relation === 'self' && both.has(accountId));
};

/**
 * Who added an adult that has not answered, or keeps one that has no account, does not come to another record of that adult
 * by a merge.
 */
const wouldIntrude = (one: readonly Kin[], other: readonly Kin[], isAdult: boolean): boolean => {
  const known = accounts(other);
  const isHeld = one.some(({ relation }) => relation === 'self');
  return one.some(
    ({ accountId, relation, state }) =>
      !known.has(accountId) &&
      (state === 'pending' || (isAdult && !isHeld && relation === 'family' && state === 'own')),
  );
};

/** Whether the human of two records is an adult: unless what is known of the age says a minor everywhere. */
export const isGrown = (one: Birth, other: Birth, day: string): boolean => {
  const ages = [one, other].flatMap((birth) => ageOn(birth, day) ?? []);
  return ages.length === 0 || ages.some((age) => age >= 18);
};

/**
 * Whether a merge would open what a citizen keeps for the own self to somebody else's account: two holders, or a holder
 * and others' family where the holder has not taken the other record over as well (that is the consent); or what a station
 * keeps of an adult to who added that adult; or an account that refused one of the two.
 */
export const isKeptApart = (kept: readonly Kin[], other: readonly Kin[], isAdult: boolean): boolean => {
  const [mine, theirs] = [kept.filter(isActive), other.filter(isActive)];
  const refused = accounts([...kept, ...other].filter((kin) => !isActive(kin)));
  const holders = accounts([...mine, ...theirs].filter(({ relation }) => relation === 'self'));
  return (
    [...mine, ...theirs].some(({ accountId }) => refused.has(accountId)) ||
    holders.size > 1 ||
    wouldOpen(mine, theirs) ||
    wouldOpen(theirs, mine) ||
    (!hasAgreed(mine, theirs) && (wouldIntrude(mine, theirs, isAdult) || wouldIntrude(theirs, mine, isAdult)))
  );
};

const states = ['refused', 'pending', 'accepted', 'own'] as const;

/** How an account acts for the one human, from how it acted for either record. */
export const joinedKin = (kin: readonly Kin[]): Pick<Kin, 'relation' | 'state'> => ({
  relation: kin.some(({ relation }) => relation === 'self') ? 'self' : 'family',
  state: states.findLast((state) => kin.some((one) => one.state === state)) ?? 'refused',
});

// Whether it may be.

export type Standing = { mergedInto?: string | null; health: Health; kin: readonly Kin[] };

/** Why two records cannot become one now, the gravest first. */
export const hindrances = (kept: Standing, other: Standing, isAdult: boolean): ProblemCode[] => {
  const all: [ProblemCode, boolean][] = [
    ['merge.merged', Boolean(kept.mergedInto ?? other.mergedInto)],
    // A death ends every duty: that is to be said by who knows it, not to follow from a merge.
    ['merge.one_died', (kept.health === 'died') !== (other.health === 'died')],
    ['merge.holders', isKeptApart(kept.kin, other.kin, isAdult)],
  ];
  return all.filter(([, isSo]) => isSo).map(([code]) => code);
};
