import type { GotReply } from '../../../core/contract.ts';
import { caller } from '../../../web/kit/console/call.ts';
import type { support } from '../contract.ts';

export const call = caller<typeof support>();
export type OwnReport = GotReply<(typeof support)['GET /problem-reports/mine']>['items'][number];
export type Report = GotReply<(typeof support)['GET /problem-reports']>['items'][number];
