import type { House } from '../../core/house.ts';
import type { Job } from '../../core/jobs.ts';
import { followMoves } from './task-store.ts';

/** What was written so long before the last look may have been committed after it. */
const settledAfter = 300_000;

/** From when on this look has to look; the first one looks at everything. */
const since = (last: unknown): Date => {
  const until = (last as { until?: string } | null)?.until;
  return new Date(until === undefined ? 0 : Date.parse(until) - settledAfter);
};

/** Whoever moves to another commune is followed there: by a sweep, because who corrects a record has no right to every task. */
export const movesJob = (house: House): Job => ({
  name: 'followup.moves',
  everySeconds: 60,
  run: async (now, last) => {
    const moved = await house.database.within({ role: 'owner' }, (db) => followMoves(db, since(last), now));
    return { until: now, moved };
  },
});
