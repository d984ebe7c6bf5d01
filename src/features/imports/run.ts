import { dayOf } from '../../core/day.ts';
import type { House } from '../../core/house.ts';
import { areaTree, findArea } from '../areas/index.ts';
import { openImport } from './file.ts';
import type { Verdict } from './judge.ts';
import type { Run } from './list.ts';
import { placeIndex } from './places.ts';
import type { Counts } from './rules.ts';
import type { ImportRow } from './store.ts';

export const countsOf = (verdicts: readonly Verdict[]): Counts =>
  Object.fromEntries([...Map.groupBy(verdicts, ({ fate }) => fate)].map(([fate, all]) => [fate, all.length]));

/** The persons that rows have made. */
export const madeBy = (verdicts: readonly Verdict[]): string[] =>
  verdicts.flatMap(({ fate, applied, person }) => (fate === 'new' && applied && person ? [person] : []));

export const sum = (one: Counts, other: Counts): Counts =>
  Object.fromEntries(
    [...new Set([...Object.keys(one), ...Object.keys(other)] as (keyof Counts)[])].map((fate) => [
      fate,
      (one[fate] ?? 0) + (other[fate] ?? 0),
    ]),
  );

/** A run over a list as its person chose it to be read. */
export const runOf = async (house: House, row: ImportRow, now: Date): Promise<Run> => {
  const { mapping, dateOrder, declaredOrder = dateOrder, existing, addDuplicates } = openImport(house.keys, row);
  return {
    id: row.id,
    by: row.byAccount,
    byName: row.byName,
    now,
    replaces: existing === 'replace',
    addsDuplicates: addDuplicates,
    made: new Set(),
    reading: {
      mapping,
      orders: { birth: dateOrder, date: declaredOrder },
      today: dayOf(now),
      index: placeIndex(await areaTree(house)),
      within: row.area,
      fallback: row.defaultArea === null ? undefined : await findArea(house, row.defaultArea),
      places: new Map(),
    },
  };
};
