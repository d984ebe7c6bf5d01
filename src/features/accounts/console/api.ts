import type { GotReply } from '../../../core/contract.ts';
import { caller } from '../../../web/kit/console/call.ts';
import type { accounts } from '../contract.ts';

export const call = caller<typeof accounts>();
type Reply<K extends keyof typeof accounts> = GotReply<(typeof accounts)[K]>;
export type Me = Reply<'GET /me'>;
export type OfficerRow = Reply<'GET /accounts'>['items'][number];
export type Invitation = Reply<'POST /accounts'>;
export type Session = Reply<'GET /sessions'>[number];
export type UnitRow = Reply<'GET /accounts/units'>[number];
export type AccountRequest = Reply<'GET /account-requests'>['items'][number];
export type Decided = Reply<'POST /account-requests/decisions'>['results'][number];
export type Ceremony = Reply<'POST /passkeys/options'>;
