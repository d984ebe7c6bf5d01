import { t } from '../../../web/kit/console/text.ts';
import { figure } from '../../../web/kit/format.ts';
import { type Chain, countsAt, type Level, levels } from './chain-model.ts';
import type { Sign } from './level-words.ts';

/** The sign of a class as the picture draws it: a case is square, the others round and ever smaller; grey what has ended. */
export const ClassSign = ({ of: { level, isEnded } }: { of: Sign }) => (
  <span class={`class-sign ${level} ${isEnded ? 'ended' : ''}`} aria-hidden="true">
    {' '}
  </span>
);

const rows: readonly (Level | 'ended')[] = [...levels, 'ended'];

/** What the signs mean, and how many there are by the day that is shown. */
export const ChainLegend = ({ chain, until }: { chain: Chain; until: number }) => {
  const counts = countsAt(chain, until);
  return (
    <>
      <dl class="chain-legend">
        {rows.map((row) => (
          <div key={row}>
            <dt>
              <ClassSign of={{ level: row === 'ended' ? 'F1' : row, isEnded: row === 'ended' }} />{' '}
              {t(`chain.levelOf.${row}`)}
            </dt>
            <dd class="tabular">{figure(counts[row])}</dd>
          </div>
        ))}
      </dl>
      <p class="small quiet">{t('chain.lines')}</p>
    </>
  );
};
