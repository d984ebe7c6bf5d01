import { connect } from '../../src/core/db.ts';
import { cpuMicros, percentile } from './cpu.ts';
import { limits } from './limits.ts';
import { drive } from './load.ts';
import { type Served, startServed } from './served.ts';

export const connections = 64;
const warmUp = 3;

/** What is written, by so many citizens; `prepare` makes what it needs and gives the requests one after the other. */
type Writes = {
  table: 'declaration' | 'visit';
  citizens: number;
  prepare: (served: Served) => Promise<() => string>;
};

const write = async (served: Served, { table, prepare }: Writes, seconds: number) => {
  const next = await prepare(served);
  await drive(served.port, { connections, seconds: warmUp, next });
  const database = connect(served.databaseUrl, 1);
  const count = async () =>
    (await database<{ count: number }[]>`select count(*)::int as count from ${database(table)}`)[0]?.count ?? 0;
  const [rows, cpu] = [await count(), cpuMicros(served.pids)];
  const load = await drive(served.port, { connections, seconds, next });
  const used = cpuMicros(served.pids) - cpu;
  const stored = (await count()) - rows;
  await database.end();
  return {
    stored,
    figures: {
      perSecond: Math.round(load.count / load.seconds),
      cpuMicros: Math.round(used / load.count),
      p50: Number(percentile(load.latencies, 0.5).toFixed(1)),
      p99: Number(percentile(load.latencies, 0.99).toFixed(1)),
      lost: (load.statuses[201] ?? 0) - stored,
      statuses: load.statuses,
    },
  };
};

/** Writes through HTTP, every check on and durable before each answer: in batches, beside a transaction each. */
export const compareWrites = async (writes: Writes, say: (line: string) => void) => {
  const seconds = Number(process.env.BENCH_SECONDS ?? 10);
  const measure = async (mode: 'single' | 'batched') => {
    const served = await startServed({ mode, citizens: writes.citizens });
    const { stored, figures } = await write(served, writes, seconds);
    say(`${mode}: ${JSON.stringify(figures)}`);
    const limit = mode === 'batched' ? await limits(served, writes.table, stored) : {};
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
  };
};
