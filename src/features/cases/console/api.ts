import type { GotReply, SentBody } from '../../../core/contract.ts';
import { caller } from '../../../web/kit/console/call.ts';
import type { cases } from '../contract.ts';

export const call = caller<typeof cases>();
type Cases = typeof cases;
export type Case = GotReply<Cases['GET /cases/:id']>;
export type NewCase = SentBody<Cases['POST /cases']>;
export type Contact = GotReply<Cases['GET /cases/:id/contacts']>['items'][number];
export type ContactState = Contact['state'];
export type Evidence = Contact['evidence'][number];
export type Decided = GotReply<Cases['POST /cases/:id/decisions']>;
export type Moved = Decided['changed'][number];
export type Deed = GotReply<Cases['GET /cases/:id/history']>[number];
export type Pending = GotReply<Cases['GET /classifications/pending']>['items'][number];
export type Classification = GotReply<Cases['GET /people/:id/classification']>;
