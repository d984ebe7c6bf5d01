import { Fingerprint, Trash2 } from 'lucide';
import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Confirm } from '../../../web/kit/console/Confirm.tsx';
import { Refusal, Shown } from '../../../web/kit/console/Shown.tsx';
import { sessionLost } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { dateTime } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { deviceName } from '../citizen/device-name.ts';
import { call } from './api.ts';
import { canUsePasskeys, makePasskey } from './passkey.ts';

export const thisDevice = (): string => deviceName(navigator.userAgent) ?? '';

/** The passkeys of the officer: what each device is called, when it was used; one more, or one less. */
export const Passkeys = () => {
  const passkeys = useLoaded((signal) => call('GET /passkeys', {}, signal), []);
  const [asked, setAsked] = useState<{ id: string; name: string }>();
  const add = useAct(async () => {
    const ceremony = await call('POST /passkeys/options', { body: {} });
    const made = await makePasskey(ceremony);
    await call('POST /passkeys', { body: { id: newId(), name: thisDevice(), ...made } });
    passkeys.reload();
  });
  const remove = useAct(async (id: string) => {
    await call('POST /passkeys/:id/removal', { params: { id }, body: { id: newId() } });
    setAsked(undefined);
    passkeys.reload();
  });
  return (
    <section class="stack" aria-label={t('accounts.passkeys')}>
      <h2>{t('accounts.passkeys')}</h2>
      <p class="quiet measure">{t('accounts.passkeysText')}</p>
      <Shown of={passkeys}>
        {(rows) =>
          rows.length === 0 ? (
            <p class="quiet">{t('accounts.passkeysEmpty')}</p>
          ) : (
            <ul class="cards">
              {rows.map((passkey) => (
                <li key={passkey.id} class="card row wrap">
                  <strong>{passkey.name}</strong>
                  <span class="quiet">
                    {t('accounts.since')} {dateTime(passkey.createdAt)}
                    {passkey.lastUsedAt && ` · ${t('accounts.passkeyUsed', { at: dateTime(passkey.lastUsedAt) })}`}
                  </span>
                  <Button
                    icon={Trash2}
                    name={t('accounts.passkeyRemoveOf', { name: passkey.name })}
                    onClick={() => setAsked(passkey)}
                  >
                    {t('accounts.passkeyRemove')}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      {add.error?.code === 'session.stale' ? (
        <p class="row wrap" role="alert">
          {t('accounts.passkeyStale')}
          <Button onClick={() => (sessionLost.value = true)}>{t('accounts.signIn')}</Button>
        </p>
      ) : (
        <Refusal error={add.error} />
      )}
      {canUsePasskeys() ? (
        <p>
          <Button icon={Fingerprint} busy={add.isBusy} onClick={add.run}>
            {t('accounts.passkeyAdd')}
          </Button>
        </p>
      ) : (
        <p class="quiet">{t('accounts.passkeyUnsupported')}</p>
      )}
      {asked && (
        <Confirm
          open
          danger
          onClose={() => {
            setAsked(undefined);
            remove.clear();
          }}
          title={t('accounts.passkeyRemoveTitle', { name: asked.name })}
          text={t('accounts.passkeyRemoveText')}
          confirm={t('accounts.passkeyRemove')}
          busy={remove.isBusy}
          error={remove.error}
          onConfirm={() => remove.run(asked.id)}
        />
      )}
    </section>
  );
};
