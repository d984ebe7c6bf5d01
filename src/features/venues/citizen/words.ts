import { t } from '../../../web/kit/citizen/places-texts.ts';
import type { Venue } from './api.ts';
import { type Opening, type Span, type WeekDay, week } from './opening.ts';
import type { VenueForm } from './venue-form.ts';

const spanWords = ({ from, to }: Span): string => t('venues.hours.range', { from, to });

/** `Mỗi ngày 08:00–22:00`, or day by day. */
export const openingWords = (opening: Opening | undefined): string => {
  if (!opening) return '';
  if (opening.way === 'always') return t('venues.hours.always');
  if (opening.way === 'daily') return t('venues.hours.everyDay', { range: spanWords(opening) });
  const dayWords = (day: WeekDay): string => {
    const span = opening.days[day];
    return `${t(`venues.hours.day.${day}`)}: ${span ? spanWords(span) : t('venues.hours.closedDay')}`;
  };
  return week.map(dayWords).join('; ');
};

export const whereWords = ({ address, area }: VenueForm): string =>
  [address.trim(), area?.name, area?.trail].filter(Boolean).join(', ');

export const vehicleWords = ({ plate, route, trip }: VenueForm): string =>
  [plate, route, trip]
    .map((text) => text.trim())
    .filter(Boolean)
    .join(' · ');

/** What kind of place and where, or which vehicle, in one line. */
export const lineOf = ({ kind, vehicle, address, areaName }: Venue): string =>
  [t(`venues.kinds.${kind}`), vehicle?.plate, vehicle?.route, vehicle?.trip, address, areaName]
    .filter(Boolean)
    .join(' · ');
