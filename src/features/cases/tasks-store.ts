import type { AreaPath } from '../../core/area.ts';
import type { Db } from '../../core/db.ts';
import type { TaskState } from '../followup/rules.ts';

// The work on accepted contacts, each in the commune where the contact lives.

export type TaskRow = {
  personId: string;
  caseId: string;
  area: AreaPath;
  level: number;
  state: TaskState;
  dueAt: Date | null;
  risk: number;
  lastContactAt: Date | null;
  assignedAt: Date;
  changedAt: Date;
  sentAt: Date | null;
  acknowledgedAt: Date | null;
};

export const tasksOfCase = (db: Db, caseId: string) =>
  db<TaskRow[]>`select * from contact_task where case_id = ${caseId}`;

/** Gives each accepted contact to the commune the person lives in; one already given keeps its state. */
export const saveTasks = (
  db: Db,
  rows: readonly {
    personId: string;
    caseId: string;
    area: AreaPath;
    level: number;
    dueAt: Date;
    risk: number;
    lastContactAt: Date;
    at: Date;
    byAccount: string;
  }[],
) => db`
  insert into contact_task (person_id, case_id, area, level, state, due_at, risk, last_contact_at, assigned_at, changed_at, by_account)
  select "personId", "caseId", area, level, 'to_call', "dueAt", risk, "lastContactAt", at, at, "byAccount" from jsonb_to_recordset(${db.json(rows as never)})
    as r("personId" uuid, "caseId" uuid, area text, level smallint, "dueAt" timestamptz, risk real, "lastContactAt" timestamptz, at timestamptz, "byAccount" uuid)
  on conflict (person_id, case_id) do update set
    level = case when contact_task.state = 'closed' then excluded.level else contact_task.level end, risk = excluded.risk, last_contact_at = excluded.last_contact_at,
    state = case when contact_task.state = 'closed' then 'to_call' else contact_task.state end,
    due_at = case when contact_task.state = 'closed' then excluded.due_at else contact_task.due_at end,
    announced_at = case when contact_task.state = 'closed' then null else contact_task.announced_at end,
    isolated_at = case when contact_task.state = 'closed' then null else contact_task.isolated_at end,
    sent_at = case when contact_task.state = 'closed' then null else contact_task.sent_at end,
    acknowledged_at = case when contact_task.state = 'closed' then null else contact_task.acknowledged_at end,
    reminded_at = case when contact_task.state = 'closed' then null else contact_task.reminded_at end,
    ended = null, ended_state = null, ended_due_at = null, changed_at = excluded.changed_at`;

/** From when contacts were kept apart, each time, as the work on them says. */
export const isolations = (db: Db, persons: readonly string[]) => db<{ personId: string; at: Date }[]>`
  select distinct person_id, isolated_at as at from contact_task where person_id = any(${[...persons]}::uuid[]) and isolated_at is not null`;

/** What was done with some contacts until a moment, in order: moves of the work, and decisions. */
export const deedsUntil = (db: Db, persons: readonly string[], at: Date) => db<
  { personId: string; caseId: string; state: TaskState | null; at: Date; accepted: boolean | null }[]
>`
  select person_id, case_id, state, at, accepted from (
    select person_id, case_id, state, at, null::boolean as accepted, stored_at from contact_move
    where person_id = any(${[...persons]}::uuid[]) and stored_at <= ${at}
    union all
    select person_id, case_id, null, at, accepted, at from contact_decision
    where person_id = any(${[...persons]}::uuid[]) and at <= ${at}) deed
  order by stored_at, state nulls first`;

/** A commune's own: where a contact lives the station sees the person. */
export const placeContacts = (db: Db, persons: readonly string[], at: Date) => db`
  insert into person_area (person_id, area, reason, tokens, since)
  select p.id, p.area, 'contact', coalesce((select tokens from person_area a where a.person_id = p.id limit 1), '{}'), ${at}
  from person p where p.id = any(${[...persons]}::uuid[])
  on conflict (person_id, area) do update set until = null`;
