import { now } from '../../../web/kit/console/now.ts';
import { isAbove, ownArea } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { age } from '../../../web/kit/console/words.ts';
import { dateTime, phone } from '../../../web/kit/format.ts';
import type { Contact, Evidence } from './api.ts';
import { EvidenceList } from './EvidenceList.tsx';
import { Risk } from './Risk.tsx';

const tones = { candidate: 'amber', accepted: 'violet', rejected: '', below: '' } as const;

type Props = {
  contact: Contact;
  isChosen: boolean;
  /** Undefined where nothing can be decided now. */
  onToggle: ((isRange: boolean) => void) | undefined;
  onWithdraw: ((evidence: Evidence) => void) | undefined;
};

/** One contact: who and how to reach, why on this list, how pressing, and what was decided. */
export const ContactRow = ({ contact, isChosen, onToggle, onWithdraw }: Props) => {
  const { person, areaName, state, broken } = contact;
  return (
    <li class={`contact-row ${state}`} data-contact={person.id} tabIndex={-1} aria-current={isChosen || undefined}>
      {onToggle && (
        <label class="contact-check no-print">
          <input
            type="checkbox"
            aria-label={t('cases.choose', { name: person.fullName })}
            checked={isChosen}
            onClick={(event) => onToggle(event.shiftKey)}
          />
        </label>
      )}
      <div class="contact-who">
        <Name of={contact} />
        <div class="quiet small">
          {[age(person.birthYear), person.birthYear && t('people.born', { year: person.birthYear }), areaName]
            .filter(Boolean)
            .join(' · ')}
        </div>
        {contact.phone ? (
          <a class="unbroken contact-phone" href={`tel:${contact.phone}`}>
            {phone(contact.phone)}
          </a>
        ) : (
          <span class="quiet small">{t('common.noPhone')}</span>
        )}
      </div>
      <div class="contact-why">
        <EvidenceList of={contact.evidence} onWithdraw={onWithdraw} />
      </div>
      <Risk of={contact} />
      <div class="contact-state">
        <span class={`tag ${tones[state]}`}>{t(`cases.contactOf.${state}`)}</span>
        {state === 'accepted' &&
          (broken ? <Broken why={broken} /> : <Task of={contact.task ?? { state: 'to_call', dueAt: null }} />)}
      </div>
    </li>
  );
};

/** Who lives in another unit's area has no page here. */
const Name = ({ of: { person } }: { of: Contact }) =>
  person.area === ownArea() || isAbove(person.area) ? (
    <a class="contact-name" href={`/console/people/${person.id}`}>
      {person.fullName}
    </a>
  ) : (
    <strong>{person.fullName}</strong>
  );

/** Accepted, and nobody's contact by this case: there is nothing to call about until that is mended. */
const Broken = ({ why }: { why: NonNullable<Contact['broken']> }) => (
  <>
    {' '}
    <span class="tag amber">{t('cases.broken')}</span>
    <div class="small">{t(`cases.brokenOf.${why}`)}</div>
  </>
);

const Task = ({ of: { state, dueAt } }: { of: Pick<NonNullable<Contact['task']>, 'state' | 'dueAt'> }) => {
  const isLate = state === 'to_call' && dueAt !== null && Date.parse(dueAt) < now.value;
  return (
    <div class={isLate ? 'due late' : 'small'}>
      {t(`cases.taskOf.${state}`)}
      {state === 'to_call' && dueAt && <span class="quiet"> {t('cases.before', { time: dateTime(dueAt) })}</span>}
    </div>
  );
};
