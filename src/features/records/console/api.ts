import type { GotReply } from '../../../core/contract.ts';
import { caller } from '../../../web/kit/console/call.ts';
import type { records } from '../contract.ts';

export const call = caller<typeof records>();
export type QueuedRequest = GotReply<(typeof records)['GET /correction-requests']>['items'][number];
