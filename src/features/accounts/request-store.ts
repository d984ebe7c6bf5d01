import type { AreaPath } from '../../core/area.ts';
import { areaRange } from '../../core/area.ts';
import type { Position } from '../../core/cursor.ts';
import type { Db } from '../../core/db.ts';

export type RequestState = 'waiting' | 'accepted' | 'refused' | 'withdrawn';
export type RequestRow = {
  id: string;
  area: AreaPath;
  name: string;
  login: string | null;
  roles: string[];
  reason: string;
  state: RequestState;
  askedAt: Date;
  askedBy: string;
  asker: string;
  decidedAt: Date | null;
  decidedBy: string | null;
  decider: string | null;
  note: string | null;
  accountId: string | null;
};

export const insertRequest = (db: Db, row: RequestRow) => db`insert into account_request ${db(row)}`;

/**
 * All within the area but what lies below one of `others`, the units with a manager of their own; or the unit's alone. Index
 * `(area, asked_at, id)`, or that of what waits.
 */
type Wanted = { within: AreaPath; others: readonly AreaPath[] } | { only: AreaPath };

/** What waits comes oldest first, as a queue; what was answered comes newest first. */
export const listRequests = (
  db: Db,
  wanted: Wanted,
  state: RequestState | undefined,
  after: Position | undefined,
  limit: number,
) => {
  const [from, to] = 'within' in wanted ? areaRange(wanted.within) : ['', ''];
  const isQueue = state === 'waiting';
  return db<RequestRow[]>`
    select * from account_request
    where ${
      'within' in wanted
        ? db`(area >= ${from} and area < ${to} or area = ${wanted.within})
            and not exists (select from unnest(${[...wanted.others]}::text[]) other where other <> area and starts_with(area, other))`
        : db`area = ${wanted.only}`
    }
      ${state ? db`and state = ${state}` : db``}
      ${after ? db`and (asked_at, id) ${isQueue ? db`>` : db`<`} (${after.at}, ${after.id}::uuid)` : db``}
    order by asked_at ${isQueue ? db`` : db`desc`}, id ${isQueue ? db`` : db`desc`} limit ${limit}`;
};

/** Held in the order of their ids, so that two who decide never wait in a ring. */
export const lockRequests = (db: Db, ids: readonly string[]) =>
  db<RequestRow[]>`select * from account_request where id = any(${[...ids]}::uuid[]) order by id for update`;

export const settleRequest = (
  db: Db,
  id: string,
  settled: Pick<RequestRow, 'state' | 'decidedAt' | 'decidedBy' | 'decider' | 'note' | 'accountId'>,
) => db`update account_request set ${db(settled)} where id = ${id}`;

/** The units within an area that have somebody who manages. */
export const managedWithin = async (db: Db, area: AreaPath): Promise<AreaPath[]> => {
  const [from, to] = areaRange(area);
  const rows = await db<{ area: AreaPath }[]>`
    select distinct area from account where area >= ${from} and area < ${to} and kind = 'officer' and state = 'active'
      and roles && '{manager,administrator}'`;
  return rows.map(({ area: managed }) => managed);
};
