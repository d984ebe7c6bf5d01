import { newId } from '../../../core/client.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Refusal, Shown } from '../../../web/kit/console/Shown.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { dateTime } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { call } from './api.ts';

/** Where this account is signed in; a device that nobody knows is stopped at once. */
export const SessionsPage = () => {
  const sessions = useLoaded((signal) => call('GET /sessions', {}, signal), []);
  const revoke = useAct(async (id: string) => {
    await call('POST /sessions/:id/revocation', { params: { id }, body: { id: newId() } });
    sessions.reload();
  });
  return (
    <Page title={t('accounts.sessionsTitle')} text={t('accounts.sessionsText')} narrow>
      <Refusal error={revoke.error} />
      <Shown of={sessions}>
        {(rows) => (
          <ul class="cards">
            {rows.map((session) => (
              <li key={session.id} class="card row wrap">
                <strong>{session.device}</strong>
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
    </Page>
  );
};
