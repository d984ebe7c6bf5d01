import { Button } from '../../../web/kit/Button.tsx';
import { ExportButton } from '../../../web/kit/console/ExportButton.tsx';
import { Level } from '../../../web/kit/console/Level.tsx';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Paged } from '../../../web/kit/console/Paged.tsx';
import { usePages } from '../../../web/kit/console/pages.ts';
import { can } from '../../../web/kit/console/session.ts';
import { TableBox } from '../../../web/kit/console/TableBox.tsx';
import { options, t } from '../../../web/kit/console/text.ts';
import { age, reasonWords } from '../../../web/kit/console/words.ts';
import { DateInput } from '../../../web/kit/DateInput.tsx';
import { SelectField } from '../../../web/kit/Field.tsx';
import { dateTime } from '../../../web/kit/format.ts';
import { call, type Declaration } from './api.ts';

const levels = ['urgent', 'risk', 'symptom', 'clear'] as const;
const states = ['new', 'taken', 'contacting', 'confirmed', 'not_confirmed', 'false', 'lost', 'closed'] as const;
const filterNames = ['triage', 'state', 'area', 'from', 'to', 'source'] as const;

type Props = { query: Record<string, string>; go: (url: string) => void };

/** Every declaration of the area, the newest first: the list behind the figures. */
export const DeclarationsPage = ({ query, go }: Props) => {
  const filters = Object.fromEntries(filterNames.flatMap((name) => (query[name] ? [[name, query[name]]] : [])));
  const put = (name: string, value: string) =>
    go(
      `/console/declarations?${new URLSearchParams(Object.entries({ ...filters, [name]: value }).filter(([, text]) => text))}`,
    );
  const declarations = usePages(
    // Codes from the address bar; the server refuses those it does not know.
    (after, signal) => call('GET /declarations', { query: { ...filters, after } as never }, signal),
    [JSON.stringify(filters)],
  );
  const all = { value: '', label: t('common.all') };
  return (
    <Page
      title={t('declarations.title')}
      actions={can('export.rows') && <ExportButton of="declarations" query={filters} name="to-khai" />}
    >
      <div class="filter-grid">
        <SelectField
          label={t('work.filterTriage')}
          value={query.triage ?? ''}
          onChange={(value) => put('triage', value)}
          options={[all, ...options(levels, 'work.level')]}
        />
        <SelectField
          label={t('common.state')}
          value={query.state ?? ''}
          onChange={(value) => put('state', value)}
          options={[all, ...options(states, 'work.state')]}
        />
        <DateInput label={t('common.from')} value={query.from ?? ''} onInput={(value) => put('from', value)} />
        <DateInput label={t('common.to')} value={query.to ?? ''} onInput={(value) => put('to', value)} />
      </div>
      {query.source && (
        <p class="row wrap">
          {t('declarations.bySource', { code: query.source })}
          <Button onClick={() => put('source', '')}>{t('declarations.allSources')}</Button>
        </p>
      )}
      <Paged of={declarations} empty={t('declarations.empty')}>
        {(items) => <Rows of={items} />}
      </Paged>
    </Page>
  );
};

const Rows = ({ of: rows }: { of: Declaration[] }) => (
  <TableBox label={t('declarations.title')}>
    <table>
      <thead>
        <tr>
          <th scope="col">{t('common.name')}</th>
          <th scope="col">{t('work.filterTriage')}</th>
          <th scope="col">{t('declarations.reasons')}</th>
          <th scope="col">{t('common.state')}</th>
          <th scope="col">{t('common.time')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <a href={`/console/work?item=${row.id}`}>{row.person.fullName}</a>{' '}
              <span class="quiet">{age(row.person.birthYear)}</span>
            </th>
            <td>
              <Level of={row.triage.level} />
            </td>
            <td>{reasonWords(row.triage.reasons)}</td>
            <td>{row.state && t(`work.state.${row.state}`)}</td>
            <td>{dateTime(row.at)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </TableBox>
);
