import { maybe, t } from '../../../web/kit/console/text.ts';
import { date } from '../../../web/kit/format.ts';
import { type Hours, type VenueKind, venueKinds } from '../rules.ts';
import type { Venue } from './api.ts';

export const kindWord = (kind: VenueKind): string => t(`venues.kindOf.${kind}`);

export const kindOptions = venueKinds.map((value) => ({ value, label: kindWord(value) }));

const clock = (minutes: number): string =>
  [Math.floor(minutes / 60) % 24, minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** `08:00–22:00` of each day that opens; one line when every day is the same. */
export const hoursWords = (hours: Hours | null): string[] => {
  if (!hours || hours.length === 0) return [t('venues.alwaysOpen')];
  const spans = Map.groupBy(hours, ({ from, to }) => `${clock(from)}–${clock(to)}`);
  return [...spans].map(([span, days]) =>
    days.length === 7
      ? t('venues.everyDay', { span })
      : `${days.map(({ day }) => maybe(`venues.weekday.${day}`) ?? day).join(', ')}: ${span}`,
  );
};

/** The day alone, under a head that says what it is. */
export const lastVisit = ({ lastVisitOn }: Pick<Venue, 'lastVisitOn'>): string =>
  lastVisitOn ? date(lastVisitOn) : t('venues.noVisit');

export const lastVisitWords = ({ lastVisitOn }: Pick<Venue, 'lastVisitOn'>): string =>
  lastVisitOn ? t('venues.lastVisit', { day: date(lastVisitOn) }) : t('venues.noVisit');

export const whereWords = ({ address, areaName, vehicle }: Venue): string =>
  [vehicle?.plate, vehicle?.route, vehicle?.trip, address, areaName].filter(Boolean).join(' · ');
