import type { AreaPath } from '../../core/area.ts';
import { bodyHash, type Keys } from '../../core/crypto.ts';
import { fold, nameTokens } from '../../core/fold.ts';
import { type Field, fail } from '../../core/problem.ts';
import {
  birthYearOf,
  canonicalNumber,
  checkIdentity,
  checkName,
  type Health,
  type Identity,
  type Sex,
} from './rules.ts';

/** What is sealed of a person: everything that says who and where somebody is. */
export type Who = {
  fullName: string;
  birthDate?: string;
  birthYear?: number;
  sex?: Sex;
  nationality?: string;
  phone?: string;
  identity?: Identity;
  hamlet?: string;
  address?: string;
  permanentAddress?: string;
};
export type NewPerson = Who & { id: string; area: AreaPath };

export type PersonRow = {
  id: string;
  area: AreaPath;
  birthYear: number | null;
  health: Health;
  diedOn: string | null;
  hamlet: string | null;
  sealed: Buffer;
  phoneHash: Buffer | null;
  identityHash: Buffer | null;
  bodyHash: Buffer;
  /** `whoHash` of the record as it stands, since a correction. */
  nowHash?: Buffer | null;
  madeBy: string;
  madeAs: 'citizen' | 'officer';
  createdAt: Date;
  updatedAt: Date;
  /** When an officer changed it last. */
  officerAt?: Date | null;
  /** The kept record that stands for this one; nearly nobody's. */
  mergedInto?: string | null;
  /** Every record that this one stands for. */
  mergedIds?: string[] | null;
};
export type SealedPerson = Pick<
  PersonRow,
  'area' | 'hamlet' | 'birthYear' | 'sealed' | 'phoneHash' | 'identityHash' | 'bodyHash'
> & { tokens: string[] };
type Sealed = Pick<PersonRow, 'id' | 'sealed'>;
type House = { keys: Keys };

const purpose = (id: string): string => `person ${id}`;

/** All ids of one human, the kept record's own first: what is read of the person lies under any of them. */
export const idsOf = ({ id, mergedIds }: Pick<PersonRow, 'id' | 'mergedIds'>): string[] => [id, ...(mergedIds ?? [])];

export const phoneHash = (keys: Keys, e164: string): Buffer => keys.hash('phone', e164);
export const identityHash = (keys: Keys, { type, number }: Identity): Buffer =>
  keys.hash('identity', `${type}:${canonicalNumber(number)}`);

/**
 * What decides whether two descriptions of one id are the same person: name and year of birth, not the phone, card or place,
 * which a later form may leave out. The record keeps that of what it was made from beside that of what it says
 * now, so that a declaration written offline before a correction still finds its person.
 */
export const whoHash = (who: Who): Buffer => bodyHash(fold(who.fullName), birthYearOf(who) ?? null);

/** `whoHash` of a record that says something else now than it was made from. */
export const nowHashOf = (who: Who, { bodyHash }: Pick<PersonRow, 'bodyHash'>): Buffer | null => {
  const now = whoHash(who);
  return now.equals(bodyHash) ? null : now;
};

/** The columns that follow from who somebody is. About 35 µs: one seal and two keyed hashes. */
export const sealWho = ({ keys }: House, id: string, who: Who) => ({
  birthYear: birthYearOf(who) ?? null,
  hamlet: who.hamlet ?? null,
  sealed: keys.seal(purpose(id), {
    ...who,
    fullName: who.fullName.normalize('NFC'),
    ...(who.identity && { identity: { ...who.identity, number: canonicalNumber(who.identity.number) } }),
  }),
  phoneHash: who.phone === undefined ? null : phoneHash(keys, who.phone),
  identityHash: who.identity === undefined ? null : identityHash(keys, who.identity),
});

/** A new person sealed and hashed for its row, with the syllables of its name. No I/O. */
export const sealPerson = (house: House, { id, area, ...given }: NewPerson): SealedPerson => {
  const who = pickWho(given);
  return { area, ...sealWho(house, id, who), bodyHash: whoHash(who), tokens: nameTokens(who.fullName) };
};

/** Only what is sealed, whatever else a body carries. */
export const pickWho = (given: Who): Who => ({
  fullName: given.fullName,
  birthDate: given.birthDate,
  birthYear: given.birthYear,
  sex: given.sex,
  nationality: given.nationality,
  phone: given.phone,
  identity: given.identity,
  hamlet: given.hamlet,
  address: given.address,
  permanentAddress: given.permanentAddress,
});

export const openWho = (keys: Keys, { id, sealed }: Sealed): Who => keys.open(purpose(id), sealed);

/** A whole record. `flags` are contradictions of the identity number that an officer kept, card in hand. */
export const openPerson = (keys: Keys, row: Sealed & Pick<PersonRow, 'area' | 'health'>) => {
  const who = openWho(keys, row);
  const flags = who.identity ? checkIdentity(who.identity, { birthYear: birthYearOf(who), sex: who.sex }) : [];
  return { id: row.id, ...who, area: row.area, health: row.health, ...(flags.length > 0 && { flags }) };
};

export type PersonBrief = {
  id: string;
  fullName: string;
  birthYear: number | null;
  sex: Sex | null;
  area: AreaPath;
  hamlet: string | undefined;
};

/** What a list shows. About 10 µs. */
export const personBrief = (keys: Keys, row: Sealed & Pick<PersonRow, 'area' | 'birthYear'>): PersonBrief => {
  const { fullName, sex, hamlet } = openWho(keys, row);
  return { id: row.id, fullName, birthYear: row.birthYear, sex: sex ?? null, area: row.area, hamlet };
};

/**
 * Refuses what cannot be true of anyone: a birth to come, a number of no known form. A citizen's number that contradicts
 * sex or year of birth is refused too; an officer's is kept, who has the card in hand. `prefix` names the fields in a body.
 */
export const checkWho = (who: Partial<Who>, today: string, by: 'citizen' | 'officer', prefix = ''): void => {
  const field = (path: string, code: string): Field => ({ path: `${prefix}${path}`, code });
  const { birthDate, birthYear, identity, fullName } = who;
  const [nameProblem] = fullName === undefined ? [] : checkName(fullName);
  if (nameProblem) fail('request.invalid', [field('fullName', nameProblem)]);
  const year = birthYearOf(who);
  if (birthDate !== undefined && birthDate > today) fail('time.future', [field('birthDate', 'time.future')]);
  if (birthYear !== undefined && birthYear > Number(today.slice(0, 4)))
    fail('time.future', [field('birthYear', 'time.future')]);
  if (birthDate !== undefined && birthYear !== undefined && birthYear !== year) {
    fail('request.invalid', [field('birthYear', 'birth.contradiction')]);
  }
  if (!identity) return;
  const wrong = checkIdentity(identity, { birthYear: year, sex: who.sex });
  if (wrong.includes('identity.format') || (by === 'citizen' && wrong.length > 0)) {
    fail(
      'identity.invalid',
      wrong.map((code) => field('identity.number', code)),
    );
  }
};
