import * as v from 'valibot';
import { type AreaPath, formatAreaPath, parseAreaPath } from './area.ts';
import { isDay } from './day.ts';
import { parseHotline } from './hotline.ts';
import { parsePhone } from './phone.ts';

/** The building blocks of every contract. Text refuses NUL and lone surrogates, which PostgreSQL cannot hold. */
const wellFormed = v.check((text: string) => text.isWellFormed() && !text.includes('\0'), 'text.characters');

export const Text = (max: number) => v.pipe(v.string(), v.maxLength(max, 'text.too_long'), wellFormed, v.trim());
export const Words = (max: number) => v.pipe(Text(max), v.minLength(1, 'text.empty'));
export const Uuid = v.pipe(v.string(), v.uuid('id.format'), v.toLowerCase());

export const Day = v.pipe(v.string(), v.check(isDay, 'day.format'));
const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;
/** In UTC too: an offset leads out of the years that PostgreSQL reads as we write them. */
const isKnownYear = (time: number): boolean =>
  time >= Date.parse('0001-01-01T00:00:00Z') && time < Date.parse('9999-12-31T00:00:00Z');
const isInstant = (text: string) =>
  instantPattern.test(text) && isKnownYear(Date.parse(text)) && isDay(text.slice(0, 10));
/** ISO 8601 with an offset; a handler gets a Date. */
export const Instant = v.pipe(
  v.string(),
  v.check(isInstant, 'time.format'),
  v.transform((text) => new Date(text)),
);
/** A time in a reply: a Date in the handler, ISO 8601 on the wire. */
export const When = v.date();

/** An area on the wire has no last dot (tolerated); inside it has. */
export const Area = v.pipe(
  v.string(),
  v.check((text) => parseAreaPath(text) !== undefined, 'area.format'),
  v.transform((text) => parseAreaPath(text) as AreaPath),
);
/** An area in a reply: the store gives a path, the wire form drops its last dot. */
export const AreaOut = v.pipe(
  v.string(),
  v.transform((path) => formatAreaPath(path as AreaPath)),
);

/** Phones come as people write them and are stored as E.164. */
export const Phone = v.pipe(
  v.string(),
  v.check((text) => parsePhone(text) !== undefined, 'phone.format'),
  v.transform((text) => parsePhone(text) as string),
);

/** A number that people call: a telephone, or a service's, which has no international form. */
export const Hotline = v.pipe(
  v.string(),
  v.check((text) => parseHotline(text) !== undefined, 'phone.format'),
  v.transform((text) => parseHotline(text) as string),
);

/** Degrees Celsius. */
export const Temperature = v.pipe(v.number(), v.minValue(30, 'temperature.range'), v.maxValue(45, 'temperature.range'));
export const Year = v.pipe(v.number(), v.integer(), v.minValue(1880, 'year.range'), v.maxValue(2100, 'year.range'));

export const Limit = v.optional(
  v.pipe(
    v.string(),
    v.regex(/^\d{1,3}$/, 'limit.range'),
    v.transform(Number),
    v.minValue(1, 'limit.range'),
    v.maxValue(200, 'limit.range'),
  ),
  '50',
);
export const Cursor = v.optional(v.pipe(Text(300), v.regex(/^[\w.~:=+-]*$/, 'cursor.format')));
export const Page = { limit: Limit, after: Cursor };
/** A query flag: `?open=true`. */
export const Flag = v.pipe(
  v.picklist(['true', 'false']),
  v.transform((text) => text === 'true'),
);

export const list = <S extends v.GenericSchema>(item: S) =>
  v.strictObject({ items: v.array(item), next: v.nullable(v.string()) });

/** A batch answers each item alone: `{results: [{id, status, code?, fields?}]}`. */
export const batchOf = <S extends v.GenericSchema>(item: S) =>
  v.strictObject({ items: v.pipe(v.array(item), v.maxLength(500, 'batch.too_long')) });

export const Nothing = v.strictObject({});
