import type { Db } from '../../core/db.ts';
import type { Feature, House } from '../../core/house.ts';
import { peopleApi, type ReadClass } from './api.ts';
import { people } from './contract.ts';
import { duplicatesJob } from './duplicates.ts';
import type { EndsWithDeath } from './health.ts';
import { lateMergesJob } from './late-merges.ts';
import type { Merging } from './merging.ts';
import { type PersonBrief, personBrief } from './person.ts';
import { findKept } from './store.ts';

/** `endings` are what other features end when somebody dies, `mergings` what they do when two records become one. */
export const peopleFeature = (
  house: House,
  endings: readonly EndsWithDeath[],
  mergings: readonly Merging[],
  readClass: ReadClass,
): Feature => ({
  name: 'people',
  contract: people,
  handlers: peopleApi(house, endings, mergings, readClass),
  jobs: [duplicatesJob(house), lateMergesJob(house, mergings)],
});

/**
 * What lists show of persons, by the id asked for; whom the scope does not hold is not there. A merged record is shown as
 * the one that stands for it.
 */
export const findBriefs = async (house: House, db: Db, ids: readonly string[]): Promise<Map<string, PersonBrief>> =>
  new Map([...(await findKept(db, [...new Set(ids)]))].map(([id, row]) => [id, personBrief(house.keys, row)]));

export { mustBePast, type ReadClass } from './api.ts';
export { type Change, changePerson, checkChange, sealChange } from './changing.ts';
export { changeHealth, type EndsWithDeath, everywhere, openHealth, undoHealth } from './health.ts';
export { askToAgree, unansweredOf } from './kin.ts';
export { joinLate } from './late-merges.ts';
export { changePersons, insertPersons, type Listed, type Match, matchMany } from './many.ts';
export type { Merging } from './merging.ts';
export {
  checkWho,
  identityHash,
  idsOf,
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
export { learnNames } from './search-store.ts';
export {
  accountNames,
  findByNumber,
  findKept,
  findPersons,
  insertPlace,
  listHealth,
  lockPerson,
  personIds,
  placeUntil,
  tokensOf,
} from './store.ts';
