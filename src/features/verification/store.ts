import type { AreaPath } from '../../core/area.ts';
import type { Db, Pool } from '../../core/db.ts';
import type { Conclusion } from './check-rules.ts';
import type { Result, State, Step } from './rules.ts';

export type WorkRow = {
  personId: string;
  id: string;
  declarationId: string;
  area: AreaPath;
  level: 0 | 1 | 2;
  reasons: string[];
  symptoms: string[];
  hamlet: string | null;
  state: State;
  openedAt: Date;
  takeBy: Date | null;
  reachBy: Date | null;
  takenAt: Date | null;
  takenBy: string | null;
  reachedAt: Date | null;
  nextTryAt: Date | null;
  step: Step | null;
  attempts: number;
  escalation: number;
  noticeAt: Date | null;
  callRequestedAt: Date | null;
  transferTo: AreaPath | null;
  closedAt: Date | null;
  changedAt: Date;
};

export type DeclarationRow = {
  personId: string;
  id: string;
  area: AreaPath;
  day: string;
  isFirst: boolean;
  symptoms: string[];
  triage: 'urgent' | 'risk' | 'symptom' | 'clear';
  state: State | null;
  workId: string | null;
  result: Result | null;
  verifiedAt: Date | null;
  /** Verified no later than the item was due; true where nothing was due. */
  inTime: boolean | null;
  checkedAt: Date | null;
  conclusion: Conclusion | null;
  nextCheckOn: string | null;
};
/** What acting on a declaration writes to it. */
export type Finding = Pick<
  DeclarationRow,
  'result' | 'verifiedAt' | 'inTime' | 'checkedAt' | 'conclusion' | 'nextCheckOn'
>;

export type EventKind = 'taken' | 'attempt' | 'verification' | 'medical_check' | 'closure' | 'correction' | 'transfer';
export type EventRow = {
  personId: string;
  id: string;
  workId: string;
  declarationId: string;
  area: AreaPath;
  kind: EventKind;
  code: string | null;
  at: Date;
  storedAt: Date;
  byAccount: string | null;
  sealed: Buffer | null;
};

const declared = (db: Db) =>
  db`person_id, id, area, day, is_first, symptoms, triage, state, work_id, result, verified_at, in_time, checked_at, conclusion,
    next_check_on`;

export const findDeclaration = async (db: Db, id: string): Promise<DeclarationRow | undefined> => {
  const [row] = await db<DeclarationRow[]>`select ${declared(db)} from declaration where id = ${id}`;
  return row;
};

/** Whoever acts on an item waits here for the one before, and then reads what that one did. */
export const lockWork = async (db: Db, personId: string, id: string): Promise<WorkRow | undefined> => {
  const [row] = await db<WorkRow[]>`select * from work_item where person_id = ${personId} and id = ${id} for update`;
  return row;
};

export const lockOpenWork = async (db: Db, personId: string): Promise<WorkRow | undefined> => {
  const [row] = await db<
    WorkRow[]
  >`select * from work_item where person_id = ${personId} and closed_at is null for update`;
  return row;
};

export const saveWork = async (db: Db, { personId, id }: WorkRow, change: Partial<WorkRow>): Promise<WorkRow> => {
  const [row] = await db<WorkRow[]>`
    update work_item set ${db(change)} where person_id = ${personId} and id = ${id} returning *`;
  return row as WorkRow;
};

export const addEvent = (db: Db, event: EventRow) => db`insert into work_event ${db(event)}`;

/** In order; a check stands after the verification that it implied. */
export const listEvents = (db: Db, persons: readonly string[], workId?: string) => db<EventRow[]>`
  select * from work_event where person_id = any (${[...persons]}::uuid[]) ${workId === undefined ? db`` : db`and work_id = ${workId}`}
  order by at, stored_at, kind = 'medical_check', id`;

/** The declarations of an item, also those of another commune than the actor's: ask within the whole country. `persons` are all ids of its person. */
export const attachedTo = (db: Db, { id }: WorkRow, persons: readonly string[]) => db<DeclarationRow[]>`
  select ${declared(db)} from declaration where person_id = any (${[...persons]}::uuid[]) and work_id = ${id} order by id`;

export const copyState = (db: Db, { id }: WorkRow, persons: readonly string[], state: State) =>
  db`update declaration set state = ${state} where person_id = any (${[...persons]}::uuid[]) and work_id = ${id}`;

export const saveFinding = (db: Db, { personId, id }: DeclarationRow, finding: Partial<Finding>) =>
  db`update declaration set ${db(finding)} where person_id = ${personId} and id = ${id}`;

/** A new check stands for every earlier appointment. */
export const forgetAppointments = (db: Db, persons: readonly string[], exceptDeclaration: string | null) => db`
  update declaration set next_check_on = null
  where person_id = any (${[...persons]}::uuid[]) and next_check_on is not null and id is distinct from ${exceptDeclaration}`;

export const moveDeclarations = (db: Db, { id, area }: WorkRow, persons: readonly string[], to: AreaPath) => db`
  update declaration set area = ${to} where person_id = any (${[...persons]}::uuid[]) and work_id = ${id} and area = ${area}`;

/** Told to every server when the transaction commits. */
export const notifyChange = (db: Db, { area, id, declarationId }: WorkRow, kind: 'urgent' | 'changed' = 'changed') =>
  db`select pg_notify('work', ${`${area}|${kind}|${id}|${declarationId}`})`;

/** Of these sessions, the ones that still count, with the area and roles their accounts have now. */
export const openSessions = async (
  door: Pool,
  ids: readonly string[],
  now: Date,
): Promise<Map<string, { area: AreaPath; roles: string[] }>> => {
  const rows = await door<{ id: string; area: AreaPath; roles: string[] }[]>`
    select s.id, a.area, a.roles from session s join account a on a.id = s.account_id
    where s.id = any (${[...ids]}::uuid[]) and s.revoked_at is null and (s.expires_at is null or s.expires_at > ${now})
      and a.state = 'active'`;
  return new Map(rows.map(({ id, ...rights }) => [id, rights]));
};

/** Items whose notice is due, held; a parallel sweep takes others. */
export const lockDueNotices = (db: Db, now: Date, limit: number) => db<(WorkRow & { noticeAt: Date })[]>`
  select * from work_item where closed_at is null and notice_at <= ${now} order by notice_at limit ${limit} for update skip locked`;
