import type { GotReply } from '../../../core/contract.ts';
import { caller } from '../../../web/kit/console/call.ts';
import { isAbove, ownArea } from '../../../web/kit/console/session.ts';
import type { areas } from '../../areas/contract.ts';
import type { statistics } from '../contract.ts';

export const call = caller<typeof statistics>();
const callAreas = caller<typeof areas>();
export type AreaFigures = GotReply<(typeof statistics)['GET /statistics/declarations']>[number];
export type DayFigures = GotReply<(typeof statistics)['GET /statistics/days']>[number];

/** The columns of the table, in the order a committee reads them. */
export const columns = [
  'declared',
  'urgent',
  'risk',
  'symptom',
  'clear',
  'verified',
  'inTime',
  'confirmed',
  'checked',
  'open',
  'overdue',
  'unreachable',
] as const;
export type Column = (typeof columns)[number];

export const sumOf = (rows: readonly AreaFigures[], column: Column): number =>
  rows.reduce((sum, row) => sum + row[column], 0);

/** The way from the officer's own unit down to an area; nothing above the own unit. */
export const trailOf = async (area: string, signal: AbortSignal) => {
  const trail = await callAreas('GET /areas/trail', { query: { area } }, signal);
  return trail.filter(({ path }) => path === ownArea() || isBelowOwn(path));
};
const isBelowOwn = (path: string): boolean => (!isAbove(path) ? false : path !== '');
