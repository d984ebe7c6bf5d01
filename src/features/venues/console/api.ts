import type { GotReply } from '../../../core/contract.ts';
import { caller } from '../../../web/kit/console/call.ts';
import type { areas } from '../../areas/contract.ts';
import type { venues } from '../contract.ts';

export const call = caller<typeof venues>();
export const callAreas = caller<typeof areas>();
export type Venue = GotReply<(typeof venues)['GET /venues/:id']>;
export type VenueDay = GotReply<(typeof venues)['GET /venues/:id/days']>[number];
export type Member = GotReply<(typeof venues)['GET /venues/:id/members']>[number];
export type Activity = GotReply<(typeof venues)['GET /venues/activity']>[number];
export type Reminded = GotReply<(typeof venues)['POST /venues/reminders']>;

/** A place without a visit for so many days is silent, as the regulation of 2021 counted it. */
export const silentDays = '7';
