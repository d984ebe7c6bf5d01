/**
 * Time enters as an argument; a request reads it once. `device` is the time that phones and authenticator apps show, where it
 * is another one: in an exercise that skips days.
 */
export type Clock = { now: () => Date; device?: () => Date };

export const systemClock: Clock = { now: () => new Date() };

/** The time a second factor is made from. */
export const deviceTime = ({ now, device = now }: Clock): Date => device();

/** The clock of an exercise, so many milliseconds ahead of the devices; asked each time, because somebody may step it. */
export const exerciseClock = (ahead: () => number): Clock => ({
  now: () => new Date(Date.now() + ahead()),
  device: () => new Date(),
});

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
