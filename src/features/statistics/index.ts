import type { Feature, House } from '../../core/house.ts';
import { statisticsApi } from './api.ts';
import { statistics } from './contract.ts';

export { publicSummary } from './approvals.ts';
export { addCounts, type Change, findDrift, recount } from './count-store.ts';
export { communeStandings, figuresByChild } from './rows.ts';
export { type OpenWork, openByChild, sumByChild } from './store.ts';

export const statisticsFeature = (house: House): Feature => ({
  name: 'statistics',
  contract: statistics,
  handlers: statisticsApi(house),
});
