import { client } from '../../../core/client.ts';
import { useDevice } from '../../../web/kit/citizen/device.ts';
import { t } from '../../../web/kit/citizen/texts.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { PhoneLink } from '../../../web/kit/PhoneLink.tsx';
import type { areas } from '../../areas/contract.ts';

type Station = { name: string; phone: string | null };

const call = client<typeof areas>();
const ministry = '19009095';

/** The commune's station, kept on the device for the hour without a network; then the ministry and the ambulance. */
export const Hotline = ({ area, withAmbulance = true }: { area: string; withAmbulance?: boolean }) => {
  const { shelf } = useDevice();
  const station = useLoaded(
    async (signal): Promise<Station | undefined> => {
      const key = `station/${area}`;
      const found = await call('GET /stations', { query: { area } }, signal).catch(() => undefined);
      if (found) await (await shelf).set(key, found);
      return found ?? (await (await shelf).get<Station>(key));
    },
    [area],
  );
  const { name, phone } = station.value ?? {};
  return (
    <div class="choices">
      {name && phone && <PhoneLink number={phone} name={t('areas.call', { name })} />}
      {name && !phone && <p class="quiet small">{t('areas.noPhone', { name })}</p>}
      <PhoneLink number={ministry} name={t('areas.ministry')} />
      {withAmbulance && <PhoneLink number="115" name={t('areas.emergency')} />}
    </div>
  );
};
