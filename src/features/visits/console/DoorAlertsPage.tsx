import type { GotReply } from '../../../core/contract.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { Page } from '../../../web/kit/console/Page.tsx';
import { usePages } from '../../../web/kit/console/pages.ts';
import { Empty, Shown } from '../../../web/kit/console/Shown.tsx';
import { isCommune, ownArea } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { age } from '../../../web/kit/console/words.ts';
import { dateTime } from '../../../web/kit/format.ts';
import type { visits } from '../contract.ts';
import { call } from './doors.ts';

type Alert = GotReply<(typeof visits)['GET /door-alerts']>['items'][number];

/** Whom doors of the area asked to call the station: the person, the hour, the commune, and no place. */
export const DoorAlertsPage = () => {
  const { first, items, more } = usePages(
    (after, signal) => call('GET /door-alerts', { query: { after } }, signal),
    [],
  );
  return (
    <Page title={t('doorAlerts.title')} text={t('doorAlerts.text')}>
      <Shown of={first}>
        {() =>
          items.length === 0 ? (
            <Empty title={t('doorAlerts.empty')} />
          ) : (
            <ul class="work-rows" aria-label={t('doorAlerts.title')}>
              {items.map((alert) => (
                <AlertRow key={alert.id} alert={alert} />
              ))}
            </ul>
          )
        }
      </Shown>
      {more && (
        <p>
          <Button onClick={more}>{t('common.more')}</Button>
        </p>
      )}
    </Page>
  );
};

const AlertRow = ({ alert: { person, at, areaName } }: { alert: Alert }) => {
  const when = t('doorAlerts.hour', { at: dateTime(at) });
  const where = isCommune(ownArea()) ? when : `${when} · ${areaName}`;
  return person ? (
    <li class="work-row">
      <a href={`/console/people/${person.id}`}>
        <span class="line">
          <strong>{person.fullName}</strong>
          <span class="quiet">{[age(person.birthYear), person.hamlet].filter(Boolean).join(' · ')}</span>
        </span>
        <span class="quiet small">{where}</span>
      </a>
    </li>
  ) : (
    <li class="work-row choice-row">
      <span>
        <span class="line">
          <strong>{t('doorAlerts.elsewhere')}</strong>
        </span>
        <span class="quiet small">{where}</span>
      </span>
      <span class="small">{t('doorAlerts.elsewhereText')}</span>
    </li>
  );
};
