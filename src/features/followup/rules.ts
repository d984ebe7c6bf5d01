import { addDays, dayOf, startOfDay } from '../../core/day.ts';
import type { taskStates } from '../cases/contract.ts';
import { callWithin, classUntil, follow, type Interval, overlap } from '../cases/rules.ts';

export type TaskState = (typeof taskStates)[number];
type Level = 1 | 2;

const hour = 3_600_000;
/** Hours: from reaching a contact to keeping it apart, and from a call that nobody answered to the next (defaults). */
const keepApartWithin: Record<Level, number> = { 1: 6, 2: 24 };
const callAgainWithin = 1;

const endOfDay = (day: string): Date => startOfDay(addDays(day, 1));
const hoursLater = (at: Date, hours: number): Date => new Date(at.getTime() + hours * hour);

/** The end of the next day on which a contact is to be tested; the end of its class when no test is left. */
const nextTest = (level: Level, lastContact: Date, after: Date): Date => {
  const ends = follow[level].tests.map((n) => endOfDay(addDays(dayOf(lastContact), n)));
  return ends.find((end) => end > after) ?? classUntil(level, lastContact.getTime());
};

type Move = { from: TaskState; to: TaskState; level: Level; at: Date; lastContact: Date };

/** By when the next thing is to be done with a contact who has just come into a state; null when nothing is. */
export const dueAfter = ({ from, to, level, at, lastContact }: Move): Date | null => {
  if (to === 'closed') return null;
  if (to === 'to_call') return hoursLater(at, from === 'to_call' ? callAgainWithin : callWithin[level]);
  if (to === 'reached') return hoursLater(at, keepApartWithin[level]);
  // A sample is that day's test: the next one counts from tomorrow.
  return nextTest(level, lastContact, to === 'sampled' ? endOfDay(dayOf(at)) : at);
};

/** By when the next thing is to be done with a contact who is in a state at another level than before. */
export const dueAs = ({ state, ...of }: Omit<Move, 'from' | 'to'> & { state: TaskState }): Date | null =>
  dueAfter({ ...of, from: 'closed', to: state });

/** Since when a contact is kept apart, after a move: going back to the call takes it back. */
export const isolationAfter = (to: TaskState, at: Date, before: Date | null): Date | null =>
  to === 'quarantine' ? (before ?? at) : to === 'to_call' || to === 'reached' ? null : before;

export const isOverdue = (dueAt: Date | null, now: Date): boolean => dueAt !== null && dueAt < now;

type Late = { dueAt: Date | null; escalatedAt: Date | null };
/** When the level above was told that the time was over; null since something was done and another time counts. */
export const toldAbove = ({ dueAt, escalatedAt }: Late): Date | null =>
  dueAt !== null && escalatedAt !== null && escalatedAt >= dueAt ? escalatedAt : null;

/** The other province acknowledges within a day (default): a list sent before this is late. */
export const lateBefore = (now: Date): Date => hoursLater(now, -24);
export const isLate = (sentAt: Date | null, acknowledgedAt: Date | null, now: Date): boolean =>
  sentAt !== null && acknowledgedAt === null && sentAt < lateBefore(now);

/** Why work ends by itself: no contact any more, a case now, dead, or the second record of one human. */
export const endings = ['class', 'case', 'death', 'merged'] as const;

/** How people met, as a contact or the interviewer says it. */
export const askKinds = ['household', 'interview', 'transport'] as const;
/** Days a link stands open, and days back that are asked about (defaults). */
export const askDays = 3;
export const askedDays = 14;

export const exposureReaches = ['threshold', 'all'] as const;

/** The air of a room stays a danger for so long after a case has left it (default). */
const lingers = 2 * hour;

/** What of an asked interval lies within the stays of a case in a place: nobody else's hours may be asked for. */
export const exposedIn = (asked: Interval, stays: readonly Interval[]): Interval | undefined => {
  const parts = stays.flatMap(({ from, to }) => overlap(asked, { from, to: to + lingers }) ?? []);
  return parts.length === 0
    ? undefined
    : { from: Math.min(...parts.map(({ from }) => from)), to: Math.max(...parts.map(({ to }) => to)) };
};

/** So many are told by one notice; a crowd is told in parts, hour by hour. */
export const mostTold = 5000;

/** No case, no class; the place only where the tracer decided so. Without marks, so that an SMS holds it. */
export const exposureText = (day: string, venue: string | undefined, phone: string | undefined): string =>
  `La Chan: Anh/chi co the da o noi co ca benh ngay ${day}${venue === undefined ? '' : ` (${venue})`}. ` +
  `Xin theo doi suc khoe 14 ngay, deo khau trang. Sot, ho: goi ${phone ?? 'Tram Y te'}.`;

export const askText = (link: string): string =>
  `La Chan: Tram Y te nho anh/chi ghi lai nhung nguoi da gap gan day: ${link} (dung trong ${askDays} ngay)`;

export const newContactsText = (count: number, area: string): string =>
  `La Chan: ${count} nguoi tiep xuc moi can goi tai ${area}, mo muc Nguoi tiep xuc de xu ly.`;
/** For the level above: where there are several communes their number says it. */
export const lateContactsText = (count: number, communes: readonly string[]): string =>
  `La Chan: ${count} nguoi tiep xuc qua han tai ${communes.length === 1 ? communes[0] : `${communes.length} xa, phuong`}, mo muc Nguoi tiep xuc de don doc.`;
export const sentText = (count: number, from: string): string =>
  `La Chan: ${from} gui ${count} nguoi tiep xuc dang o tinh minh, mo muc Nguoi tiep xuc, xac nhan trong 24 gio.`;

export const lateText = (count: number, from: string): string =>
  `La Chan: da qua 24 gio chua xac nhan ${count} nguoi tiep xuc do ${from} gui, mo muc Nguoi tiep xuc de xac nhan.`;
/** For the side that sent the list: whom to ring. */
export const unansweredText = (count: number, to: string, phone: string | undefined): string =>
  `La Chan: ${to} qua 24 gio chua xac nhan ${count} nguoi tiep xuc da gui${phone ? `, xin goi ${phone}` : ''}.`;
