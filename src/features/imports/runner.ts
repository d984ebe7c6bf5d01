import { randomUUID } from 'node:crypto';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { addDays, dayOf, startOfDay } from '../../core/day.ts';
import { isOutage } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { type Job, runJob } from '../../core/jobs.ts';
import { whereOf } from '../../core/log.ts';
import { Problem } from '../../core/problem.ts';
import { leaseFrom, phases } from './phases.ts';
import * as store from './store.ts';

export type Runner = {
  job: Job;
  /** Begins at once with what is due; a sweep does the same when a server died. */
  kick: () => void;
  /** Ends between two chunks; the next server goes on from there. */
  drain: () => Promise<void>;
};

/** How soon a kick that found another run ending is tried again. */
const againMs = 50;
/** Rows of a list that is done in about a second, and need not wait for a long one. */
const shortList = 1_000;
/** Days after which file and rows of a list are destroyed. */
const keptDays = 30;

export const startRunner = (house: House): Runner => {
  const { database, clock, log } = house;
  const state = {
    running: undefined as Promise<object | undefined> | undefined,
    kicked: undefined as Promise<void> | undefined,
    again: false,
    stopping: false,
  };

  /** Between two chunks others have their turn: requests, and where the list is long one short list that waits. */
  const letPass = async (rows: number): Promise<boolean> => {
    await setImmediate();
    if (state.stopping) return false;
    const short = rows > shortList ? await claim(shortList) : undefined;
    if (short) await workOn(short.row, short.runner);
    return true;
  };
  const { checking, applying } = phases(house, letPass);

  const claim = async (mostRows?: number): Promise<{ row: store.ImportRow; runner: string } | undefined> => {
    const [runner, now] = [randomUUID(), clock.now()];
    const lease = { runner, now, until: leaseFrom(now) };
    const row = await store.claimImport(database.pools.owner, lease, mostRows);
    return row && { row, runner };
  };

  const workOn = async (row: store.ImportRow, runner: string): Promise<void> => {
    const { owner } = database.pools;
    try {
      await (row.state === 'checking' ? checking : applying)(row, runner);
      await store.releaseImport(owner, row.id, runner);
    } catch (error) {
      // The database is away: the lease runs out, and whoever comes next goes on.
      if (isOutage(error)) throw error;
      const problem = error instanceof Problem ? error.code : 'server.failed';
      log.error('import failed', { import: row.id, state: row.state, ...whereOf(error) });
      await store.releaseImport(owner, row.id, runner, { problem, at: clock.now() });
    }
  };

  const work = async (): Promise<number> => {
    for (let done = 0; ; done += 1) {
      state.again = false;
      const claimed = state.stopping ? undefined : await claim();
      if (!claimed && !state.again) return done;
      if (claimed) await workOn(claimed.row, claimed.runner);
    }
  };

  const sweep = async (now: Date): Promise<object | undefined> => {
    const done = await work();
    const emptied = await store.emptyOld(database.pools.owner, startOfDay(addDays(dayOf(now), -keptDays)), now);
    return done + emptied > 0 ? { done, emptied } : undefined;
  };

  const job: Job = {
    name: 'imports',
    everySeconds: 5,
    run: async (now) => {
      if (state.running) return undefined;
      // The whole sweep: whoever waited for a part of it would ask again and again, and leave the rest no time to end.
      state.running = sweep(now).finally(() => {
        state.running = undefined;
      });
      return state.running;
    },
  };

  /** Until a run has begun after the last kick: one that was just ending, here or on another server, has not seen it. */
  const runAgain = async (): Promise<void> => {
    while (state.again && !state.stopping) {
      await runJob(database.pools.owner, job, clock.now(), log);
      if (state.again) await sleep(againMs);
    }
  };
  const kick = (): void => {
    state.again = true;
    if (state.kicked || state.stopping) return;
    state.kicked = runAgain()
      .catch((error) => log.error('job failed', { job: job.name, ...whereOf(error) }))
      .finally(() => {
        state.kicked = undefined;
        if (state.again) kick();
      });
  };

  return {
    job,
    kick,
    drain: async () => {
      state.stopping = true;
      while (state.kicked || state.running) await Promise.all([state.kicked, state.running?.catch(() => undefined)]);
    },
  };
};
