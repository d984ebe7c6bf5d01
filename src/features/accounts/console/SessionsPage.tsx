import { newId } from '../../../core/client.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Refusal, Shown } from '../../../web/kit/console/Shown.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { dateTime } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { deviceName } from '../citizen/device-name.ts';
import { call } from './api.ts';
import { Passkeys } from './Passkeys.tsx';

/** Where this account is signed in, and by which passkeys; a device that nobody knows is stopped at once. */
export const SessionsPage = () => {
  const sessions = useLoaded((signal) => call('GET /sessions', {}, signal), []);
  const revoke = useAct(async (id: string) => {
    await call('POST /sessions/:id/revocation', { params: { id }, body: { id: newId() } });
    sessions.reload();
  });
  return (
    <Page title={t('accounts.securityTitle')} narrow>
      <h2>{t('accounts.sessionsTitle')}</h2>
      <p class="quiet measure">{t('accounts.sessionsText')}</p>
      <Refusal error={revoke.error} />
      <Shown of={sessions}>
        {(rows) => (
          <ul class="cards">
            {rows.map((session) => (
              <li key={session.id} class="card row wrap">
                <strong>{deviceName(session.device) ?? session.device}</strong>
                <span class="quiet">
                  {t('accounts.since')} {dateTime(session.createdAt)}
                </span>
                {session.current ? (
                  <span class="tag">{t('accounts.thisDevice')}</span>
                ) : (
                  <Button busy={revoke.isBusy} onClick={() => revoke.run(session.id)}>
                    {t('accounts.revoke')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Shown>
      {can('passkey.own') && <Passkeys />}
    </Page>
  );
};
