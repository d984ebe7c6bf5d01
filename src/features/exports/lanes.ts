import type { ServerResponse } from 'node:http';
import { fail } from '../../core/problem.ts';

/** Exports at once: as many as the pool has connections, and one an account. Whoever comes later is told when to come again. */
const most = 2;
const comeAgainSeconds = 30;

export const exportLanes = () => {
  const running = new Map<string, { stream: ServerResponse; stop: AbortController; done: Promise<unknown> }>();
  return {
    /** Runs an export; its signal fires when the reader goes or the server stops. */
    run: async <T>(account: string, stream: ServerResponse, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
      // A file that has left gives its place back when its transaction has ended, some milliseconds later.
      await Promise.all([...running.values()].filter(({ stream }) => stream.writableEnded).map(({ done }) => done));
      if (running.size >= most || running.has(account))
        return fail('export.busy', undefined, { retryAfterSeconds: comeAgainSeconds });
      const stop = new AbortController();
      const onClose = (): void => stop.abort(new Error('the reader has gone'));
      stream.once('close', onClose);
      const done = work(stop.signal);
      running.set(account, { stream, stop, done: done.catch(() => {}) });
      try {
        return await done;
      } finally {
        running.delete(account);
        stream.off('close', onClose);
      }
    },
    /** Breaks off what runs, visibly, before the server stops. */
    drain: async (): Promise<void> => {
      const all = [...running.values()];
      for (const { stop } of all) stop.abort(new Error('the server stops'));
      await Promise.all(all.map(({ done }) => done));
    },
  };
};
export type Lanes = ReturnType<typeof exportLanes>;
