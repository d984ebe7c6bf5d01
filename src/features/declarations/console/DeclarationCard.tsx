import { Printer } from 'lucide';
import { Band } from '../../../web/kit/Band.tsx';
import { LinkButton } from '../../../web/kit/Button.tsx';
import { Declared } from '../../../web/kit/console/Declared.tsx';
import { Level } from '../../../web/kit/console/Level.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { reasonWords } from '../../../web/kit/console/words.ts';
import { dateTime } from '../../../web/kit/format.ts';
import type { FullDeclaration } from './api.ts';

/** One declaration in plain words: why it was judged so, and what was answered. */
export const DeclarationCard = ({ declaration }: { declaration: FullDeclaration }) => {
  const { id, form, formVersion: version, at, answers, supersededBy } = declaration;
  return (
    <section class="card stack tight" aria-label={t('declarations.of', { time: dateTime(at) })}>
      <p class="row wrap">
        <Level of={declaration.triage.level} />
        <span>
          {t(`declarations.formOf.${form}`)} · {dateTime(at)}
        </span>
        {declaration.onBehalf && <span class="tag">{t('declarations.onBehalf')}</span>}
        {supersededBy && <span class="tag amber">{t('declarations.superseded')}</span>}
      </p>
      {declaration.callRequestedAt && (
        <Band notice tone="sky">
          {t('declarations.callRequested', { time: dateTime(declaration.callRequestedAt) })}
        </Band>
      )}
      {declaration.triage.reasons.length > 0 && (
        <p>
          {t('declarations.reasons')}: <strong>{reasonWords(declaration.triage.reasons)}</strong>
        </p>
      )}
      <Declared asked={{ form, version, at, answers }} />
      {form === 'domestic' && !supersededBy && can('pass.create') && (
        <p>
          <LinkButton icon={Printer} href={`/console/print/pass?declaration=${id}`}>
            {t('declarations.pass')}
          </LinkButton>
        </p>
      )}
    </section>
  );
};
