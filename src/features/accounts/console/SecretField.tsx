import { useState } from 'preact/hooks';
import { t } from '../../../web/kit/console/text.ts';
import { Field } from '../../../web/kit/Field.tsx';

type Props = {
  label: string;
  hint?: string;
  error?: string | undefined;
  value: string;
  onInput: (value: string) => void;
  isNew?: boolean;
};

/** A password that can be looked at while it is typed. */
export const PasswordField = ({ label, hint, error, value, onInput, isNew }: Props) => {
  const [isShown, setShown] = useState(false);
  // Preact's types join what a password and a text field may carry; these attributes are right for both.
  const kind = { type: isShown ? 'text' : 'password' } as { type: 'password' };
  return (
    <div class="stack tight">
      <Field label={label} hint={hint} error={error}>
        {(its) => (
          <input
            {...its}
            class="input"
            {...kind}
            autocomplete={isNew ? 'new-password' : 'current-password'}
            required
            maxlength={200}
            value={value}
            onInput={(event) => onInput(event.currentTarget.value)}
          />
        )}
      </Field>
      <label class="check">
        <input type="checkbox" checked={isShown} onChange={(event) => setShown(event.currentTarget.checked)} />
        {t('accounts.showPassword')}
      </label>
    </div>
  );
};

export const isCode = (code: string): boolean => /^\d{6}$/.test(code);

/** The six digits of the second factor; blanks that a phone puts between them are dropped. */
export const CodeField = ({ error, value, onInput }: Pick<Props, 'error' | 'value' | 'onInput'>) => (
  <Field label={t('accounts.code')} hint={t('accounts.codeHint')} error={error}>
    {(its) => (
      <input
        {...its}
        class="input code-input"
        inputmode="numeric"
        autocomplete="one-time-code"
        required
        value={value}
        onInput={(event) => onInput(event.currentTarget.value.replace(/\s/g, '').slice(0, 6))}
      />
    )}
  </Field>
);
