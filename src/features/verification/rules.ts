import { type AreaPath, isWithin, parentOf } from '../../core/area.ts';
import type { ProblemCode } from '../../core/problem.ts';
import type { workStates } from '../declarations/contract.ts';
import { isAtLeast, type Level } from '../declarations/rules.ts';
import type { channels, outcomes, results } from './contract.ts';

export type State = (typeof workStates)[number];
export type WorkLevel = Exclude<Level, 'clear'>;
export type Attempt = { channel: (typeof channels)[number]; outcome: (typeof outcomes)[number]; at: Date };
export type Result = (typeof results)[number];
/** Who tries next when a person cannot be reached: the station, the hamlet team at the door, the unit above. */
export type Step = 'call' | 'home_visit' | 'level_above';

/** What is owed to one person; at most one is open. Times are when things really happened. */
export type Item = {
  state: State;
  level: WorkLevel;
  openedAt: Date;
  takeBy?: Date;
  reachBy?: Date;
  takenAt?: Date;
  reachedAt?: Date;
  closedAt?: Date;
  nextTryAt?: Date;
  step?: Step;
};

const minute = 60_000;
const hour = 60 * minute;
const after = (at: Date, milliseconds: number): Date => new Date(at.getTime() + milliseconds);

// The clocks.

/** By when an item of a level is to be taken and the person reached; `symptom` waits in a list without due time. */
export const dueTimes = (level: Level, at: Date): Pick<Item, 'takeBy' | 'reachBy'> => {
  if (level === 'urgent') return { takeBy: after(at, 30 * minute), reachBy: after(at, 2 * hour) };
  if (level === 'risk') return { takeBy: after(at, 24 * hour), reachBy: after(at, 24 * hour) };
  return {};
};

/** A new item, opened by a declaration of that level. */
export const opened = (level: WorkLevel, at: Date): Item => ({
  state: 'new',
  level,
  openedAt: at,
  ...dueTimes(level, at),
});

const isOpen = ({ closedAt }: Item): boolean => closedAt === undefined;

const earliest = (...times: (Date | undefined)[]): Date | undefined =>
  times.filter((time) => time !== undefined).toSorted((one, other) => one.getTime() - other.getTime())[0];

/** The earliest time that an open item has not met yet; undefined when nothing is owed. */
export const dueAt = (item: Item): Date | undefined => {
  const owed = [item.takenAt ? undefined : item.takeBy, item.reachedAt ? undefined : item.reachBy];
  return isOpen(item) ? earliest(...owed) : undefined;
};

export const isOverdue = (item: Item, now: Date): boolean => {
  const due = dueAt(item);
  return due !== undefined && now > due;
};

/** Whether a person verified at a time was so by the time the item owed; nothing is late where nothing was owed. */
export const isInTime = ({ reachBy }: Item, at: Date): boolean => reachBy === undefined || at <= reachBy;

/**
 * How many levels above the station see the item: an urgent one nobody took rises each 30 minutes, any other each 24
 * hours overdue; one that only the level above can decide has risen by one at least.
 */
export const escalationLevel = (item: Item, now: Date): number => {
  const due = dueAt(item);
  const stride = item.level === 'urgent' && !item.takenAt ? 30 * minute : 24 * hour;
  const risen = due !== undefined && now > due ? 1 + Math.floor((now.getTime() - due.getTime()) / stride) : 0;
  return Math.max(risen, isOpen(item) && item.step === 'level_above' ? 1 : 0);
};

// The states.

type Action = 'take' | 'attempt' | Result | 'check' | 'closure' | 'reopening';
type Transition = { from: Partial<Record<State, State>>; otherwise: ProblemCode };

const unverified = (to: State) => ({ new: to, taken: to, contacting: to });

