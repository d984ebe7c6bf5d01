/** Whole numbers and one division by a power of two: the same numbers on every machine. */
export type Random = {
  /** From 0 up to, not including, 1. */
  next: () => number;
  /** A whole number from 0 up to, not including, `n`. */
  below: (n: number) => number;
  chance: (share: number) => boolean;
};

/** Scatters whole numbers over 32 bits; near numbers give far ones. */
export const scatter = (a: number, b = 0, c = 0): number => {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13) ^ b, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 16) ^ c, 0x27d4eb2f);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  return (h ^ (h >>> 13)) >>> 0;
};

/** A number from 0 to 1 that belongs to a person and a day: asked again, it is the same. */
export const fate = (seed: number, person: number, day: number): number => scatter(seed, person, day) / 2 ** 32;

/** A stream of its own for each purpose (mulberry32): more drawn for one does not change another. */
export const stream = (seed: number, purpose: number, part = 0): Random => {
  let state = scatter(seed, purpose, part);
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return { next, below: (n) => Math.floor(next() * n), chance: (share) => next() < share };
};

/** One of the values. */
export const among = <T>(random: Random, values: readonly T[]): T => values[random.below(values.length)] as T;

/** The place at which shares, read from the left, have used up a number from 0 to 1. Shares need not sum to one. */
export const placeOf = (shares: readonly number[], at: number): number => {
  const total = shares.reduce((sum, share) => sum + share, 0);
  let left = at * total;
  const found = shares.findIndex((share) => {
    left -= share;
    return left < 0;
  });
  return found < 0 ? shares.length - 1 : found;
};

export const drawn = (random: Random, shares: readonly number[]): number => placeOf(shares, random.next());
