import { t } from '../../../web/kit/console/text.ts';
import { fates, hasRecorded, leftBehind } from '../rules.ts';
import { count, type Whole } from './api.ts';

/** Rows by what becomes of them. */
export const Counts = ({ of }: { of: Pick<Whole, 'counts' | 'state' | 'done' | 'rows' | 'isChecked'> }) => (
  <dl class="figures">
    {fates.map((fate) => (
      <div key={fate}>
        <dt>{t(hasRecorded(of) ? `imports.doneOf.${fate}` : `imports.fateOf.${fate}`)}</dt>
        <dd>{count(of.counts[fate])}</dd>
      </div>
    ))}
    {leftBehind(of) > 0 && (
      <div>
        <dt>{t('imports.leftBehind')}</dt>
        <dd>{count(leftBehind(of))}</dd>
      </div>
    )}
  </dl>
);
