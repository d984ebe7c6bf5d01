const minute = 60_000;
/** A clock off by more than this was not merely set by hand: what it measured is marked doubtful. */
const mostAhead = 24 * 60 * minute;

/** How far, in milliseconds, a sender's clock runs ahead of ours; behind is less than nothing. */
export type Clock = { ahead: number; isWrong: boolean };

/**
 * By what the sender says its own clock shows at this moment. In whole minutes, so that the same batch sent again is corrected by
 * the same, and below one not at all: the way here takes its seconds.
 */
export const clockOf = (shown: Date | undefined, now: Date): Clock => {
  const off = (shown ?? now).getTime() - now.getTime();
  const ahead = Math.abs(off) < minute ? 0 : Math.round(off / minute) * minute;
  return { ahead, isWrong: Math.abs(ahead) > mostAhead };
};

export const corrected = (at: Date, { ahead }: Clock): Date => (ahead === 0 ? at : new Date(at.getTime() - ahead));
