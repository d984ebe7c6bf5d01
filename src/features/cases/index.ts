import type { Feature, House } from '../../core/house.ts';
import { casesApi } from './api.ts';
import { cases } from './contract.ts';

export const casesFeature = (house: House): Feature => ({ name: 'cases', contract: cases, handlers: casesApi(house) });

export { lockedCase } from './cases-api.ts';
export { readClass, standingLevel } from './class-api.ts';
export { classesOf } from './class-store.ts';
export { levelName, reclassify } from './reclassify.ts';
export { type CaseRow, casesOf, findCase } from './store.ts';
