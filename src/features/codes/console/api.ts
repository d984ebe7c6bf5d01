import type { GotReply } from '../../../core/contract.ts';
import { caller } from '../../../web/kit/console/call.ts';
import type { codes } from '../contract.ts';

export const call = caller<typeof codes>();
export type Reading = GotReply<(typeof codes)['POST /codes/reading']>;
export type ReadPerson = NonNullable<Reading['person']>;
export type Code = GotReply<(typeof codes)['GET /people/:id/code']>;
