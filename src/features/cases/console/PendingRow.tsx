import { can } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { age } from '../../../web/kit/console/words.ts';
import { dateTime, phone } from '../../../web/kit/format.ts';
import type { Pending } from './api.ts';
import { lastDay, moveWords } from './words.ts';

type Props = { of: Pending; isChosen: boolean; onToggle: ((isRange: boolean) => void) | undefined };

/** Who changed class, from what was told to what is so now. */
export const PendingRow = ({ of: one, isChosen, onToggle }: Props) => (
  <li class="contact-row pending" data-contact={one.person.id} tabIndex={-1} aria-current={isChosen || undefined}>
    {onToggle && (
      <label class="contact-check">
        <input
          type="checkbox"
          aria-label={t('cases.choose', { name: one.person.fullName })}
          checked={isChosen}
          onClick={(event) => onToggle(event.shiftKey)}
        />
      </label>
    )}
    <div class="contact-who">
      <a class="contact-name" href={`/console/people/${one.person.id}`}>
        {one.person.fullName}
      </a>
      <div class="quiet small">{[age(one.person.birthYear), one.areaName].filter(Boolean).join(' · ')}</div>
    </div>
    <div>
      {one.phone ? (
        <a class="unbroken contact-phone" href={`tel:${one.phone}`}>
          {phone(one.phone)}
        </a>
      ) : (
        <span class="quiet">{t('common.noPhone')}</span>
      )}
    </div>
    <div>
      <strong>{moveWords({ previous: one.told, level: one.level })}</strong>
      {one.until && <div class="quiet small">{t('cases.classUntil', { day: lastDay(one.until) })}</div>}
    </div>
    <div class="quiet small">
      {t('cases.changedAt', { time: dateTime(one.changedAt) })}
      {one.case && can('case.read') && (
        <div>
          <a href={`/console/cases/${one.case}`}>{t('cases.openCase')}</a>
        </div>
      )}
    </div>
  </li>
);
