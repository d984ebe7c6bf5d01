import { LocateFixed } from 'lucide';
import { useState } from 'preact/hooks';
import { Button } from '../../../web/kit/Button.tsx';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import type { Point } from './venue-form.ts';

/** About a metre; more digits would only look exact. */
const rounded = (degrees: number): number => Math.round(degrees * 100_000) / 100_000;

type Props = { value: Point | undefined; onChange: (point: Point | undefined) => void; canRemove: boolean };
type State = 'idle' | 'finding' | 'denied' | 'failed';

/** Where the place is, taken from the phone when asked for; nobody must give it. */
export const PointField = ({ value, onChange, canRemove }: Props) => {
  const [state, setState] = useState<State>('idle');
  const find = () => {
    if (!navigator.geolocation) return setState('failed');
    setState('finding');
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => {
        setState('idle');
        onChange({ lat: rounded(latitude), lon: rounded(longitude) });
      },
      ({ code, PERMISSION_DENIED }) => setState(code === PERMISSION_DENIED ? 'denied' : 'failed'),
      { enableHighAccuracy: true, timeout: 15_000 },
    );
  };
  return (
    <div class="field">
      <span class="label">{t('venues.point.label')}</span>
      <span class="hint">{t('venues.point.hint')}</span>
      <span role="status">
        {state === 'denied' || state === 'failed'
          ? t(`venues.point.${state}`)
          : value && t('venues.point.keptAt', { lat: String(value.lat), lon: String(value.lon) })}
      </span>
      <div class="pair">
        <Button icon={LocateFixed} busy={state === 'finding'} onClick={find}>
          {t(state === 'finding' ? 'venues.point.finding' : 'venues.point.use')}
        </Button>
        {value && canRemove && <Button onClick={() => onChange(undefined)}>{t('venues.point.remove')}</Button>}
      </div>
    </div>
  );
};
