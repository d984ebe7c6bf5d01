import { t } from '../../../web/kit/citizen/places-texts.ts';
import type { Place } from './place.ts';

type Shown = Pick<Place, 'kind' | 'address' | 'areaName' | 'vehicle'>;

/** What kind of place, where, and of a vehicle its plate, route and trip. */
export const placeLine = ({ kind, address, areaName, vehicle }: Shown): string =>
  [
    t(`venues.kinds.${kind}`),
    vehicle?.plate && t('visit.plate', { plate: vehicle.plate }),
    vehicle?.route && t('visit.route', { route: vehicle.route }),
    vehicle?.trip && t('visit.trip', { trip: vehicle.trip }),
    address,
    areaName,
  ]
    .filter(Boolean)
    .join(' · ');

/** `1 giờ 5 phút`. */
export const lengthWords = (from: string, to: string): string => {
  const minutes = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 60_000));
  return minutes < 60
    ? t('visits.minutes', { minutes })
    : t('visits.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
};
