import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDatabase } from '../src/apps/house.ts';
import { readConfig } from '../src/core/config.ts';
import { addDays, startOfDay } from '../src/core/day.ts';
import type { DayKeys } from '../src/core/day-keys.ts';
import { connect, type Pool } from '../src/core/db.ts';
import { startPostgres } from '../src/core/postgres.ts';
import { meetingsOf } from '../src/features/cases/candidates.ts';
import { findBeside, openStays, type Source } from '../src/features/visits/index.ts';
import { cpuMicros } from './support/cpu.ts';
import { repeat, spread } from './support/measure.ts';
import { days, firstDay, personOf, visitsIn } from './support/visits.ts';

const sizes = (process.env.BENCH_SIZES ?? '2000000,20000000').split(',').map(Number);
const end = startOfDay(addDays(firstDay, days)).getTime();
const from = startOfDay(firstDay).getTime();

/** Everything from the case to the ranked people: stays opened, neighbours found and opened, minutes summed by venue. */
const trace = async (pool: Pool, keys: DayKeys, sources: readonly Source[]) => {
  const found = await openStays(pool, keys, sources);
  await findBeside(pool, keys, found);
  const met = meetingsOf(found, () => 'restaurant');
  const people = met.persons.flatMap((person) => {
    const whole = met.whole(person);
    return whole?.isEnough ? [{ person, ...whole }] : [];
  });
  return { stays: found.length, people };
};

/** The same index descents without us: stays by pseudonym, and around each stay by venue and time. */
const descend = async (pool: Pool, keys: DayKeys) => {
  const pseudonyms = Array.from(
    { length: days },
    (_, day) => keys.pseudonym(addDays(firstDay, day), personOf(0)) as string,
  );
  const stays = await pool<{ venueId: string; inAt: Date; outAt: Date }[]>`
    select venue_id, in_at, out_at from visit where visitor = any(${pseudonyms}::uuid[]) and in_at >= ${new Date(from)}`;
  for (const { venueId, inAt, outAt } of stays)
    await pool`select visitor, in_at, out_at from visit
      where venue_id = ${venueId} and in_at > ${new Date(inAt.getTime() - 172_800_000)} and in_at < ${outAt} and out_at > ${inAt}`;
};

const timed = async <T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> => {
  const begun = performance.now();
  const result = await work();
  return { ms: Math.round(performance.now() - begun), result };
};

const measure = async (size: number, say: (line: string) => void) => {
  const kept = process.env.BENCH_DATA;
  const data = kept ? join(kept, `visits-${size}`) : join(tmpdir(), `lachan-bench-${process.pid}-${size}`);
  await mkdir(data, { recursive: true, mode: 0o700 });
  const { config } = readConfig(['--data', data], {});
  const postgres = await startPostgres(data);
  await prepareDatabase(config, postgres.url);
  const owner = connect(postgres.url, 1);
  const { ms, result: keys } = await timed(() => visitsIn(data, owner, size));
  say(`${size.toLocaleString()} visits there after ${Math.round(ms / 1000)} s`);
  await owner.end();
  await postgres.stop();

  // A database that has just started holds nothing in its own memory.
  const again = await startPostgres(data);
  const pool = connect(again.url, 4);
  const f0 = [{ person: personOf(0), window: { from, to: end } }];
  await pool`select 1`;
  const cold = await timed(() => trace(pool, keys, f0));
  const before = cpuMicros([process.pid]);
  const warm = spread(await repeat(30, () => trace(pool, keys, f0)));
  const used = (cpuMicros([process.pid]) - before) / 30;
  const bare = spread(await repeat(15, () => descend(pool, keys)));
  const sources = cold.result.people
    .slice(0, 1000)
    .map(({ person, from }): Source => ({ person, window: { from, to: end } }));
  const second = await timed(() => trace(pool, keys, sources));
  const secondAgain = await timed(() => trace(pool, keys, sources));
  await pool.end();
  await again.stop();
  if (!kept) await rm(data, { recursive: true, force: true });
  const f2Ms = warm.p50 + Math.min(second.ms, secondAgain.ms);
  const f2 = second.result.people.length;
  const figures = {
    visits: size,
    stays: cold.result.stays,
    f1: cold.result.people.length,
    f1ColdMs: cold.ms,
    f1WarmMs: warm.p50,
    f1P99Ms: warm.p99,
    cpuMicros: Math.round(used),
    bareMs: bare.p50,
    f1Sources: sources.length,
    f2Stays: second.result.stays,
    f2,
    f2Ms,
    f2MsPer100k: Math.round((f2Ms / f2) * 100_000),
    f2ToBare: Number((f2Ms / bare.p50).toFixed(1)),
  };
  say(JSON.stringify(figures));
  return figures;
};

export const run = async (say: (line: string) => void) => {
  const measured = [];
  for (const size of sizes) measured.push(await measure(size, say));
  const [small, large] = [measured[0], measured.at(-1)] as [(typeof measured)[0], (typeof measured)[0]];
  return {
    n: large.visits,
    perSecond: Math.round(1000 / large.f1WarmMs),
    p50: large.f1WarmMs,
    p99: large.f1P99Ms,
    cpuMicros: large.cpuMicros,
    f1WarmMs: large.f1WarmMs,
    f1ColdMs: large.f1ColdMs,
    f2Ms: Math.round(large.f2Ms),
    f1: large.f1,
    f2: large.f2,
    f2MsPer100k: large.f2MsPer100k,
    f2ToBare: large.f2ToBare,
    growth: Number((large.f1WarmMs / small.f1WarmMs).toFixed(2)),
    baseline: large.bareMs,
    ratio: Number((large.f1WarmMs / large.bareMs).toFixed(2)),
    sizes: measured,
  };
};
