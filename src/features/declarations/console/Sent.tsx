import { Printer } from 'lucide';
import { Button, LinkButton } from '../../../web/kit/Button.tsx';
import { Level } from '../../../web/kit/console/Level.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { reasonWords } from '../../../web/kit/console/words.ts';
import type { Stored } from './api.ts';
import type { Form } from './declared-for.ts';

/** How it was judged, at once, so that the officer can tell the person what comes next; and the pass of a journey. */
export const Sent = ({ form, stored, onNext }: { form: Form; stored: Stored; onNext: () => void }) => (
  <section class="card stack" role="status">
    <h2>{t('declarations.sentTitle')}</h2>
    <p class="row wrap">
      <Level of={stored.triage.level} />
      {reasonWords(stored.triage.reasons)}
    </p>
    <div class="row wrap">
      {form === 'domestic' && can('pass.create') && (
        <LinkButton kind="primary" icon={Printer} href={`/console/print/pass?declaration=${stored.id}`}>
          {t('declarations.pass')}
        </LinkButton>
      )}
      {stored.triage.level !== 'clear' && can('work.read') && (
        <LinkButton kind="primary" href={`/console/work?item=${stored.id}`}>
          {t('declarations.openWork')}
        </LinkButton>
      )}
      {can('pass.check') && <LinkButton href="/console/check">{t('declarations.backToPost')}</LinkButton>}
      <Button onClick={onNext}>{t('declarations.declareNext')}</Button>
    </div>
  </section>
);
