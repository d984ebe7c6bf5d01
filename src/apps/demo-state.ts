import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, exerciseClock, systemClock } from '../core/clock.ts';
import { type Config, UsageError } from '../core/config.ts';

/** What an exercise keeps in its data folder, with mode 0600: its plan, how far it has come, and its log-ins. */
export type DemoState = {
  seed: number;
  people: number;
  /** How many days before the first start it begins, at least. */
  days: number;
  areas: '2021' | '2025';
  /** Day 0 of the simulation, a Monday. */
  firstDay: string;
  /** Minutes since that day began up to which everything has been sent. */
  sentTo: number;
  /** A hash of what was sent on the whole days before `sentTo`: another simulation is not gone on with. */
  digest: string;
  isFilled: boolean;
  /** The minute from which the work of the centre's station is the trainees': a day before it was filled. */
  leaveFrom: number;
  /** Milliseconds that the exercise is ahead of the devices. */
  ahead: number;
  /** Of all log-ins. */
  password: string;
  logins: { login: string; totp: string }[];
  /** A household's phone whose family has declared. */
  phone: string;
};

const fileIn = (folder: string): string => join(folder, 'demo.json');

export const isDemo = (folder: string): boolean => existsSync(fileIn(folder));

export const readDemo = (folder: string): DemoState | undefined =>
  isDemo(folder) ? (JSON.parse(readFileSync(fileIn(folder), 'utf8')) as DemoState) : undefined;

/** Whole or not at all. */
export const writeDemo = (folder: string, state: DemoState): void => {
  const draft = `${fileIn(folder)}.new`;
  writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(draft, fileIn(folder));
};

/** Milliseconds within which a step is seen by a running server. */
const freshFor = 200;

/** The time in an exercise's folder; `lachan demo step` beside a running server is seen at once. */
export const demoClock = (folder: string): Clock => {
  const held = { ahead: readDemo(folder)?.ahead ?? 0, until: 0, changed: 0 };
  return exerciseClock(() => {
    if (performance.now() < held.until) return held.ahead;
    held.until = performance.now() + freshFor;
    const changed = statSync(fileIn(folder), { throwIfNoEntry: false })?.mtimeMs ?? held.changed;
    if (changed !== held.changed) Object.assign(held, { changed, ahead: readDemo(folder)?.ahead ?? held.ahead });
    return held.ahead;
  });
};

/** The clock of a data folder: an exercise has its own. */
export const clockOf = (folder: string): Clock => (isDemo(folder) ? demoClock(folder) : systemClock);

/** Whether a data folder holds an exercise; refuses one where real work is done, and one that would send real messages. */
export const isAllowedDemo = ({ data, sms }: Config): boolean => {
  if (!isDemo(data)) return false;
  if (process.env.NODE_ENV === 'production')
    throw new UsageError(`${data} holds an exercise; it is refused when NODE_ENV=production`);
  if (sms === 'http') throw new UsageError('an exercise keeps its messages: unset LACHAN_SMS');
  return true;
};
