import { addDays, dayOf, daysBetween, startOfDay } from '../../core/day.ts';
import type { Pool } from '../../core/db.ts';
import * as store from './weeks-store.ts';

/** Visits stand in partitions of a week, Monday to Sunday in Viet Nam: dropping a week is how retention ends. */
const someMonday = '2020-01-06';

export const mondayOf = (day: string): string => addDays(day, -(((daysBetween(someMonday, day) % 7) + 7) % 7));

/** The name of the partition that begins on a Monday. */
export const weekName = (monday: string): string => `visit_${monday.replaceAll('-', '')}`;

const known = new WeakMap<Pool, Set<string>>();

/** Makes the partitions that some moments fall into, where they are not there yet; a look at a set when they are. */
export const ensureWeeks = async (owner: Pool, moments: readonly Date[]): Promise<void> => {
  const made = known.get(owner) ?? new Set();
  known.set(owner, made);
  const due = new Set(moments.map((moment) => mondayOf(dayOf(moment))).filter((monday) => !made.has(monday)));
  for (const monday of [...due].sort()) {
    await store.makeWeek(owner, weekName(monday), startOfDay(monday), startOfDay(addDays(monday, 7)));
    made.add(monday);
  }
};

/** Drops the weeks that ended before a day; answers their names. */
export const dropWeeksBefore = async (owner: Pool, day: string): Promise<string[]> => {
  const names = (await store.weeks(owner)).filter((name) => name < weekName(mondayOf(day)));
  for (const name of names) await store.dropWeek(owner, name);
  known.delete(owner);
  return names;
};
