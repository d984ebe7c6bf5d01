import type { Feature, House } from '../../core/house.ts';
import { travelApi } from './api.ts';
import { travel } from './contract.ts';

export { entriesFollow, entriesMove } from './entries.ts';
export { importGates } from './gates.ts';
export { journeysFollow } from './journeys.ts';
export { passesEndWithDeath } from './passes.ts';

/** Gates, passes, checkpoints and entries. */
export const travelFeature = (house: House): Feature => ({
  name: 'travel',
  contract: travel,
  handlers: travelApi(house),
});
