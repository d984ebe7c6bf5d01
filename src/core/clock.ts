/** Time enters as an argument; a request reads it once. */
export type Clock = { now: () => Date };

export const systemClock: Clock = { now: () => new Date() };

/** A clock that tests and exercises set and step. */
export const settableClock = (start: Date): Clock & { set: (to: Date) => void; step: (ms: number) => void } => {
  const state = { offset: start.getTime() - Date.now() };
  return {
    now: () => new Date(Date.now() + state.offset),
    set: (to) => {
      state.offset = to.getTime() - Date.now();
    },
    step: (ms) => {
      state.offset += ms;
    },
  };
};
