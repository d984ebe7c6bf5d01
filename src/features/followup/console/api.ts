import type { GotReply, SentBody } from '../../../core/contract.ts';
import { caller } from '../../../web/kit/console/call.ts';
import type { investigations } from '../../investigations/contract.ts';
import type { followup } from '../contract.ts';

export const call = caller<typeof followup>();
/** Where the case has been, to choose a place from. */
export const callStays = caller<typeof investigations>();

type Followup = typeof followup;
export type Task = GotReply<Followup['GET /contacts']>['items'][number];
export type TaskState = Task['state'];
export type Sent = GotReply<Followup['GET /contacts/elsewhere']>[number];
export type Named = GotReply<Followup['GET /cases/:id/named']>[number];
export type NewNamed = SentBody<Followup['POST /cases/:id/named']>['people'][number];
export type Notice = GotReply<Followup['GET /cases/:id/exposure-notices']>[number];
export type Stay = GotReply<(typeof investigations)['GET /cases/:id/stays']>[number];
export type Milestone = GotReply<(typeof investigations)['GET /cases/:id/milestones']>[number];
