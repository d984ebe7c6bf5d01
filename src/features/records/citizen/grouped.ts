import { dayOf } from '../../../core/day.ts';
import type { Reading } from './api.ts';

/** Readings of one unit for one purpose on one day, as one line: a list that is read all day names everybody on it each time. */
export type ReadingLine = Pick<Reading, 'unit' | 'purpose'> & { from: string; to: string; times: number };
export type ReadingDay = { day: string; lines: ReadingLine[] };

/** The newest day first, and in it the newest line. */
export const groupedByDay = (readings: readonly Reading[]): ReadingDay[] =>
  [...Map.groupBy(readings, ({ at }) => dayOf(new Date(at)))].map(([day, ofDay]) => ({
    day,
    lines: [...Map.groupBy(ofDay, ({ unit, purpose }) => `${purpose} ${unit}`).values()].map((group) => {
      const [newest = group[0], oldest = newest] = [group[0], group.at(-1)];
      const { unit, purpose, at: to } = newest as Reading;
      return { unit, purpose, to, from: (oldest as Reading).at, times: group.length };
    }),
  }));
