import type { Feature, House } from '../../core/house.ts';
import { verificationApi } from './api.ts';
import { verification } from './contract.ts';
import { liveWork } from './events.ts';
import { noticesJob } from './notices.ts';
import type { MovesWithTransfer } from './transfers.ts';

export { workEndsWithDeath } from './death.ts';
export { workMerging } from './merging.ts';
export { awaitResult, correctionsOf } from './tests.ts';
export type { MovesWithTransfer } from './transfers.ts';

/** `follows` are what other features move with a declaration that another station takes over. */
export const verificationFeature = (house: House, follows: readonly MovesWithTransfer[] = []): Feature => {
  const live = liveWork(house);
  return {
    name: 'verification',
    contract: verification,
    handlers: verificationApi(house, live, follows),
    jobs: [noticesJob(house)],
    drain: live.drain,
  };
};
export { hamletsWritten } from './list-store.ts';
