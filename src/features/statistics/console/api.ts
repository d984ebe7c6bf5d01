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

type Published = keyof NonNullable<GotReply<(typeof statistics)['GET /public/summary']>['figures']>;
/** What the portal shows of an approval, all of it and in its order. */
const shown: Record<Published, true> = {
  declared: true,
  people: true,
  urgent: true,
  risk: true,
  symptom: true,
  clear: true,
  verified: true,
  inTime: true,
  confirmed: true,
  checked: true,
};
export const published = Object.keys(shown) as Published[];

export const sumOf = (rows: readonly AreaFigures[], column: Column | Published): number =>
  rows.reduce((sum, row) => sum + row[column], 0);
