import { useState } from 'preact/hooks';
import { Button } from '../../../web/kit/Button.tsx';
import { TableBox } from '../../../web/kit/console/TableBox.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { dateTime, figure } from '../../../web/kit/format.ts';
import { ClassSign } from './ChainLegend.tsx';
import type { Chain, Link } from './chain-model.ts';
import { levelWords } from './level-words.ts';

type Props = {
  chain: Chain;
  /** Who is shown by the day of the slider, in the order of the chain. */
  people: readonly Link[];
  picked: string | undefined;
  onPick: (person: string) => void;
};
/** Rows that are added at a time: ten thousand at once would stop the screen. */
const step = 100;
const deepest = 6;

/** The same chain in words, row by row: after each person those that came through him or her. */
export const ChainTable = ({ chain, people, picked, onPick }: Props) => {
  const [rows, setRows] = useState(step);
  return (
    <section class="stack">
      <h2>{t('chain.table')}</h2>
      <TableBox label={t('chain.table')}>
        <table class="chain-table">
          <thead>
            <tr>
              <th scope="col">{t('chain.person')}</th>
              <th scope="col">{t('chain.level')}</th>
              <th scope="col">{t('chain.through')}</th>
              <th scope="col">{t('chain.first')}</th>
              <th scope="col">{t('common.area')}</th>
              <th scope="col" class="no-print">
                <span class="only-heard">{t('chain.show')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {people.slice(0, rows).map(({ id, name, level, isEnded, parent, since, areaName, depth }) => (
              <tr key={id} aria-current={id === picked ? 'true' : undefined}>
                <th scope="row" style={{ paddingInlineStart: `${8 + 20 * Math.min(depth, deepest)}px` }}>
                  <a href={`/console/people/${id}`}>{name}</a>
                </th>
                <td>
                  <ClassSign of={{ level, isEnded }} /> {levelWords({ level, isEnded })}
                </td>
                <td>{parent === undefined ? '–' : chain.people.get(parent)?.name}</td>
                <td class="tabular">{dateTime(new Date(since))}</td>
                <td>{areaName}</td>
                <td class="no-print">
                  <button
                    type="button"
                    class="link"
                    aria-label={`${t('chain.show')}: ${name}`}
                    onClick={() => onPick(id)}
                  >
                    {t('chain.show')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
      {people.length > rows && (
        <p>
          <Button onClick={() => setRows(rows + step)}>{t('chain.more', { n: figure(people.length - rows) })}</Button>
        </p>
      )}
    </section>
  );
};
