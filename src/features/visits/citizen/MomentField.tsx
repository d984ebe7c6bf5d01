import { Field } from '../../../web/kit/Field.tsx';
import { instantOf, localOf } from '../../../web/kit/moment.ts';

type Props = {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  /** The earliest that makes sense, as an instant; the latest is now. */
  from: string;
  value: string | undefined;
  onInput: (at: string | undefined) => void;
};

/** A moment of the past, in Viet Nam's time wherever the phone is. */
export const MomentField = ({ label, hint, error, from, value, onInput }: Props) => (
  <Field label={label} {...(hint !== undefined && { hint })} error={error}>
    {(its) => (
      <input
        {...its}
        class="input"
        type="datetime-local"
        min={localOf(new Date(from))}
        max={localOf(new Date())}
        value={value && localOf(new Date(value))}
        onInput={(event) => onInput(event.currentTarget.value ? instantOf(event.currentTarget.value) : undefined)}
      />
    )}
  </Field>
);
