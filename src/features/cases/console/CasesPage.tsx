import { Plus } from 'lucide';
import { useLocation } from 'preact-iso';
import { Button, LinkButton } from '../../../web/kit/Button.tsx';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Paged } from '../../../web/kit/console/Paged.tsx';
import { usePages } from '../../../web/kit/console/pages.ts';
import { can } from '../../../web/kit/console/session.ts';
import { TableBox } from '../../../web/kit/console/TableBox.tsx';
import { options, t } from '../../../web/kit/console/text.ts';
import { age } from '../../../web/kit/console/words.ts';
import { DateInput } from '../../../web/kit/DateInput.tsx';
import { SelectField } from '../../../web/kit/Field.tsx';
import { date } from '../../../web/kit/format.ts';
import { AreaFilter } from './AreaFilter.tsx';
import { type Case, call } from './api.ts';
import { windowWords } from './words.ts';
import './cases.css';

const states = ['open', 'closed', 'revoked'] as const;
const filterNames = ['state', 'area', 'from', 'to'] as const;
type Filters = Partial<Record<(typeof filterNames)[number], string>>;

const address = (filters: Filters): string =>
  `/console/cases?${new URLSearchParams(Object.entries(filters).filter(([, value]) => value))}`;

/** The cases of the own area, the newest first. */
export const CasesPage = () => {
  const { query, route } = useLocation();
  const filters: Filters = Object.fromEntries(
    filterNames.flatMap((name) => (query[name] ? [[name, query[name]]] : [])),
  );
  const cases = usePages(
    // The filters are text from the address bar; the server refuses a code it does not know.
    (after, signal) => call('GET /cases', { query: { ...filters, after } as never }, signal),
    [JSON.stringify(filters)],
  );
  const change = (part: Filters) => route(address({ ...filters, ...part }), true);
  const isNarrowed = Object.keys(filters).length > 0;
  return (
    <Page
      title={t('cases.title')}
      text={t('cases.lead')}
      actions={
        can('case.write') && (
          <LinkButton href="/console/cases/new" icon={Plus} kind="primary">
            {t('cases.new')}
          </LinkButton>
        )
      }
    >
      <details class="filters no-print" open={isNarrowed}>
        <summary>{t('common.filters')}</summary>
        <div class="filter-grid">
          <SelectField
            label={t('common.state')}
            value={filters.state ?? ''}
            onChange={(state) => change({ state })}
            options={[{ value: '', label: t('common.all') }, ...options(states, 'cases.stateOf')]}
          />
          <AreaFilter value={filters.area ?? ''} onChange={(area) => change({ area })} />
          <DateInput label={t('cases.confirmedFrom')} value={filters.from ?? ''} onInput={(from) => change({ from })} />
          <DateInput label={t('cases.confirmedTo')} value={filters.to ?? ''} onInput={(to) => change({ to })} />
          {isNarrowed && (
            <Button kind="plain" onClick={() => route('/console/cases', true)}>
              {t('common.clear')}
            </Button>
          )}
        </div>
      </details>
      <Paged
        of={cases}
        empty={t(isNarrowed ? 'cases.emptyFiltered' : 'cases.empty')}
        emptyText={isNarrowed ? undefined : t('cases.emptyText')}
      >
        {(items) => (
          <TableBox label={t('cases.title')}>
            <table class="stacked cases-table">
              <thead>
                <tr>
                  <th scope="col">{t('cases.person')}</th>
                  <th scope="col">{t('cases.onsetOn')}</th>
                  <th scope="col">{t('cases.sampledOn')}</th>
                  <th scope="col">{t('cases.confirmedOn')}</th>
                  <th scope="col">{t('cases.window')}</th>
                  <th scope="col">{t('cases.contacts')}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((one) => (
                  <CaseRow key={one.id} of={one} />
                ))}
              </tbody>
            </table>
          </TableBox>
        )}
      </Paged>
    </Page>
  );
};

export const CaseState = ({ of: { state } }: { of: Pick<Case, 'state'> }) => (
  <span class={`tag ${{ open: 'red', closed: '', revoked: 'amber' }[state]}`}>{t(`cases.stateOf.${state}`)}</span>
);

const CaseRow = ({ of: one }: { of: Case }) => (
  <tr>
    <th scope="row">
      <a href={`/console/cases/${one.id}`}>{one.person.fullName}</a>{' '}
      <span class="quiet">{age(one.person.birthYear)}</span>
      <div class="row wrap small">
        <CaseState of={one} />
        {one.retracted && <span class="tag amber">{t('cases.retractedTag')}</span>}
        <span class="quiet unbroken">{one.code}</span>
        <span class="quiet">{one.areaName}</span>
      </div>
    </th>
    <td data-label={t('cases.onsetOn')}>{one.onsetOn ? date(one.onsetOn) : t('cases.noOnset')}</td>
    <td data-label={t('cases.sampledOn')}>{date(one.sampledOn)}</td>
    <td data-label={t('cases.confirmedOn')}>{date(one.confirmedOn)}</td>
    <td data-label={t('cases.window')}>{windowWords(one)}</td>
    <td data-label={t('cases.contacts')}>
      <span class="unbroken">{t('cases.acceptedCount', { n: one.contacts.accepted })}</span>
      {one.contacts.waiting > 0 && (
        <>
          <br />
          <span class="tag amber">{t('cases.waitingCount', { n: one.contacts.waiting })}</span>
        </>
      )}
    </td>
  </tr>
);
