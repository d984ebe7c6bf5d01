import { client } from '../../../core/client.ts';
import type { GotReply } from '../../../core/contract.ts';
import type { followup } from '../contract.ts';

export const call = client<typeof followup>();
export type Ask = GotReply<(typeof followup)['POST /contact-asks/check']>;
