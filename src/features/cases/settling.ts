import { newId } from '../../core/client.ts';
import type { Db } from '../../core/db.ts';
import { dueAs, type TaskState } from '../followup/rules.ts';
import { idsOf, type PersonRow } from '../people/index.ts';
import { type Class, classify, type Evidence } from './classes.ts';
import { stands } from './rules.ts';
import * as store from './settling-store.ts';

type Held = store.HeldTask;
/** How a task is to stand: open at a level, also when that has run out meanwhile, or ended and why. */
type Standing = { level: 1 | 2; lastContact: Date; isOver: boolean } | { ended: store.Ended };

/** The same evidence as if there were, beside a contact's own, one case alone. */
const under = (evidence: Evidence, caseId: string, contact: string): Evidence => ({
  ...evidence,
  casesOf: (person) => evidence.casesOf(person).filter(({ id }) => id === caseId || person === contact),
});

const standingOf = (found: Class | undefined, now: Date): Standing => {
  if (found === undefined || found.level === 0) return { ended: 'class' };
  const { level, lastContact = 0, until } = found;
  return { level, lastContact: new Date(lastContact), isOver: !stands(until, now) };
};

const steps: readonly TaskState[] = ['closed', 'to_call', 'reached', 'quarantine', 'sampled'];
/** How far the work has come, also where it has ended by itself. */
const stateOf = ({ ended, endedState, state }: Held): TaskState => (ended && endedState) || state;

/** Of the tasks of one human the one that the others give way to: what is furthest, then what stands under the kept record. */
const leading = (tasks: readonly Held[], kept: string): Held =>
  tasks.toSorted(
    (a, b) =>
      steps.indexOf(stateOf(b)) - steps.indexOf(stateOf(a)) ||
      Number(b.personId === kept) - Number(a.personId === kept) ||
      (a.caseId < b.caseId ? -1 : 1),
  )[0] as Held;

/**
 * How each task of a human is to stand. Work lasts as long as somebody is a contact through its case; and where no case of the
 * tasks makes a contact any more but another does, one of them goes on, so that nobody with a class is left alone.
 */
const standings = (tasks: readonly Held[], person: PersonRow, evidence: Evidence, now: Date): [Held, Standing][] => {
  if (person.diedOn !== null) return tasks.map((task) => [task, { ended: 'death' }]);
  if (evidence.casesOf(person.id).some(({ closedAt }) => !closedAt))
    return tasks.map((task) => [task, { ended: 'case' }]);
  const byCase = [...Map.groupBy(tasks, ({ caseId }) => caseId)];
  const found = byCase.flatMap(([caseId, own]): [Held, Standing][] => {
    const first = leading(own, person.id);
    const standing = standingOf(classify(under(evidence, caseId, person.id), person.id, now), now);
    return own.map((task) => [task, task === first ? standing : { ended: 'merged' }]);
  });
  if (found.some(([, standing]) => 'level' in standing)) return found;
  const whole = standingOf(classify(evidence, person.id, now), now);
  if ('ended' in whole) return found;
  const last = leading(
    found.flatMap(([task, standing]) => ('ended' in standing && standing.ended === 'class' ? [task] : [])),
    person.id,
  );
  return found.map(([task, standing]) => [task, task === last ? whole : standing]);
};

const earlier = (one: Date | null, other: Date | null): Date | null => (one && other && one < other ? one : other);

/** The task as it is to stand, or undefined when it stands so. What an officer has finished stays finished. */
const settled = (task: Held, standing: Standing, now: Date): store.Settled | undefined => {
  const { personId, caseId, level, dueAt, lastContactAt, ended, endedState, endedDueAt } = task;
  const base = { personId, caseId, level, lastContactAt, isNew: false };
  const isFinished = task.state === 'closed' && ended === null;
  if (isFinished) return undefined;
  if ('ended' in standing) {
    if (ended === standing.ended) return undefined;
    const before = ended ? { endedState, endedDueAt } : { endedState: task.state, endedDueAt: dueAt };
    return { ...base, state: 'closed', dueAt: null, ended: standing.ended, ...before };
  }
  // Nothing begins again for what has run out; what was open somebody finishes.
  if (ended !== null && standing.isOver) return undefined;
  const { lastContact } = standing;
  const isSame = level === standing.level && lastContactAt?.getTime() === lastContact.getTime();
  if (ended === null && isSame) return undefined;
  const [state, due] = ended ? [endedState ?? 'to_call', endedDueAt] : [task.state, dueAt];
  const fresh = dueAs({ state, level: standing.level, at: now, lastContact });
  const isGraver = standing.level < level;
  return {
    ...base,
    level: standing.level,
    lastContactAt: lastContact,
    state,
    // Whoever becomes F1 is more pressing than before; whoever becomes F2 has the time of an F2.
    dueAt: level === standing.level ? (due ?? fresh) : isGraver ? earlier(due, fresh) : fresh,
    ended: null,
    endedState: null,
    endedDueAt: null,
    isNew: isGraver || ended === 'class' || ended === 'case',
  };
};

/** Ends, opens again and regrades the work on some persons, as the evidence for their classes has it now. */
export const settleTasks = async (
  db: Db,
  persons: readonly PersonRow[],
  evidence: Evidence,
  { now, account }: { now: Date; account: string },
): Promise<void> => {
  const tasks = await store.holdTasks(db, persons.flatMap(idsOf));
  if (tasks.length === 0) return;
  const byId = Map.groupBy(tasks, ({ personId }) => personId);
  const changed = persons.flatMap((person) => {
    const own = idsOf(person).flatMap((id) => byId.get(id) ?? []);
    if (own.length === 0) return [];
    return standings(own, person, evidence, now).flatMap(([task, standing]) => {
      const next = settled(task, standing, now);
      return next ? [{ task, next }] : [];
    });
  });
  if (changed.length === 0) return;
  await store.saveSettled(
    db,
    changed.map(({ next }) => next),
    now,
  );
  const moved = changed.filter(({ task, next }) => task.state !== next.state);
  if (moved.length === 0) return;
  await store.noteSettled(
    db,
    moved.map(({ task: { personId, caseId, area, state: previous }, next: { state } }) => ({
      personId,
      id: newId(now.getTime()),
      caseId,
      area,
      state,
      previous,
      at: now,
      byAccount: account,
    })),
  );
};
