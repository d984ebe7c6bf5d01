import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Served = {
  port: number;
  databaseUrl: string;
  pids: number[];
  /** Bearer tokens: of citizens, or of officers of given areas. */
  tokens: string[];
  stop: () => Promise<void>;
};

export type Wish = {
  mode: 'batched' | 'single';
  citizens?: number;
  officers?: { area: string; roles: string[] }[];
  data?: string;
  /** Leaves the data folder for the next run. */
  keep?: boolean;
};

/** A server in a process of its own on a fresh, durable database. */
export const startServed = async (wish: Wish): Promise<Served> => {
  const data = wish.data ?? (await mkdtemp(join(tmpdir(), 'lachan-bench-')));
  const child: ChildProcess = fork(new URL('server-process.ts', import.meta.url), [], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  child.send({ ...wish, data });
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('the server of the benchmark did not start')));
  const [message] = (await Promise.race([once(child, 'message'), ended])) as [Omit<Served, 'stop'>];
  return {
    ...message,
    stop: async () => {
      child.send('stop');
      await once(child, 'exit');
      if (!wish.keep) await rm(data, { recursive: true, force: true });
    },
  };
};
