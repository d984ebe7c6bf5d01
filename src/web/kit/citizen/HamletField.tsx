import { createContext } from 'preact';
import { useContext, useId } from 'preact/hooks';
import { Field } from '../Field.tsx';
import { useLoaded } from '../load.ts';
import { t } from './texts.ts';

/** The hamlets a station keeps of its commune; the shell provides it. */
export const Hamlets = createContext<(area: string, signal: AbortSignal) => Promise<{ id: string; name: string }[]>>(
  async () => [],
);

type Props = { area: string; value: string; onInput: (hamlet: string) => void };

/** Offers the names the station uses, and takes any other: the list may be short, or out of reach. */
export const HamletField = ({ area, value, onInput }: Props) => {
  const find = useContext(Hamlets);
  const names = useId();
  const hamlets = useLoaded((signal) => find(area, signal), [area]);
  return (
    <Field label={t('areas.hamlet')}>
      {(its) => (
        <>
          <input
            {...its}
            class="input"
            list={names}
            autocomplete="off"
            maxlength={120}
            value={value}
            onInput={(event) => onInput(event.currentTarget.value)}
          />
          <datalist id={names}>
            {hamlets.value?.map(({ id, name }) => (
              <option key={id} value={name} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
};
