import type { GotReply } from '../../../core/contract.ts';
import { caller } from '../../../web/kit/console/call.ts';
import type { areas } from '../../areas/contract.ts';
import type { cases } from '../../cases/contract.ts';
import type { verification } from '../../verification/contract.ts';
import type { investigations } from '../contract.ts';

export const call = caller<typeof investigations>();
export const callAreas = caller<typeof areas>();
export const callCases = caller<typeof cases>();
export const callWork = caller<typeof verification>();

export type Backward = GotReply<(typeof investigations)['GET /cases/backward']>;
export type SharedPlace = Backward['items'][number];
export type SharedEvent = SharedPlace['events'][number];
export type ChainPage = GotReply<(typeof investigations)['GET /cases/:id/graph']>;
export type Stay = GotReply<(typeof investigations)['GET /cases/:id/stays']>[number];
export type Milestone = GotReply<(typeof investigations)['GET /cases/:id/milestones']>[number];
export type Case = GotReply<(typeof cases)['GET /cases/:id']>;
