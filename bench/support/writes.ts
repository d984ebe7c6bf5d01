import { fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from '../../src/core/db.ts';
import { cpuMicros, percentile } from './cpu.ts';
import { limits } from './limits.ts';
import { drive } from './load.ts';
import { type Served, startServed, type Wish } from './served.ts';

export const connections = 64;
const seconds = Number(process.env.BENCH_SECONDS ?? 10);
const warmUp = 3;

type Table = 'declaration' | 'visit' | 'bench_bare';
/** Requests that write so many rows each, and the status that says so. */
type Requests = { next: () => string; rows: number; done: 200 | 201; connections: number };

/** Rows a second, CPU µs a row; latencies of a request. Lost is what was acknowledged and is not there. */
export const measureWrites = async (
  served: Pick<Served, 'port' | 'databaseUrl' | 'pids'>,
  table: Table,
  { next, rows, done, connections }: Requests,
) => {
  await drive(served.port, { connections, seconds: warmUp, next });
  const database = connect(served.databaseUrl, 1);
  const count = async () =>
    (await database<{ count: number }[]>`select count(*)::int as count from ${database(table)}`)[0]?.count ?? 0;
  const [before, cpu] = [await count(), cpuMicros(served.pids)];
  const load = await drive(served.port, { connections, seconds, next });
  const used = cpuMicros(served.pids) - cpu;
  const stored = (await count()) - before;
  await database.end();
  return {
    stored,
    figures: {
      perSecond: Math.round((load.count * rows) / load.seconds),
      cpuMicros: Math.round(used / (load.count * rows)),
      p50: Number(percentile(load.latencies, 0.5).toFixed(1)),
      p99: Number(percentile(load.latencies, 0.99).toFixed(1)),
      lost: (load.statuses[done] ?? 0) * rows - stored,
      statuses: load.statuses,
    },
  };
};

/** The same requests to a server that checks nothing and writes one row each, on the same database. */
const measureBare = async ({ databaseUrl, pids }: Served, next: () => string) => {
  const child = fork(new URL('bare-server.ts', import.meta.url), [databaseUrl]);
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  const bare = { port, databaseUrl, pids: [child.pid as number, pids[1] as number] };
  const { figures } = await measureWrites(bare, 'bench_bare', { next, rows: 1, done: 201, connections });
  child.kill();
  return { perSecond: figures.perSecond, cpuMicros: figures.cpuMicros, p99: figures.p99 };
};

/** `prepare` makes what the writes need and gives the requests, one after the other. */
type Writes = {
  table: 'declaration' | 'visit';
  wish: Omit<Wish, 'mode'>;
  prepare: (served: Served) => Promise<() => string>;
};

/** One write a request through HTTP, every check on and durable before each answer: in batches, beside a transaction each. */
export const compareWrites = async ({ table, wish, prepare }: Writes, say: (line: string) => void) => {
  const measure = async (mode: 'single' | 'batched') => {
    const served = await startServed({ ...wish, mode });
    const next = await prepare(served);
    const { stored, figures } = await measureWrites(served, table, { next, rows: 1, done: 201, connections });
    say(`${mode}: ${JSON.stringify(figures)}`);
    const limit =
      mode === 'batched'
        ? { bare: await measureBare(served, next), ...(await limits(served, table, stored)) }
        : undefined;
    await served.stop();
    return { figures, limit };
  };
  const { figures: single } = await measure('single');
  const { figures: batched, limit } = await measure('batched');
  return {
    n: batched.perSecond * seconds,
    ...batched,
    baseline: single.perSecond,
    oneTransactionEach: { perSecond: single.perSecond, cpuMicros: single.cpuMicros, p99: single.p99 },
    ...limit,
    ratio: Number((batched.perSecond / single.perSecond).toFixed(2)),
    ...(limit && { timesBare: Number((batched.cpuMicros / limit.bare.cpuMicros).toFixed(2)) }),
  };
};
