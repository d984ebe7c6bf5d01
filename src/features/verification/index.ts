import type { Feature, House } from '../../core/house.ts';
import { verificationApi } from './api.ts';
import { verification } from './contract.ts';
import { liveWork } from './events.ts';
import { noticesJob } from './notices.ts';

export { workEndsWithDeath } from './death.ts';
export { workMerging } from './merging.ts';

export const verificationFeature = (house: House): Feature => {
  const live = liveWork(house);
  return {
    name: 'verification',
    contract: verification,
    handlers: verificationApi(house, live),
    jobs: [noticesJob(house)],
    drain: live.drain,
  };
};
