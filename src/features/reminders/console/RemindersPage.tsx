import { Page } from '../../../web/kit/console/Page.tsx';
import { Paged } from '../../../web/kit/console/Paged.tsx';
import { usePages } from '../../../web/kit/console/pages.ts';
import { t } from '../../../web/kit/console/text.ts';
import { call } from './api.ts';
import { ReminderCard } from './ReminderCard.tsx';

/** What the own unit was told: reminders from above, warnings, and units below that did not heed one. */
export const RemindersPage = ({ query }: { query: Record<string, string> }) => {
  const isAll = query.list === 'all';
  const reminders = usePages(
    (after, signal) => call('GET /reminders', { query: { after, ...(!isAll && { open: 'true' as const }) } }, signal),
    [isAll],
  );
  return (
    <Page title={t('reminders.title')} text={t('reminders.text')} narrow>
      <nav class="tabs" aria-label={t('reminders.title')}>
        <a href="/console/reminders" aria-current={isAll ? undefined : 'page'}>
          {t('reminders.open')}
        </a>
        <a href="/console/reminders?list=all" aria-current={isAll ? 'page' : undefined}>
          {t('reminders.all')}
        </a>
      </nav>
      <Paged of={reminders} empty={t('reminders.empty')}>
        {(items) => (
          <ul class="cards">
            {items.map((reminder) => (
              <ReminderCard key={reminder.id} reminder={reminder} />
            ))}
          </ul>
        )}
      </Paged>
    </Page>
  );
};
