import { Band } from '../../../web/kit/Band.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { age } from '../../../web/kit/console/words.ts';
import { date, dateTime } from '../../../web/kit/format.ts';
import type { Case } from './api.ts';
import { CaseState } from './CasesPage.tsx';
import { windowWords } from './words.ts';

const Fact = ({ name, value }: { name: string; value: string | null | undefined }) =>
  value ? (
    <div>
      <dt>{name}</dt>
      <dd class="lines">{value}</dd>
    </div>
  ) : null;

/** Who the F0 is, the days, and the window that follows. */
export const CaseHead = ({ of: one }: { of: Case }) => (
  <header class="card stack tight">
    <div class="row wrap">
      <CaseState of={one} />
      <span class="tag">{one.code}</span>
      {one.outcome && <span class="tag">{t(`cases.outcomeOf.${one.outcome as 'recovered'}`)}</span>}
      <a href={`/console/people/${one.person.id}`}>{t('cases.openPerson', { name: one.person.fullName })}</a>
      <span class="quiet">
        {[age(one.person.birthYear), one.person.sex && t(`people.sexOf.${one.person.sex}`), one.areaName]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </div>
    {one.retracted && (
      <Band tone="amber">
        {t('cases.retracted', {
          result: t(`tests.resultOf.${(one.retracted.result ?? 'invalid') as 'negative'}`),
          time: dateTime(one.retracted.at),
          reason: one.retracted.reason,
        })}
      </Band>
    )}
    <dl class="case-facts">
      <Fact name={t('cases.window')} value={windowWords(one)} />
      <Fact name={t('cases.onsetOn')} value={one.onsetOn ? date(one.onsetOn) : t('cases.noOnset')} />
      <Fact name={t('cases.sampledOn')} value={date(one.sampledOn)} />
      <Fact name={t('cases.confirmedOn')} value={date(one.confirmedOn)} />
      <Fact name={t('cases.isolatedAt')} value={one.isolatedAt ? dateTime(one.isolatedAt) : t('cases.notIsolated')} />
      <Fact name={t('cases.source')} value={t(one.sourceKnown ? 'cases.sourceIsKnown' : 'cases.sourceUnknown')} />
      <Fact name={t('cases.nationalNumber')} value={one.nationalNumber} />
      <Fact name={t('cases.outbreak')} value={one.outbreak} />
      <Fact name={t('cases.treatmentPlace')} value={one.treatmentPlace} />
      <Fact name={t('common.note')} value={one.note} />
    </dl>
  </header>
);
