import type { Feature, House } from '../../core/house.ts';
import { supportApi } from './api.ts';
import { support } from './contract.ts';
import { deleteClosed } from './store.ts';

/** How long a settled report is kept, in days. */
const keptFor = 365;
const day = 86_400_000;

export const supportFeature = (house: House): Feature => ({
  name: 'support',
  contract: support,
  handlers: supportApi(house),
  jobs: [
    {
      name: 'support retention',
      everySeconds: 3_600,
      run: async (now) => {
        const removed = await deleteClosed(house.database.pools.owner, new Date(now.getTime() - keptFor * day));
        return removed > 0 ? { removed } : undefined;
      },
    },
  ],
});
