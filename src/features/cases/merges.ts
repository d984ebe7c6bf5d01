import type { House } from '../../core/house.ts';
import type { Job } from '../../core/jobs.ts';
import { personsToRead } from './merges-store.ts';
import { reclassify } from './reclassify.ts';

/** How long ago a merge may have been made or taken back: the sweep has not run for as long at most. */
const lookBack = 3_600_000;

/**
 * When two records became one, or two again, classes follow from what stands under all ids of each human. The merge itself has no
 * right to links; it changes nothing here, so that what was recorded under an id stays under it.
 */
export const mergesJob = (house: House): Job => ({
  name: 'cases merges',
  everySeconds: 20,
  run: async (now) => {
    const due = await personsToRead(house.database.pools.owner, new Date(now.getTime() - lookBack));
    const changed: number[] = [];
    for (const { persons, account } of due)
      changed.push(
        await house.database.within(
          { role: 'trace' },
          async (db) => (await reclassify(db, persons, { now, account, reason: 'merge' })).length,
        ),
      );
    const all = changed.reduce((sum, count) => sum + count, 0);
    return all > 0 ? { changed: all } : undefined;
  },
});
