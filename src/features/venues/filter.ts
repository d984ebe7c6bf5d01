import { addDays, dayOf } from '../../core/day.ts';
import type { Db } from '../../core/db.ts';
import type { VenueKind } from './rules.ts';

/** What a list of venues is asked for; `silent` and `visited` count days back from now. */
export type Asked = { kind?: VenueKind; search?: string; closed?: boolean; silent?: number; visited?: number };
export type Filter = Omit<Asked, 'silent' | 'visited'> & { silentBefore?: string; visitedSince?: string };

export const filterOf = ({ silent, visited, ...rest }: Asked, now: Date): Filter => {
  const daysBack = (days: number): string => addDays(dayOf(now), -days);
  return {
    ...rest,
    ...(silent !== undefined && { silentBefore: daysBack(silent) }),
    ...(visited !== undefined && { visitedSince: daysBack(visited) }),
  };
};

/** Not visited from a day on, and old enough to have been. */
export const isSilent = (db: Db, before: string) =>
  db`(last_visit_on is null or last_visit_on < ${before}) and created_at < ${before}::date`;

/** The filter as further conditions on the columns of `venue`. */
export const filtered = (db: Db, { kind, closed, silentBefore, visitedSince, search }: Filter) => db`
  ${kind ? db`and kind = ${kind}` : db``}
  ${closed === undefined ? db`` : db`and state = ${closed ? 'closed' : 'active'}`}
  ${silentBefore ? db`and state = 'active' and ${isSilent(db, silentBefore)}` : db``}
  ${visitedSince ? db`and state = 'active' and last_visit_on >= ${visitedSince}` : db``}
  ${search ? db`and name ilike ${`%${search.replace(/[\\%_]/g, '\\$&')}%`}` : db``}`;
