import { caller } from '../../../web/kit/console/call.ts';
import type { areas } from '../../areas/contract.ts';

const call = caller<typeof areas>();

export const nameOf = async (area: string, signal: AbortSignal): Promise<string | undefined> =>
  (await call('GET /areas/trail', { query: { area } }, signal)).at(-1)?.name;
