import { type AreaPath, areaRange } from '../../core/area.ts';
import type { Position } from '../../core/cursor.ts';
import type { Db } from '../../core/db.ts';
import type { methods } from './contract.ts';

export type TestResult = 'positive' | 'negative' | 'invalid';
export type TestRow = {
  personId: string;
  id: string;
  area: AreaPath;
  sampledAt: Date;
  method: (typeof methods)[number];
  lab: string | null;
  result: TestResult | null;
  resultAt: Date | null;
  resultBy: string | null;
  storedAt: Date;
  byAccount: string;
  sealed: Buffer | null;
};

/** Where the actor deals with the person: the residence first, else the latest reason. */
export const areaOf = async (db: Db, personId: string): Promise<AreaPath | undefined> => {
  const [row] = await db<{ area: AreaPath }[]>`
    select area from person_area where person_id = ${personId} and (until is null or until > statement_timestamp())
    order by (reason = 'residence') desc, since desc limit 1`;
  return row?.area;
};

export const insertTest = (db: Db, row: TestRow) => db`insert into test ${db(row)}`;

/** One that is there already, with its result or without, stays as it is. */
export const insertAwaited = (db: Db, row: TestRow) =>
  db`insert into test ${db(row)} on conflict (person_id, id) do nothing`;

export const lockTest = async (db: Db, id: string): Promise<TestRow | undefined> => {
  const [row] = await db<TestRow[]>`select * from test where id = ${id} for update`;
  return row;
};

export const saveResult = async (
  db: Db,
  { personId, id }: TestRow,
  given: Pick<TestRow, 'result' | 'resultAt' | 'resultBy' | 'sealed'>,
): Promise<TestRow> => {
  const [row] = await db<
    TestRow[]
  >`update test set ${db(given)} where person_id = ${personId} and id = ${id} returning *`;
  return row as TestRow;
};

/** Of all records of one human. */
export const listPersonTests = (db: Db, persons: readonly string[]) =>
  db<TestRow[]>`select * from test where person_id = any (${[...persons]}::uuid[]) order by sampled_at, id`;

/** Oldest sample first; index `(area, sampled_at, id)`, the waiting ones by a partial one. */
export const listTests = (
  db: Db,
  { area, awaiting, after, limit }: { area: AreaPath; awaiting?: boolean; after?: Position; limit: number },
) => {
  const [from, to] = areaRange(area);
  return db<TestRow[]>`
    select * from test where area >= ${from} and area < ${to}
      ${awaiting === undefined ? db`` : awaiting ? db`and result is null` : db`and result is not null`}
      ${after ? db`and (sampled_at, id) > (${after.at}, ${after.id}::uuid)` : db``}
    order by sampled_at, id limit ${limit}`;
};
