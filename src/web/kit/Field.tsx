import { CircleAlert } from 'lucide';
import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from './Icon.tsx';

type Told = { label: string; hint?: string; error?: string | undefined };
export type Described = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean };

/** Label, hint and error around any native control: `<Field label=…>{(its) => <select {...its} class="input">…}</Field>`. */
export const Field = ({ label, hint, error, children }: Told & { children: (its: Described) => ComponentChildren }) => {
  const id = useId();
  const about = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {children({ id, 'aria-describedby': about || undefined, 'aria-invalid': Boolean(error) })}
      {error && (
        <span class="error" id={`${id}-error`} role="alert">
          <Icon of={CircleAlert} />
          {error}
        </span>
      )}
    </div>
  );
};

type InputProps = Told & {
  value: string;
  onInput: (value: string) => void;
  type?: 'text' | 'tel' | 'search';
  inputMode?: 'text' | 'numeric' | 'decimal' | 'tel';
  autoComplete?: JSX.IntrinsicElements['input']['autocomplete'];
  maxLength?: number;
  required?: boolean;
};

export const TextField = ({ label, hint, error, value, onInput, type = 'text', ...rest }: InputProps) => (
  <Field label={label} hint={hint} error={error}>
    {(its) => (
      <input
        {...its}
        class="input"
        type={type as 'text'}
        value={value}
        inputmode={rest.inputMode}
        autocomplete={rest.autoComplete}
        maxlength={rest.maxLength}
        required={rest.required}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    )}
  </Field>
);

/** Several lines of free words. */
export const WordsField = ({
  label,
  hint,
  error,
  value,
  onInput,
  maxLength,
}: Told & Pick<InputProps, 'value' | 'onInput' | 'maxLength'>) => (
  <Field label={label} hint={hint} error={error}>
    {(its) => (
      <textarea
        {...its}
        class="input"
        maxlength={maxLength}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    )}
  </Field>
);

type SelectProps = Told & {
  value: string;
  onChange: (value: string) => void;
  options: readonly { value: string; label: string }[];
};

export const SelectField = ({ label, hint, error, value, onChange, options }: SelectProps) => (
  <Field label={label} hint={hint} error={error}>
    {(its) => (
      <select {...its} class="input" value={value} onChange={(e) => onChange(e.currentTarget.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    )}
  </Field>
);
