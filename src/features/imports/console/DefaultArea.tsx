import { useState } from 'preact/hooks';
import { type AreaOption, AreaPicker, Areas } from '../../../web/kit/AreaPicker.tsx';
import { communesIn } from '../../../web/kit/console/areas.ts';
import { areaTexts, t } from '../../../web/kit/console/text.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { nameOf } from './areas.ts';

type Props = { within: string; value: string | null; onChange: (area: string | null) => void };

/** The commune of rows that name none: the one chosen before is shown, and can be changed or taken away. */
export const DefaultArea = ({ within, value, onChange }: Props) => {
  const [chosen, setChosen] = useState<AreaOption>();
  const name = useLoaded(async (signal) => (value ? nameOf(value, signal) : undefined), [value]);
  const known = value === null ? undefined : { path: value, name: name.value ?? value };
  return (
    <Areas.Provider value={communesIn(within)}>
      <AreaPicker
        value={chosen?.path === value ? chosen : known}
        onChange={(area) => {
          setChosen(area);
          onChange(area?.path ?? null);
        }}
        texts={areaTexts(t('imports.defaultArea'))}
      />
    </Areas.Provider>
  );
};
