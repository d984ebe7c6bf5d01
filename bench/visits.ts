import { newId } from '../src/core/client.ts';
import { connect } from '../src/core/db.ts';
import { cpuMicros, percentile } from './support/cpu.ts';
import { limits } from './support/limits.ts';
import { drive, httpRequest } from './support/load.ts';
import { population, seeded } from './support/population.ts';
import { type Served, startServed } from './support/served.ts';

const connections = 64;
const seconds = Number(process.env.BENCH_SECONDS ?? 10);
/** Enough that nobody visits more often than a few times: what a visitor did before is read at each visit. */
const citizens = 20_000;
const venues = 2_000;

/** Venues over Thanh Hóa's communes, and every citizen with an own person who has declared. */
const prepare = async (served: Served): Promise<{ places: string[] }> => {
  const { somebody } = await population();
  const homes = served.tokens.map(() => somebody());
  const turn = { n: 0 };
  const next = (): string => {
    const at = turn.n++ % homes.length;
    const { fullName, birthYear, sex, area } = homes[at] as (typeof homes)[number];
    const path = area.slice(0, -1);
    const person = { id: newId(), fullName, birthYear, sex, relation: 'self' };
    const answers = { symptoms: [], exposures: [], places: [], conditions: [] };
    const body = { id: newId(), form: 'general', person, answers, area: path, certified: true };
    return httpRequest('POST', '/declarations', served.tokens[at] as string, body);
  };
  // The first round gives everybody an own person; of later ones each is a conflict that costs nothing more.
  while (turn.n < homes.length) await drive(served.port, { connections, seconds: 1, next });
  const database = connect(served.databaseUrl, 1);
  const places = Array.from({ length: venues }, () => ({ id: newId(), area: somebody().area }));
  await database`
    insert into venue (id, area, kind, name, code, serial, owner, state, created_at, changed_at)
    select id, area, 'restaurant', 'Quán', upper(substr(id::text, 29, 8)), 0, id, 'active', now(), now()
    from jsonb_to_recordset(${database.json(places)}) as v(id uuid, area text)`;
  await database.end();
  return { places: places.map(({ id }) => id) };
};

/** Citizens check in by scanning: every check on, durable before each answer. */
const visit = async (served: Served, mode: string, say: (line: string) => void) => {
  const { places } = await prepare(served);
  const random = seeded(5);
  const turn = { n: 0 };
  const next = (): string => {
    const token = served.tokens[turn.n++ % served.tokens.length] as string;
    const venue = places[Math.floor(random() ** 2 * places.length)];
    return httpRequest('POST', '/visits', token, { id: newId(), venue, in: new Date().toISOString(), method: 'self' });
  };
  await drive(served.port, { connections, seconds: 3, next });
  const database = connect(served.databaseUrl, 1);
  const count = async () =>
    (await database<{ count: number }[]>`select count(*)::int as count from visit`)[0]?.count ?? 0;
  const [rows, cpu] = [await count(), cpuMicros(served.pids)];
  const load = await drive(served.port, { connections, seconds, next });
  const used = cpuMicros(served.pids) - cpu;
  const stored = (await count()) - rows;
  const limit = mode === 'batched' ? await limits(served, 'visit', stored) : undefined;
  await database.end();
  const figures = {
    perSecond: Math.round(load.count / load.seconds),
    cpuMicros: Math.round(used / load.count),
    p50: Number(percentile(load.latencies, 0.5).toFixed(1)),
    p99: Number(percentile(load.latencies, 0.99).toFixed(1)),
    lost: (load.statuses[201] ?? 0) - stored,
    statuses: load.statuses,
  };
  say(`${mode}: ${JSON.stringify(figures)}`);
  return { ...figures, limit };
};

export const run = async (say: (line: string) => void) => {
  const measured = [];
  for (const mode of ['single', 'batched'] as const) {
    const served = await startServed({ mode, citizens });
    measured.push(await visit(served, mode, say));
    await served.stop();
  }
  const [single, { limit, ...batched }] = measured as [(typeof measured)[0], (typeof measured)[0]];
  return {
    n: batched.perSecond * seconds,
    ...batched,
    baseline: single.perSecond,
    oneTransactionEach: { perSecond: single.perSecond, cpuMicros: single.cpuMicros, p99: single.p99 },
    ...limit,
    ratio: Number((batched.perSecond / single.perSecond).toFixed(2)),
  };
};
