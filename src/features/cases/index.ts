import type { Feature, House } from '../../core/house.ts';
import { casesApi } from './api.ts';
import { cases } from './contract.ts';
import { mergesJob } from './merges.ts';

export const casesFeature = (house: House): Feature => ({
  name: 'cases',
  contract: cases,
  handlers: casesApi(house),
  jobs: [mergesJob(house)],
});

export { lockedCase } from './cases-api.ts';
export { readClass, standingLevel } from './class-api.ts';
export { classesOf } from './class-store.ts';
export { enterContact } from './entering.ts';
export { allIdsOf, humansOf } from './humans.ts';
export { openingOf, openOwnStays } from './openings.ts';
export { casesAmong } from './other-cases.ts';
export { reclassify } from './reclassify.ts';
export { levelName } from './rules.ts';
export { type CaseRow, casesOf, findCase, findCases, listCases, noteOpenings } from './store.ts';
