import type { AreaPath } from '../src/core/area.ts';
import { addDays, dayOf } from '../src/core/day.ts';
import type { Pool } from '../src/core/db.ts';
import { fullSize, servedWith } from './support/dataset.ts';
import { httpRequest } from './support/load.ts';
import { ask, repeat, spread } from './support/measure.ts';
import { population } from './support/population.ts';

/** How many declarations the counters stand for, and over how many days. */
const counted = 10 * fullSize;
const days = 400;
const connections = 4;

/** The counters as so many declarations would have left them, day by day, with the residents of each commune; their own rows need not be there. */
const fillCounters = async (owner: Pool, communes: readonly AreaPath[], over: number, each: number): Promise<void> => {
  const counters =
    'declared, people, urgent, risk, symptom, clear, verified, in_time, confirmed, checked, fever, breathless';
  await owner`truncate commune_day, area_population`;
  await owner`
    insert into commune_day (area, day, ${owner.unsafe(counters)})
    select area, current_date - day, ${each}, ${each} / 3, ${each} / 20, ${each} / 10, ${each} / 5, ${each} / 2, ${each} / 10, ${each} / 12,
      ${each} / 20, ${each} / 40, ${each} / 15, ${each} / 50
    from generate_series(${over}::int - 1, 0, -1) as day, unnest(${[...communes]}::text[]) as area`;
  await owner`
    insert into commune_day (area, day, ${owner.unsafe(counters)})
    select area, '-infinity', ${owner.unsafe(counters.replace(/\w+/g, 'sum($&)'))} from commune_day group by area`;
  await owner`
    insert into area_population (area, year, people, source, at)
    select area, 2021, ${each * over}, 'bench', now() from unnest(${[...communes]}::text[]) as area`;
  await owner`vacuum analyze commune_day`;
  await owner`vacuum analyze area_population`;
};

/** The same figures by counting declarations, as a system without counters must. */
const countRows = (owner: Pool) => owner`
  select substr(area, 1, 7) as district, count(*)::int as declared, count(*) filter (where triage = 'urgent')::int as urgent,
    count(*) filter (where triage = 'risk')::int as risk, count(verified_at)::int as verified,
    count(*) filter (where result = 'confirmed')::int as confirmed, count(checked_at)::int as checked
  from declaration where area >= '38.' and area < '38/' group by 1`;

export const run = async (say: (line: string) => void) => {
  const { communes } = await population();
  const served = await servedWith(fullSize, [{ area: '38', roles: ['manager'] }], say);
  const request = httpRequest('GET', '/statistics/declarations?area=38', served.tokens[0] as string);
  const measure = async (share: number) => {
    await fillCounters(served.owner, communes, days * share, Math.round(counted / days / communes.length));
    const figures = await ask(served, [request], connections);
    say(`${(counted * share).toLocaleString()} declarations counted: ${JSON.stringify(figures)}`);
    return figures;
  };
  const small = await measure(1 / 10);
  const large = await measure(1);
  const today = dayOf(new Date());
  const month = await ask(
    served,
    [
      httpRequest(
        'GET',
        `/statistics/declarations?area=38&from=${addDays(today, -29)}&to=${today}`,
        served.tokens[0] as string,
      ),
    ],
    connections,
  );
  say(`the last 30 days of them: ${JSON.stringify(month)}`);
  const baseline = spread(await repeat(10, () => countRows(served.owner)));
  say(`counting ${fullSize.toLocaleString()} rows: ${JSON.stringify(baseline)}`);
  await served.stop();
  return {
    n: counted,
    ...large,
    target: 'p95 ≤ 50 ms',
    baseline: baseline.p50,
    counting: { rows: fullSize, ...baseline },
    ratio: Number((baseline.p50 / large.p50).toFixed(1)),
    growth: Number((large.p95 / small.p95).toFixed(2)),
    lastMonth: month,
  };
};
