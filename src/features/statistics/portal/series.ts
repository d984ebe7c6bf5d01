import type { ReplyOf } from '../../../core/contract.ts';
import { addDays, daysBetween } from '../../../core/day.ts';
import type { statistics } from '../contract.ts';

/** The approved figures as the feature gives them; `byDay` has no row for a day on which nothing was declared. */
export type Summary = ReplyOf<(typeof statistics)['GET /public/summary']>;
export type Day = Summary['byDay'][number];

/** Every day from the first to the last, those without a declaration with zeros. */
export const everyDay = (byDay: readonly Day[]): Day[] => {
  const [first, last] = [byDay[0], byDay.at(-1)];
  if (!first || !last) return [];
  const known = new Map(byDay.map((row) => [row.day, row]));
  return Array.from({ length: daysBetween(first.day, last.day) + 1 }, (_, i) => {
    const day = addDays(first.day, i);
    return known.get(day) ?? { day, declared: 0, urgent: 0 };
  });
};

/** A table for spreadsheets: days and counts only, so that no cell can hold a formula. The mark in front says UTF-8. */
export const csvOf = (summary: Summary): string => {
  const asOf = summary.asOf?.toISOString() ?? '';
  const rows = everyDay(summary.byDay).map(({ day, declared, urgent }) => [day, declared, urgent, asOf].join(','));
  return `\uFEFF${['day,declared,urgent,as_of', ...rows].join('\r\n')}\r\n`;
};
