import { useLocation } from 'preact-iso';
import { client } from '../../../core/client.ts';
import { useDevice } from '../../../web/kit/citizen/device.ts';
import { t } from '../../../web/kit/citizen/more-texts.ts';
import { Loading, Page } from '../../../web/kit/citizen/Page.tsx';
import { useLoaded } from '../../../web/kit/load.ts';
import { PhoneLink } from '../../../web/kit/PhoneLink.tsx';
import type { areas } from '../contract.ts';

const call = client<typeof areas>();
type Point = {
  id: string;
  unit: string;
  kind: 'general' | 'technical' | 'press';
  name: string;
  phone: string;
  hours: string | null;
};

/** Whom to call for what at the place and above it; kept on the device for the hour without a network. */
export const FocalPointsPage = () => {
  const { shelf, members } = useDevice();
  const { query } = useLocation();
  const area = query.noi ?? members.value[0]?.area ?? '';
  const points = useLoaded(
    async (signal): Promise<readonly Point[]> => {
      const key = `focal/${area}`;
      try {
        const found = await call('GET /focal-points', { query: { area } }, signal);
        await (await shelf).set(key, found);
        return found;
      } catch (error) {
        const kept = await (await shelf).get<readonly Point[]>(key);
        if (!kept) throw error;
        return kept;
      }
    },
    [area],
  );
  return (
    <Page title={t('focal.title')} back="/">
      <p>{t('focal.lead')}</p>
      <Loading of={points}>
        {(list) =>
          list.length === 0 ? (
            <p>{t('focal.empty')}</p>
          ) : (
            [...new Set(list.map(({ unit }) => unit))].map((unit) => (
              <section key={unit} class="stack tight">
                <h2>{unit}</h2>
                {list
                  .filter((point) => point.unit === unit)
                  .map((point) => (
                    <div key={point.id} class="stack tight">
                      <PhoneLink number={point.phone} name={point.name} />
                      <p class="quiet small">
                        {t(`focal.kind.${point.kind}`)}
                        {point.hours && ` · ${point.hours}`}
                      </p>
                    </div>
                  ))}
              </section>
            ))
          )
        }
      </Loading>
    </Page>
  );
};
