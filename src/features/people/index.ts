import type { Db } from '../../core/db.ts';
import type { Feature, House } from '../../core/house.ts';
import { peopleApi } from './api.ts';
import { people } from './contract.ts';
import type { EndsWithDeath } from './health.ts';
import { type PersonBrief, personBrief } from './person.ts';
import { findPersons } from './store.ts';

/** `endings` are what other features end when somebody dies. */
export const peopleFeature = (house: House, endings: readonly EndsWithDeath[]): Feature => ({
  name: 'people',
  contract: people,
  handlers: peopleApi(house, endings),
});

/** What lists show of persons, by id; whom the scope does not hold is not there. */
export const findBriefs = async (house: House, db: Db, ids: readonly string[]): Promise<Map<string, PersonBrief>> =>
  new Map((await findPersons(db, [...new Set(ids)])).map((row) => [row.id, personBrief(house.keys, row)]));

export { mustBePast } from './api.ts';
export { changeHealth, type EndsWithDeath, everywhere, openHealth, undoHealth } from './health.ts';
export { askToAgree } from './kin.ts';
export {
  checkWho,
  identityHash,
  type NewPerson,
  openPerson,
  openWho,
  type PersonBrief,
  type PersonRow,
  personBrief,
  phoneHash,
  type SealedPerson,
  sealPerson,
  type Who,
  whoHash,
} from './person.ts';
export { accountNames, findPersons, insertPlace, learnSyllables, listHealth, lockPerson, tokensOf } from './store.ts';
