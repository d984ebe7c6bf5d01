import { Fingerprint } from 'lucide';
import { useState } from 'preact/hooks';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Empty, Refusal, Shown } from '../../../web/kit/console/Shown.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { isWeakPassword } from '../rules.ts';
import { call } from './api.ts';
import { thisDevice } from './Passkeys.tsx';
import { canUsePasskeys, makePasskey } from './passkey.ts';
import { CodeField, isCode, PasswordField } from './SecretField.tsx';

const shortest = 10;

/** What stands under a new password while it is typed: how much is missing, or that it will do. */
const strengthWords = (password: string, login: string): string => {
  const missing = shortest - [...password].length;
  if (missing > 0) return t('accounts.passwordShort', { n: missing });
  return t(isWeakPassword(password, login) ? 'accounts.passwordPlain' : 'accounts.passwordGood');
};

/** The server gives SVG text or a data URI; an image element runs nothing that might stand in it. */
const imageOf = (qr: string): string => (qr.startsWith('data:') ? qr : `data:image/svg+xml,${encodeURIComponent(qr)}`);

/** A one-time link, taken from behind the `#`, which browsers never send: second factor, password, code, and in. */
export const InvitationPage = ({ token, onDone }: { token: string; onDone: () => Promise<void> }) => {
  const invitation = useLoaded((signal) => call('POST /invitations/check', { body: { token } }, signal), [token]);
  const isUsed = invitation.state === 'failed' && /^(account\.settled|record\.missing)$/.test(invitation.error.code);
  return (
    <Page title={t('accounts.invitation')} narrow>
      {token === '' && <Empty title={t('accounts.invitationMissing')} />}
      {token !== '' && isUsed && <Empty title={t('accounts.invitationUsed')} />}
      {token !== '' && !isUsed && (
        <Shown of={invitation}>
          {(found) => (
            <>
              <p>
                <strong>{t('accounts.invitationHello', { name: found.name })}</strong>
                <br />
                {t('accounts.invitationUnit', { login: found.login, unit: found.areaName })}
              </p>
              {canUsePasskeys() && <ByPasskey token={token} onDone={onDone} />}
              <Acceptance found={found} token={token} onDone={onDone} />
            </>
          )}
        </Shown>
      )}
    </Page>
  );
};

type Found = { login: string; name: string; areaName: string; totpSecret: string; totpUri: string; totpQr: string };

/** With a phone or computer of one's own: one touch, and no password to invent. */
const ByPasskey = ({ token, onDone }: { token: string; onDone: () => Promise<void> }) => {
  const accept = useAct(async () => {
    const ceremony = await call('POST /invitations/passkey/options', { body: { token } });
    const made = await makePasskey(ceremony);
    await call('POST /invitations/passkey', { body: { token, name: thisDevice(), ...made } });
    await onDone();
  });
  return (
    <section class="card stack tight">
      <h2>{t('accounts.byPasskey')}</h2>
      <p>{t('accounts.byPasskeyText')}</p>
      <Refusal error={accept.error} />
      <Button kind="primary" wide icon={Fingerprint} busy={accept.isBusy} onClick={accept.run}>
        {t('accounts.byPasskeyAccept')}
      </Button>
    </section>
  );
};

const Acceptance = ({ found, token, onDone }: { found: Found; token: string; onDone: () => Promise<void> }) => {
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [code, setCode] = useState('');
  const [isTried, setTried] = useState(false);
  const accept = useAct(async () => {
    await call('POST /invitations/acceptance', { body: { token, password, code } });
    await onDone();
  });
  const isWeak = isWeakPassword(password, found.login);
  const send = () => {
    setTried(true);
    if (!isWeak && again === password && isCode(code)) return accept.run();
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {canUsePasskeys() && <h2>{t('accounts.orPassword')}</h2>}
      <section class="card stack tight">
        <h2>{t('accounts.stepApp')}</h2>
        <p>{t('accounts.stepAppText')}</p>
        <img class="qr" src={imageOf(found.totpQr)} alt={t('accounts.qrAlt')} width={220} height={220} />
        <p>
          {t('accounts.stepAppManual')}
          <br />
          <code class="secret">{found.totpSecret}</code>
        </p>
        <p>
          <a href={found.totpUri}>{t('accounts.stepAppOpen')}</a>
        </p>
      </section>
      <section class="card stack tight">
        <h2>{t('accounts.stepPassword')}</h2>
        <PasswordField
          isNew
          label={t('accounts.passwordNew')}
          hint={t('accounts.passwordRule')}
          value={password}
          error={isTried && isWeak ? strengthWords(password, found.login) : undefined}
          onInput={setPassword}
        />
        <p aria-live="polite" class={password && !isWeak ? 'good' : 'quiet'}>
          {password && strengthWords(password, found.login)}
        </p>
        <PasswordField
          isNew
          label={t('accounts.passwordRepeat')}
          value={again}
          error={isTried && again !== password ? t('accounts.passwordDiffers') : undefined}
          onInput={setAgain}
        />
      </section>
      <section class="card stack tight">
        <h2>{t('accounts.stepCode')}</h2>
        <CodeField
          value={code}
          error={isTried && !isCode(code) ? t('accounts.codeFormat') : undefined}
          onInput={setCode}
        />
      </section>
      {accept.error?.code === 'session.wrong_code' ? (
        <Band notice tone="red">
          <span role="alert">{t('accounts.wrongCode')}</span>
        </Band>
      ) : (
        <Refusal error={accept.error} />
      )}
      <Button type="submit" kind="primary" wide busy={accept.isBusy}>
        {t('accounts.accept')}
      </Button>
    </form>
  );
};
