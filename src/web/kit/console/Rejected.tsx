import { Download } from 'lucide';
import { Button } from '../Button.tsx';
import { csvOf, saveFile } from './csv.ts';
import { TableBox } from './TableBox.tsx';
import { maybe, t } from './text.ts';

/** What became of the rows of a list; rows are numbered as in the file. */
export type Verdict = {
  rows: number;
  accepted: number;
  /** Of the accepted, those that stand already: nothing is written for them. */
  known?: number;
  rejected: readonly { row: number; field: string; code: string }[];
  /** The rejected rows as they stood, where the server gives them back. */
  left?: { header: readonly string[]; rows: readonly { row: number; cells: readonly string[] }[] };
};

type Props = { of: Verdict; file: string; columnOf: (field: string) => string };

/** More on a screen nobody reads; the file holds them all. */
const shown = 100;

export const wrongRows = ({ rows, accepted }: Verdict): number => rows - accepted;
const whyOf = (code: string): string => maybe(`problem.${code}`) ?? code;

/** The rows to be mended, with their reasons behind them; without the rows themselves, which row and why. */
export const rejectedFile = ({ rejected, left }: Verdict, columnOf: Props['columnOf']): string => {
  const head = [t('upload.row'), t('upload.column'), t('upload.why')];
  if (!left) return csvOf([head, ...rejected.map(({ row, field, code }) => [row, columnOf(field), whyOf(code)])]);
  const reasons = Map.groupBy(rejected, ({ row }) => row);
  const reasonOf = (row: number): string =>
    (reasons.get(row) ?? []).map(({ field, code }) => `${columnOf(field)}: ${whyOf(code)}`).join('; ');
  return csvOf([[...left.header, t('upload.why')], ...left.rows.map(({ row, cells }) => [...cells, reasonOf(row)])]);
};

/** Which rows were not taken and why, on the screen and as a file to be mended and sent again. */
export const Rejected = ({ of: verdict, file, columnOf }: Props) => {
  const { rejected } = verdict;
  if (rejected.length === 0) return null;
  const name = `${file.replace(/\.(csv|xlsx)$/i, '')}-${t('upload.fileName')}.csv`;
  return (
    <div class="stack tight">
      <TableBox label={t('upload.wrong')}>
        <table>
          <thead>
            <tr>
              <th scope="col" class="number">
                {t('upload.row')}
              </th>
              <th scope="col">{t('upload.column')}</th>
              <th scope="col">{t('upload.why')}</th>
            </tr>
          </thead>
          <tbody>
            {rejected.slice(0, shown).map(({ row, field, code }) => (
              <tr key={`${row} ${field} ${code}`}>
                <td class="number">{row}</td>
                <td>{columnOf(field)}</td>
                <td>{whyOf(code)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
      {rejected.length > shown && <p class="quiet small">{t('upload.rest', { n: rejected.length - shown })}</p>}
      <p>
        <Button icon={Download} onClick={() => saveFile(name, rejectedFile(verdict, columnOf))}>
          {t('upload.rejected', { n: wrongRows(verdict) })}
        </Button>
      </p>
    </div>
  );
};
