import { addDays, dayOf, daysBetween } from '../../core/day.ts';

/**
 * What somebody who comes back from an epidemic area does at home. All numbers are defaults of this table, to be replaced by
 * what the province orders; no regulation is implied. A changed row is a new version, and the version is kept with each plan.
 */
export const version = '2021-1';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export const origins = ['lockdown', 'epidemic', 'unknown', 'none'] as const;
export type Origin = (typeof origins)[number];

export type Facts = {
  origin: Origin;
  /** The day the person left there; undefined counts as the day of arrival. */
  leftOn: string | undefined;
  testSlip: string | undefined;
  /** The day the slip's sample was taken. */
  testOn: string | undefined;
  vaccination: string | undefined;
};
export type Plan = {
  version: string;
  /** Days at home that are left on arrival, and the last of them. */
  homeDays: number;
  until: string | null;
  /** The days to test on, in order. */
  tests: string[];
  reasons: string[];
};

/** Days since leaving: how long at home, and when to test; 0 is the day of arrival. */
type Stay = { reason: string; home: number; tests: readonly number[] };

const protectedBy = ['full', 'recovered'];

/** The first row that holds decides. */
const table: readonly { stay: Stay; when: (facts: Facts) => boolean }[] = [
  { stay: { reason: 'test_positive', home: 14, tests: [0, 7, 14] }, when: ({ testSlip }) => testSlip === 'positive' },
  { stay: { reason: 'origin_none', home: 0, tests: [] }, when: ({ origin }) => origin === 'none' },
  {
    stay: { reason: 'protected', home: 7, tests: [0, 7] },
    when: ({ vaccination }) => protectedBy.includes(vaccination ?? ''),
  },
  { stay: { reason: 'origin_lockdown', home: 14, tests: [0, 7, 14] }, when: ({ origin }) => origin === 'lockdown' },
  { stay: { reason: 'origin_epidemic', home: 14, tests: [0, 14] }, when: () => true },
];

/** A negative PCR slip stands for the test on arrival for so many days after its sample. */
const slipDays = 3;

const hasFreshSlip = ({ testSlip, testOn }: Facts, arrivedOn: string): boolean =>
  testSlip === 'negative_pcr' &&
  testOn !== undefined &&
  testOn <= arrivedOn &&
  daysBetween(testOn, arrivedOn) <= slipDays;

/** The plan of somebody who arrives on a day: the days count from leaving, so that a long way home shortens them. */
export const planFor = (facts: Facts, arrivedOn: string): Plan => {
  const { stay } = table.find(({ when }) => when(facts)) as (typeof table)[number];
  const leftOn = facts.leftOn !== undefined && facts.leftOn <= arrivedOn ? facts.leftOn : arrivedOn;
  const away = daysBetween(leftOn, arrivedOn);
  const homeDays = Math.max(0, stay.home - away);
  const until = homeDays > 0 ? addDays(arrivedOn, homeDays) : null;
  const isSlipFresh = hasFreshSlip(facts, arrivedOn);
  const later = stay.tests.filter((at) => at > away).map((at) => addDays(arrivedOn, at - away));
  const first = stay.tests.includes(0) && homeDays > 0 && !isSlipFresh ? [arrivedOn] : [];
  return {
    version,
    homeDays,
    until,
    tests: [...first, ...later],
    reasons: [stay.reason, ...(away > 0 ? ['days_since_leaving'] : []), ...(isSlipFresh ? ['fresh_slip'] : [])],
  };
};

/** What was said of the place, or what the list of epidemic areas says of it, whichever is graver. */
export const originOf = (said: unknown, isListed: boolean): Origin => {
  const given = origins.find((origin) => origin === said) ?? 'unknown';
  return isListed && given !== 'lockdown' ? 'epidemic' : given;
};

// The arrival.

/** Somebody is expected so far from the day of declaring; anything beyond is a slip of the pen. */
const mostDaysAway = 60;

/** When the person is expected, and by when the station has looked: within a day, default. */
export const expected = (said: unknown, at: Date, now: Date): { expectedAt: Date; dueAt: Date } => {
  const time = typeof said === 'string' ? Date.parse(said) : Number.NaN;
  const isNear = Math.abs(time - at.getTime()) <= mostDaysAway * day;
  const expectedAt = isNear ? new Date(time) : at;
  return { expectedAt, dueAt: new Date(Math.max(expectedAt.getTime(), now.getTime()) + day) };
};

export type ArrivalState = 'waiting' | 'arrived' | 'absent';
export type Told = { levels: number[]; escalation: number; next: Date | undefined };

/**
 * Whom a sweep tells: when the arrival falls due the station and the level above, then each day one level more. Who was looked
 * for and not found goes to the level above at once. 0 is the station's phone.
 */
export const notice = (
  { state, dueAt, escalation }: { state: ArrivalState; dueAt: Date; escalation: number },
  now: Date,
  highest: number,
): Told => {
  const late = now.getTime() - dueAt.getTime();
  const due = state === 'absent' ? escalation + 1 : late < 0 ? 0 : 1 + Math.floor(late / day);
  const risen = Math.min(due, highest);
  const from = escalation === 0 && state === 'waiting' && risen > 0 ? 0 : escalation + 1;
  const isOver = state === 'absent' || risen >= highest;
  return {
    levels: Array.from({ length: Math.max(0, risen - from + 1) }, (_, index) => from + index),
    escalation: Math.max(escalation, risen),
    next: isOver ? undefined : new Date(dueAt.getTime() + risen * day),
  };
};

/** Whether a station may say so: an arrival that stands is only put right with a reason. */
export const mayConfirm = (state: ArrivalState, isCorrection: boolean): boolean => state !== 'arrived' || isCorrection;

/** The day of a moment, for the plan. */
export const arrivalDay = (at: Date): string => dayOf(at);
