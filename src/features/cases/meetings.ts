import type { Interval } from './rules.ts';

/** Somebody's stay in a venue; `weak` when it is doubtful or its end is estimated. Times in milliseconds. */
export type Stay = Interval & { weak: boolean };
/** The time two people were in one venue together. */
export type Meeting = Interval & { minutes: number; doubtful: boolean };

type Piece = Interval & { weak: boolean };

const minute = 60_000;

/** The length of a union of intervals. */
const lengthOf = (pieces: readonly Interval[]): number => {
  let [length, end] = [0, Number.NEGATIVE_INFINITY];
  for (const { from, to } of pieces.toSorted((a, b) => a.from - b.from)) {
    length += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return length;
};

/**
 * How long two people were in one venue together within a window: each moment once, in full where both stays are certain,
 * half where either is weak. Touching stays do not meet. Undefined when they never met.
 */
export const meetingOf = (mine: readonly Stay[], theirs: readonly Stay[], window: Interval): Meeting | undefined => {
  const pieces: Piece[] = [];
  for (const one of mine) {
    for (const other of theirs) {
      const from = Math.max(one.from, other.from, window.from);
      const to = Math.min(one.to, other.to, window.to);
      if (from >= to) continue;
      pieces.push({ from, to, weak: one.weak || other.weak });
    }
  }
  const [first] = pieces;
  if (!first) return undefined;
  const certain = pieces.filter(({ weak }) => !weak);
  const whole = pieces.length === 1 ? first.to - first.from : lengthOf(pieces);
  const sure = pieces.length === 1 ? (first.weak ? 0 : whole) : lengthOf(certain);
  return {
    from: Math.min(...pieces.map(({ from }) => from)),
    to: Math.max(...pieces.map(({ to }) => to)),
    minutes: (sure + (whole - sure) / 2) / minute,
    doubtful: sure < whole,
  };
};
