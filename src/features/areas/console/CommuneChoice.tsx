import { useState } from 'preact/hooks';
import { fold } from '../../../core/fold.ts';
import { t } from '../../../web/kit/console/text.ts';
import { TextField } from '../../../web/kit/Field.tsx';

export type Commune = { path: string; code: string; name: string };
type Props = {
  legend: string;
  communes: readonly Commune[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
};

/** So many are found by looking. */
const few = 12;

/** Several communes of a province by name, with or without marks, or by code; those chosen stay in sight. */
export const CommuneChoice = ({ legend, communes, chosen, onChange }: Props) => {
  const [text, setText] = useState('');
  const wanted = fold(text);
  const shown = communes.filter(
    ({ path, code, name }) => chosen.includes(path) || fold(name).includes(wanted) || code.startsWith(text.trim()),
  );
  return (
    <fieldset class="stack tight">
      <legend class="label spaced">{legend}</legend>
      {communes.length > few && (
        <TextField
          type="search"
          label={t('areas.search')}
          hint={t('areas.searchHint')}
          value={text}
          onInput={setText}
          autoComplete="off"
        />
      )}
      <div class="checks">
        {shown.map(({ path, code, name }) => (
          <label key={path}>
            <input
              type="checkbox"
              checked={chosen.includes(path)}
              onChange={(event) =>
                onChange(event.currentTarget.checked ? [...chosen, path] : chosen.filter((other) => other !== path))
              }
            />
            <span>
              {name} <span class="quiet small">{code}</span>
            </span>
          </label>
        ))}
      </div>
      {shown.length === 0 && <p class="quiet">{t('areas.none')}</p>}
    </fieldset>
  );
};
