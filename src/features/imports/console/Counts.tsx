import { t } from '../../../web/kit/console/text.ts';
import { fates } from '../rules.ts';
import { count, type Whole } from './api.ts';

/** Rows by what becomes of them. */
export const Counts = ({ of }: { of: Pick<Whole, 'counts' | 'state'> }) => (
  <dl class="figures">
    {fates.map((fate) => (
      <div key={fate}>
        <dt>
          {t(of.state === 'applied' || of.state === 'cancelled' ? `imports.doneOf.${fate}` : `imports.fateOf.${fate}`)}
        </dt>
        <dd>{count(of.counts[fate])}</dd>
      </div>
    ))}
  </dl>
);
