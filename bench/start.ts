import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '../src/core/postgres.ts';
import { cpuMicros } from './support/cpu.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const runs = 5;

const median = (values: readonly number[]): number =>
  Math.round(values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN);

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
};

const several = async (work: () => Promise<number>): Promise<number> => {
  const values: number[] = [];
  for (let n = 0; n < runs; n += 1) values.push(await work());
  return median(values);
};

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return typeof address === 'object' && address ? address.port : 0;
};

const isReady = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/readyz`).then(
    ({ status }) => status === 200,
    () => false,
  );

/** A group of its own: the signal then reaches the server whatever npm makes of it. */
const stop = async (child: ChildProcess): Promise<void> => {
  process.kill(-(child.pid as number), 'SIGTERM');
  if (child.exitCode === null) await once(child, 'exit');
};

/** Milliseconds from `npm start` to the first good answer, and the CPU it took; then stops it. */
const npmStart = async (data: string): Promise<{ ms: number; cpu: number }> => {
  const port = await freePort();
  const begun = performance.now();
  const child = spawn('npm', ['start', '--silent', '--', '--port', String(port), '--data', data], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  while (!(await isReady(port))) {
    if (child.exitCode !== null) throw new Error('npm start ended before it was ready');
    await sleep(10);
  }
  const ms = performance.now() - begun;
  const cpu = cpuMicros([child.pid as number]);
  await stop(child);
  // The server ends after npm does; the next start must not meet it.
  while (await isReady(port)) await sleep(10);
  await sleep(500);
  return { ms, cpu };
};

export const run = async (say: (line: string) => void) => {
  const folder = await mkdtemp(join(tmpdir(), 'lachan-start-'));
  const cpu: number[] = [];
  const warms: number[] = [];
  // The first brings packages and web up to date, which is no part of a start of an installed clone.
  await npmStart(join(folder, 'first'));
  const cold = await several(async () => (await npmStart(await mkdtemp(join(folder, 'cold-')))).ms);
  say(`cold (new data folder): ${cold} ms`);
  const warm = await several(async () => {
    const started = await npmStart(join(folder, 'first'));
    cpu.push(started.cpu);
    warms.push(started.ms);
    return started.ms;
  });
  say(`warm: ${warm} ms`);
  const node = await several(() => timed(() => once(spawn(process.execPath, ['-e', '0']), 'exit')));
  const postgres = await several(async () => {
    const begun = performance.now();
    const { stop: end } = await startPostgres(join(folder, 'first'));
    const ms = performance.now() - begun;
    await end();
    return ms;
  });
  const npm = await several(() => timed(() => once(spawn('npm', ['--version'], { stdio: 'ignore' }), 'exit')));
  await rm(folder, { recursive: true, force: true });
  return {
    n: runs,
    warmMs: warm,
    coldMs: cold,
    perSecond: Number((1000 / warm).toFixed(2)),
    cpuMicros: median(cpu),
    p50: warm,
    p99: Math.round(Math.max(...warms)),
    target: 'warm ≤ 5000 ms',
    baseline: node + postgres,
    parts: { nodeMs: node, postgresMs: postgres, npmMs: npm },
    ratio: Number((warm / (node + postgres)).toFixed(1)),
  };
};
