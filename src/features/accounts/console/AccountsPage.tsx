import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { newId } from '../../../core/client.ts';
import { Button, LinkButton } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Paged } from '../../../web/kit/console/Paged.tsx';
import { usePages } from '../../../web/kit/console/pages.ts';
import { SearchForm } from '../../../web/kit/console/SearchForm.tsx';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { can, officer } from '../../../web/kit/console/session.ts';
import { TableBox } from '../../../web/kit/console/TableBox.tsx';
import { maybe, options, t } from '../../../web/kit/console/text.ts';
import { SelectField } from '../../../web/kit/Field.tsx';
import { dateTime } from '../../../web/kit/format.ts';
import { ResetDialog, SuspendDialog, TransferDialog } from './AccountDialogs.tsx';
import { AccountTabs } from './AccountTabs.tsx';
import { call, type Invitation, type OfficerRow } from './api.ts';
import { LinkSheets } from './LinkSheets.tsx';
import { NewAccountForm } from './NewAccountForm.tsx';

type Kind = 'suspend' | 'reset' | 'transfer';
type Asked = { kind: Kind; account: OfficerRow };
const dialogs = { suspend: SuspendDialog, reset: ResetDialog, transfer: TransferDialog } as const;
const states = ['invited', 'active', 'suspended'] as const;

/** The officers of the unit and of those below: made, moved, reset and suspended here. */
export const AccountsPage = () => {
  const { query, route } = useLocation();
  const [turn, setTurn] = useState(0);
  const [links, setLinks] = useState<Invitation[]>([]);
  const [isNew, setNew] = useState(false);
  const [asked, setAsked] = useState<Asked>();
  const filters = Object.fromEntries(
    (['area', 'only', 'state', 'search'] as const).flatMap((name) => (query[name] ? [[name, query[name]]] : [])),
  );
  const accounts = usePages(
    // Codes from the address bar; the server refuses those it does not know.
    (after, signal) => call('GET /accounts', { query: { ...filters, after } as never }, signal),
    [turn, JSON.stringify(filters)],
  );
  const isManager = can('account.manage');
  const done = (invitation?: Invitation) => {
    if (invitation) setLinks([...links.filter(({ id }) => id !== invitation.id), invitation]);
    setNew(false);
    setAsked(undefined);
    setTurn(turn + 1);
  };
  const ask = useAct(async ({ kind, account }: Asked) => {
    // Nothing is lost where nobody has signed in yet: one tap sends the link anew.
    if (kind !== 'reset' || account.state !== 'invited') return setAsked({ kind, account });
    done(await call('POST /accounts/:id/reset', { params: { id: account.id }, body: { id: newId() } }));
  });
  const put = (change: { state?: string; search?: string }) => {
    const given = Object.entries({ ...filters, ...change }).filter(([, text]) => text);
    route(`/console/accounts?${new URLSearchParams(given)}`);
  };
  const Dialog = asked && dialogs[asked.kind];
  return (
    <Page
      title={t('accounts.title')}
      actions={
        isManager && (
          <>
            <LinkButton href="/console/accounts/list">{t('accounts.listUpload')}</LinkButton>
            <Button kind="primary" onClick={() => setNew(true)}>
              {t('accounts.create')}
            </Button>
          </>
        )
      }
    >
      <AccountTabs at="officers" />
      {links.length > 0 && <LinkSheets of={links} onClose={() => setLinks([])} />}
      {isNew && <NewAccountForm onDone={done} onCancel={() => setNew(false)} />}
      <SearchForm
        key={query.search}
        label={t('accounts.search')}
        text={query.search ?? ''}
        onSearch={(search) => put({ search })}
      />
      <div class="filter-grid">
        <SelectField
          label={t('common.state')}
          value={query.state ?? ''}
          onChange={(state) => put({ state })}
          options={[{ value: '', label: t('common.all') }, ...options(states, 'accounts.stateOf')]}
        />
        {query.area !== undefined && (
          <p>
            <a href="/console/accounts">{t('accounts.wholeArea')}</a>
          </p>
        )}
      </div>
      <Refusal error={ask.error} />
      <Paged of={accounts} empty={t(query.search ? 'accounts.notFound' : 'accounts.empty')}>
        {(items) => <Rows of={items} onAsk={isManager ? (kind, account) => ask.run({ kind, account }) : undefined} />}
      </Paged>
      {asked && Dialog && <Dialog account={asked.account} onDone={done} onClose={() => setAsked(undefined)} />}
    </Page>
  );
};

type RowsProps = { of: OfficerRow[]; onAsk: ((kind: Kind, account: OfficerRow) => void) | undefined };

const Rows = ({ of: rows, onAsk }: RowsProps) => (
  <TableBox label={t('accounts.title')}>
    <table class="stacked">
      <thead>
        <tr>
          <th scope="col">{t('common.name')}</th>
          <th scope="col">{t('accounts.unit')}</th>
          <th scope="col">{t('accounts.roles')}</th>
          <th scope="col">{t('common.state')}</th>
          <th scope="col">{t('common.actions')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((account) => (
          <tr key={account.id}>
            <th scope="row">
              {account.name}
              <br />
              <span class="quiet">{account.login}</span>
            </th>
            <td>{account.areaName}</td>
            <td>{account.roles.map((role) => maybe(`accounts.role.${role}`) ?? role).join(', ')}</td>
            <td>
              <span class={account.state === 'active' ? 'tag' : 'tag amber'}>
                {t(`accounts.stateOf.${account.state}`)}
              </span>
              <br />
              <span class="quiet small">
                {account.lastSeenAt
                  ? `${t('accounts.lastSeen')}: ${dateTime(account.lastSeenAt)}`
                  : t('accounts.never')}
              </span>
            </td>
            <td>
              {onAsk && !account.mayManage && account.id !== officer.value?.id && (
                <span class="quiet small">{t('accounts.managedBy', { unit: account.areaName })}</span>
              )}
              {onAsk && account.mayManage && (
                <span class="row wrap">
                  <Act on={account} word={t('accounts.reset')} onClick={() => onAsk('reset', account)} />
                  <Act on={account} word={t('accounts.transfer')} onClick={() => onAsk('transfer', account)} />
                  {account.state !== 'suspended' && (
                    <Act on={account} word={t('accounts.suspend')} onClick={() => onAsk('suspend', account)} />
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

const Act = ({ on, word, onClick }: { on: OfficerRow; word: string; onClick: () => void }) => (
  <Button name={`${word}: ${on.name}`} onClick={onClick}>
    {word}
  </Button>
);
