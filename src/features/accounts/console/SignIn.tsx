import { Fingerprint } from 'lucide';
import { useState } from 'preact/hooks';
import type { CallError } from '../../../core/client.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { wordsOf } from '../../../web/kit/console/Shown.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { TextField } from '../../../web/kit/Field.tsx';
import { call } from './api.ts';
import { canUsePasskeys, signWithPasskey } from './passkey.ts';
import { CodeField, isCode, PasswordField } from './SecretField.tsx';

const refusalWords = (error: CallError): string => {
  if (error.code === 'session.wrong_password' || error.code === 'session.wrong_code') return t('accounts.wrong');
  return error.code === 'budget.spent' ? t('accounts.locked') : wordsOf(error);
};

/** Login, password and second factor on one page; or a passkey, which is all of them. */
export const SignIn = ({ onDone }: { onDone: () => Promise<void> }) => {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [isTried, setTried] = useState(false);
  const signIn = useAct(async () => {
    await call('POST /sessions/officer', { body: { login: login.trim().toLowerCase(), password, code } });
    setPassword('');
    await onDone();
  });
  const byPasskey = useAct(async () => {
    const ceremony = await call('POST /sessions/passkey/options', { body: {} });
    await call('POST /sessions/passkey', { body: await signWithPasskey(ceremony) });
    await onDone();
  });
  const error = signIn.error ?? byPasskey.error;
  return (
    <form
      class="stack"
      onSubmit={async (event) => {
        event.preventDefault();
        setTried(true);
        if (!isCode(code)) return;
        byPasskey.clear();
        await signIn.run();
        setCode('');
        setTried(false);
      }}
    >
      <TextField
        required
        label={t('accounts.login')}
        value={login}
        autoComplete="username"
        maxLength={60}
        onInput={setLogin}
      />
      <PasswordField label={t('accounts.password')} value={password} onInput={setPassword} />
      <CodeField
        value={code}
        error={isTried && !isCode(code) ? t('accounts.codeFormat') : undefined}
        onInput={setCode}
      />
      {error && (
        <Band notice tone="red">
          <span role="alert">{refusalWords(error)}</span>
        </Band>
      )}
      <Button type="submit" kind="primary" wide busy={signIn.isBusy}>
        {t('accounts.signIn')}
      </Button>
      {canUsePasskeys() && (
        <Button
          wide
          icon={Fingerprint}
          busy={byPasskey.isBusy}
          onClick={() => {
            signIn.clear();
            void byPasskey.run();
          }}
        >
          {t('accounts.passkeySignIn')}
        </Button>
      )}
      <p class="quiet small">{t('accounts.forgotten')}</p>
    </form>
  );
};
