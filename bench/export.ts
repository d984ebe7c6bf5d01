import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import type { Pool } from '../src/core/db.ts';
import { somebodyBeside } from './support/beside.ts';
import { cpuMicros } from './support/cpu.ts';
import { fullSize, servedWith } from './support/dataset.ts';
import type { Served } from './support/served.ts';

const newline = '\n'.charCodeAt(0);
const linesIn = (bytes: Buffer): number => {
  let count = 0;
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) count += 1;
  return count;
};

/** Megabytes that a process holds now; NaN where there is no /proc. */
const residentMb = (pid: number): number => {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
};

/** Takes a file without keeping it: its rows without head and receipt, its size, and how long it took. */
const take = (port: number, path: string, token: string) =>
  new Promise<{ rows: number; megabytes: number; seconds: number; receipt: string }>((resolve, reject) => {
    const begun = performance.now();
    get(
      { port, host: '127.0.0.1', path: `/api/v1${path}`, headers: { authorization: `Bearer ${token}` } },
      (response) => {
        const taken = { lines: 0, bytes: 0, tail: Buffer.alloc(0) };
        response.on('data', (part: Buffer) => {
          taken.lines += linesIn(part);
          taken.bytes += part.length;
          taken.tail = Buffer.concat([taken.tail, part]).subarray(-100);
        });
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            rows: taken.lines - 2,
            megabytes: Number((taken.bytes / 1e6).toFixed(1)),
            seconds: (performance.now() - begun) / 1000,
            receipt: /# rows: \d+/.exec(taken.tail.toString())?.[0] ?? 'none',
          }),
        );
      },
    ).on('error', reject);
  });

/** The same rows as the database alone gives them: no seal opened, no word put in, no file made. Seconds. */
const bareCopy = async (owner: Pool): Promise<number> => {
  const begun = performance.now();
  const stream = await owner`
    copy (select t.id, t.at, t.area, t.form, t.triage, t.reasons, t.symptoms, t.state, t.result, t.verified_at, t.checked_at, t.conclusion,
      t.on_behalf, p.birth_year, p.sealed
      from declaration t join person p on p.id = t.person_id where t.area >= '38.' and t.area < '38/') to stdout`.readable();
  for await (const _ of stream) {
    // Read and dropped.
  }
  return (performance.now() - begun) / 1000;
};

/** One export while the memory of the server is watched. */
const measure = async (served: Served & { owner: Pool }) => {
  const [pid = 0] = served.pids;
  const before = residentMb(pid);
  const seen = { peak: before };
  const watch = setInterval(() => {
    seen.peak = Math.max(seen.peak, residentMb(pid));
  }, 50);
  const stop = somebodyBeside(served);
  const cpu = cpuMicros(served.pids);
  const { rows, megabytes, seconds, receipt } = await take(
    served.port,
    '/exports/declarations?area=38',
    served.tokens[0] as string,
  );
  clearInterval(watch);
  const used = cpuMicros(served.pids) - cpu;
  const beside = await stop();
  if (receipt !== `# rows: ${rows}`) throw new Error(`${rows} rows came, the receipt says ${receipt}`);
  const copySeconds = await bareCopy(served.owner);
  return {
    rows,
    megabytes,
    seconds: Number(seconds.toFixed(1)),
    perSecond: Math.round(rows / seconds),
    cpuMicros: Math.round(used / rows),
    memoryBeforeMb: Math.round(before),
    memoryPeakMb: Math.round(seen.peak),
    copySeconds: Number(copySeconds.toFixed(1)),
    beside,
  };
};

/** Declarations of a province with their persons, seals opened, as CSV through HTTP; p50 and p99 are of searches beside it. */
export const run = async (say: (line: string) => void) => {
  const at = async (size: number) => {
    const served = await servedWith(size, [{ area: '38', roles: ['officer'] }], say);
    // The first one warms up.
    await take(served.port, '/exports/declarations?area=38&triage=urgent', served.tokens[0] as string);
    const figures = await measure(served);
    say(`${size.toLocaleString()} rows: ${JSON.stringify(figures)}`);
    await served.stop();
    return figures;
  };
  const small = await at(Math.round(fullSize / 10));
  const large = await at(fullSize);
  return {
    n: large.rows,
    ...large,
    p50: large.beside.p50,
    p99: large.beside.p99,
    target: '≤ 60 s a million, memory flat, exact receipt',
    baseline: large.copySeconds,
    ratio: Number((large.seconds / large.copySeconds).toFixed(1)),
    growth: Number((large.seconds / large.rows / (small.seconds / small.rows)).toFixed(2)),
    memoryGrowthMb: large.memoryPeakMb - small.memoryPeakMb,
    small,
  };
};
