import { newId } from '../src/core/client.ts';
import { connect } from '../src/core/db.ts';
import { cpuMicros, percentile } from './support/cpu.ts';
import { limits } from './support/limits.ts';
import { drive, httpRequest } from './support/load.ts';
import { answersFor, population, seeded } from './support/population.ts';
import { type Served, startServed } from './support/served.ts';

const connections = 64;
const seconds = Number(process.env.BENCH_SECONDS ?? 10);

const citizens = 4_000;
/** People a citizen declares for: the holder and some family. */
const household = 3;

/** Declarations of citizens for their households over Thanh Hóa's communes, every check on, durable before each answer. */
const declare = async (served: Served, mode: string, say: (line: string) => void) => {
  const { somebody } = await population();
  const random = seeded(2);
  const homes = served.tokens.map((token) => ({ token, area: somebody().area, persons: [] as string[] }));
  const turn = { next: 0 };
  const next = (): string => {
    turn.next = (turn.next + 1) % homes.length;
    const { token, area, persons } = homes[turn.next] as (typeof homes)[number];
    const isNew = persons.length < household;
    const person = isNew ? newId() : (persons[Math.floor(random() * household)] as string);
    if (isNew) persons.push(person);
    const { fullName, birthYear, sex } = somebody();
    const body = {
      id: newId(),
      form: 'general',
      person: isNew ? { id: person, fullName, birthYear, sex } : { id: person },
      answers: answersFor(random),
      area: area.slice(0, -1),
      address: 'thôn 3',
      certified: true,
    };
    return httpRequest('POST', '/declarations', token, body);
  };
  await drive(served.port, { connections, seconds: 3, next });
  const database = connect(served.databaseUrl, 1);
  const count = async () =>
    (await database<{ count: number }[]>`select count(*)::int as count from declaration`)[0]?.count ?? 0;
  const [rows, cpu] = [await count(), cpuMicros(served.pids)];
  const load = await drive(served.port, { connections, seconds, next });
  const used = cpuMicros(served.pids) - cpu;
  const stored = (await count()) - rows;
  const limit = mode === 'batched' ? await limits(served, 'declaration', stored) : undefined;
  await database.end();
  const figures = {
    perSecond: Math.round(load.count / load.seconds),
    cpuMicros: Math.round(used / load.count),
    p50: Number(percentile(load.latencies, 0.5).toFixed(1)),
    p99: Number(percentile(load.latencies, 0.99).toFixed(1)),
    lost: load.count - stored,
    statuses: load.statuses,
  };
  say(`${mode}: ${JSON.stringify(figures)}`);
  return { ...figures, limit };
};

export const run = async (say: (line: string) => void) => {
  const modes = ['single', 'batched'] as const;
  const results: Partial<Record<(typeof modes)[number], Awaited<ReturnType<typeof declare>>>> = {};
  for (const mode of modes) {
    const served = await startServed({ mode, citizens });
    results[mode] = await declare(served, mode, say);
    await served.stop();
  }
  const { single, batched } = results as Required<typeof results>;
  return {
    n: batched.perSecond * seconds,
    perSecond: batched.perSecond,
    cpuMicros: batched.cpuMicros,
    p50: batched.p50,
    p99: batched.p99,
    lost: batched.lost,
    baseline: single.perSecond,
    oneTransactionEach: { perSecond: single.perSecond, cpuMicros: single.cpuMicros, p99: single.p99 },
    ...batched.limit,
    ratio: Number((batched.perSecond / single.perSecond).toFixed(2)),
  };
};
