import { client } from '../../../core/client.ts';
import type { GotReply, SentBody } from '../../../core/contract.ts';
import type { records } from '../contract.ts';

export const call = client<typeof records>();
export type OwnData = GotReply<(typeof records)['GET /people/:id/data']>;
export type Reading = GotReply<(typeof records)['GET /people/:id/readings']>['items'][number];
export type CorrectionRequest = OwnData['corrections'][number];
export type Fields = NonNullable<SentBody<(typeof records)['POST /people/:id/correction-requests']>['fields']>;
