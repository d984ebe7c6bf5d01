import { type AreaPath, areaRange } from '../../core/area.ts';
import type { Db } from '../../core/db.ts';
import type { endings, TaskState } from './rules.ts';

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
  /** When the level above was told that it was late. */
  escalatedAt: Date | null;
  /** Why it ended by itself. */
  ended: (typeof endings)[number] | null;
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

/** The work on a human in a case, under whichever id it stands; of several, what is open first. */
const ofHuman = (db: Db, caseId: string, ids: readonly string[]) => db`
  select * from contact_task where person_id = any(${[...ids]}::uuid[]) and case_id = ${caseId}
  order by (ended is not null), due_at, person_id limit 1`;

export const findTask = async (db: Db, caseId: string, ids: readonly string[]): Promise<TaskRow | undefined> => {
  const [row] = await db<TaskRow[]>`${ofHuman(db, caseId, ids)}`;
  return row;
};

export const lockTask = async (db: Db, caseId: string, ids: readonly string[]): Promise<TaskRow | undefined> => {
  const [row] = await db<TaskRow[]>`${ofHuman(db, caseId, ids)} for update`;
  return row;
};

/** By hand: whatever it had ended for counts no more. */
export const saveMove = (
  db: Db,
  { personId, caseId }: TaskRow,
  next: Pick<TaskRow, 'state' | 'dueAt' | 'isolatedAt' | 'changedAt'> & { byAccount: string },
) => db`
  update contact_task set ${db({ ...next, ended: null, endedState: null, endedDueAt: null })}
  where person_id = ${personId} and case_id = ${caseId}`;

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

export const movesOf = (db: Db, caseId: string, ids: readonly string[]) => db<MoveRow[]>`
  select * from contact_move where person_id = any(${[...ids]}::uuid[]) and case_id = ${caseId} order by stored_at desc, id desc`;

// Deaths; the caller's scope reaches every area.

/** Ends the work on the dead, and what they were still to be told. */
export const endByDeath = async (db: Db, person: string, now: Date): Promise<void> => {
  await db`
    update contact_task set ended = 'death', ended_state = case when ended is null then state else ended_state end,
      ended_due_at = case when ended is null then due_at else ended_due_at end, state = 'closed', due_at = null, changed_at = ${now}
    where person_id = ${person} and (state <> 'closed' or ended is not null)`;
  await db`update classification set pending = false where person_id = ${person} and pending`;
};

/** A death that was an error: work goes on where the person still is a contact, and what was not told is told. */
export const resumeAfterDeath = async (db: Db, person: string, now: Date): Promise<void> => {
  await db`
    update contact_task t set state = t.ended_state, due_at = coalesce(t.ended_due_at, ${now}), ended = null, ended_state = null,
      ended_due_at = null, changed_at = ${now}
    where person_id = ${person} and ended = 'death'
      and exists (select from classification c where c.person_id = t.person_id and c.level in (1, 2))`;
  await db`
    update classification set pending = true where person_id = ${person} and level is distinct from told_level`;
};

// People who moved; asked by the sweep alone.

/**
 * Gives open work, and what is to be told, to the commune a person lives in now; another province has to be sent it anew.
 * Cost: the people changed, merged or parted, and the work taken up, since a moment; not the open work.
 */
export const followMoves = async (db: Db, since: Date, now: Date): Promise<number> => {
  const moved = await db`
    with changed as (
      select coalesce(merged_into, id) as id from person where updated_at > ${since} and updated_at > created_at
      union select unnest(array[person_id, kept_id]) from person_merge where undone_at > ${since}
      union select coalesce(p.merged_into, p.id) from contact_task t join person p on p.id = t.person_id
        where t.changed_at > ${since} and t.state <> 'closed'),
    home as materialized (
      select unnest(p.id || coalesce(p.merged_ids, '{}')) as person_id, p.area
      from changed join person p on p.id = changed.id where p.merged_into is null),
    told as (
      update classification c set area = home.area from home
      where c.person_id = home.person_id and c.area <> home.area),
    gone as (
      select t.person_id, t.case_id, home.area, split_part(t.area, '.', 1) <> split_part(home.area, '.', 1) as is_away
      from home join contact_task t on t.person_id = home.person_id
      where t.state <> 'closed' and t.area <> home.area for update of t skip locked)
    update contact_task t set area = gone.area, changed_at = ${now}, announced_at = null, escalated_at = null,
      sent_at = case when gone.is_away then null else t.sent_at end,
      acknowledged_at = case when gone.is_away then null else t.acknowledged_at end,
      reminded_at = case when gone.is_away then null else t.reminded_at end
    from gone where t.person_id = gone.person_id and t.case_id = gone.case_id returning t.person_id`;
  return moved.length;
};

// What stations and the levels above them have not been told of yet; asked by the sweeps alone.

/** New work by commune, marked as told. */
export const announceNew = (db: Db, now: Date, most: number) => db<{ area: AreaPath; count: number }[]>`
  with new as (
    select person_id, case_id from contact_task where announced_at is null order by assigned_at limit ${most} for update skip locked),
  told as (
    update contact_task t set announced_at = ${now} from new
    where t.person_id = new.person_id and t.case_id = new.case_id returning t.area, t.state)
  select area, count(*)::int as count from told where state = 'to_call' group by area`;

/** Work past its time by commune, marked as made known above; each time that is set anew is marked once. */
export const escalateLate = (db: Db, now: Date, most: number) => db<{ area: AreaPath; count: number }[]>`
  with late as (
    select person_id, case_id from contact_task
    where due_at < ${now} and state <> 'closed' and (escalated_at is null or escalated_at < due_at)
    order by due_at limit ${most} for update skip locked),
  told as (
    update contact_task t set escalated_at = ${now} from late
    where t.person_id = late.person_id and t.case_id = late.case_id returning t.area)
  select area, count(*)::int as count from told group by area order by area`;
