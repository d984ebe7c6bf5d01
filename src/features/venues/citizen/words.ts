import { t } from '../../../web/kit/citizen/places-texts.ts';
import type { Venue } from './api.ts';
import { type Opening, type Span, type WeekDay, week } from './opening.ts';
import type { VenueForm } from './venue-form.ts';

const spanWords = ({ from, to }: Span): string => t('venues.hours.range', { from, to });

type Run = { from: WeekDay; to: WeekDay; span: Span | null };
const isSame = (one: Span | null, other: Span | null): boolean => one?.from === other?.from && one?.to === other?.to;

/** Neighbouring days of the same hours, as a sign at the door has them. */
const runsOf = (days: readonly (Span | null)[]): Run[] => {
  const spanOn = (day: number): Span | null => days[day] ?? null;
  const starts = week.filter((day) => day === 0 || !isSame(spanOn(day - 1), spanOn(day)));
  return starts.map((from, i) => ({ from, to: ((starts[i + 1] ?? week.length) - 1) as WeekDay, span: spanOn(from) }));
};

const dayName = (day: WeekDay): string => t(`venues.hours.day.${day}`);
const runWords = ({ from, to, span }: Run): string => {
  const days = from === to ? dayName(from) : t('venues.hours.days', { from: dayName(from), to: dayName(to) });
  return `${days}: ${span ? spanWords(span) : t('venues.hours.closedDay')}`;
};

/** `Mỗi ngày 08:00–22:00`; else a line for each run of days: `Thứ Hai – Thứ Sáu: 08:00–22:00`. */
export const openingWords = (opening: Opening | undefined): string[] => {
  if (!opening) return [];
  if (opening.way === 'always') return [t('venues.hours.always')];
  const runs = opening.way === 'daily' ? [] : runsOf(opening.days);
  const everyDay = opening.way === 'daily' ? opening : runs.length === 1 ? runs[0]?.span : undefined;
  return everyDay ? [t('venues.hours.everyDay', { range: spanWords(everyDay) })] : runs.map(runWords);
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
