import { useRef, useState } from 'preact/hooks';
import { CallError, client, newId } from '../../../core/client.ts';
import { parsePhone } from '../../../core/phone.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { Page } from '../../../web/kit/citizen/Page.tsx';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { TextField } from '../../../web/kit/Field.tsx';
import { phone as written } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import type { accounts } from '../../accounts/contract.ts';
import type { visits } from '../contract.ts';
import { type Door, type Outcome, typed } from './door.ts';
import { ownPhone } from './door-known.ts';
import type { Scan } from './door-queue.ts';

const callAccounts = client<typeof accounts>();
const call = client<typeof visits>();

type Props = { door: Door; onDone: (outcome?: Outcome) => void };
/** `isSent`: whether the code is on its way. */
type Asked = { scan: Scan; phone: string; outcome: Outcome; isSent: boolean };

/** Who has no code and no card: a phone and a name. The answer comes only after the code that was sent to that phone. */
export const DoorTyped = ({ door, onDone }: Props) => {
  const [phone, setPhone] = useState('');
  const [fullName, setFullName] = useState('');
  const [isForOther, setForOther] = useState(false);
  const own = useLoaded(() => ownPhone(door.account), [door.account]).value;
  const isOwn = isForOther && !!own && parsePhone(phone) === own;
  const [asked, setAsked] = useState<Asked>();
  const [error, setError] = useState<{ phone?: string | undefined; name?: string }>({});
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const focusOn = (what: string) =>
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>(what)?.focus());

  const send = async () => {
    const wrong = {
      ...(!parsePhone(phone) && { phone: t('door.typed.phoneWrong') }),
      ...(fullName.trim().length < 2 && { name: t('door.typed.nameWrong') }),
    };
    setError(wrong);
    if (Object.keys(wrong).length > 0) return void focusOn('[aria-invalid="true"]');
    setBusy(true);
    const outcome = await typed(
      { ...door, method: isForOther ? 'on_behalf' : 'phone' },
      { phone, fullName: fullName.trim() },
    );
    const { scan, shown } = outcome;
    const isStored = shown === 'enter' || shown === 'declare' || shown === 'call_station';
    if (isForOther || !scan || !isStored || door.way === 'out') return onDone(outcome);
    const isSent = await callAccounts('POST /otp', { body: { phone, purpose: 'visit' } }).then(
      () => true,
      () => false,
    );
    setBusy(false);
    setAsked({ scan, phone, outcome, isSent });
  };

  if (asked) return <Confirm key={asked.scan.id} {...asked} onDone={onDone} />;
  return (
    <Page title={t(`door.typed.title.${door.way}`)} back={() => onDone()}>
      <form
        class="stack"
        noValidate
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void send();
        }}
      >
        {isForOther && <Band notice>{t(`door.typed.otherLead.${door.way}`)}</Band>}
        <TextField
          label={t(isForOther ? 'door.typed.otherPhone' : 'door.typed.phone')}
          hint={
            isOwn ? t('door.typed.ownHint') : isForOther || door.way === 'out' ? undefined : t('door.typed.phoneHint')
          }
          error={error.phone}
          type="tel"
          inputMode="tel"
          autoComplete="off"
          value={phone}
          onInput={setPhone}
        />
        {isForOther && own && !isOwn && (
          <Button
            wide
            onClick={() => {
              setPhone(written(own));
              setError({ ...error, phone: undefined });
              focusOn('input:not([type="tel"])');
            }}
          >
            {t('door.typed.own')}
          </Button>
        )}
        <TextField
          label={t('door.typed.name')}
          error={error.name}
          autoComplete="off"
          maxLength={100}
          value={fullName}
          onInput={setFullName}
        />
        <Button type="submit" kind="primary" wide large busy={busy}>
          {t(isForOther && door.way === 'in' ? 'door.typed.record' : `door.typed.send.${door.way}`)}
        </Button>
      </form>
      <Button
        kind="plain"
        wide
        onClick={() => {
          setForOther(!isForOther);
          setError({});
        }}
      >
        {t(isForOther ? 'door.typed.hasPhone' : 'door.typed.noPhone')}
      </Button>
    </Page>
  );
};

const codeLength = 6;

const Confirm = ({ scan, phone, outcome, isSent, onDone }: Asked & { onDone: Props['onDone'] }) => {
  const [code, setCode] = useState('');
  const [error, setError] = useState<string>();
  const [told, setTold] = useState<string>();
  const [busy, setBusy] = useState(false);

  const confirm = async (typedCode: string) => {
    setBusy(true);
    setError(undefined);
    try {
      const { answer } = await call('POST /visits/:id/confirmation', {
        params: { id: scan.id },
        body: { id: newId(), venue: scan.venue, in: outcome.storedAt ?? scan.at, phone, code: typedCode },
      });
      onDone({ ...outcome, shown: answer });
    } catch (reason) {
      const isWrong = reason instanceof CallError && reason.code === 'session.wrong_code';
      setError(t(isWrong ? 'door.typed.codeWrong' : 'door.typed.codeFailed'));
      setBusy(false);
    }
  };
  const again = () => {
    setError(undefined);
    return callAccounts('POST /otp', { body: { phone, channel: 'voice', purpose: 'visit' } }).then(
      () => setTold(t('door.typed.codeVoice', { phone: written(phone) })),
      () => setTold(t('door.typed.codeFailed')),
    );
  };
  return (
    <Page title={t('door.typed.codeTitle')} back={() => onDone()}>
      <p role="status">
        {told ?? t(isSent ? 'door.typed.codeSent' : 'door.typed.codeUnsent', { phone: written(phone) })}
      </p>
      <TextField
        label={t('door.typed.code')}
        error={error}
        inputMode="numeric"
        autoComplete="off"
        maxLength={codeLength}
        value={code}
        onInput={(text) => {
          setCode(text);
          const digits = text.replace(/\D/g, '');
          if (digits.length === codeLength && !busy) void confirm(digits);
        }}
      />
      <Button wide onClick={again}>
        {t('door.typed.codeAgain')}
      </Button>
      <Button kind="plain" wide onClick={() => onDone(outcome)}>
        {t('door.typed.noCode')}
      </Button>
    </Page>
  );
};
