import type { AreaPath } from '../../core/area.ts';
import type { Db } from '../../core/db.ts';
import type { TaskState } from '../followup/rules.ts';

/** Why work on a contact ended by itself: no contact any more, a case now, dead, or one of two records of one human. */
export type Ended = 'class' | 'case' | 'death' | 'merged';

export type HeldTask = {
  personId: string;
  caseId: string;
  area: AreaPath;
  level: 1 | 2;
  state: TaskState;
  dueAt: Date | null;
  lastContactAt: Date | null;
  ended: Ended | null;
  endedState: TaskState | null;
  endedDueAt: Date | null;
};

/** Held until they are settled; in one order. */
export const holdTasks = (db: Db, persons: readonly string[]) => db<HeldTask[]>`
  select person_id, case_id, area, level, state, due_at, last_contact_at, ended, ended_state, ended_due_at from contact_task
  where person_id = any(${[...persons]}::uuid[]) order by person_id, case_id for update`;

/** `isNew`: the station is told, and another province has to be sent it anew where it had ended. */
export type Settled = Omit<HeldTask, 'area'> & { isNew: boolean };

export const saveSettled = (db: Db, rows: readonly Settled[], at: Date) => db`
  update contact_task t set level = r.level, state = r.state, due_at = r."dueAt", last_contact_at = r."lastContactAt",
    ended = r.ended, ended_state = r."endedState", ended_due_at = r."endedDueAt", changed_at = ${at},
    announced_at = case when r."isNew" then null else t.announced_at end,
    sent_at = case when r."isNew" and t.ended is not null then null else t.sent_at end,
    acknowledged_at = case when r."isNew" and t.ended is not null then null else t.acknowledged_at end,
    reminded_at = case when r."isNew" and t.ended is not null then null else t.reminded_at end
  from jsonb_to_recordset(${db.json(rows as never)}) as r("personId" uuid, "caseId" uuid, level smallint, state text, "dueAt" timestamptz,
    "lastContactAt" timestamptz, ended text, "endedState" text, "endedDueAt" timestamptz, "isNew" boolean)
  where t.person_id = r."personId" and t.case_id = r."caseId"`;

/** What ended or went on by itself stands in the history of the work as what an officer did does. */
export const noteSettled = (
  db: Db,
  rows: readonly {
    personId: string;
    id: string;
    caseId: string;
    area: AreaPath;
    state: TaskState;
    previous: TaskState;
    at: Date;
    byAccount: string;
  }[],
) => db`
  insert into contact_move (person_id, id, case_id, area, state, previous, at, stored_at, by_account)
  select "personId", id, "caseId", area, state, previous, at, at, "byAccount" from jsonb_to_recordset(${db.json(rows as never)})
    as r("personId" uuid, id uuid, "caseId" uuid, area text, state text, previous text, at timestamptz, "byAccount" uuid)`;
