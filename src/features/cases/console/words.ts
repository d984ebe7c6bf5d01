import { dayOf } from '../../../core/day.ts';
import { maybe, t } from '../../../web/kit/console/text.ts';
import { date, dateTime, time } from '../../../web/kit/format.ts';
import type { Case, Evidence } from './api.ts';

/** Kept on one line. */
const unbroken = (words: string): string => words.replaceAll(' ', '\u00A0');
const shortDay = (when: Date | string): string => date(when).slice(0, 5);

/** `20/11 18:05–19:10`; the second day only where it is another. */
export const between = (from: string, to: string): string => {
  const isOneDay = dayOf(new Date(from)) === dayOf(new Date(to));
  return unbroken(`${shortDay(from)} ${time(from)}–${isOneDay ? '' : `${shortDay(to)} `}${time(to)}`);
};

const manyMinutes = 600;
/** Whole minutes that have passed, as the rule counts them; of what is shorter, that it is. */
export const minuteWords = (minutes: number): string => {
  const whole = Math.floor(minutes);
  if (minutes > 0 && whole === 0) return unbroken(t('cases.underMinute'));
  return whole < manyMinutes
    ? unbroken(t('common.minutes', { n: whole }))
    : unbroken(t('cases.hoursMinutes', { h: Math.floor(whole / 60), m: whole % 60 }));
};

/** `Quán Bún Chị Hoa · 20/11 18:05–19:10 · 65 phút · cùng chỗ ngồi · nghi ngờ`. */
export const evidenceWords = ({
  kind,
  venue,
  from,
  to,
  minutes,
  entered,
  sameSeat,
  doubtful,
  via,
  note,
}: Evidence): string =>
  [
    venue ? venue.name : t(`cases.kindOf.${kind}`),
    between(from, to),
    minutes > 0 ? minuteWords(minutes) : t('cases.notCounted'),
    entered && t('cases.enteredAs', { span: between(entered.from, entered.to) }),
    sameSeat && t('cases.sameSeat'),
    doubtful && t('cases.doubtful'),
    via && t('cases.through', { name: via.fullName }),
    note,
  ]
    .filter(Boolean)
    .join(' · ');

/** What one may ask about a venue beside its name: where it is, which vehicle. */
export const venueWords = ({ venue }: Evidence): string =>
  venue ? [venue.vehicle?.plate, venue.vehicle?.route, venue.areaName].filter(Boolean).join(' · ') : '';

export const windowWords = ({ window, isolatedAt }: Pick<Case, 'window' | 'isolatedAt'>): string =>
  isolatedAt
    ? t('cases.windowTo', { from: dateTime(window.from), to: dateTime(window.to) })
    : t('cases.windowNow', { from: dateTime(window.from) });

/** The last day of a class that ends at a midnight. */
export const lastDay = (until: string): string => date(new Date(Date.parse(until) - 1));

export const levelWords = (level: string | null): string => level ?? t('cases.noClass');

/** `chưa phân loại → F1`. */
export const moveWords = ({ previous, level }: { previous: string | null; level: string | null }): string =>
  `${levelWords(previous)} → ${levelWords(level)}`;

export const reasonOfChange = (reason: string): string => maybe(`cases.changeOf.${reason.replace('.', '_')}`) ?? reason;
