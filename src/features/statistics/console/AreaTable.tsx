import { can, isCommune } from '../../../web/kit/console/session.ts';
import { TableBox } from '../../../web/kit/console/TableBox.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { percent } from '../../../web/kit/console/words.ts';
import { figure } from '../../../web/kit/format.ts';
import { type AreaFigures, type Column, columns, sumOf } from './api.ts';

type Period = { area: string; from: string; to: string };
type Props = { rows: AreaFigures[]; period: Period; onOpen: (area: string) => void };

/** The list behind a figure, where there is one and the officer may see it. */
const listBehind = (column: Column, area: string, { from, to }: Period): string | undefined => {
  if (column === 'overdue' || column === 'open' || column === 'unreachable') {
    // Whoever was tried and not reached is being contacted.
    const of = {
      ...(column === 'overdue' && { overdue: 'true' }),
      ...(column === 'unreachable' && { state: 'contacting' }),
    };
    return can('work.read') ? `/console/work?${new URLSearchParams({ area, ...of })}` : undefined;
  }
  if (!can('declaration.read')) return undefined;
  const level = ['urgent', 'risk', 'symptom', 'clear'].includes(column) && { triage: column };
  const state = column === 'confirmed' && { state: 'confirmed' };
  return column === 'verified' || column === 'inTime' || column === 'checked'
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
          <th scope="col" class="number">
            {t('statistics.share')}
          </th>
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
            <Share of={row} />
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
          <td />
          {columns.map((column) => (
            <td class="number" key={column}>
              {figure(sumOf(rows, column))}
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  </TableBox>
);

const mostOf = (rows: readonly AreaFigures[], column: Column): number => Math.max(1, ...rows.map((row) => row[column]));

/** A dash where nobody has published the number of residents; else the source is a press or a pointer away. */
const Share = ({ of: { population, share } }: { of: AreaFigures }) => {
  if (population === null || share === null) return <td class="number">–</td>;
  const { people, year, source } = population;
  const about = t('statistics.shareOf', { people: figure(people), year, source });
  return (
    <td class="number figure">
      <span class="bar" style={{ inlineSize: `${100 * share}%` }} />
      <abbr title={about}>{percent(share)}</abbr>
    </td>
  );
};

type CellProps = { row: AreaFigures; column: Column; most: number; href: string | undefined };

const FigureCell = ({ row, column, most, href }: CellProps) => {
  const n = figure(row[column]);
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
