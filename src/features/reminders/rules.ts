/** What is known of a unit when it is asked whether it lags. */
export type Standing = {
  open: number;
  overdue: number;
  /** Urgent items past the time to take that nobody took. */
  untaken: number;
  /** Officers' accounts of the unit, and when one of them was last at work; null = never. */
  accounts: number;
  lastSeenAt: Date | null;
  /** Of the residents who have declared; null where the number of residents is unknown. */
  share: number | null;
};

/** Why a unit lags, with the figures that say so. */
export type Reason =
  | { code: 'urgent_untaken'; n: number }
  | { code: 'overdue'; n: number; of: number }
  | { code: 'no_account' }
  | { code: 'no_sign_in'; since: Date | null }
  | { code: 'low_share'; share: number; middle: number };

const hour = 3_600_000;
/** A unit at which nobody signed in for so long is not at work. */
const silentAfter = 24 * hour;

/** The middle of the known shares, which says what is usual here and now; null when fewer than three are known. */
export const middleShare = (shares: readonly (number | null)[]): number | null => {
  const known = shares.filter((share) => share !== null).toSorted((one, other) => one - other);
  return known.length < 3 ? null : (known[Math.floor(known.length / 2)] ?? null);
};

/** Every reason for which a unit lags, the most pressing first; none when it does not. A share is low below half of the middle one. */
export const reasonsOf = (unit: Standing, middle: number | null, now: Date): Reason[] => {
  const { open, overdue, untaken, accounts, lastSeenAt, share } = unit;
  const isSilent = lastSeenAt === null || now.getTime() - lastSeenAt.getTime() > silentAfter;
  return [
    ...(untaken > 0 ? [{ code: 'urgent_untaken', n: untaken } as const] : []),
    ...(overdue > 0 ? [{ code: 'overdue', n: overdue, of: open } as const] : []),
    ...(accounts === 0
      ? [{ code: 'no_account' } as const]
      : isSilent
        ? [{ code: 'no_sign_in', since: lastSeenAt } as const]
        : []),
    ...(share !== null && middle !== null && share < middle / 2 ? [{ code: 'low_share', share, middle } as const] : []),
  ];
};

/** What a unit can put right within hours; the share of those who declared is not among it. */
export const isPressing = ({ code }: Reason): boolean => code !== 'low_share';

type Ranked = { standing: Standing; reasons: readonly Reason[] };

/** Positions of a unit in the list, compared one after the other; the smaller comes first. */
const rank = ({ standing: { open, overdue, untaken, share }, reasons }: Ranked): number[] => {
  const has = (code: Reason['code']): number => (reasons.some((reason) => reason.code === code) ? 0 : 1);
  return [-untaken, -overdue / Math.max(1, open), -overdue, has('no_sign_in'), has('no_account'), share ?? 1];
};

/** Orders units: untouched urgent ones, then the overdue part of what is open, then who is absent, then the lowest share. */
export const byLag = (one: Ranked, other: Ranked): number => {
  const others = rank(other);
  return (
    rank(one)
      .map((value, at) => value - (others[at] ?? 0))
      .find((difference) => difference !== 0) ?? 0
  );
};

/** A unit is reminded once an hour at most: until when it is to be left alone, undefined when it may be reminded. */
export const quietUntil = (lastAt: Date | undefined, now: Date): Date | undefined => {
  const until = lastAt && new Date(lastAt.getTime() + hour);
  return until && until > now ? until : undefined;
};

/** Hours a reminded unit has, unless the reminder says otherwise, before the level above is told. */
export const defaultHours = 4;
export const dueAfter = (at: Date, hours: number): Date => new Date(at.getTime() + hours * hour);

/** The hour since 1970, in which two reminders of one unit meet. */
export const slotOf = (at: Date): number => Math.floor(at.getTime() / hour);
