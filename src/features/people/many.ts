import type { AreaPath } from '../../core/area.ts';
import type { Db } from '../../core/db.ts';
import { fold, foldWithMarks } from '../../core/fold.ts';
import type { House } from '../../core/house.ts';
import * as many from './many-store.ts';
import {
  identityHash,
  nowHashOf,
  openWho,
  type PersonRow,
  phoneHash,
  sealPerson,
  sealWho,
  type Who,
  whoHash,
} from './person.ts';
import { birthYearOf, canonicalNumber } from './rules.ts';
import { learnNames } from './search-store.ts';
import { findKept } from './store.ts';

/** Somebody of a list, before it is known whether there is a record. */
export type Listed = { who: Who; area: AreaPath };
/** The record that a listed person is, and what says so; by a name alone it is likely, not certain. `isTied`: another is as near. */
export type Match = { row: PersonRow; who: Who; by: 'identity' | 'phone' | 'name'; isTied: boolean };

const hex = (hash: Buffer): string => hash.toString('hex');
const isSameName = (one: Who, other: Who): boolean => fold(one.fullName) === fold(other.fullName);
const mayBeSameYear = (one: Who, other: Who): boolean => {
  const [mine, theirs] = [birthYearOf(one), birthYearOf(other)];
  return mine === undefined || theirs === undefined || mine === theirs;
};
/** Different numbers are different people, whatever else agrees. */
const haveOtherNumbers = ({ identity: one }: Who, { identity: other }: Who): boolean =>
  one !== undefined && other !== undefined && one.type === other.type && canonicalNumber(one.number) !== other.number;

type Opened = { row: PersonRow; who: Who };

const differ = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && fold(one) !== fold(other);

/** How far a namesake is from who is listed: another day of birth most of all, then other marks, then what else differs. */
const distance = (one: Who, other: Who): number => {
  const isSameDay = one.birthDate !== undefined && one.birthDate === other.birthDate;
  return (
    (isSameDay ? 0 : differ(one.birthDate, other.birthDate) ? 8 : 1) +
    (foldWithMarks(one.fullName) === foldWithMarks(other.fullName) ? 0 : 4) +
    (differ(one.hamlet, other.hamlet) || differ(one.phone, other.phone) ? 2 : 0)
  );
};
const nearest = (who: Who, namesakes: readonly Opened[], by: Match['by']): Match | undefined => {
  const [best, ...others] = namesakes
    .map(({ row, who: known }) => ({ row, who: known, far: namesakes.length < 2 ? 0 : distance(who, known) }))
    .toSorted((one, other) => one.far - other.far);
  const isTied = others.some(({ row, far }) => far === best?.far && row.id !== best.row.id);
  return best && { row: best.row, who: best.who, by, isTied };
};

/**
 * The records of listed persons, in their order: by identity number, else by phone, name and birth, else by name and year of
 * birth in the same commune; of several namesakes the nearest, and nobody of `except`. Three index look-ups for all of them, and
 * about 10 µs for each record that is opened.
 */
export const matchMany = async (
  house: House,
  db: Db,
  listed: readonly Listed[],
  except: ReadonlySet<string> = new Set(),
): Promise<(Match | undefined)[]> => {
  if (listed.length === 0) return [];
  const keyed = listed.map(({ who, area }) => ({
    who,
    area,
    identity: who.identity && identityHash(house.keys, who.identity),
    phone: who.phone === undefined ? undefined : phoneHash(house.keys, who.phone),
    bodyHash: whoHash(who),
  }));
  const found = await many.findByKeys(db, {
    identities: keyed.flatMap(({ identity }) => identity ?? []),
    phones: keyed.flatMap(({ phone }) => phone ?? []),
    names: keyed.map(({ area, bodyHash }) => ({ area, bodyHash })),
  });
  const kept = (await keptOf(db, found)).filter(({ row }) => !except.has(row.id));
  const opened = kept.map(({ asked, row }) => ({ asked, row, who: openWho(house.keys, row) }));
  const byHash = (hashOf: (row: PersonRow) => Buffer | null) =>
    Map.groupBy(opened, ({ asked }) => {
      const hash = hashOf(asked);
      return hash === null ? '' : hex(hash);
    });
  const byIdentity = byHash(({ identityHash: hash }) => hash);
  const byPhone = byHash(({ phoneHash: hash }) => hash);
  const byName = byHash(({ bodyHash }) => bodyHash);
  return keyed.map(({ who, area, identity, phone, bodyHash }): Match | undefined => {
    const withIdentity = identity && byIdentity.get(hex(identity))?.[0];
    if (withIdentity) return { row: withIdentity.row, who: withIdentity.who, by: 'identity', isTied: false };
    const isLikely = (other: { who: Who }) => isSameName(who, other.who) && !haveOtherNumbers(who, other.who);
    const withPhone =
      phone &&
      nearest(
        who,
        byPhone.get(hex(phone))?.filter((one) => isLikely(one) && mayBeSameYear(who, one.who)) ?? [],
        'phone',
      );
    if (withPhone) return withPhone;
    return nearest(
      who,
      byName.get(hex(bodyHash))?.filter((one) => one.asked.area === area && isLikely(one)) ?? [],
      'name',
    );
  });
};

/** Each found row beside the record that stands for it. */
const keptOf = async (db: Db, found: readonly PersonRow[]): Promise<{ asked: PersonRow; row: PersonRow }[]> => {
  const merged = found.filter(({ mergedInto }) => mergedInto);
  const kept =
    merged.length === 0
      ? new Map<string, PersonRow>()
      : await findKept(
          db,
          merged.map(({ id }) => id),
        );
  return found.flatMap((asked) => {
    const row = asked.mergedInto ? kept.get(asked.id) : asked;
    return row ? [{ asked, row }] : [];
  });
};

const text = (bytes: Buffer | null): string | undefined => bytes?.toString('base64');

/** Writes new persons in one statement and learns their names; answers the ids that were new. */
export const insertPersons = async (
  house: House,
  db: Db,
  people: readonly (Listed & { id: string })[],
  made: { by: string; at: Date },
): Promise<Set<string>> => {
  if (people.length === 0) return new Set();
  const sealed = people.map(({ id, who, area }) => ({ id, ...sealPerson(house, { ...who, id, area }) }));
  await learnNames(
    db,
    sealed.map(({ tokens }) => tokens),
  );
  const rows = sealed.map((row) => ({
    id: row.id,
    area: row.area,
    hamlet: row.hamlet,
    birth_year: row.birthYear,
    sealed: text(row.sealed),
    phone: text(row.phoneHash),
    identity: text(row.identityHash),
    body_hash: text(row.bodyHash),
    tokens: row.tokens,
  }));
  return new Set((await many.insertMany(db, rows, made)).map(({ id }) => id));
};

/** Changes known persons in one statement. `change` gets each as it stands now, held until commit; the name stays. */
export const changePersons = async (
  house: House,
  db: Db,
  ids: readonly string[],
  change: (id: string, now: Who) => Who,
  at: Date,
): Promise<void> => {
  if (ids.length === 0) return;
  const held = await many.lockMany(db, ids);
  const rows = held.map((row) => {
    const before = openWho(house.keys, row);
    const who = { ...change(row.id, before), fullName: before.fullName };
    const { birthYear, hamlet, sealed, phoneHash: phone, identityHash: identity } = sealWho(house, row.id, who);
    return {
      id: row.id,
      hamlet,
      birth_year: birthYear,
      sealed: text(sealed),
      phone: text(phone),
      identity: text(identity),
      now_hash: text(nowHashOf(who, row)),
    };
  });
  await many.updateMany(db, rows, at);
};
