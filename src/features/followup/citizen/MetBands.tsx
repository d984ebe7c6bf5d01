import { UserPen } from 'lucide';
import { Band } from '../../../web/kit/Band.tsx';
import { useDevice } from '../../../web/kit/citizen/device.ts';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { call } from './api.ts';

/** For each of the family whom the station asks for the people met. Home is seen by others, so it does not say what is asked. */
export const MetBands = () => {
  const { members } = useDevice();
  const known = members.value.filter(({ unsent }) => !unsent).map(({ id }) => id);
  const asks = useLoaded(
    async (signal) => (known.length === 0 ? [] : call('GET /contact-asks', {}, signal)),
    [known.join()],
  );
  const first = (asks.value ?? []).filter(({ person }, i, all) => all.findIndex((one) => one.person === person) === i);
  return (
    <>
      {first.map(({ person, name, answered }) => (
        <Band
          key={person}
          notice
          tone={answered ? 'green' : 'amber'}
          icon={UserPen}
          action={<a href={`/app/tiep-xuc?nguoi=${person}`}>{t(answered ? 'met.bandMore' : 'met.bandWrite')}</a>}
        >
          {t(answered ? 'met.bandAnswered' : 'met.band', { name })}
        </Band>
      ))}
    </>
  );
};
