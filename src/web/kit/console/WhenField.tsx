import { useState } from 'preact/hooks';
import { Button } from '../Button.tsx';
import { Field } from '../Field.tsx';
import { instantOf, localOf } from '../moment.ts';
import { serverNow } from './now.ts';
import { t } from './text.ts';

type Props = { value: string | undefined; onInput: (at: string | undefined) => void };

/** When it really happened: now, unless the officer says otherwise. The value is an instant, or undefined for now. */
export const WhenField = ({ value, onInput }: Props) => {
  const [isOpen, setOpen] = useState(value !== undefined);
  if (!isOpen)
    return (
      <p class="row quiet">
        {t('common.when')}
        <Button kind="plain" onClick={() => setOpen(true)}>
          {t('common.whenChange')}
        </Button>
      </p>
    );
  return <DateTimeField label={t('common.whenSet')} value={value} onInput={(at) => onInput(at)} />;
};

/** A date with a time, not in the future. */
export const DateTimeField = ({ label, value, onInput, future }: Props & { label: string; future?: boolean }) => (
  <Field label={label}>
    {(its) => (
      <input
        {...its}
        class="input"
        type="datetime-local"
        max={future ? undefined : localOf(serverNow())}
        value={value && localOf(new Date(value))}
        onInput={(event) => onInput(event.currentTarget.value ? instantOf(event.currentTarget.value) : undefined)}
      />
    )}
  </Field>
);
