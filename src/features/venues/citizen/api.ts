import { CallError, client } from '../../../core/client.ts';
import type { GotReply } from '../../../core/contract.ts';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import type { Loaded } from '../../../web/kit/load.ts';
import type { venues } from '../contract.ts';

export const call = client<typeof venues>();
export type Venue = GotReply<(typeof venues)['GET /venues/:id']>;
export type VenueMember = GotReply<(typeof venues)['GET /venues/:id/members']>[number];
export type VenueDay = GotReply<(typeof venues)['GET /venues/:id/days']>[number];

export const pageOf = (id: string): string => `/app/dia-diem/${id}`;

/** What a screen says of a failed call: without an answer, `offline`; else what the server says, field by field. */
export const sayWhy = (reason: unknown, offline: string): string => {
  if (!(reason instanceof CallError)) return t('app.failed');
  return reason.code === 'offline' ? offline : reason.message;
};

/** Not to be had, and no network to ask through. */
export const isOffline = (loaded: Loaded<unknown>): boolean =>
  loaded.state === 'failed' && loaded.value === undefined && loaded.error.code === 'offline';
