import type { GotReply } from '../../../core/contract.ts';
import { caller } from '../../../web/kit/console/call.ts';
import type { verification } from '../contract.ts';

export const call = caller<typeof verification>();

type Reply<K extends keyof typeof verification> = GotReply<(typeof verification)[K]>;
export type Work = Reply<'GET /work'>['items'][number];
export type Summary = Reply<'GET /work/summary'>;
export type Transfer = Reply<'GET /transfers'>['items'][number];
export type Test = Reply<'GET /tests'>['items'][number];
export type TimelineEntry = Reply<'GET /people/:id/timeline'>[number];
export type HandOver = Reply<'GET /work/hand-over'>;

/** An item that nothing more is due on; it can only be reopened. */
export const isClosed = (state: string | null): boolean =>
  state !== null && ['not_confirmed', 'false', 'lost', 'closed'].includes(state);
