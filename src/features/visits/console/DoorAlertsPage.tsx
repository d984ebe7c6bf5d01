import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import type { GotReply } from '../../../core/contract.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Paged } from '../../../web/kit/console/Paged.tsx';
import { usePages } from '../../../web/kit/console/pages.ts';
import { isCommune, ownArea } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { age } from '../../../web/kit/console/words.ts';
import { dateTime, phone as spaced } from '../../../web/kit/format.ts';
import type { visits } from '../contract.ts';
import { call, refreshAlerts } from './doors.ts';

type Alert = GotReply<(typeof visits)['GET /door-alerts']>['items'][number];

/** Whom doors asked to call the station: the person, the hour, the commune, and no place; ticked off when somebody has called. */
export const DoorAlertsPage = () => {
  const alerts = usePages((after, signal) => call('GET /door-alerts', { query: { after } }, signal), []);
  return (
    <Page title={t('doorAlerts.title')} text={t('doorAlerts.text')}>
      <Paged of={alerts} empty={t('doorAlerts.empty')}>
        {(items) => (
          <ul class="work-rows" aria-label={t('doorAlerts.title')}>
            {items.map((alert) => (
              <AlertRow key={alert.id} alert={alert} />
            ))}
          </ul>
        )}
      </Paged>
    </Page>
  );
};

const AlertRow = ({ alert }: { alert: Alert }) => {
  const { id, person, phone, at, areaName } = alert;
  const [called, setCalled] = useState(alert.called);
  const act = useAct(async () => {
    const body = { id: newId(), ...(called && { undo: true }) };
    setCalled((await call('POST /door-alerts/:id/call', { params: { id }, body })).called);
    await refreshAlerts();
  });
  const when = t('doorAlerts.hour', { at: dateTime(at) });
  const name = person?.fullName ?? t('doorAlerts.elsewhere');
  const said =
    called &&
    (called.by
      ? t('doorAlerts.tickedBy', { by: called.by, at: dateTime(called.at) })
      : t('doorAlerts.ticked', { at: dateTime(called.at) }));
  return (
    <li class={`work-row choice-row${called ? ' done' : ''}`}>
      <span>
        <span class="line">
          <strong>{person ? <a href={`/console/people/${person.id}`}>{name}</a> : name}</strong>
          {person && <span class="quiet">{[age(person.birthYear), person.hamlet].filter(Boolean).join(' · ')}</span>}
          {person &&
            (phone ? (
              <a class="unbroken" href={`tel:${phone}`}>
                {spaced(phone)}
              </a>
            ) : (
              <span class="quiet small">{t('common.noPhone')}</span>
            ))}
        </span>
        <span class="quiet small">{[when, !isCommune(ownArea()) && areaName, said].filter(Boolean).join(' · ')}</span>
        {!person && <span class="small"> {t('doorAlerts.elsewhereText')}</span>}
        {act.error && (
          <span class="small attention" role="alert">
            {act.error.message}
          </span>
        )}
      </span>
      <Button
        busy={act.isBusy}
        name={t(called ? 'doorAlerts.untickOf' : 'doorAlerts.tickOf', { name })}
        onClick={act.run}
      >
        {t(called ? 'doorAlerts.untick' : 'doorAlerts.tick')}
      </Button>
    </li>
  );
};
