import { client } from '../../../core/client.ts';
import type { GotReply } from '../../../core/contract.ts';
import type { visits } from '../contract.ts';

export const call = client<typeof visits>();
export type Visits = GotReply<(typeof visits)['GET /visits']>;
export type OwnVisit = Visits['items'][number];
