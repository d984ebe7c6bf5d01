import type { Db } from '../../core/db.ts';
import type { State } from './rules.ts';
import type { WorkRow } from './store.ts';

export const insertWork = (db: Db, row: WorkRow) => db`insert into work_item ${db(row)}`;

export const deleteWork = (db: Db, { personId, id }: Pick<WorkRow, 'personId' | 'id'>) =>
  db`delete from work_item where person_id = ${personId} and id = ${id}`;

/** How a declaration stands to its item. */
export type Attached = { personId: string; id: string; workId: string; state: State | null; at: Date };

/** The declarations of an item that lie under these ids, the newest first. */
export const listAttached = (db: Db, persons: readonly string[], work: string) => db<Attached[]>`
  select person_id, id, work_id, state, at from declaration
  where person_id = any (${[...persons]}::uuid[]) and work_id = ${work} order by at desc, id desc`;

export const attach = (db: Db, { personId, id, workId, state }: Omit<Attached, 'at'>) =>
  db`update declaration set work_id = ${workId}, state = ${state} where person_id = ${personId} and id = ${id}`;

/** What lies under these ids, for the preview of a merge. */
export const countRows = async (db: Db, persons: readonly string[]): Promise<Record<string, number>> => {
  const ids = [...persons];
  const [row] = await db<{ declarations: number; openWork: number; tests: number; done: number }[]>`
    select (select count(*) from declaration where person_id = any (${ids}::uuid[]))::int as declarations,
      (select count(*) from work_item where person_id = any (${ids}::uuid[]) and closed_at is null)::int as open_work,
      (select count(*) from test where person_id = any (${ids}::uuid[]))::int as tests,
      (select count(*) from work_event where person_id = any (${ids}::uuid[]))::int as done`;
  return { ...row };
};
