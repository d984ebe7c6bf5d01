import { can, isCommune } from '../../../web/kit/console/session.ts';
import { TableBox } from '../../../web/kit/console/TableBox.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { type AreaFigures, type Column, columns, sumOf } from './api.ts';

type Period = { area: string; from: string; to: string };
type Props = { rows: AreaFigures[]; period: Period; onOpen: (area: string) => void };

/** The list behind a figure, where there is one and the officer may see it. */
const listBehind = (column: Column, area: string, { from, to }: Period): string | undefined => {
  if (column === 'overdue' || column === 'open')
    return can('work.read')
      ? `/console/work?${new URLSearchParams({ area, ...(column === 'overdue' && { overdue: 'true' }) })}`
      : undefined;
  if (!can('declaration.read')) return undefined;
  const level = ['urgent', 'risk', 'symptom', 'clear'].includes(column) && { triage: column };
  const state = column === 'confirmed' && { state: 'confirmed' };
  return column === 'verified' || column === 'checked'
    ? undefined
    : `/console/declarations?${new URLSearchParams({ area, from, to, ...level, ...state })}`;
};

/** Areas below, a row each, with the sum below; the length of a bar is the share of the greatest figure of its column. */
export const AreaTable = ({ rows, period, onOpen }: Props) => (
  <TableBox label={t('statistics.title')}>
    <table class="figures-table">
      <thead>
        <tr>
          <th scope="col">{t('statistics.area')}</th>
          {columns.map((column) => (
            <th scope="col" class="number" key={column}>
              {t(`statistics.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.area}>
            <th scope="row">
              {isCommune(row.area) || row.area === period.area ? (
                row.name
              ) : (
                <button type="button" class="link" onClick={() => onOpen(row.area)}>
                  {row.name}
                </button>
              )}
            </th>
            {columns.map((column) => (
              <FigureCell
                key={column}
                row={row}
                column={column}
                most={mostOf(rows, column)}
                href={listBehind(column, row.area, period)}
              />
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('statistics.sum')}</th>
          {columns.map((column) => (
            <td class="number" key={column}>
              {sumOf(rows, column).toLocaleString('vi')}
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  </TableBox>
);

const mostOf = (rows: readonly AreaFigures[], column: Column): number => Math.max(1, ...rows.map((row) => row[column]));

type CellProps = { row: AreaFigures; column: Column; most: number; href: string | undefined };

const FigureCell = ({ row, column, most, href }: CellProps) => {
  const n = row[column].toLocaleString('vi');
  const name = t('statistics.listBehind', { n, what: t(`statistics.${column}`), area: row.name });
  return (
    <td class={`number figure ${column}`}>
      <span class="bar" style={{ inlineSize: `${(100 * row[column]) / most}%` }} />
      {href && row[column] > 0 ? (
        <a href={href} aria-label={name}>
          {n}
        </a>
      ) : (
        <span>{n}</span>
      )}
    </td>
  );
};
