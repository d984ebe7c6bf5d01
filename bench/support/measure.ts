import { cpuMicros, percentile } from './cpu.ts';
import { drive, type Load } from './load.ts';
import type { Served } from './served.ts';

const seconds = Number(process.env.BENCH_SECONDS ?? 3);
const warmUp = 1;

const rounded = (ms: number): number => Number(ms.toFixed(2));
/** Milliseconds; sorted latencies in. */
export const spread = (latencies: readonly number[]) => ({
  p50: rounded(percentile(latencies, 0.5)),
  p95: rounded(percentile(latencies, 0.95)),
  p99: rounded(percentile(latencies, 0.99)),
});

/** Asks the same questions in turn over some connections, each waiting for its answer; anything but 200 is an error. */
export const ask = async (served: Served, requests: readonly string[], connections: number) => {
  const turn = { n: 0 };
  const next = () => requests[turn.n++ % requests.length] as string;
  await drive(served.port, { connections, seconds: warmUp, next });
  const before = cpuMicros(served.pids);
  const load: Load = await drive(served.port, { connections, seconds, next });
  if (Object.keys(load.statuses).join() !== '200') throw new Error(JSON.stringify(load.statuses));
  return {
    ...spread(load.latencies),
    perSecond: Math.round(load.count / load.seconds),
    cpuMicros: Math.round((cpuMicros(served.pids) - before) / load.count),
  };
};

/** Latencies of one statement after the other without us; the first fifth only warms up. */
export const repeat = async (times: number, work: (n: number) => Promise<unknown>): Promise<number[]> => {
  const latencies: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const begun = performance.now();
    await work(n);
    latencies.push(performance.now() - begun);
  }
  return latencies.slice(Math.floor(times / 5)).sort((a, b) => a - b);
};
