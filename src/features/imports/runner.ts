import { randomUUID } from 'node:crypto';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { writeAudit } from '../../core/audit.ts';
import { addDays, dayOf, startOfDay } from '../../core/day.ts';
import { type Db, isOutage } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { type Job, runJob } from '../../core/jobs.ts';
import { whereOf } from '../../core/log.ts';
import { fail, Problem } from '../../core/problem.ts';
import type { Sheet } from '../../core/sheet/read.ts';
import { declarationsList } from './declarations-list.ts';
import {
  openContent,
  openFile,
  openImport,
  openVerdicts,
  readList,
  sealContent,
  sealImport,
  sealVerdicts,
} from './file.ts';
import { type Chunk, chunkSize, type List } from './list.ts';
import { peopleList } from './people-list.ts';
import type { Counts } from './rules.ts';
import { countsOf, madeBy, runOf, sum } from './run.ts';
import * as store from './store.ts';

export type Runner = {
  job: Job;
  /** Begins at once with what is due; a sweep does the same when a server died. */
  kick: () => void;
  /** Ends between two chunks; the next server goes on from there. */
  drain: () => Promise<void>;
};

/** A chunk takes well under a second: who has not been heard of for so long is gone. */
const leaseMs = 60_000;
/** How soon a kick that found another run ending is tried again. */
const againMs = 50;
/** Rows of a list that is done in about a second, and need not wait for a long one. */
const shortList = 1_000;
/** Days after which file and rows of a list are destroyed. */
const keptDays = 30;

