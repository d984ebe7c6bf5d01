import type { areas } from '../../../features/areas/contract.ts';
import type { AreaOption } from '../AreaPicker.tsx';
import { caller } from './call.ts';
import { t } from './text.ts';

const call = caller<typeof areas>();

const found = async (text: string, within: string, signal: AbortSignal) =>
  (await call('GET /areas/search', { query: { text, within } }, signal)).map(({ path, name, level, trail }) => ({
    level,
    option: { path, name, trail: trail.slice(`${name}, `.length) },
  }));

/** Communes by name, for the pickers of the console. */
export const communesIn = (within = '') => ({
  search: async (text: string, signal: AbortSignal): Promise<AreaOption[]> =>
    (await found(text, within, signal)).flatMap(({ level, option }) => (level === 'commune' ? [option] : [])),
});

/** Units of every level below the nation; two of them may bear one name, so each row says its level. */
export const unitsIn = (within = '') => ({
  search: async (text: string, signal: AbortSignal): Promise<AreaOption[]> =>
    (await found(text, within, signal)).flatMap(({ level, option }) =>
      level === 'nation'
        ? []
        : [{ ...option, note: [t(`areas.levelOf.${level}`), option.trail].filter(Boolean).join(' · ') }],
    ),
});
