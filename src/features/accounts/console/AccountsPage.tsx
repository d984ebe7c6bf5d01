import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Confirm } from '../../../web/kit/console/Confirm.tsx';
import { Page } from '../../../web/kit/console/Page.tsx';
import { usePages } from '../../../web/kit/console/pages.ts';
import { Empty, Shown } from '../../../web/kit/console/Shown.tsx';
import { can, officer } from '../../../web/kit/console/session.ts';
import { TableBox } from '../../../web/kit/console/TableBox.tsx';
import { maybe, t } from '../../../web/kit/console/text.ts';
import { TextField } from '../../../web/kit/Field.tsx';
import { dateTime } from '../../../web/kit/format.ts';
import { call, type Invitation, type OfficerRow } from './api.ts';
import { LinkSheet } from './LinkSheet.tsx';
import { NewAccountForm } from './NewAccountForm.tsx';
import { useUnits } from './units.ts';

type Asked = { kind: 'suspend' | 'reset'; account: OfficerRow };

/** The officers of the unit and of those below: made, reset and suspended here. */
export const AccountsPage = () => {
  const [turn, setTurn] = useState(0);
  const [link, setLink] = useState<Invitation>();
  const [isNew, setNew] = useState(false);
  const [asked, setAsked] = useState<Asked>();
  const { first, items, more } = usePages(
    (after, signal) => call('GET /accounts', { query: { after } }, signal),
    [turn],
  );
  const mayManage = can('account.manage');
  const done = (invitation?: Invitation) => {
    setLink(invitation);
    setNew(false);
    setAsked(undefined);
    setTurn(turn + 1);
  };
  return (
    <Page
      title={t('accounts.title')}
      actions={
        mayManage && (
          <Button kind="primary" onClick={() => setNew(true)}>
            {t('accounts.create')}
          </Button>
        )
      }
    >
      {link && <LinkSheet invitation={link} onClose={() => setLink(undefined)} />}
      {isNew && <NewAccountForm onDone={done} onCancel={() => setNew(false)} />}
      <Shown of={first}>
        {() =>
          items.length === 0 ? (
            <Empty title={t('accounts.empty')} />
          ) : (
            <Rows of={items} onAsk={mayManage ? setAsked : undefined} />
          )
        }
      </Shown>
      {more && <Button onClick={more}>{t('common.more')}</Button>}
      {asked?.kind === 'suspend' && (
        <SuspendDialog account={asked.account} onDone={done} onClose={() => setAsked(undefined)} />
      )}
      {asked?.kind === 'reset' && (
        <ResetDialog account={asked.account} onDone={done} onClose={() => setAsked(undefined)} />
      )}
    </Page>
  );
};

const Rows = ({ of: rows, onAsk }: { of: OfficerRow[]; onAsk: ((asked: Asked) => void) | undefined }) => {
  const units = useUnits();
  return (
    <TableBox label={t('accounts.title')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('common.name')}</th>
            <th scope="col">{t('accounts.login')}</th>
            <th scope="col">{t('accounts.unit')}</th>
            <th scope="col">{t('accounts.roles')}</th>
            <th scope="col">{t('common.state')}</th>
            <th scope="col">{t('accounts.lastSeen')}</th>
            <th scope="col">{t('common.actions')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((account) => (
            <tr key={account.id}>
              <th scope="row">{account.name}</th>
              <td>{account.login}</td>
              <td>{units.find(({ path }) => path === account.area)?.name ?? account.area}</td>
              <td>{account.roles.map((role) => maybe(`accounts.role.${role}`) ?? role).join(', ')}</td>
              <td>{t(`accounts.stateOf.${account.state}`)}</td>
              <td>{account.lastSeenAt ? dateTime(account.lastSeenAt) : t('accounts.never')}</td>
              <td>
                {onAsk && account.id !== officer.value?.id && (
                  <span class="row wrap">
                    <Button onClick={() => onAsk({ kind: 'reset', account })}>{t('accounts.reset')}…</Button>
                    {account.state !== 'suspended' && (
                      <Button onClick={() => onAsk({ kind: 'suspend', account })}>{t('accounts.suspend')}…</Button>
                    )}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
};

type DialogProps = { account: OfficerRow; onDone: (invitation?: Invitation) => void; onClose: () => void };

const SuspendDialog = ({ account, onDone, onClose }: DialogProps) => {
  const [reason, setReason] = useState('');
  const suspend = useAct(async () => {
    await call('POST /accounts/:id/suspension', { params: { id: account.id }, body: { id: newId(), reason } });
    onDone();
  });
  return (
    <Confirm
      open
      danger
      onClose={onClose}
      title={t('accounts.suspendTitle', { name: account.name })}
      text={t('accounts.suspendText')}
      confirm={t('accounts.suspend')}
      busy={suspend.isBusy}
      error={suspend.error}
      onConfirm={suspend.run}
    >
      <TextField required label={t('common.reason')} value={reason} maxLength={300} onInput={setReason} />
    </Confirm>
  );
};

const ResetDialog = ({ account, onDone, onClose }: DialogProps) => {
  const reset = useAct(async () => {
    onDone(await call('POST /accounts/:id/reset', { params: { id: account.id }, body: { id: newId() } }));
  });
  return (
    <Confirm
      open
      onClose={onClose}
      title={t('accounts.resetTitle', { name: account.name })}
      text={t('accounts.resetText')}
      confirm={t('accounts.reset')}
      busy={reset.isBusy}
      error={reset.error}
      onConfirm={reset.run}
    />
  );
};
