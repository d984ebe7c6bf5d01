import { isWithin } from '../../core/area.ts';
import { dayOf } from '../../core/day.ts';
import type { Db } from '../../core/db.ts';
import { fold } from '../../core/fold.ts';
import type { House } from '../../core/house.ts';
import { type Actor, isCitizen } from '../../core/permission.ts';
import { Problem } from '../../core/problem.ts';
import { holdersOfPhones } from '../accounts/index.ts';
import { codeIdOf, ownersOfCodes } from '../codes/index.ts';
import type { DocumentFields, Scan } from '../codes/rules.ts';
import { identityHash, openWho, phoneHash, type Who as Recorded } from '../people/index.ts';
import { birthYearOf, isSameName } from '../people/rules.ts';
import { type Guest, guestId, type Who } from './prepare.ts';
import * as store from './who-store.ts';

/** The person, and who is to be recorded as a guest where nobody is known by that. */
export type Resolved = {
  person: string;
  guest?: Guest;
  /** By a typed phone, which anybody can type. */
  isUnproven?: true;
  /** A card of nobody who is known. */
  isMiss?: true;
  /** Who is recorded with the phone and the name that an officer typed. */
  namesakes?: readonly string[];
};
/** `at`: when, so that a card of somebody who had died by then is nobody's. */
export type Shown = { who: Who; at: Date; actor: Actor };

const unknown = (): Problem => new Problem('venue.person', [{ path: 'visitor', code: 'venue.person' }]);
const fieldsOf = (scan: Scan): DocumentFields | undefined => ('fields' in scan ? scan.fields : undefined);

/** A card is not signed, and its number can be guessed: it speaks for a record only with the record's name and birth. */
const isBearer = (card: DocumentFields, record: Recorded): boolean => {
  const year = birthYearOf(card);
  const isOtherDay = card.birthDate && record.birthDate && card.birthDate !== record.birthDate;
  return (
    isSameName(card.fullName, record.fullName) && year !== undefined && year === birthYearOf(record) && !isOtherDay
  );
};

/** An officer's record first; of several that citizens keep as themselves nobody can say whose the card is. */
const bearerOf = (bearers: readonly store.Bearer[]): string | undefined => {
  const official = bearers.find(({ isOfficial }) => isOfficial);
  const kept = new Set(bearers.map((one) => one.kept));
  return official?.kept ?? (kept.size === 1 ? bearers[0]?.kept : undefined);
};

/** The person behind each visitor of a flush: known by id, by a scanned code or card, or as a guest by phone and name. */
export const resolveVisitors = async (
  house: House,
  db: Db,
  items: readonly Shown[],
  now: Date,
): Promise<(Resolved | Problem)[]> => {
  const { keys } = house;
  const { trace } = house.database.pools;
  const scans = items.flatMap(({ who }) => ('scan' in who ? [who.scan] : []));
  const codes = scans.flatMap((scan) => ('code' in scan ? [codeIdOf(scan.code)] : []));
  const cards = scans.flatMap((scan) => fieldsOf(scan)?.identity ?? []);
  const phones = items.flatMap(({ who, actor }) =>
    !isCitizen(actor) && 'guest' in who ? (who.guest.phone ?? []) : [],
  );
  const [owners, bearers, phoned, holders] = await Promise.all([
    codes.length === 0 ? new Map() : ownersOfCodes(db, codes),
    cards.length === 0
      ? []
      : store.findByIdentity(
          trace,
          cards.map((identity) => identityHash(keys, identity)),
        ),
    phones.length === 0
      ? []
      : store.findByPhone(
          trace,
          phones.map((phone) => phoneHash(keys, phone)),
          now,
        ),
    holdersOfPhones(house, phones),
  ]);

  const ofCard = (fields: DocumentFields, at: Date): Resolved | Problem => {
    const { fullName, birthDate, birthYear, sex, identity } = fields;
    if (!identity) return unknown();
    const hash = identityHash(keys, identity);
    const fitting = bearers.filter(
      (one) =>
        one.identityHash.equals(hash) &&
        !(one.diedOn && one.diedOn < dayOf(at)) &&
        isBearer(fields, openWho(keys, one)),
    );
    const known = bearerOf(fitting);
    if (known !== undefined) return { person: known };
    const id = guestId(house, identity.type, identity.number, fold(fullName), String(birthYearOf(fields) ?? ''));
    const guest = { id, fullName, birthDate, birthYear, sex, identity };
    return { person: id, guest, ...(fitting.length === 0 && { isMiss: true as const }) };
  };
  /**
   * An officer who types the phone and name of the one human recorded with both in the own area means that human; the record speaks for
   * the phone when an officer made it, or the phone's own account keeps it: nobody is shown where others go for having typed their phone.
   */
  const ofGuest = (guest: Guest, actor: Actor): Resolved => {
    const phone = isCitizen(actor) ? undefined : guest.phone;
    const hash = phone === undefined ? undefined : phoneHash(keys, phone);
    const namesakes = phoned.filter(
      (one) =>
        one.id !== guest.id && hash?.equals(one.phoneHash) && isSameName(guest.fullName, openWho(keys, one).fullName),
    );
    const holder = phone === undefined ? undefined : holders.get(phone);
    const meant = namesakes.filter(
      (one) =>
        (one.isOfficial || (holder !== undefined && one.holders.includes(holder))) &&
        one.homes.some((home) => isWithin(home, actor.area)),
    );
    const [kept, ...others] = new Set(meant.map((one) => one.kept));
    if (kept !== undefined && others.length === 0) return { person: kept, isUnproven: true };
    return { person: guest.id, guest, isUnproven: true, namesakes: namesakes.map(({ id }) => id) };
  };
  return items.map(({ who, at, actor }): Resolved | Problem => {
    if ('self' in who) return who.self === undefined ? unknown() : { person: who.self };
    if ('person' in who) return who;
    if ('guest' in who) return ofGuest(who.guest, actor);
    const fields = fieldsOf(who.scan);
    if (fields) return ofCard(fields, at);
    const owner = 'code' in who.scan ? owners.get(codeIdOf(who.scan.code)) : undefined;
    if (!owner) return unknown();
    return owner.isRevoked
      ? new Problem('code.revoked', [{ path: 'visitor.qr', code: 'code.revoked' }])
      : { person: owner.personId };
  });
};
