import { Clock, PhoneCall, UserCheck } from 'lucide';
import { Level } from '../../../web/kit/console/Level.tsx';
import { now } from '../../../web/kit/console/now.ts';
import { officer } from '../../../web/kit/console/session.ts';
import { maybe, t } from '../../../web/kit/console/text.ts';
import { age, matterWords, span } from '../../../web/kit/console/words.ts';
import { time } from '../../../web/kit/format.ts';
import { Icon } from '../../../web/kit/Icon.tsx';
import { isClosed, type Work } from './api.ts';

/** The due time that counts now: to take while nobody has, then to reach. */
const dueOf = (work: Work): string | null => (work.state === 'new' ? (work.takeBy ?? work.reachBy) : work.reachBy);

const Due = ({ of: work }: { of: Work }) => {
  const due = dueOf(work);
  if (isClosed(work.state) || work.state === 'confirmed')
    return <span class="tag">{t(`work.state.${work.state}`)}</span>;
  if (!due) return null;
  const left = Date.parse(due) - now.value;
  return (
    <span class={left < 0 ? 'due late' : 'due'}>
      <Icon of={Clock} />
      {left < 0 ? t('work.late', { time: span(left) }) : t('work.left', { time: span(left) })}
    </span>
  );
};

/** What has happened with the item so far, in a few words. */
const Signs = ({ of: work }: { of: Work }) => (
  <>
    {work.callRequestedAt && (
      <span class="tag sky">
        <Icon of={PhoneCall} />
        {t('work.callRequested')}
      </span>
    )}
    {work.takenBy && (
      <span class="tag">
        <Icon of={UserCheck} />
        {work.takenBy.id === officer.value?.id ? t('work.takenByMe') : t('work.takenBy', { name: work.takenBy.name })}
      </span>
    )}
    {work.attempts > 0 && <span class="tag">{t('work.attempts', { n: work.attempts })}</span>}
    {work.step === 'call' && work.nextTryAt && (
      <span class="tag amber">
        {Date.parse(work.nextTryAt) > Date.now() ? t('work.nextTry', { time: time(work.nextTryAt) }) : t('work.tryNow')}
      </span>
    )}
    {work.step && work.step !== 'call' && <span class="tag amber">{maybe(`work.step.${work.step}`) ?? work.step}</span>}
    {work.escalation > 0 && <span class="tag red">{t('work.escalated')}</span>}
    {work.transferTo != null && <span class="tag violet">{t('work.transferring')}</span>}
  </>
);

/** One item of the list: how grave, who, what, where, how long is left, and what has been tried. */
export const WorkRow = ({ work, href, isOpen }: { work: Work; href: string; isOpen: boolean }) => (
  <li class={isClosed(work.state) ? 'work-row done' : 'work-row'}>
    <a href={href} data-row={work.declaration} aria-current={isOpen ? 'true' : undefined}>
      <span class="line">
        <Level of={work.level} />
        <strong>{work.person.fullName}</strong>
        <span class="quiet">{age(work.person.birthYear)}</span>
        <Due of={work} />
      </span>
      <span class="line">
        <span>{matterWords(work)}</span>
        {work.person.hamlet && <span class="quiet">· {work.person.hamlet}</span>}
      </span>
      <span class="line tags">
        <Signs of={work} />
      </span>
    </a>
  </li>
);
