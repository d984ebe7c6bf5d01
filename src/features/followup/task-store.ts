import { type AreaPath, areaRange } from '../../core/area.ts';
import type { Db } from '../../core/db.ts';
import type { TaskState } from './rules.ts';

/** The work on a contact of a case, in the commune where the contact lives. */
export type TaskRow = {
  personId: string;
  caseId: string;
  area: AreaPath;
  level: 1 | 2;
  state: TaskState;
  dueAt: Date | null;
  risk: number;
  lastContactAt: Date | null;
  assignedAt: Date;
  changedAt: Date;
  isolatedAt: Date | null;
  sentAt: Date | null;
  acknowledgedAt: Date | null;
};

export type Place = { at: Date; person: string; case: string };
export type Asked = { area: AreaPath; state?: TaskState; overdue?: boolean; now: Date };

/** What is open by when it is due, what is closed the newest first: each in the order of an index. */
export const listTasks = (db: Db, { area, state, overdue, now }: Asked, after: Place | undefined, limit: number) => {
  const [from, to] = areaRange(area);
  return state === 'closed'
    ? db<TaskRow[]>`
      select * from contact_task where area >= ${from} and area < ${to} and state = 'closed'
        ${after ? db`and (changed_at < ${after.at} or changed_at = ${after.at} and (person_id, case_id) > (${after.person}::uuid, ${after.case}::uuid))` : db``}
      order by changed_at desc, person_id, case_id limit ${limit}`
    : db<TaskRow[]>`
      select * from contact_task where area >= ${from} and area < ${to} and state <> 'closed'
        ${state ? db`and state = ${state}` : db``} ${overdue === undefined ? db`` : overdue ? db`and due_at < ${now}` : db`and due_at >= ${now}`}
        ${after ? db`and (due_at, person_id, case_id) > (${after.at}, ${after.person}::uuid, ${after.case}::uuid)` : db``}
      order by due_at, person_id, case_id limit ${limit}`;
};

/** Open work by the area a level below: to be called, overdue, all. */
export const countTasks = (db: Db, area: AreaPath, depth: number, now: Date) => {
  const [from, to] = areaRange(area);
  return db<{ child: AreaPath; open: number; toCall: number; overdue: number }[]>`
    select array_to_string((string_to_array(area, '.'))[:${depth}], '.') || '.' as child, count(*)::int as open,
      count(*) filter (where state = 'to_call')::int as to_call, count(*) filter (where due_at < ${now})::int as overdue
    from contact_task where area >= ${from} and area < ${to} and state <> 'closed' group by 1`;
};

export const findTask = async (db: Db, caseId: string, person: string): Promise<TaskRow | undefined> => {
  const [row] = await db<TaskRow[]>`select * from contact_task where person_id = ${person} and case_id = ${caseId}`;
  return row;
};

export const lockTask = async (db: Db, caseId: string, person: string): Promise<TaskRow | undefined> => {
  const [row] = await db<
    TaskRow[]
  >`select * from contact_task where person_id = ${person} and case_id = ${caseId} for update`;
  return row;
};

export const saveMove = (
  db: Db,
  { personId, caseId }: TaskRow,
  next: Pick<TaskRow, 'state' | 'dueAt' | 'isolatedAt' | 'changedAt'> & { byAccount: string },
) => db`update contact_task set ${db(next)} where person_id = ${personId} and case_id = ${caseId}`;

export type MoveRow = {
  personId: string;
  id: string;
  caseId: string;
  area: AreaPath;
  state: TaskState;
  previous: TaskState;
  at: Date;
  storedAt: Date;
  byAccount: string;
  /** `{note}` */
  sealed: Buffer | null;
};

export const insertMove = (db: Db, row: MoveRow) => db`insert into contact_move ${db(row)}`;

export const movesOf = (db: Db, caseId: string, person: string) => db<MoveRow[]>`
  select * from contact_move where person_id = ${person} and case_id = ${caseId} order by stored_at desc, id desc`;

// What stations have not been told of yet; asked by the sweep alone.

/** New work by commune, marked as told. */
export const announceNew = (db: Db, now: Date, most: number) => db<{ area: AreaPath; count: number }[]>`
  with new as (
    select person_id, case_id from contact_task where announced_at is null order by assigned_at limit ${most} for update skip locked),
  told as (
    update contact_task t set announced_at = ${now} from new
    where t.person_id = new.person_id and t.case_id = new.case_id returning t.area, t.state)
  select area, count(*)::int as count from told where state = 'to_call' group by area`;