export const startRunner = (house: House): Runner => {
  const { keys, database, clock, log } = house;
  const lists: Record<store.ImportRow['kind'], List> = {
    people: peopleList(house),
    declarations: declarationsList(house),
  };
  const state = {
    running: undefined as Promise<object | undefined> | undefined,
    kicked: undefined as Promise<void> | undefined,
    again: false,
    stopping: false,
  };

  /**
   * One chunk in one transaction under the scope of the list's area. Nothing is done when the list was cancelled, or passed to
   * another server; answers whether there is to be a next one.
   */
  const step = (
    { id, area, state: phase }: store.ImportRow,
    runner: string,
    work: (db: Db, held: store.ImportRow) => Promise<{ rows: number; counts: Counts; isLast: boolean }>,
  ): Promise<boolean> =>
    database.within({ role: 'app', area, account: runner }, async (db) => {
      const held = await store.lockImport(db, id);
      if (held?.runner !== runner || held.state !== phase) return false;
      const { rows, counts, isLast } = await work(db, held);
      const now = clock.now();
      const ended = phase === 'checking' ? { state: 'checked', checkedAt: now } : { state: 'applied', appliedAt: now };
      await store.saveImport(db, id, {
        done: held.done + rows,
        counts: sum(held.counts, counts),
        leaseUntil: new Date(now.getTime() + leaseMs),
        ...(isLast && { ...(ended as Partial<store.ImportRow>), changedAt: now, problem: null }),
      });
      return !isLast && !state.stopping;
    });

  const readWhole = async (row: store.ImportRow): Promise<Sheet> => {
    const pieces = await database.within({ role: 'app', area: row.area, account: row.byAccount }, (db) =>
      store.findPieces(db, row.id),
    );
    return readList(await openFile(keys, row.id, pieces), row.encoding);
  };

  /** From the first row on, also after a crash: it writes nothing but verdicts. */
  const check = async (row: store.ImportRow, runner: string): Promise<void> => {
    const sheet = await readWhole(row);
    const run = await runOf(house, row, clock.now());
    const judge = lists[row.kind].checker(run);
    // Reading took a while: the list may have been stopped and begun again with other columns, here or on another server.
    const isHeld = await database.within({ role: 'owner' }, async (db) => {
      const held = await store.lockImport(db, row.id);
      if (held?.runner !== runner || held.state !== 'checking') return false;
      await store.dropChunks(db, row.id);
      await store.saveImport(db, row.id, {
        done: 0,
        counts: {},
        rowCount: sheet.rows.length,
        sealed: sealImport(keys, row.id, { ...openImport(keys, held), header: sheet.header }),
        leaseUntil: new Date(clock.now().getTime() + leaseMs),
      });
      return true;
    });
    if (!isHeld) return;
    for (let number = 0; ; number += 1) {
      const from = number * chunkSize;
      const content = {
        rows: sheet.rows.slice(from, from + chunkSize),
        lines: sheet.lines.slice(from, from + chunkSize),
      };
      const goesOn = await step(row, runner, async (db) => {
        const verdicts = await judge(db, { ...content, verdicts: [] });
        const fates = countsOf(verdicts);
        await store.saveChunk(db, row.id, row.area, {
          number,
          fates,
          content: sealContent(keys, row.id, number, content),
          verdicts: sealVerdicts(keys, row.id, number, verdicts),
        });
        return { rows: verdicts.length, counts: fates, isLast: from + chunkSize >= sheet.rows.length };
      });
      if (!goesOn) return;
      await letPass(sheet.rows.length);
    }
  };

  /** Whom the chunks before one have recorded: asked once, when a list goes on after a crash. */
  const madeBefore = (row: store.ImportRow): Promise<string[]> =>
    database.within({ role: 'app', area: row.area, account: row.byAccount }, async (db) => {
      const chunks = row.done === 0 ? [] : await store.chunksBefore(db, row.id, Math.floor(row.done / chunkSize));
      return chunks.flatMap((chunk) => madeBy(openVerdicts(keys, row.id, chunk)));
    });

  /** From the chunk that comes after the rows done. */
  const apply = async (row: store.ImportRow, runner: string): Promise<void> => {
    const run = await runOf(house, row, clock.now());
    for (const id of await madeBefore(row)) run.made.add(id);
    for (;;) {
      const goesOn = await step(row, runner, async (db, held) => {
        const number = Math.floor(held.done / chunkSize);
        // Without its verdicts a chunk cannot be recorded, and without its rows the list is not done.
        const chunk = (await store.findChunk(db, row.id, number)) ?? fail('import.unchecked');
        const content: Chunk = { ...openContent(keys, row.id, chunk), verdicts: openVerdicts(keys, row.id, chunk) };
        const now = clock.now();
        const verdicts = await lists[row.kind].apply(db, content, { ...run, now });
        for (const id of madeBy(verdicts)) run.made.add(id);
        const fates = countsOf(verdicts);
        await store.settleChunk(db, row.id, number, {
          fates,
          verdicts: sealVerdicts(keys, row.id, number, verdicts),
          at: now,
        });
        await writeAudit(db, {
          at: now,
          account: row.byAccount,
          area: row.area,
          verb: 'import.write',
          route: 'POST /imports/:id/apply',
          outcome: 'done',
          persons: [...new Set(verdicts.flatMap(({ person, applied }) => (person && applied ? [person] : [])))],
          requestId: row.id,
          detail: { import: row.id, chunk: number, ...fates },
        });
        return { rows: verdicts.length, counts: fates, isLast: held.done + verdicts.length >= held.rowCount };
      });
      if (!goesOn) return;
      await letPass(row.rowCount);
    }
  };

  /** Between two chunks of a long list others have their turn: requests, and one short list that waits. */
  const letPass = async (rows: number): Promise<void> => {
    await setImmediate();
    if (rows <= shortList || state.stopping) return;
    const short = await claim(shortList);
    if (short) await workOn(short.row, short.runner);
  };

  const claim = async (mostRows?: number): Promise<{ row: store.ImportRow; runner: string } | undefined> => {
    const [runner, now] = [randomUUID(), clock.now()];
    const lease = { runner, now, until: new Date(now.getTime() + leaseMs) };
    const row = await store.claimImport(database.pools.owner, lease, mostRows);
    return row && { row, runner };
  };

  const workOn = async (row: store.ImportRow, runner: string): Promise<void> => {
    const { owner } = database.pools;
    try {
      await (row.state === 'checking' ? check : apply)(row, runner);
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
