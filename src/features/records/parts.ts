import { ownVisits } from '../visits/index.ts';
import type { OwnPart } from './data.ts';
import * as store from './parts-store.ts';

/** What stands of a person in the tables of codes, journeys and visits; their texts are under `data.more` and `data.moreOf`. */
export const keptParts: readonly OwnPart[] = [
  { name: 'codes', read: (_, db, ids) => store.listCodes(db, ids) },
  { name: 'passes', read: (_, db, ids) => store.listPasses(db, ids) },
  { name: 'entries', read: (_, db, ids) => store.listEntries(db, ids) },
  { name: 'arrivals', read: (_, db, ids) => store.listArrivals(db, ids) },
  { name: 'visits', read: (house, _, ids) => ownVisits(house, ids) },
  { name: 'openings', read: (_, db, ids) => store.listOpenings(db, ids) },
];
