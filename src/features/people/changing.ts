import { dayOf } from '../../core/day.ts';
import type { Db } from '../../core/db.ts';
import { nameTokens } from '../../core/fold.ts';
import type { House } from '../../core/house.ts';
import { type Actor, isCitizen, mustBeAble } from '../../core/permission.ts';
import { mustBeCommune } from '../areas/index.ts';
import { everywhere } from './health.ts';
import { checkWho, openWho, type PersonRow, pickWho, sealWho, type Who } from './person.ts';
import { learnNames } from './search-store.ts';
import * as store from './store.ts';

/** What is to stand in a record instead; what is left out stays. */
export type Change = Partial<Who> & { area?: PersonRow['area'] | undefined };

/** A change of the birth, in either form, replaces both forms. */
const changed = (before: Who, change: Partial<Who>): Who => {
  const birth =
    change.birthDate === undefined && change.birthYear === undefined
      ? {}
      : { birthDate: undefined, birthYear: undefined };
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return pickWho({ ...before, ...birth, ...given });
};

/** Whether a change must agree with the identity number that stands, or is that number. */
export const touchesIdentity = ({ identity, sex, birthDate, birthYear }: Partial<Who>): boolean =>
  [identity, sex, birthDate, birthYear].some((value) => value !== undefined);

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
  const who = changed(openWho(house.keys, before), change);
  checkWho(touchesIdentity(change) ? who : change, dayOf(now), isCitizen(actor) ? 'citizen' : 'officer');
  const tokens = nameTokens(who.fullName);
  const row = { area, ...sealWho(house, before.id, who), updatedAt: now };
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
