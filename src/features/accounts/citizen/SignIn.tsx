import { useEffect, useState } from 'preact/hooks';
import { CallError, client } from '../../../core/client.ts';
import { parsePhone } from '../../../core/phone.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { Page } from '../../../web/kit/citizen/Page.tsx';
import { t } from '../../../web/kit/citizen/texts.ts';
import { TextField } from '../../../web/kit/Field.tsx';
import { phone as written } from '../../../web/kit/format.ts';
import { PhoneLink } from '../../../web/kit/PhoneLink.tsx';
import type { accounts } from '../contract.ts';

const call = client<typeof accounts>();

const wordsFor = (error: unknown): string => {
  switch (error instanceof CallError ? error.code : undefined) {
    case 'offline':
      return t('signIn.offline');
    case 'budget.spent':
      return t('signIn.spent');
    case 'session.wrong_code':
      return t('signIn.wrong');
    case 'request.invalid':
      return t('signIn.phoneWrong');
    default:
      return t('signIn.failed');
  }
};

/** Seconds until the code may come by another way; counts itself down. */
const useCountdown = (): [number, (seconds: number) => void] => {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return [left, setLeft];
};

type Sent = { phone: string; channel: 'sms' | 'voice' };

export const SignIn = ({ onSignedIn }: { onSignedIn: () => Promise<void> }) => {
  const [phone, setPhone] = useState('');
  const [sent, setSent] = useState<Sent>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const [left, setLeft] = useCountdown();

  const attempt = async (effect: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    await effect().catch((reason) => setError(wordsFor(reason)));
    setBusy(false);
  };
  const ask = (channel: Sent['channel']) =>
    attempt(async () => {
      const { retryAfterSeconds } = await call('POST /otp', { body: { phone, channel } });
      setSent({ phone, channel });
      setLeft(retryAfterSeconds);
    });
  const confirm = (code: string) =>
    attempt(async () => {
      await call('POST /sessions', { body: { phone, code } });
      await onSignedIn();
    });

  if (!sent)
    return (
      <Page title={t('signIn.title')}>
        <p>{t('signIn.lead')}</p>
        <form
          class="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (parsePhone(phone)) ask('sms');
            else setError(t('signIn.phoneWrong'));
          }}
        >
          <TextField
            label={t('signIn.phone')}
            hint={t('signIn.phoneHint')}
            error={error}
            type="tel"
            inputMode="tel"
            autoComplete="tel"
            value={phone}
            onInput={setPhone}
          />
          <Button type="submit" kind="primary" wide large busy={busy}>
            {t('signIn.send')}
          </Button>
        </form>
        <p class="quiet">{t('signIn.emergency')}</p>
        <PhoneLink number="115" name={t('areas.callEmergency')} />
      </Page>
    );
  return (
    <Code
      key={sent.phone}
      sent={sent}
      busy={busy}
      error={error}
      left={left}
      onCode={confirm}
      onVoice={() => ask('voice')}
      onChange={() => {
        setSent(undefined);
        setError(undefined);
      }}
    />
  );
};

type CodeProps = {
  sent: Sent;
  busy: boolean;
  error: string | undefined;
  left: number;
  onCode: (code: string) => void;
  onVoice: () => void;
  onChange: () => void;
};

const Code = ({ sent, busy, error, left, onCode, onVoice, onChange }: CodeProps) => {
  const [code, setCode] = useState('');
  const take = (text: string) => {
    const digits = text.replace(/\D/g, '').slice(0, 6);
    setCode(digits);
    if (digits.length === 6 && digits !== code) onCode(digits);
  };
  const told = sent.channel === 'voice' ? 'signIn.codeVoice' : 'signIn.codeSent';
  return (
    <Page title={t('signIn.codeTitle')} back={onChange}>
      <p aria-live="polite">{t(told, { phone: written(sent.phone) })}</p>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onCode(code);
        }}
      >
        <TextField
          label={t('signIn.code')}
          error={error}
          inputMode="numeric"
          autoComplete="one-time-code"
          value={code}
          onInput={take}
        />
        <Button type="submit" kind="primary" wide large busy={busy}>
          {t('signIn.confirm')}
        </Button>
      </form>
      {left > 0 ? (
        <p class="quiet">{t('signIn.resendIn', { seconds: left })}</p>
      ) : (
        <Button wide busy={busy} onClick={onVoice}>
          {t('signIn.resend')}
        </Button>
      )}
      <Button kind="plain" wide onClick={onChange}>
        {t('signIn.change')}
      </Button>
      {left === 0 && <p class="quiet small">{t('signIn.station')}</p>}
    </Page>
  );
};
