import { addDays, startOfDay } from '../../core/day.ts';
import { fold, syllables } from '../../core/fold.ts';
import type { Interval } from '../cases/rules.ts';

/** Days before onset within which a case was infected (default: the longest incubation of COVID-19). */
export const usualDays = 14;
export const mostDays = 30;

/**
 * When a case may have caught it: so many days before onset, without symptoms before the sample. The day itself does not
 * count: whoever falls ill today was infected earlier.
 */
export const exposurePeriod = (
  { onsetOn, sampledOn }: { onsetOn?: string | null; sampledOn: string },
  days: number,
): Interval => {
  const first = onsetOn ?? sampledOn;
  return { from: startOfDay(addDays(first, -days)).getTime(), to: startOfDay(first).getTime() };
};

/** The chance to have been at a place that draws this share of all traffic, had each of so many stays been anywhere by chance. */
export const chanceOfVisit = (share: number, stays: number): number =>
  stays === 0 ? 0 : -Math.expm1(stays * Math.log1p(-share));

/**
 * The chance that at least so many of independent events happen, each with its own chance (the tail of the Poisson binomial
 * distribution), by adding one event after the other; terms are only added, so the smallest tails stay exact.
 */
export const tailOf = (chances: readonly number[], least: number): number => {
  const none = [1, ...Array<number>(least).fill(0)];
  const counts = chances.reduce<number[]>(
    (before, chance) =>
      before.map((p, n) => p * (n === least ? 1 : 1 - chance) + (n === 0 ? 0 : (before[n - 1] as number) * chance)),
    none,
  );
  return Math.min(1, counts[least] as number);
};

/** How many cases a place would see by chance, how many times more it saw, and how likely that many are without a reason. */
export type Surprise = { expected: number; lift: number; p: number };

/**
 * `stays` is how many stays each case had anywhere; `share` is the place's part of all traffic. A case that went out more is
 * expected more, a place that many go to is, too.
 */
export const surpriseOf = (cases: number, stays: readonly number[], share: number): Surprise => {
  const chances = stays.map((count) => chanceOfVisit(Math.min(share, 1), count));
  const expected = chances.reduce((sum, chance) => sum + chance, 0);
  return { expected, lift: expected > 0 ? cases / expected : 0, p: tailOf(chances, cases) };
};

export type CaseStay = Interval & { person: string };
export type Event = Interval & { persons: string[] };

/** Stays in one place that overlap one another, directly or through others, and are of at least two people; half-open. */
export const eventsOf = (stays: readonly CaseStay[]): Event[] => {
  const groups: Event[] = [];
  for (const { person, from, to } of stays.toSorted((a, b) => a.from - b.from)) {
    const last = groups.at(-1);
    if (!last || from >= last.to) groups.push({ from, to, persons: [person] });
    else {
      last.to = Math.max(last.to, to);
      if (!last.persons.includes(person)) last.persons.push(person);
    }
  }
  return groups.filter(({ persons }) => persons.length > 1);
};

export const milestoneKinds = ['place', 'onset', 'sample', 'result', 'isolation', 'transport', 'other'] as const;

/** Folded words; a hyphen parts them. */
const wordsIn = (text: string): string => syllables(text.replace(/\p{Pd}/gu, ' ')).join(' ');
const digitsOf = (text: string): string => text.replace(/\D/g, '');
/** Digits that stand together, however they are grouped: "0912 345.678". */
const numbersIn = (text: string): string[] => text.match(/\d[\d\s.()/-]*\d/g)?.map(digitsOf) ?? [];

type Identifying = { fullName: string; phone?: string | undefined; number?: string | undefined };

/**
 * Whether a text for the public says who the person is: the full name in any order of writing its marks, the phone, the
 * identity number. A given name alone may be anybody's, or a place's.
 */
export const namesPerson = (text: string, { fullName, phone, number }: Identifying): boolean => {
  const name = wordsIn(fullName);
  const words = ` ${wordsIn(text)} `;
  const numbers = numbersIn(text);
  // The country code and the first nought are written or not.
  const tail = phone && digitsOf(phone).slice(-9);
  const card = number && fold(number);
  return (
    (name !== '' && words.includes(` ${name} `)) ||
    (tail !== undefined && tail !== '' && numbers.some((one) => one.includes(tail))) ||
    (card !== undefined && card !== '' && (words.includes(` ${card} `) || numbers.some((one) => one.includes(card))))
  );
};
