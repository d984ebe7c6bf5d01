import type { GotReply } from '../../../core/contract.ts';
import { caller } from '../../../web/kit/console/call.ts';
import type { statistics } from '../contract.ts';

export const call = caller<typeof statistics>();
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

/** What the portal shows of an approval. */
export const published = [
  'people',
  'declared',
  'urgent',
  'risk',
  'symptom',
  'clear',
  'verified',
  'confirmed',
  'checked',
] as const;

export const sumOf = (rows: readonly AreaFigures[], column: Column | (typeof published)[number]): number =>
  rows.reduce((sum, row) => sum + row[column], 0);
