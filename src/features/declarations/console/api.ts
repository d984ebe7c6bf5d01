import type { GotReply } from '../../../core/contract.ts';
import { caller } from '../../../web/kit/console/call.ts';
import type { declarations } from '../contract.ts';

export const call = caller<typeof declarations>();
export type Declaration = GotReply<(typeof declarations)['GET /declarations']>['items'][number];
export type FullDeclaration = GotReply<(typeof declarations)['GET /declarations/:id']>;
export type EpidemicArea = GotReply<(typeof declarations)['GET /epidemic-areas']>[number];
export type Stored = GotReply<(typeof declarations)['POST /declarations']>;
