import { Button } from '../../../web/kit/Button.tsx';
import { Page } from '../../../web/kit/console/Page.tsx';
import { usePages } from '../../../web/kit/console/pages.ts';
import { Empty, Shown } from '../../../web/kit/console/Shown.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { call } from './api.ts';
import { ReminderCard } from './ReminderCard.tsx';

/** What the own unit was told: reminders from above, warnings, and units below that did not heed one. */
export const RemindersPage = ({ query }: { query: Record<string, string> }) => {
  const isAll = query.list === 'all';
  const { first, items, more } = usePages(
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
      <Shown of={first}>
        {() =>
          items.length === 0 ? (
            <Empty title={t('reminders.empty')} />
          ) : (
            <ul class="cards">
              {items.map((reminder) => (
                <ReminderCard key={reminder.id} reminder={reminder} />
              ))}
            </ul>
          )
        }
      </Shown>
      {more && <Button onClick={more}>{t('common.more')}</Button>}
    </Page>
  );
};
