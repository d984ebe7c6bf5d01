import { isCommune } from '../../../web/kit/console/session.ts';
import { TableBox } from '../../../web/kit/console/TableBox.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { percent } from '../../../web/kit/console/words.ts';
import { figure } from '../../../web/kit/format.ts';
import type { Activity } from './api.ts';

const columns = ['silent', 'visited', 'venues'] as const;
type Column = (typeof columns)[number];
const shows = { venues: 'active', visited: 'visited', silent: 'silent' } as const;

const sumOf = (rows: readonly Activity[], column: Column): number => rows.reduce((sum, row) => sum + row[column], 0);
const shareOf = ({ visited, venues }: Pick<Activity, Column>): number | undefined =>
  venues === 0 ? undefined : visited / venues;

/** Where most is to be done stands first. */
const byWork = (one: Activity, other: Activity): number => other.silent - one.silent || other.venues - one.venues;

const listBehind = (area: string, column: Column): string =>
  `/console/venues?${new URLSearchParams({ area, show: shows[column] })}`;

type Props = { rows: readonly Activity[]; area: string; onOpen: (area: string) => void };

/** Of the places of each area below: how many were visited, the share first, because that was where 2021 failed unseen. */
export const ActivityTable = ({ rows, area, onOpen }: Props) => {
  const whole = { venues: sumOf(rows, 'venues'), visited: sumOf(rows, 'visited'), silent: sumOf(rows, 'silent') };
  const share = shareOf(whole);
  return (
    <>
      <p>
        <strong>{share === undefined ? '–' : percent(share)}</strong>{' '}
        {t('venues.shareText', { visited: figure(whole.visited), all: figure(whole.venues) })}
      </p>
      <TableBox label={t('venues.activity')}>
        <table class="figures-table">
          <thead>
            <tr>
              <th scope="col">{t('common.area')}</th>
              <th scope="col" class="number">
                {t('venues.share')}
              </th>
              {columns.map((column) => (
                <th scope="col" class="number" key={column}>
                  {t(`venues.count.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.toSorted(byWork).map((row) => (
              <tr key={row.area}>
                <th scope="row">
                  {isCommune(row.area) || row.area === area ? (
                    row.name
                  ) : (
                    <button type="button" class="link" onClick={() => onOpen(row.area)}>
                      {row.name}
                    </button>
                  )}
                </th>
                <Share of={shareOf(row)} />
                {columns.map((column) => (
                  <Count key={column} row={row} column={column} most={Math.max(1, ...rows.map((one) => one.venues))} />
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('statistics.sum')}</th>
              <td class="number">{share === undefined ? '–' : percent(share)}</td>
              {columns.map((column) => (
                <td class="number" key={column}>
                  {figure(whole[column])}
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </TableBox>
    </>
  );
};

const Share = ({ of: share }: { of: number | undefined }) => (
  <td class="number figure">
    {share === undefined ? (
      '–'
    ) : (
      <>
        <span class="bar" style={{ inlineSize: `${100 * share}%` }} />
        <span>{percent(share)}</span>
      </>
    )}
  </td>
);

const Count = ({ row, column, most }: { row: Activity; column: Column; most: number }) => {
  const n = figure(row[column]);
  const name = t('statistics.listBehind', { n, what: t(`venues.count.${column}`), area: row.name });
  return (
    <td class={column === 'silent' ? 'number figure overdue' : 'number figure'}>
      <span class="bar" style={{ inlineSize: `${(100 * row[column]) / most}%` }} />
      {row[column] > 0 ? (
        <a href={listBehind(row.area, column)} aria-label={name}>
          {n}
        </a>
      ) : (
        <span>{n}</span>
      )}
    </td>
  );
};
