import type { Keys } from '../../core/crypto.ts';
import { dayOf } from '../../core/day.ts';
import type { Db } from '../../core/db.ts';
import { nameTokens } from '../../core/fold.ts';
import type { House } from '../../core/house.ts';
import { type Actor, isCitizen, mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { mustBeCommune } from '../areas/index.ts';
import { everywhere } from './health.ts';
import { checkWho, idsOf, nowHashOf, openWho, type PersonRow, pickWho, sealWho, type Who } from './person.ts';
import { birthYearOf, checkIdentity, differing, toBeAskedFor } from './rules.ts';
import { learnNames } from './search-store.ts';
import * as store from './store.ts';

/** What is to stand in a record instead; what is left out stays. */
export type Change = Partial<Who> & { area?: PersonRow['area'] | undefined };

/** A change of the birth, in either form, replaces both forms. */
export const changed = (before: Who, change: Partial<Who>): Who => {
  const birth =
    change.birthDate === undefined && change.birthYear === undefined
      ? {}
      : { birthDate: undefined, birthYear: undefined };
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return pickWho({ ...before, ...birth, ...given });
};

/** Whether a change must agree with the identity number that stands, or is that number. */
const touchesIdentity = ({ identity, sex, birthDate, birthYear }: Partial<Who>): boolean =>
  [identity, sex, birthDate, birthYear].some((value) => value !== undefined);

const contradictionsOf = (who: Who): string[] =>
  who.identity ? checkIdentity(who.identity, { birthYear: birthYearOf(who), sex: who.sex }) : [];

/**
 * Refuses what a change would make wrong; `given` is what differs from the record. A contradiction that an officer kept, card
 * in hand, stands in nobody's way.
 */
export const checkChange = (
  before: Who,
  given: Partial<Who>,
  today: string,
  by: 'citizen' | 'officer',
  prefix = '',
): void => {
  const who = changed(before, given);
  const isKept =
    given.identity === undefined &&
    contradictionsOf(who).every((contradiction) => contradictionsOf(before).includes(contradiction));
  checkWho(touchesIdentity(given) ? who : given, today, isKept ? 'officer' : by, prefix);
};

/** What stood and what stands instead, for the audit: sealed, by the id of the change. */
export const sealChange = (keys: Keys, id: string, before: PersonRow, after: PersonRow) => {
  const [was, is] = [before, after].map((row) => ({ ...openWho(keys, row), area: row.area }));
  const sides = { before: differing(is ?? {}, was ?? {}), after: differing(was ?? {}, is ?? {}) };
  return { id, change: keys.seal(`change ${id}`, sides).toString('base64') };
};

/** An officer has made, changed, merged or verified the record: what it says of somebody is the station's word too. */
const isStations = async (db: Db, row: PersonRow): Promise<boolean> =>
  row.madeAs === 'officer' ||
  Boolean(row.officerAt) ||
  (row.mergedIds ?? []).length > 0 ||
  (await store.isVerified(db, idsOf(row)));

const mustBeOwnWord = async (db: Db, actor: Actor, before: PersonRow, fields: readonly string[]): Promise<void> => {
  if (!isCitizen(actor) || fields.length === 0 || !(await isStations(db, before))) return;
  const asked = toBeAskedFor(fields, await store.findKin(db, before.id, actor.account));
  if (asked.length > 0)
    fail(
      'correction.needed',
      asked.map((path) => ({ path, code: 'correction.needed' })),
    );
};

/** Corrects a record held by `lockPerson`, and answers it as it stands now. A contradicting number is an officer's to keep. */
export const changePerson = async (
  house: House,
  db: Db,
  actor: Actor,
  before: PersonRow,
  { area: to, ...change }: Change,
  now: Date,
): Promise<PersonRow> => {
  const area = to ?? before.area;
  if (to) {
    mustBeAble(actor, 'person.update', to);
    await mustBeCommune(house, to);
  }
  const was = openWho(house.keys, before);
  const given = differing(was, change);
  await mustBeOwnWord(db, actor, before, [...Object.keys(given), ...(area === before.area ? [] : ['area'])]);
  checkChange(was, given, dayOf(now), isCitizen(actor) ? 'citizen' : 'officer');
  const who = changed(was, given);
  const tokens = nameTokens(who.fullName);
  const row = {
    area,
    ...sealWho(house, before.id, who),
    nowHash: nowHashOf(who, before),
    updatedAt: now,
    ...(!isCitizen(actor) && { officerAt: now }),
  };
  if (area !== before.area) {
    await store.insertPlace(db, { personId: before.id, area, reason: 'residence', tokens, since: now });
  }
  const save = () => store.updateWho(db, before.id, row, tokens);
  // The name is also found where others deal with the person.
  if (isCitizen(actor)) await save();
  else await everywhere(db, actor, save);
  await learnNames(db, [tokens]);
  return { ...before, ...row };
};
