import { Field } from './Field.tsx';

type Props = {
  label: string;
  hint?: string;
  error?: string | undefined;
  /** `yyyy-mm-dd`, or empty. */
  value: string;
  min?: string;
  max?: string;
  onInput: (day: string) => void;
};

/** The device's own calendar. */
export const DateInput = ({ label, hint, error, value, min, max, onInput }: Props) => (
  <Field label={label} hint={hint} error={error}>
    {(its) => (
      <input
        {...its}
        class="input"
        type="date"
        value={value}
        min={min}
        max={max}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    )}
  </Field>
);
