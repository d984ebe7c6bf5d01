import type { Db } from '../../core/db.ts';
import { isAtLeast, type Level } from './rules.ts';
import { listStanding, type StandingRow } from './store.ts';

/** The station found no risk: what was declared then counts as clear. */
const levelOf = ({ triage, result }: StandingRow): Level => (result === 'not_confirmed' ? 'clear' : triage);

const worst = (rows: readonly StandingRow[]): Level =>
  rows.map(levelOf).reduce<Level>((one, other) => (isAtLeast(one, other) ? one : other), 'clear');

export type Standing = {
  /** The most pressing of the period, and the last; undefined when nothing was declared in it. */
  worst: Level | undefined;
  last: { level: Level; at: Date } | undefined;
};

/**
 * How some persons stand by what was declared from a moment on; asked for with all ids of one human. Whom the scope does not
 * hold declared nothing.
 */
export const standing = async (
  db: Db,
  persons: readonly string[],
  from: Date,
): Promise<(ids: readonly string[], period: { since: Date; until: Date }) => Standing> => {
  const rows = persons.length === 0 ? [] : await listStanding(db, [...new Set(persons)], from);
  return (ids, { since, until }) => {
    const own = rows.filter(({ personId, at }) => ids.includes(personId) && at >= since && at <= until);
    const last = own.at(-1);
    return { worst: last && worst(own), last: last && { level: levelOf(last), at: last.at } };
  };
};
