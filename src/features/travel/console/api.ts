import type { GotReply } from '../../../core/contract.ts';
import { caller } from '../../../web/kit/console/call.ts';
import type { codes } from '../../codes/contract.ts';
import type { travel } from '../contract.ts';

export const call = caller<typeof travel>();
export const callCodes = caller<typeof codes>();
export type Gate = GotReply<(typeof travel)['GET /gates']>[number];
export type Check = GotReply<(typeof travel)['POST /checks']>;
export type Entry = GotReply<(typeof travel)['GET /entries']>['items'][number];
export type Pass = GotReply<(typeof travel)['GET /travels']>['items'][number];
export type IssuedPass = GotReply<(typeof travel)['GET /passes/:id']>;
