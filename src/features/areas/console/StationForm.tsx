import { useEffect, useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Refusal, Shown } from '../../../web/kit/console/Shown.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { TextField } from '../../../web/kit/Field.tsx';
import { phone } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { call } from './api.ts';

/** The number that every citizen of the commune sees and calls. */
export const StationForm = ({ area }: { area: string }) => {
  const station = useLoaded((signal) => call('GET /stations', { query: { area } }, signal), [area]);
  const [number, setNumber] = useState('');
  const [address, setAddress] = useState('');
  const [isSaved, setSaved] = useState(false);
  useEffect(() => {
    if (!station.value) return;
    setNumber(station.value.phone ? phone(station.value.phone) : '');
    setAddress(station.value.address ?? '');
  }, [station.value]);
  const save = useAct(async () => {
    await call('POST /stations', { body: { id: newId(), area, phone: number, ...(address && { address }) } });
    setSaved(true);
  });
  return (
    <section class="card stack tight" aria-label={t('areas.station')}>
      <h2>{station.value?.name ?? t('areas.station')}</h2>
      <Shown of={station}>
        {() => (
          <form
            class="stack tight"
            onSubmit={(event) => {
              event.preventDefault();
              void save.run();
            }}
          >
            <div class="filter-grid">
              <TextField required type="tel" label={t('areas.stationPhone')} value={number} onInput={setNumber} />
              <TextField label={t('common.address')} value={address} maxLength={300} onInput={setAddress} />
            </div>
            <Refusal error={save.error} />
            {isSaved && (
              <Band notice tone="green">
                {t('areas.stationSaved')}
              </Band>
            )}
            {can('station.write') && (
              <p>
                <Button type="submit" busy={save.isBusy}>
                  {t('common.save')}
                </Button>
              </p>
            )}
          </form>
        )}
      </Shown>
    </section>
  );
};
