import type { Hours } from '../rules.ts';

/** Times of a clock, `08:00`; empty when not yet given. */
export type Span = { from: string; to: string };
export type Opening =
  | { way: 'always' }
  | ({ way: 'daily' } & Span)
  /** Monday first; a day without a span is closed. */
  | { way: 'byDay'; days: readonly (Span | null)[] };

export const usual: Span = { from: '08:00', to: '22:00' };
export const week = [0, 1, 2, 3, 4, 5, 6] as const;
export type WeekDay = (typeof week)[number];
const dayLength = 1440;

const minutesOf = (clock: string): number | undefined => {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(clock) ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
};
const clockOf = (minutes: number): string => {
  const within = minutes % dayLength;
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`;
};

/** Whether it closes after midnight, or at it. */
export const isNight = ({ from, to }: Span): boolean => Boolean(from && to) && to <= from;

const spanOf = ({ from, to }: Span): { from: number; to: number } | undefined => {
  const [start, end] = [minutesOf(from), minutesOf(to)];
  if (start === undefined || end === undefined) return undefined;
  return { from: start, to: end <= start ? end + dayLength : end };
};

const spansOf = (opening: Exclude<Opening, { way: 'always' }>): (Span | null)[] =>
  opening.way === 'daily' ? week.map(() => opening) : [...opening.days];

/** What still lacks: a time, or any open day. */
export const lackOf = (opening: Opening | undefined): 'unset' | 'wrong' | 'none' | undefined => {
  if (!opening) return 'unset';
  if (opening.way === 'always') return undefined;
  const open = spansOf(opening).filter((span) => span !== null);
  if (open.length === 0) return 'none';
  return open.every(spanOf) ? undefined : 'wrong';
};

/** As the contract has it; no fixed hours is an empty list. */
export const hoursOf = (opening: Opening): { day: number; from: number; to: number }[] =>
  opening.way === 'always'
    ? []
    : spansOf(opening).flatMap((span, day) => {
        const minutes = span && spanOf(span);
        return minutes ? [{ day, ...minutes }] : [];
      });

/** Back from the contract. A day that opens twice keeps its first opening to its last closing. */
export const openingOf = (hours: Hours | null): Opening => {
  if (!hours || hours.length === 0) return { way: 'always' };
  const days = week.map((day): Span | null => {
    const spans = hours.filter((one) => one.day === day);
    if (spans.length === 0) return null;
    return {
      from: clockOf(Math.min(...spans.map(({ from }) => from))),
      to: clockOf(Math.max(...spans.map(({ to }) => to))),
    };
  });
  const [first] = days;
  const isSame = first && days.every((span) => span?.from === first.from && span?.to === first.to);
  return isSame ? { way: 'daily', ...first } : { way: 'byDay', days };
};
