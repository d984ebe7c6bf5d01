import { Database, LifeBuoy, LogOut, Users } from 'lucide';
import { useState } from 'preact/hooks';
import { client } from '../../../core/client.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { useDevice } from '../../../web/kit/citizen/device.ts';
import { t } from '../../../web/kit/citizen/more-texts.ts';
import { Loading, Page, Row } from '../../../web/kit/citizen/Page.tsx';
import { canSeal, namesUnder } from '../../../web/kit/citizen/sealed.ts';
import { Dialog } from '../../../web/kit/Dialog.tsx';
import { date, phone as written } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import type { accounts } from '../contract.ts';
import { deviceName } from './device-name.ts';

const call = client<typeof accounts>();

type Props = { phone: string | null; onSignOut: () => Promise<void> };

export const AccountPage = ({ phone, onSignOut }: Props) => (
  <Page title={t('account.title')} back="/">
    {phone && (
      <p>
        {t('account.phone')}: <strong>{written(phone)}</strong>
      </p>
    )}
    <nav class="rows">
      <Row href="/app/nguoi-nha" icon={Users}>
        {t('account.family')}
      </Row>
      <Row href="/app/du-lieu" icon={Database}>
        {t('data.title')}
      </Row>
      <Row href="/app/bao-loi" icon={LifeBuoy}>
        {t('problem.title')}
      </Row>
    </nav>
    <Sessions />
    <SignOut onSignOut={onSignOut} />
  </Page>
);

const Sessions = () => {
  const sessions = useLoaded((signal) => call('GET /sessions', {}, signal), []);
  const [told, setTold] = useState<string>();
  const revoke = (id: string) =>
    call('POST /sessions/:id/revocation', { params: { id }, body: { id } }).then(
      () => {
        setTold(t('account.revoked'));
        sessions.reload();
      },
      () => setTold(t('app.failed')),
    );
  return (
    <section class="stack tight">
      <h2>{t('account.sessions')}</h2>
      {told && <Band notice>{told}</Band>}
      <Loading of={sessions}>
        {(list) => (
          <ul class="stack tight">
            {list.map(({ id, device, createdAt, expiresAt, current }) => (
              <li key={id} class="card stack tight">
                <strong>
                  {deviceName(device) ?? t('account.unknownDevice')}
                  {current && ` · ${t('account.current')}`}
                </strong>
                <span class="quiet small">
                  {t('account.since', { date: date(createdAt) })}
                  {expiresAt && ` ${t('account.until', { date: date(expiresAt) })}`}
                </span>
                {!current && <Button onClick={() => revoke(id)}>{t('account.revoke')}</Button>}
              </li>
            ))}
          </ul>
        )}
      </Loading>
    </section>
  );
};

const SignOut = ({ onSignOut }: Pick<Props, 'onSignOut'>) => {
  const { outbox } = useDevice();
  const [isAsking, setAsking] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const unsent = outbox.waiting.value.length + outbox.refused.value.length;
  const scans = useLoaded(async () => (canSeal() ? namesUnder('door/queue/') : []), [isAsking]).value ?? [];
  return (
    <>
      <Button icon={LogOut} wide onClick={() => setAsking(true)}>
        {t('account.signOut')}
      </Button>
      <Dialog title={t('account.signOutTitle')} open={isAsking} onClose={() => setAsking(false)}>
        <p>{t('account.signOutNote')}</p>
        {unsent > 0 && (
          <Band notice tone="red">
            {t('account.signOutWaiting', { n: unsent })}
          </Band>
        )}
        {scans.length > 0 && (
          <Band notice tone="red">
            {t('account.signOutScans', { n: scans.length })}{' '}
            <a href={`/app/dia-diem/${scans[0]?.split('/')[2]}/quet`}>{t('account.signOutSend')}</a>
          </Band>
        )}
        {hasFailed && (
          <Band notice tone="amber">
            {t('account.signOutOffline')}
          </Band>
        )}
        <div class="actions">
          <Button kind="danger" onClick={() => onSignOut().catch(() => setFailed(true))}>
            {t('account.signOut')}
          </Button>
          <Button onClick={() => setAsking(false)}>{t('app.cancel')}</Button>
        </div>
      </Dialog>
    </>
  );
};
