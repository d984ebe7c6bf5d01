import { isOutage, isRace } from './db.ts';
import { Problem } from './problem.ts';

/**
 * The adaptive micro-batch: one flush in flight, and all that came meanwhile goes into the next. Under no load an item is
 * flushed at once; under load batches grow by themselves and the cost of a commit is shared. The queue is bounded: beyond it,
 * 503. After a busy flush `linger` gives the callers it answered time to come back, as a share of what the flush took: they
 * would otherwise split into two crowds that take turns with half-full flushes.
 *
 * A flush is one transaction: it answers its first item at least, or throws and has stored nothing. One that a parallel server
 * overtook throws PostgreSQL's error of a race or `server.busy` and is repeated, seeing now what the other wrote. What fails
 * otherwise, or for the last time, is repeated singly, so that one bad item never fails its neighbours; no item is at fault when
 * the database is away.
 */
export type Batch<Item, Result> = {
  add: (item: Item) => Promise<Result>;
  waiting: () => number;
  /** Resolves when nothing is queued or in flight. */
  idle: () => Promise<void>;
};

/**
 * What a flush says of an item that must not be in one with another before it: it comes again in the next, ahead of all new ones but
 * not in their places. One caller's long sequence, a flush each, keeps nobody else waiting.
 */
export const again = Symbol('again');

/** The items of a flush that share no key with one before them; the others come again, and see what these wrote. */
export const firstOfEach = <Item>(items: readonly Item[], keysOf: (item: Item) => readonly string[]): Item[] => {
  const seen = new Set<string>();
  return items.filter((item) => {
    const keys = keysOf(item);
    const isFirst = keys.every((key) => !seen.has(key));
    for (const key of keys) seen.add(key);
    return isFirst;
  });
};

/** How often a flush is begun that is overtaken each time. */
const tries = 5;
const isOvertaken = (error: unknown): boolean =>
  isRace(error) || (error instanceof Problem && error.code === 'server.busy');

/** As long as no more than so many fullest flushes come again, new ones are taken beside them: each flush must look at them all. */
const patience = 2;

/** From so many items on, a flush was busy. */
const crowd = 8;

type Entry<Item, Result> = { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void };

export const microBatch = <Item, Result>(
  flush: (items: Item[]) => Promise<(Result | typeof again)[]>,
  { largest, queue, linger = 0 }: { largest: number; queue: number; linger?: number },
): Batch<Item, Result> => {
  const waiting: Entry<Item, Result>[] = [];
  const state = {
    running: undefined as Promise<void> | undefined,
    came: () => {},
    /** Those who come again, in their order; also while they are in flight. */
    held: [] as Entry<Item, Result>[],
  };

  /**
   * Whoever comes again, and new ones behind: never a new one before all who came again, whom it may have to see. Beyond what each
   * flush can look at, the first of those who came again alone.
   */
  const next = (): Entry<Item, Result>[] =>
    state.held.length > patience * largest
      ? state.held.slice(0, largest)
      : [...state.held, ...waiting.splice(0, largest)];

  /** Answers those who come again. */
  const settle = async (entries: Entry<Item, Result>[], left = tries): Promise<Entry<Item, Result>[]> => {
    try {
      const results = await flush(entries.map(({ item }) => item));
      return entries.filter((entry, i) => {
        const result = results[i] as Result | typeof again;
        if (result !== again) entry.resolve(result);
        return result === again;
      });
    } catch (error) {
      if (isOvertaken(error) && left > 1) return settle(entries, left - 1);
      const told = isRace(error) ? new Problem('server.busy') : error;
      if (entries.length === 1 || isOutage(error)) for (const { reject } of entries) reject(told);
      else for (const entry of entries) await settle([entry]);
      return [];
    }
  };

  /** Until so many wait, or so many milliseconds are over. */
  const gather = (count: number, ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      state.came = () => {
        if (waiting.length < count) return;
        clearTimeout(timer);
        resolve();
      };
      state.came();
    });

  const run = async (): Promise<void> => {
    // One turn of the event loop lets requests that arrived together share the first flush.
    await new Promise(setImmediate);
    while (state.held.length + waiting.length > 0) {
      const entries = next();
      const begun = performance.now();
      const left = await settle(entries);
      state.held = [...left, ...state.held.slice(entries.length)];
      const answered = entries.length - left.length;
      if (linger > 0 && answered >= crowd)
        await gather(Math.min(largest, answered + waiting.length), linger * (performance.now() - begun));
    }
    state.running = undefined;
  };

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        if (state.held.length + waiting.length >= queue) {
          reject(new Problem('server.busy'));
          return;
        }
        waiting.push({ item, resolve, reject });
        state.came();
        state.running ??= run();
      }),
    waiting: () => state.held.length + waiting.length,
    idle: async () => {
      while (state.running) await state.running;
    },
  };
};
