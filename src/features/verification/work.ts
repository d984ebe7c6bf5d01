import * as rules from './rules.ts';
import type { DeclarationRow, Finding, WorkRow } from './store.ts';

/** By rank: 0 comes first in the list. */
export const levels = ['urgent', 'risk', 'symptom'] as const;

/** The row as the rules know it. */
export const itemOf = (row: WorkRow): rules.Item => ({
  state: row.state,
  level: levels[row.level],
  openedAt: row.openedAt,
  takeBy: row.takeBy ?? undefined,
  reachBy: row.reachBy ?? undefined,
  takenAt: row.takenAt ?? undefined,
  reachedAt: row.reachedAt ?? undefined,
  closedAt: row.closedAt ?? undefined,
  nextTryAt: row.nextTryAt ?? undefined,
  step: row.step ?? undefined,
});

/** The columns that an action may change. Who is left to the level above is made known to it at once. */
export const columnsOf = (before: WorkRow, item: rules.Item, by: string, now: Date): Partial<WorkRow> => ({
  state: item.state,
  takenAt: item.takenAt ?? null,
  takenBy: item.takenAt === undefined ? null : before.takenAt ? before.takenBy : by,
  reachedAt: item.reachedAt ?? null,
  nextTryAt: item.nextTryAt ?? null,
  step: item.step ?? null,
  closedAt: item.closedAt ?? null,
  noticeAt: noticeAfter(before, item, now),
  changedAt: now,
});

const noticeAfter = (before: WorkRow, item: rules.Item, now: Date): Date | null => {
  if (item.closedAt) return null;
  if (item.step === 'level_above' && before.step !== 'level_above') return now;
  return item.takenAt ? (item.step === 'level_above' ? before.noticeAt : null) : before.noticeAt;
};

/** A work item on the wire. `names` are those of accounts. */
export const showWork = <Person>(row: WorkRow, person: Person, names: ReadonlyMap<string, string>, now: Date) => {
  const item = itemOf(row);
  return {
    id: row.id,
    declaration: row.declarationId,
    person,
    level: item.level,
    reasons: row.reasons,
    symptoms: row.symptoms,
    state: row.state,
    area: row.area as string,
    openedAt: row.openedAt,
    takeBy: row.takeBy,
    reachBy: row.reachBy,
    nextTryAt: row.nextTryAt,
    step: row.step,
    overdue: rules.isOverdue(item, now),
    escalation: Math.max(row.escalation, rules.escalationLevel(item, now)),
    attempts: row.attempts,
    takenBy: row.takenAt && row.takenBy ? { id: row.takenBy, name: names.get(row.takenBy) ?? '' } : null,
    callRequestedAt: row.callRequestedAt,
    transferTo: row.transferTo as string | null,
  };
};

/** What one declaration adds to the counters of its commune and day. */
export const countsOf = ({ verifiedAt, inTime, result, checkedAt }: Finding) => ({
  verified: Number(verifiedAt !== null),
  inTime: Number(inTime === true),
  confirmed: Number(result === 'confirmed'),
  checked: Number(checkedAt !== null),
});

/** The counters' change when a declaration's finding changes. */
export const recounted = (before: DeclarationRow, finding: Partial<Finding>) => {
  const [was, is] = [countsOf(before), countsOf({ ...before, ...finding })];
  return {
    area: before.area,
    day: before.day,
    verified: is.verified - was.verified,
    inTime: is.inTime - was.inTime,
    confirmed: is.confirmed - was.confirmed,
    checked: is.checked - was.checked,
  };
};
