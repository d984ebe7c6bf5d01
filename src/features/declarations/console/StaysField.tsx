import { Plus, X } from 'lucide';
import type { GivenStay } from '../../../web/kit/asked/given.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { areaTexts, t } from '../../../web/kit/console/text.ts';
import { UnitPicker } from '../../../web/kit/console/UnitPicker.tsx';
import { DateInput } from '../../../web/kit/DateInput.tsx';
import { TextField } from '../../../web/kit/Field.tsx';

type Props = { legend: string; stays: GivenStay[]; onChange: (stays: GivenStay[]) => void };

/** Where the person stayed in the look-back days: a commune found by name, a whole district or province, or words where it is none. */
export const StaysField = ({ legend, stays, onChange }: Props) => {
  const put = (at: number, change: Partial<GivenStay>) =>
    onChange(stays.map((stay, i) => (i === at ? { ...stay, ...change } : stay)));
  return (
    <fieldset class="stack tight">
      <legend class="label">{legend}</legend>
      {stays.map((stay, at) => (
        // Rows have no name of their own, and are only added at the end.
        <div class="card stack tight" key={at}>
          <UnitPicker value={stay.area} onChange={(area) => put(at, { area })} texts={areaTexts(t('areas.stayed'))} />
          <div class="filter-grid">
            <DateInput label={t('common.from')} value={stay.from} onInput={(from) => put(at, { from })} />
            <DateInput label={t('common.to')} value={stay.to} onInput={(to) => put(at, { to })} />
            <TextField
              label={t('common.address')}
              value={stay.text}
              onInput={(text) => put(at, { text })}
              maxLength={300}
            />
          </div>
          <p>
            <Button icon={X} onClick={() => onChange(stays.filter((_, i) => i !== at))}>
              {t('declarations.removePlace')}
            </Button>
          </p>
        </div>
      ))}
      <p>
        <Button icon={Plus} onClick={() => onChange([...stays, { from: '', to: '', text: '' }])}>
          {t('declarations.addPlace')}
        </Button>
      </p>
    </fieldset>
  );
};
