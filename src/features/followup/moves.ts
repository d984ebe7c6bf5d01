import type { House } from '../../core/house.ts';
import type { Job } from '../../core/jobs.ts';
import { followMoves } from './task-store.ts';

const atOnce = 1000;

/** Whoever moves to another commune is followed there: by a sweep, because who corrects a record has no right to every task. */
export const movesJob = (house: House): Job => ({
  name: 'followup.moves',
  everySeconds: 60,
  run: async (now) => {
    const moved = await house.database.within({ role: 'owner' }, (db) => followMoves(db, now, atOnce));
    return moved > 0 ? { moved } : undefined;
  },
});
