import type { Db, Pool } from '../../core/db.ts';
import { fail } from '../../core/problem.ts';
import { countBack, countIn, type Window } from './otp-store.ts';

/**
 * So many within so many seconds. The key names what is counted and holds no phone or address in clear. `cost` is how many
 * are counted at once (default one); none only asks.
 */
export type Budget = { key: string; seconds: number; limit: number; cost?: number };

const windowOf = ({ key, seconds, cost = 1 }: Budget, now: Date): Window => ({
  cost,
  key: `${key} ${seconds}`,
  start: new Date(Math.floor(now.getTime() / (seconds * 1000)) * seconds * 1000),
});

/** Counts against each budget and answers what each has spent; 429 with the seconds to wait when one is used up. */
export const spend = async (db: Db | Pool, budgets: readonly Budget[], now: Date): Promise<number[]> => {
  if (budgets.length === 0) return [];
  const windows = budgets.map((budget) => windowOf(budget, now));
  const spent = await countIn(db, windows);
  const counts = windows.map(({ key }) => spent.get(key) ?? 0);
  const empty = budgets.findIndex(({ limit }, i) => (counts[i] ?? 0) > limit);
  const [budget, window] = [budgets[empty], windows[empty]];
  if (budget && window) {
    const until = window.start.getTime() + budget.seconds * 1000;
    fail('budget.spent', undefined, { retryAfterSeconds: Math.max(1, Math.ceil((until - now.getTime()) / 1000)) });
  }
  return counts;
};

/** A try that succeeded does not count. */
export const giveBack = async (db: Db | Pool, budgets: readonly Budget[], now: Date): Promise<void> => {
  for (const budget of budgets) await countBack(db, windowOf(budget, now));
};

/** What an address counts as: an IPv6 customer has a whole /64. */
export const addressOf = (ip: string): string => {
  const v4 = /^::ffff:([\d.]+)$/.exec(ip)?.[1] ?? ip;
  if (!v4.includes(':')) return v4;
  const [head = '', tail] = v4.split('::');
  const [before, after] = [head.split(':').filter(Boolean), (tail ?? '').split(':').filter(Boolean)];
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
  return [...before, ...zeros, ...after].slice(0, 4).join(':');
};

/** Requests from this machine: the operator, a test, or a proxy that was not declared. */
export const isLoopback = (ip: string): boolean =>
  ip === '::1' || ip.startsWith('127.') || ip.startsWith('::ffff:127.');
