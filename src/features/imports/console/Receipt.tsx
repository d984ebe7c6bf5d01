import { Printer } from 'lucide';
import { Band } from '../../../web/kit/Band.tsx';
import { LinkButton } from '../../../web/kit/Button.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { dateTime } from '../../../web/kit/format.ts';
import { hasRecorded, leftBehind, untaken } from '../rules.ts';
import { count, type Whole } from './api.ts';
import { Counts } from './Counts.tsx';
import { RejectedButton } from './RejectedButton.tsx';

/** What a list has done, or had done when it was stopped. */
export const Receipt = ({ of }: { of: Whole }) => (
  <section class="card stack">
    <Band notice tone={of.state === 'applied' ? 'green' : 'amber'}>
      {of.state === 'applied'
        ? t('imports.applied', { time: dateTime(of.appliedAt ?? of.changedAt) })
        : t(hasRecorded(of) ? 'imports.cancelled' : of.state === 'cancelled' ? 'imports.dropped' : 'imports.nothing', {
            done: count(of.counts.new + of.counts.changed),
            left: count(leftBehind(of)),
            time: dateTime(of.changedAt),
          })}
    </Band>
    {hasRecorded(of) && <Counts of={of} />}
    {untaken(of) > 0 && of.isKept && <p class="measure">{t('imports.mend')}</p>}
    <div class="row wrap">
      <RejectedButton of={of} />
      <LinkButton href={`/console/print/import/${of.id}`} icon={Printer}>
        {t('imports.print')}
      </LinkButton>
    </div>
  </section>
);
