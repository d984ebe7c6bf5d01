import type { GotReply } from '../../../core/contract.ts';
import { caller } from '../../../web/kit/console/call.ts';
import type { people } from '../contract.ts';

export const call = caller<typeof people>();
export type Person = GotReply<(typeof people)['GET /people/:id']>;
export type Brief = GotReply<(typeof people)['GET /people']>['items'][number];
export type Created = GotReply<(typeof people)['POST /people']>;
export type Pair = GotReply<(typeof people)['GET /people/duplicates']>['items'][number];
export type MergePreview = GotReply<(typeof people)['GET /people/:id/merge']>;
export type MergedRecord = GotReply<(typeof people)['GET /people/:id/merges']>[number];
