import { Check, X } from 'lucide';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { newId } from '../../../core/client.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Confirm } from '../../../web/kit/console/Confirm.tsx';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Paged } from '../../../web/kit/console/Paged.tsx';
import { usePages } from '../../../web/kit/console/pages.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { maybe, options, t } from '../../../web/kit/console/text.ts';
import { SelectField, TextField } from '../../../web/kit/Field.tsx';
import { AccountTabs } from './AccountTabs.tsx';
import { type AccountRequest, call, type Decided } from './api.ts';
import { LinkSheets } from './LinkSheets.tsx';
import { RequestForm } from './RequestForm.tsx';
import { RequestRows } from './RequestRows.tsx';

const mostAtOnce = 200;
const states = ['waiting', 'accepted', 'refused', 'withdrawn'] as const;

/** Accounts asked for: the queue of who decides, and what became of the own unit's requests. */
export const RequestsPage = () => {
  const { query, route } = useLocation();
  const state = query.state === 'all' ? undefined : (states.find((one) => one === query.state) ?? 'waiting');
  const [turn, setTurn] = useState(0);
  const [isNew, setNew] = useState(false);
  const [isRefusing, setRefusing] = useState(false);
  const [note, setNote] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [decided, setDecided] = useState<{ results: readonly Decided[]; of: readonly AccountRequest[] }>();
  const requests = usePages(
    (after, signal) => call('GET /account-requests', { query: { after, state } }, signal),
    [turn, state],
  );
  const again = () => setTurn((before) => before + 1);
  const decide = useAct(async (accept: boolean) => {
    const decisions = [...chosen].map((request) => ({ request, accept, ...(!accept && note && { note }) }));
    const { results } = await call('POST /account-requests/decisions', { body: { id: newId(), decisions } });
    setDecided({ results, of: requests.items });
    setChosen(new Set());
    setRefusing(false);
    setNote('');
    again();
  });
  const withdraw = useAct(async (id: string) => {
    await call('POST /account-requests/:id/withdrawal', { params: { id }, body: { id: newId() } });
    again();
  });
  const open = requests.items.filter(({ mayDecide }) => mayDecide).slice(0, mostAtOnce);
  return (
    <Page
      title={t('accounts.requestsTitle')}
      text={t(can('account.manage') ? 'accounts.requestsText' : 'accounts.requestsTextAsk')}
      actions={
        <Button kind={can('account.manage') ? undefined : 'primary'} onClick={() => setNew(true)}>
          {t('accounts.requestNew')}
        </Button>
      }
    >
      <AccountTabs at="requests" />
      {isNew && (
        <RequestForm
          onDone={() => {
            setNew(false);
            again();
          }}
          onCancel={() => setNew(false)}
        />
      )}
      {decided && <Outcome {...decided} onClose={() => setDecided(undefined)} />}
      <div class="filter-grid">
        <SelectField
          label={t('common.state')}
          value={state ?? 'all'}
          onChange={(value) => route(`/console/accounts/requests${value === 'waiting' ? '' : `?state=${value}`}`)}
          options={[...options(states, 'accounts.requestState'), { value: 'all', label: t('common.all') }]}
        />
      </div>
      <Refusal error={isRefusing ? undefined : decide.error} />
      <Refusal error={withdraw.error} />
      {open.length > 0 && (
        <div class="row wrap">
          <label class="check">
            <input
              type="checkbox"
              checked={open.every(({ id }) => chosen.has(id))}
              onChange={(event) => setChosen(new Set(event.currentTarget.checked ? open.map(({ id }) => id) : []))}
            />
            {t('accounts.chooseAll', { n: open.length })}
          </label>
          {chosen.size > 0 && (
            <>
              <Button kind="primary" icon={Check} busy={decide.isBusy} onClick={() => decide.run(true)}>
                {t('accounts.requestAccept', { n: chosen.size })}
              </Button>
              <Button icon={X} onClick={() => setRefusing(true)}>
                {t('accounts.requestRefuse', { n: chosen.size })}
              </Button>
            </>
          )}
        </div>
      )}
      <Paged of={requests} empty={t(state === 'waiting' ? 'accounts.requestsNone' : 'accounts.requestsEmpty')}>
        {(items) => (
          <RequestRows
            of={items}
            chosen={chosen}
            onChoose={(id, isOn) =>
              setChosen(new Set(isOn ? [...chosen, id] : [...chosen].filter((other) => other !== id)))
            }
            onWithdraw={withdraw.run}
          />
        )}
      </Paged>
      <Confirm
        open={isRefusing}
        onClose={() => setRefusing(false)}
        title={t('accounts.requestRefuseTitle', { n: chosen.size })}
        confirm={t('accounts.requestRefuse', { n: chosen.size })}
        busy={decide.isBusy}
        error={decide.error}
        onConfirm={() => decide.run(false)}
      >
        <TextField label={t('accounts.requestNote')} value={note} maxLength={500} onInput={setNote} />
      </Confirm>
    </Page>
  );
};

type OutcomeProps = { results: readonly Decided[]; of: readonly AccountRequest[]; onClose: () => void };

/** The links of what was accepted, and each request that could not be. */
const Outcome = ({ results, of: requests, onClose }: OutcomeProps) => {
  const links = results.flatMap(({ account }) => account ?? []);
  const left = results.flatMap(({ request, code }) => (code ? [{ request, code }] : []));
  const nameOf = (id: string): string => requests.find((request) => request.id === id)?.name ?? '';
  return (
    <>
      {left.length > 0 && (
        <Band notice tone="amber">
          <span role="alert">{t('accounts.requestsLeft', { n: left.length })}</span>
          <ul class="small">
            {left.map(({ request, code }) => (
              <li key={request}>
                {nameOf(request)}: {maybe(`problem.${code}`) ?? code}
              </li>
            ))}
          </ul>
        </Band>
      )}
      {links.length > 0 && <LinkSheets of={links} onClose={onClose} />}
    </>
  );
};
