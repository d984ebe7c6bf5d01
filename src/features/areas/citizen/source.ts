import { client } from '../../../core/client.ts';
import type { AreaOption } from '../../../web/kit/AreaPicker.tsx';
import type { areas } from '../contract.ts';

const call = client<typeof areas>();

/** Communes by name and hamlets for the kit's pickers. */
export const areaSource = {
  search: async (text: string, signal: AbortSignal): Promise<AreaOption[]> =>
    (await call('GET /areas/search', { query: { text } }, signal))
      .filter(({ level }) => level === 'commune')
      .map(({ path, name, trail }) => ({ path, name, trail: trail.replace(`${name}, `, '') })),
  hamlets: (area: string, signal: AbortSignal) => call('GET /hamlets', { query: { area } }, signal),
};
