import { useDevice } from '../../../web/kit/citizen/device.ts';
import { Loading } from '../../../web/kit/citizen/Page.tsx';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { dateTime } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { call } from './api.ts';

/** Who opened one's visits, when and why: the only use of them that is not one's own. */
export const Openings = () => {
  const { members } = useDevice();
  const found = useLoaded((signal) => call('GET /visits/openings', {}, signal), []);
  const nameOf = (person: string) => members.value.find(({ id }) => id === person)?.fullName;
  return (
    <section class="stack tight">
      <h2>{t('visits.openings')}</h2>
      <Loading of={found}>
        {(openings) =>
          openings.length === 0 ? (
            <p>{t('visits.openingsNone')}</p>
          ) : (
            <ul class="visit-rows">
              {openings.map(({ id, person, at, unit, reason }) => (
                <li key={id}>
                  <strong>{t('visits.opening', { unit, at: dateTime(at) })}</strong>
                  <span>{reasonWords(reason)}</span>
                  {members.value.length > 1 && (
                    <span class="quiet small">{t('visits.openingOf', { name: nameOf(person) ?? '' })}</span>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Loading>
    </section>
  );
};

/** Of a case the server says no more than that it was one. */
const reasonWords = (reason: string): string =>
  reason === 'case' ? t('visits.openingCase') : t('visits.openingOther', { reason });