/** From which state an action leads where, and what is answered elsewhere. */
export const transitions: Record<Action, Transition> = {
  take: { from: { new: 'taken' }, otherwise: 'work.acted' },
  attempt: { from: { ...unverified('contacting'), confirmed: 'confirmed' }, otherwise: 'work.acted' },
  confirmed: { from: unverified('confirmed'), otherwise: 'work.acted' },
  not_confirmed: { from: unverified('not_confirmed'), otherwise: 'work.acted' },
  false: { from: unverified('false'), otherwise: 'work.acted' },
  lost: { from: unverified('lost'), otherwise: 'work.acted' },
  check: { from: { confirmed: 'closed' }, otherwise: 'work.verify_first' },
  closure: { from: { confirmed: 'closed' }, otherwise: 'work.verify_first' },
  reopening: {
    from: {
      confirmed: 'contacting',
      not_confirmed: 'contacting',
      false: 'contacting',
      lost: 'contacting',
      closed: 'contacting',
    },
    otherwise: 'work.acted',
  },
};

/** The item in its next state, changed as said, or the code of the refusal. */
const move = (item: Item, action: Action, change: Partial<Item>): Item | ProblemCode => {
  const { from, otherwise } = transitions[action];
  const state = from[item.state];
  if (state !== undefined) return { ...item, ...change, state };
  return isOpen(item) ? otherwise : 'work.closed';
};

const settled = { nextTryAt: undefined, step: undefined };

/** An officer takes the item: somebody answers for it now. */
export const afterTake = (item: Item, at: Date): Item | ProblemCode => move(item, 'take', { takenAt: at });

/** The outcomes in which nobody spoke to the person; one who refuses has been reached. */
export const isUnreached = ({ outcome }: Attempt): boolean => outcome !== 'reached' && outcome !== 'refused';

/** How many of the attempts reached nobody in the 24 hours up to `at`. */
export const unreachedInLast24h = (attempts: readonly Attempt[], at: Date): number =>
  attempts.filter((attempt) => isUnreached(attempt) && attempt.at <= at && attempt.at > after(at, -24 * hour)).length;

/** What follows the n-th unreached attempt in 24 hours: again after 2 hours, from the third on a visit at once. */
export const nextTry = (unreached: number, at: Date): { step: Step; nextTryAt: Date } =>
  unreached < 3 ? { step: 'call', nextTryAt: after(at, 2 * hour) } : { step: 'home_visit', nextTryAt: at };

const nextStep = (item: Item, attempt: Attempt, unreached: number): Pick<Item, 'step' | 'nextTryAt'> => {
  if (item.step === 'level_above') return { step: 'level_above', nextTryAt: item.nextTryAt };
  if (item.step !== 'home_visit') return nextTry(unreached, attempt.at);
  return attempt.channel === 'visit'
    ? { step: 'level_above', nextTryAt: attempt.at }
    : { step: 'home_visit', nextTryAt: item.nextTryAt };
};

/** After a call or a visit; `earlier` are the attempts made before on the same item. To try is to take. */
export const afterAttempt = (item: Item, attempt: Attempt, earlier: readonly Attempt[]): Item | ProblemCode => {
  const takenAt = item.takenAt ?? attempt.at;
  return isUnreached(attempt)
    ? move(item, 'attempt', {
        takenAt,
        ...nextStep(item, attempt, unreachedInLast24h([...earlier, attempt], attempt.at)),
      })
    : move(item, 'attempt', { takenAt, reachedAt: item.reachedAt ?? attempt.at, ...settled });
};

/** After a verification: `confirmed` waits for the check, the others close, and only the level above may say `lost`. */
export const afterVerification = (
  item: Item,
  { result, bySuperior }: { result: Result; bySuperior: boolean },
  at: Date,
): Item | ProblemCode => {
  const takenAt = item.takenAt ?? at;
  if (result === 'confirmed') return move(item, result, { takenAt, reachedAt: item.reachedAt ?? at, ...settled });
  if (result === 'lost' && isOpen(item) && !bySuperior) return 'work.lost_needs_superior';
  return move(item, result, { takenAt, closedAt: at, ...settled });
};

/** The medical check closes a confirmed item. */
export const afterCheck = (item: Item, at: Date): Item | ProblemCode => move(item, 'check', { closedAt: at });

