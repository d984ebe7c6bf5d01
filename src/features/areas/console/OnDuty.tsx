import { PhoneForwarded } from 'lucide';
import { Empty, Shown } from '../../../web/kit/console/Shown.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { phone, time } from '../../../web/kit/format.ts';
import { Icon } from '../../../web/kit/Icon.tsx';
import { useLoaded } from '../../../web/kit/load.ts';
import { call } from './api.ts';

/** Who answers the telephone for an area now, its own station first: to pass a caller on. */
export const OnDuty = ({ area }: { area: string }) => {
  const list = useLoaded((signal) => call('GET /stations/on-duty', { query: { area } }, signal), [area]);
  return (
    <section class="card stack tight" aria-label={t('hotline.onDuty')}>
      <h2>{t('hotline.onDuty')}</h2>
      <Shown of={list}>
        {(stations) =>
          stations.length === 0 ? (
            <Empty title={t('hotline.nobody')} />
          ) : (
            <ul class="stack tight">
              {stations.map(({ area: of, name, phone: own, duty }) => (
                <li key={of}>
                  <strong>{name}</strong>
                  <br />
                  {duty && (
                    <>
                      <Icon of={PhoneForwarded} /> {duty.name}: <a href={`tel:${duty.phone}`}>{phone(duty.phone)}</a>{' '}
                      <span class="quiet small">{t('hotline.until', { at: time(duty.until) })}</span>
                      <br />
                    </>
                  )}
                  {own ? (
                    <a href={`tel:${own}`}>{phone(own)}</a>
                  ) : (
                    !duty && <span class="quiet">{t('hotline.noPhone')}</span>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </section>
  );
};
