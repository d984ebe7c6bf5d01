import type { AreaPath } from '../../core/area.ts';
import { daysBetween } from '../../core/day.ts';
import type { Db, Pool } from '../../core/db.ts';
import { watched } from './contract.ts';
import { type Finding, judge, leastCount, needed } from './rules.ts';
import * as store from './store.ts';

export type Alarm = {
  area: AreaPath;
  symptom: store.Symptom;
  day: string;
  count: number;
  declared: number;
  usuallyDeclared: number;
  findings: Finding[];
};

/** Every day up to one, those without a declaration as nought; as many as the history has, `most` at the most. */
export const wholeSeries = <T extends { day: string }>(
  rows: readonly T[],
  { day, first, most }: { day: string; first: string; most: number },
  nought: (day: string) => T,
): T[] => {
  const known = new Map(rows.map((row) => [row.day, row]));
  const length = Math.max(0, Math.min(most, daysBetween(first, day) + 1));
  return store.daysUpTo(day, length).map((one) => known.get(one) ?? nought(one));
};

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** The alarms of a day in the communes of an area, the strongest first. Cost grows with the communes that report a sign. */
export const alarmsOn = async (db: Db | Pool, area: AreaPath, day: string): Promise<Alarm[]> => {
  const communes = await store.findCandidates(db, area, day, leastCount);
  if (communes.length === 0) return [];
  const [rows, firsts] = await Promise.all([
    store.seriesOf(db, communes, day, needed.C3),
    store.firstDays(db, communes),
  ]);
  const [byArea, first] = [Map.groupBy(rows, (row) => row.area), new Map(firsts.map((row) => [row.area, row.first]))];
  const found = communes.flatMap((commune) => {
    const nought = (one: string) => ({ area: commune, day: one, declared: 0, fever: 0, breathless: 0 });
    const history = { day, first: first.get(commune) ?? day, most: needed.C3 };
    const series = wholeSeries(byArea.get(commune) ?? [], history, nought);
    const declared = series.map((row) => row.declared);
    return watched.map((symptom) => ({
      area: commune,
      symptom,
      day,
      count: series.at(-1)?.[symptom] ?? 0,
      declared: declared.at(-1) ?? 0,
      usuallyDeclared: mean(declared.slice(-8, -1)),
      findings: judge(series.map((row) => row[symptom])).filter(({ isAlarm }) => isAlarm),
    }));
  });
  const strength = ({ findings }: Alarm): number => Math.max(...findings.map((one) => one.statistic / one.threshold));
  return found.filter(({ findings }) => findings.length > 0).sort((one, other) => strength(other) - strength(one));
};
