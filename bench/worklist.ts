import { type AreaPath, areaRange, parseAreaPath } from '../src/core/area.ts';
import { encodeCursor } from '../src/core/cursor.ts';
import type { Pool } from '../src/core/db.ts';
import { fullSize, servedWith } from './support/dataset.ts';
import { httpRequest } from './support/load.ts';
import { ask, repeat, spread } from './support/measure.ts';
import { population } from './support/population.ts';
import type { Served } from './support/served.ts';

/** Officers who read their list at the same moment, one after the other each. */
const connections = 4;

type Officer = { area: AreaPath; token: string };
type Question = { name: string; officers: Officer[]; query: (officer: Officer) => Promise<string> | string };

/** The cursor of the item in the middle of an area's list. */
const middleOf = async (owner: Pool, area: AreaPath): Promise<string> => {
  const [from, to] = areaRange(area);
  const due = owner`from work_item where closed_at is null and area >= ${from} and area < ${to} and level <= 1`;
  const [row] = await owner<{ level: number; openedAt: Date; id: string }[]>`
    select level, opened_at, id ${due} order by level, opened_at, id offset (select count(*) / 2 ${due}) limit 1`;
  return row ? encodeCursor([row.level, null, row.openedAt.getTime(), row.id]) : '';
};

const measure = async (served: Served, { name, officers, query }: Question, say: (line: string) => void) => {
  const requests = await Promise.all(
    officers.map(async (one) => httpRequest('GET', `/work?${await query(one)}`, one.token)),
  );
  const figures = { name, ...(await ask(served, requests, connections)) };
  say(JSON.stringify(figures));
  return figures;
};

/** The rows of a commune's first page by one descent of the index, on one connection without us: nothing is faster. */
const descend = (owner: Pool, communes: readonly AreaPath[]): Promise<number[]> =>
  repeat(
    500,
    (n) => owner`select * from work_item where closed_at is null and area = ${communes[n % communes.length] as string}
      and level <= 1 order by level, opened_at, id limit 51`,
  );

const atSize = async (size: number, say: (line: string) => void) => {
  const { communes } = await population();
  const read = communes.filter((_, i) => i % 40 === 0);
  const districts = ['38.380', '38.381', '38.395', '38.402'];
  const areas = [...read, ...districts, '38'];
  const served = await servedWith(
    size,
    areas.map((area) => ({ area, roles: ['officer'] })),
    say,
  );
  const officers = areas.map((area, i) => ({
    area: parseAreaPath(area) as AreaPath,
    token: served.tokens[i] as string,
  }));
  const [ofCommunes, ofDistricts, ofProvince] = [
    officers.slice(0, read.length),
    officers.slice(read.length, -1),
    officers.slice(-1),
  ];
  const [{ open } = { open: 0 }] = await served.owner<{ open: number }[]>`
    select count(*)::int as open from work_item where closed_at is null`;
  say(`${size.toLocaleString()} declarations, ${open.toLocaleString()} open items`);
  const deep = async ({ area }: Officer) => `after=${await middleOf(served.owner, area)}`;
  const questions: Question[] = [
    { name: 'commune', officers: ofCommunes, query: () => '' },
    { name: 'commune, deep page', officers: ofCommunes, query: deep },
    { name: 'commune, second list', officers: ofCommunes, query: () => 'list=symptom' },
    { name: 'commune, one hamlet', officers: ofCommunes, query: () => `hamlet=${encodeURIComponent('Thôn 3')}` },
    { name: 'district', officers: ofDistricts, query: () => '' },
    { name: 'district, deep page', officers: ofDistricts, query: deep },
    { name: 'district, urgent', officers: ofDistricts, query: () => 'triage=urgent' },
    { name: 'province', officers: ofProvince, query: () => '' },
    { name: 'province, deep page', officers: ofProvince, query: deep },
    { name: 'province, one district', officers: ofProvince, query: () => 'area=38.395' },
    { name: 'province, not overdue', officers: ofProvince, query: () => 'overdue=false' },
    { name: 'province, second list', officers: ofProvince, query: () => 'list=symptom' },
  ];
  const lists = [];
  for (const question of questions) lists.push(await measure(served, question, say));
  const baseline = spread(await descend(served.owner, communes));
  say(`bare SQL ${JSON.stringify(baseline)}`);
  await served.stop();
  return { open, lists, baseline };
};

export const run = async (say: (line: string) => void) => {
  const small = await atSize(fullSize / 10, say);
  const large = await atSize(fullSize, say);
  const p95 = (of: typeof large, name: string): number =>
    of.lists.find((list) => list.name === name)?.p95 ?? Number.NaN;
  const growthOf = (name: string): number => Number((p95(large, name) / p95(small, name)).toFixed(2));
  const { name: _, ...commune } = large.lists[0] as (typeof large.lists)[number];
  return {
    n: fullSize,
    open: large.open,
    ...commune,
    target: 'p95 ≤ 20 ms',
    baseline: large.baseline.p50,
    bareSql: large.baseline,
    ratio: Number((commune.p50 / large.baseline.p50).toFixed(1)),
    growth: { commune: growthOf('commune'), district: growthOf('district'), province: growthOf('province') },
    lists: large.lists,
  };
};
