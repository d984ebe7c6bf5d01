import type { GotReply } from '../../../core/contract.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { caller } from '../../../web/kit/console/call.ts';
import { csvOf, saveFile } from '../../../web/kit/console/csv.ts';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Paged } from '../../../web/kit/console/Paged.tsx';
import { usePages } from '../../../web/kit/console/pages.ts';
import { TableBox } from '../../../web/kit/console/TableBox.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { dateTime } from '../../../web/kit/format.ts';
import type { audit } from '../contract.ts';

const call = caller<typeof audit>();
type Entry = GotReply<(typeof audit)['GET /audit']>['items'][number];

const columns = ['seq', 'time', 'account', 'area', 'verb', 'route', 'outcome', 'persons', 'request'] as const;
const nameOf = (column: (typeof columns)[number]): string =>
  column === 'time' || column === 'area' ? t(`common.${column}`) : t(`audit.${column}`);

const cellsOf = (entry: Entry): (string | number | null)[] => [
  entry.seq,
  dateTime(entry.at),
  entry.by ?? entry.account,
  entry.areaName,
  entry.verb,
  entry.route,
  t(`audit.outcomeOf.${entry.outcome}`),
  entry.persons.join(' '),
  entry.requestId,
];

/** Who did and who saw what, for the auditor. */
export const AuditPage = () => {
  const entries = usePages((after, signal) => call('GET /audit', { query: { after } }, signal), []);
  return (
    <Page
      title={t('audit.title')}
      actions={
        entries.items.length > 0 && (
          <Button onClick={() => saveFile('nhat-ky.csv', csvOf([columns.map(nameOf), ...entries.items.map(cellsOf)]))}>
            {t('common.exportCsv')}
          </Button>
        )
      }
    >
      <Paged of={entries} empty={t('audit.empty')}>
        {(items) => (
          <TableBox label={t('audit.title')}>
            <table class="audit">
              <thead>
                <tr>
                  {columns.map((column) => (
                    <th scope="col" key={column}>
                      {nameOf(column)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {items.map((entry) => (
                  <tr key={entry.seq} class={entry.outcome}>
                    {cellsOf(entry).map((cell, at) => (
                      <td key={columns[at]}>{cell}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </TableBox>
        )}
      </Paged>
    </Page>
  );
};
