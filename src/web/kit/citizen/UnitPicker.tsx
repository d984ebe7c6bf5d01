import type { ComponentProps } from 'preact';
import { client } from '../../../core/client.ts';
import type { areas } from '../../../features/areas/contract.ts';
import { type AreaOption, AreaPicker, Areas } from '../AreaPicker.tsx';
import { areaTexts } from './areas.ts';
import { t } from './more-texts.ts';

const call = client<typeof areas>();

/** Units of every level below the nation; two of them may bear one name, so each row says its level. */
const units = {
  search: async (text: string, signal: AbortSignal): Promise<AreaOption[]> =>
    (await call('GET /areas/search', { query: { text } }, signal)).flatMap(({ path, name, level, trail }) => {
      if (level === 'nation') return [];
      const around = trail.replace(`${name}, `, '');
      return [{ path, name, trail: around, note: `${t(`unit.levelOf.${level}`)} · ${around}` }];
    }),
};

type Props = Omit<ComponentProps<typeof AreaPicker>, 'texts'>;

/** The area picker where whoever answers may know no more than the district or the province. */
export const UnitPicker = (props: Props) => (
  <Areas.Provider value={units}>
    <AreaPicker {...props} texts={{ ...areaTexts(), label: t('unit.label'), hint: t('unit.hint') }} />
  </Areas.Provider>
);
