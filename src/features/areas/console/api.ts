import type { GotReply } from '../../../core/contract.ts';
import { caller } from '../../../web/kit/console/call.ts';
import type { areas } from '../contract.ts';

export const call = caller<typeof areas>();
export type Hamlet = GotReply<(typeof areas)['GET /hamlets/leaders']>[number];
export type Duty = GotReply<(typeof areas)['GET /duty']>[number];
export type HealthArea = GotReply<(typeof areas)['GET /areas/health-areas']>[number];
