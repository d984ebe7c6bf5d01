import { BellRing } from 'lucide';
import { useEffect } from 'preact/hooks';
import { Band } from '../../../web/kit/Band.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { headOf } from './ReminderCard.tsx';
import { unread, watchReminders } from './unread.ts';

/** Across the top of every screen while something waits to be read. */
export const ReminderBand = () => {
  const mayRead = can('reminder.read');
  useEffect(() => (mayRead ? watchReminders() : undefined), [mayRead]);
  const [newest] = unread.value;
  if (!newest) return null;
  return (
    <div class="network">
      <Band tone="amber" icon={BellRing} action={<a href="/console/reminders">{t('common.open')}</a>}>
        <strong>{t('reminders.band', { n: unread.value.length })}</strong> · {headOf(newest)}
      </Band>
    </div>
  );
};
