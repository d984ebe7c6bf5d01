import type { AreaOption } from '../../../web/kit/AreaPicker.tsx';
import { caller } from '../../../web/kit/console/call.ts';
import type { areas } from '../../areas/contract.ts';

const call = caller<typeof areas>();

/** Where a list may come from: a province, a district or a commune. */
export const searchUnits = async (text: string, signal: AbortSignal): Promise<AreaOption[]> =>
  (await call('GET /areas/search', { query: { text } }, signal)).filter(({ level }) => level !== 'nation');

export const searchCommunes =
  (within: string) =>
  async (text: string, signal: AbortSignal): Promise<AreaOption[]> =>
    (await call('GET /areas/search', { query: { text, within } }, signal)).filter(({ level }) => level === 'commune');

export const nameOf = async (area: string, signal: AbortSignal): Promise<string | undefined> =>
  (await call('GET /areas/trail', { query: { area } }, signal)).at(-1)?.name;
