import type { Feature, House } from '../../core/house.ts';
import type { EndsWithDeath } from '../people/index.ts';
import { returneesApi } from './api.ts';
import { returnees } from './contract.ts';
import { noticesJob } from './notices.ts';
import { endByDeath, resumeAfterDeath } from './store.ts';

export { arrivalsFollow, arrivalsMove } from './follow.ts';

/** Who comes home from an epidemic area: awaited, confirmed by the station, followed at home by the rule table. */
export const returneesFeature = (house: House): Feature => ({
  name: 'returnees',
  contract: returnees,
  handlers: returneesApi(house),
  jobs: [noticesJob(house)],
});

/** Nobody waits for the dead. */
export const arrivalsEndWithDeath: EndsWithDeath = {
  end: async (db, { personId, now }) => {
    await endByDeath(db, personId, now);
  },
  resume: async (db, { personId }) => {
    await resumeAfterDeath(db, personId);
  },
};
