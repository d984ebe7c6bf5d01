import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { Button } from './Button.tsx';
import { Field } from './Field.tsx';

/** `note` stands in a list instead of the trail. */
export type AreaOption = { path: string; name: string; trail?: string; note?: string };

/** Where areas come from; the shell of a face provides it, since the kit knows no feature. */
export const Areas = createContext<{ search: (text: string, signal: AbortSignal) => Promise<AreaOption[]> }>({
  search: async () => [],
});

export type AreaTexts = { label: string; hint: string; change: string; none: string; failed: string };
type Props = {
  value: AreaOption | undefined;
  onChange: (area: AreaOption | undefined) => void;
  texts: AreaTexts;
  error?: string | undefined;
};

const pause = 250;

/** A commune by typing, with or without diacritics: "dong ve" finds Đông Vệ. Once chosen, its name and a way to change it. */
export const AreaPicker = ({ value, onChange, texts, error }: Props) => {
  const { search } = useContext(Areas);
  const [text, setText] = useState('');
  const [found, setFound] = useState<AreaOption[] | 'failed'>();

  useEffect(() => {
    setFound(undefined);
    if (text.trim().length < 2) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      search(text.trim(), stop.signal).then(setFound, () => stop.signal.aborted || setFound('failed'));
    }, pause);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text]);

  if (value)
    return (
      <div class="field">
        <span class="label">{texts.label}</span>
        <span>{value.trail ? `${value.name}, ${value.trail}` : value.name}</span>
        <span>
          <Button onClick={() => onChange(undefined)}>{texts.change}</Button>
        </span>
      </div>
    );
  return (
    <div class="areas">
      <Field label={texts.label} hint={texts.hint} error={error}>
        {(its) => (
          <input
            {...its}
            class="input"
            type="search"
            autocomplete="off"
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Field>
      <div aria-live="polite">
        {found === 'failed' && <p class="quiet">{texts.failed}</p>}
        {Array.isArray(found) && found.length === 0 && <p class="quiet">{texts.none}</p>}
        {Array.isArray(found) && found.length > 0 && (
          <div class="found">
            {found.map((area) => (
              <button type="button" key={area.path} onClick={() => onChange(area)}>
                <span>{area.name}</span>
                <span class="quiet small">{area.note ?? area.trail}</span>
              </button>
            ))}
          </div>
        )}
      </div>
    </div>
  );
};
