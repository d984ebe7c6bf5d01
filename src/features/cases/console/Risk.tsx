import { t } from '../../../web/kit/console/text.ts';
import type { Contact } from './api.ts';

/** How pressing a contact is, and the parts that make it so. */
export const Risk = ({ of: { risk, riskParts, person } }: { of: Contact }) => (
  <details class="risk">
    <summary aria-label={t('cases.riskOf', { n: risk, name: person.fullName })}>
      <span class="risk-bar" style={{ '--share': `${risk}%` }}>
        {t('cases.risk', { n: risk })}
      </span>
    </summary>
    <dl class="small">
      {riskParts.map(({ part, points }) => (
        <div key={part} class="row">
          <dt>{t(`cases.partOf.${part as 'kind'}`)}</dt>
          <dd class="number">{points > 0 ? `+${points}` : points}</dd>
        </div>
      ))}
    </dl>
  </details>
);
