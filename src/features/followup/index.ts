import type { Feature, House } from '../../core/house.ts';
import { announceJob } from './announce.ts';
import { followupApi } from './api.ts';
import { followup } from './contract.ts';
import { remindJob } from './remind.ts';

export const followupFeature = (house: House): Feature => ({
  name: 'followup',
  contract: followup,
  handlers: followupApi(house),
  jobs: [announceJob(house), remindJob(house)],
});