/** "No check needed", with a reason, closes a confirmed item. */
export const afterClosure = (item: Item, at: Date): Item | ProblemCode => move(item, 'closure', { closedAt: at });

/** Undoes what was verified or closed in error; the person is to be verified again and the due times stand. */
export const afterReopening = (item: Item): Item | ProblemCode =>
  move(item, 'reopening', { closedAt: undefined, reachedAt: undefined });

/**
 * A later declaration of the same person attaches to the open item. A higher level raises it: it is new again, an unmet
 * due time only ever comes nearer, and one that was met is owed afresh. Anything else changes nothing.
 */
export const merge = (item: Item, declaration: { level: Level; at: Date }): Item | ProblemCode => {
  const { level, at } = declaration;
  if (!isOpen(item)) return 'work.closed';
  if (level === 'clear' || isAtLeast(item.level, level)) return item;
  const due = dueTimes(level, at);
  return {
    ...opened(level, item.openedAt),
    takeBy: item.takenAt ? due.takeBy : earliest(item.takeBy, due.takeBy),
    reachBy: item.reachedAt ? due.reachBy : earliest(item.reachBy, due.reachBy),
  };
};

const progress: readonly State[] = ['new', 'taken', 'contacting', 'confirmed'];

/**
 * Two open items of one human, recorded twice, become one. The more pressing leads, of equals the one that is further along;
 * a due time that it has not met comes no later than either's.
 */
export const joined = (one: Item, other: Item): { item: Item; leads: 'one' | 'other' } => {
  const isMore = one.level !== other.level && isAtLeast(other.level, one.level);
  const isFurther = one.level === other.level && progress.indexOf(other.state) > progress.indexOf(one.state);
  const leads = isMore || isFurther ? 'other' : 'one';
  const lead = leads === 'one' ? one : other;
  const item = {
    ...lead,
    openedAt: earliest(one.openedAt, other.openedAt) ?? lead.openedAt,
    takeBy: lead.takenAt ? lead.takeBy : earliest(one.takeBy, other.takeBy),
    reachBy: lead.reachedAt ? lead.reachBy : earliest(one.reachBy, other.reachBy),
  };
  return { item, leads };
};

// Who is told.

export type Notice = { levels: number[]; escalation: number; next: Date | undefined };

/**
 * Which phones an item that is due for a notice goes to, 0 the station's, 1 that of the level above, and on, and when the
 * next is due. A new urgent item is told to the station at once; levels a late sweep has missed are told too.
 */
export const notice = (item: Item & { escalation: number; noticeAt: Date }, now: Date, highest: number): Notice => {
  const { takenAt, takeBy, noticeAt, escalation } = item;
  const reached = Math.min(escalationLevel(item, now), highest);
  const isFirst = !takenAt && takeBy !== undefined && noticeAt < takeBy;
  const from = isFirst ? 0 : escalation + 1;
  const due = takenAt ? undefined : dueAt(item);
  const stride = item.level === 'urgent' ? 30 * minute : 24 * hour;
  return {
    levels: Array.from({ length: Math.max(0, reached - from + 1) }, (_, index) => from + index),
    escalation: Math.max(escalation, reached),
    next: due && reached < highest ? after(due, reached * stride) : undefined,
  };
};

// The move to another area.

/** The receiving station accepts, and so answers for it; one sent by the common superior is new there. Due times stand. */
export const afterMove = (item: Item, at: Date, isAccepted: boolean): Item => {
  if (item.state === 'confirmed') return item;
  if (!isAccepted) return { ...item, state: 'new', takenAt: undefined, ...settled };
  return { ...item, state: item.state === 'new' ? 'taken' : item.state, takenAt: item.takenAt ?? at };
};

/** The lowest area above both. */
export const commonSuperior = (one: AreaPath, other: AreaPath): AreaPath => {
  const above = parentOf(one);
  return above === undefined || isWithin(other, one) ? one : commonSuperior(above, other);
};
