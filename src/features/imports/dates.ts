import { isDay } from '../../core/day.ts';
import { fold } from '../../core/fold.ts';

export type DateOrder = 'dmy' | 'mdy';
/** A day, or a year where only that is written; `note` says what was assumed. */
export type ReadDate = { day?: string; year?: number; note?: 'date.serial' | 'date.century' | 'date.year_only' };

const earliest = 1880;

/** The day a spreadsheet counts as a number: 1 is the first of January 1900, and 1900 has a leap day too many. */
const ofSerial = (serial: number): string =>
  new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10);

const ofParts = (year: string, month: string, day: string): string =>
  `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;

/** Two digits mean the last hundred years: on a list of 2021, 57 is 1957 and 05 is 2005. */
const fullYear = (year: string, thisYear: number): string => {
  const guess = Math.floor(thisYear / 100) * 100 + Number(year);
  return String(guess > thisYear ? guess - 100 : guess);
};

/**
 * A date as offices write it: `5/3/1957`, `05-03-57`, `1957-03-05`, `ngày 5 tháng 3 năm 1957`, `năm 1957`, `1957`, `3/1957`,
 * `00/00/1957`, a spreadsheet's day number; a time behind it is left out. Undefined when it is none or no day of the calendar.
 */
export const readDate = (text: string, order: DateOrder, thisYear: number): ReadDate | undefined => {
  const plain = usual.test(text) ? text.replace(/[.-]/g, '/') : writtenOut(text);
  const iso = /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/.exec(plain);
  if (iso) return dateOf(iso[1] ?? '', iso[2] ?? '', iso[3] ?? '', thisYear);
  const local = /^(\d{1,2})[/ ](\d{1,2})[/ ](\d{4}|\d{2})$/.exec(plain) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(plain);
  if (local) {
    const [, one = '', two = '', year = ''] = local;
    const [day, month] = order === 'dmy' ? [one, two] : [two, one];
    if (year.length === 4) return dateOf(year, month, day, thisYear);
    const read = dateOf(fullYear(year, thisYear), month, day, thisYear);
    return read?.day === undefined ? read : { ...read, note: 'date.century' };
  }
  const [, monthYear] = /^\d{1,2}\/(\d{4})$/.exec(plain) ?? [];
  if (monthYear) return yearAlone(monthYear, thisYear);
  const year = /^\d{4}$/.test(plain) ? yearAlone(plain, thisYear)?.year : undefined;
  if (year !== undefined) return { year };
  const isSerial = /^\d{5}$/.test(plain) && Number(plain) <= 60_000;
  return isSerial ? { day: ofSerial(Number(plain)), note: 'date.serial' } : undefined;
};

/** What nearly every cell is: two or three numbers between strokes, dots or hyphens. */
const usual = /^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}$/;

/** A time of day in folded text: hour, minute, half of the day. What belongs to a day behind it is no minute. */
const clock =
  /(?:^|[\st])(\d{1,2}) ?(?::|h|g(?:io)?)(?![a-z])(?: ?(\d{1,2})(?![\d/]| ?thang))?(?::\d{2}(?:\/?\d{3,})?)?(?: ?phut)?(?: ?([ap]m|sa|ch|sang|chieu|toi)\b)?/g;

/** The numbers of a date in words, between strokes. */
const writtenOut = (text: string): string =>
  fold(text.replace(/[.\p{Pd}]/gu, '/').replaceAll(',', ' '))
    .replace(/^(\d{4}\/\d{1,2}\/\d{1,2})t\d.*$/, '$1')
    .replace(clock, ' ')
    .replace(/\b(ngay|sinh|khoang|mung|mong|luc|vao)\b/g, ' ')
    .replace(/\s*\bthang\s*/g, '/')
    .replace(/\s*\bnam\s*/g, '/')
    .replace(/\s*\/\s*/g, '/')
    .replace(/^\/+|\/+$/g, '')
    .trim();

const yearAlone = (year: string, thisYear: number): ReadDate | undefined =>
  Number(year) >= earliest && Number(year) <= thisYear + 1 ? { year: Number(year), note: 'date.year_only' } : undefined;

const dateOf = (year: string, month: string, day: string, thisYear: number): ReadDate | undefined => {
  if (Number(month) === 0 || Number(day) === 0) return yearAlone(year, thisYear);
  const date = ofParts(year, month, day);
  return isDay(date) && Number(year) >= earliest ? { day: date } : undefined;
};

/** Halves of the day in words; `sa` and `ch` are those of a Vietnamese Windows. */
const lateHalves = new Set(['pm', 'ch', 'chieu', 'toi']);
const earlyHalves = new Set(['am', 'sa']);

/**
 * The time of day in a cell, `hh:mm`: `14:05`, `14h05`, `8 giờ 30`, `8g30`, `14h`, `2:05 pm`, `2 giờ chiều`, `2021-03-05 14:05`;
 * undefined when there is none.
 */
export const readTime = (text: string): string | undefined => {
  const [, hour = '', minute = '', half = ''] = fold(text).matchAll(clock).next().value ?? [];
  if (hour === '') return undefined;
  const shift = lateHalves.has(half) && Number(hour) < 12 ? 12 : earlyHalves.has(half) && hour === '12' ? -12 : 0;
  const [hours, minutes] = [Number(hour) + shift, Number(minute || 0)];
  return hours < 24 && minutes < 60
    ? `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
    : undefined;
};
