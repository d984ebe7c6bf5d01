import { findDrift, recount } from '../../features/statistics/index.ts';
import type { Command } from '../command.ts';

export const statisticsCommands: Command[] = [
  {
    name: 'statistics rebuild',
    says: 'counts all declarations again; declaring waits meanwhile',
    options: { '--check': { says: 'changes nothing; fails when a counter differs from the rows' } },
    run: ({ has, withHouse }) =>
      withHouse(async (house) => {
        const { owner } = house.database.pools;
        if (!has('--check')) {
          const changed = await recount(owner);
          return { text: `rebuilt; ${changed} commune days were different`, json: { changed } };
        }
        const drift = await findDrift(owner);
        const text =
          drift.length === 0 ? 'the counters equal the rows' : drift.map(({ area, day }) => `differs: ${area} ${day}`);
        return { text, json: { ok: drift.length === 0, drift: drift.length }, failed: drift.length > 0 };
      }),
  },
];
