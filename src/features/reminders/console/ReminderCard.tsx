import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Button, LinkButton } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { maybe, t } from '../../../web/kit/console/text.ts';
import { date, dateTime, figure } from '../../../web/kit/format.ts';
import { type Lagging, type Reminder, reasonText } from './api.ts';
import { acknowledge } from './unread.ts';

type Figures = {
  reasons?: Lagging['reasons'];
  symptom?: string;
  day?: string;
  count?: number;
  mean?: number;
};
const figuresOf = ({ figures }: Reminder): Figures => figures as Figures;
const symptomOf = (reminder: Reminder): string => maybe(`declarations.symptom.${figuresOf(reminder).symptom}`) ?? '';

/** What it is, in a line. */
export const headOf = (reminder: Reminder): string =>
  t(`reminders.kind.${reminder.kind}`, {
    from: reminder.from ?? '',
    about: reminder.aboutName,
    symptom: symptomOf(reminder),
  });

/** Where to go from here. */
const leadsTo = ({ kind, figures, about }: Reminder): { href: string; label: string } | undefined => {
  if (kind === 'reminder')
    return can('work.read') ? { href: '/console/work', label: t('reminders.openWork') } : undefined;
  if (kind === 'escalation')
    return can('work.count') ? { href: '/console/lagging', label: t('reminders.openLagging') } : undefined;
  const day = (figures as Figures).day ?? '';
  return can('alarm.read')
    ? { href: `/console/alarms?${new URLSearchParams({ day, area: about })}`, label: t('reminders.openAlarms') }
    : undefined;
};

export const ReminderCard = ({ reminder: given }: { reminder: Reminder }) => {
  const [read, setRead] = useState<Reminder>();
  const reminder = read ?? given;
  const act = useAct(async () => setRead(await acknowledge(reminder.id, newId())));
  const { reasons = [], day = '', count = 0, mean = 0 } = figuresOf(reminder);
  const next = leadsTo(reminder);
  return (
    <li class="card stack tight">
      <h2>{headOf(reminder)}</h2>
      <p class="quiet small">
        {dateTime(reminder.at)}
        {reminder.acknowledgedAt && ` · ${t('reminders.acknowledged', { time: dateTime(reminder.acknowledgedAt) })}`}
      </p>
      {reminder.note && <p>“{reminder.note}”</p>}
      {reasons.length > 0 && (
        <ul>
          {reasons.map((reason) => (
            <li key={reason.code}>{reasonText(reason)}</li>
          ))}
        </ul>
      )}
      {reminder.kind === 'alarm' && (
        <p>
          {t('reminders.alarm', {
            count,
            symptom: symptomOf(reminder),
            day: date(day),
            mean: figure(mean, 1),
          })}
        </p>
      )}
      <div class="row wrap">
        {next && <LinkButton href={next.href}>{next.label}</LinkButton>}
        {!reminder.acknowledgedAt && can('reminder.answer') && (
          <Button
            kind="primary"
            busy={act.isBusy}
            onClick={act.run}
            name={t('reminders.acknowledgeOf', { time: dateTime(reminder.at) })}
          >
            {t('reminders.acknowledge')}
          </Button>
        )}
      </div>
      <Refusal error={act.error} />
    </li>
  );
};
