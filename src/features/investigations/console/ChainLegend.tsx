import { t } from '../../../web/kit/console/text.ts';
import { figure } from '../../../web/kit/format.ts';
import { type Chain, countsAt, type Level, levels } from './chain-model.ts';

/** The sign of a class as the picture draws it: a case is square, the others round and ever smaller. */
export const ClassSign = ({ of: level }: { of: Level }) => (
  <span class={`class-sign ${level}`} aria-hidden="true">
    {' '}
  </span>
);

/** What the signs mean, and how many there are by the day that is shown. */
export const ChainLegend = ({ chain, until }: { chain: Chain; until: number }) => {
  const counts = countsAt(chain, until);
  return (
    <>
      <dl class="chain-legend">
        {levels.map((level) => (
          <div key={level}>
            <dt>
              <ClassSign of={level} /> {t(`chain.levelOf.${level}`)}
            </dt>
            <dd class="tabular">{figure(counts[level])}</dd>
          </div>
        ))}
      </dl>
      <p class="small quiet">{t('chain.lines')}</p>
    </>
  );
};
