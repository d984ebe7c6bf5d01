import type { Feature, House } from '../../core/house.ts';
import type { EndsWithDeath } from '../people/index.ts';
import { announceJob } from './announce.ts';
import { followupApi } from './api.ts';
import { followup } from './contract.ts';
import { escalateJob } from './escalate.ts';
import { movesJob } from './moves.ts';
import { remindJob } from './remind.ts';
import { endByDeath, resumeAfterDeath } from './task-store.ts';

export const followupFeature = (house: House): Feature => ({
  name: 'followup',
  contract: followup,
  handlers: followupApi(house),
  jobs: [announceJob(house), escalateJob(house), remindJob(house), movesJob(house)],
});

/** The dead are neither called nor told of a class; what they are asked ends by itself. */
export const followUpEndsWithDeath: EndsWithDeath = {
  end: (db, { personId, now }) => endByDeath(db, personId, now),
  resume: (db, { personId, now }) => resumeAfterDeath(db, personId, now),
};
