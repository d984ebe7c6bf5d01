import { isOutage } from './db.ts';
import { Problem } from './problem.ts';

/**
 * The adaptive micro-batch: one flush in flight, and all that came meanwhile goes into the next. Under no load an item is
 * flushed at once; under load batches grow by themselves and the cost of a commit is shared. When a flush fails its items
 * are repeated singly, so that one bad item never fails its neighbours; no item is at fault when the database is away. The
 * queue is bounded: beyond it, 503. After a busy flush `linger` gives the callers it answered time to come back, as a share of
 * what the flush took: they would otherwise split into two crowds that take turns with half-full flushes.
 */
export type Batch<Item, Result> = {
  add: (item: Item) => Promise<Result>;
  waiting: () => number;
  /** Resolves when nothing is queued or in flight. */
  idle: () => Promise<void>;
};

/** From so many items on, a flush was busy. */
const crowd = 8;

type Entry<Item, Result> = { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void };

export const microBatch = <Item, Result>(
  flush: (items: Item[]) => Promise<Result[]>,
  { largest, queue, linger = 0 }: { largest: number; queue: number; linger?: number },
): Batch<Item, Result> => {
  const waiting: Entry<Item, Result>[] = [];
  const state = { running: undefined as Promise<void> | undefined, came: () => {} };

  const settle = async (entries: Entry<Item, Result>[]): Promise<void> => {
    try {
      const results = await flush(entries.map(({ item }) => item));
      for (const [i, entry] of entries.entries()) entry.resolve(results[i] as Result);
    } catch (error) {
      if (entries.length === 1 || isOutage(error)) for (const { reject } of entries) reject(error);
      else for (const entry of entries) await settle([entry]);
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
    while (waiting.length > 0) {
      const entries = waiting.splice(0, largest);
      const begun = performance.now();
      await settle(entries);
      if (linger > 0 && entries.length >= crowd)
        await gather(Math.min(largest, entries.length + waiting.length), linger * (performance.now() - begun));
    }
    state.running = undefined;
  };

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        if (waiting.length >= queue) {
          reject(new Problem('server.busy'));
          return;
        }
        waiting.push({ item, resolve, reject });
        state.came();
        state.running ??= run();
      }),
    waiting: () => waiting.length,
    idle: async () => {
      while (state.running) await state.running;
    },
  };
};
