import { formatPhone, parsePhone } from '../../core/phone.ts';

/** How dates, times, phones and names are written. Times are those of Viet Nam, wherever the device is. */
const zone = 'Asia/Ho_Chi_Minh';
const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const part = (at: Date, type: Intl.DateTimeFormatPartTypes): string =>
  parts.formatToParts(at).find((found) => found.type === type)?.value ?? '';

/** `20/11/2026` of an instant, or of a day `2026-11-20`. */
export const date = (when: Date | string): string => {
  if (typeof when === 'string' && when.length === 10) return when.split('-').reverse().join('/');
  const at = new Date(when);
  return `${part(at, 'day')}/${part(at, 'month')}/${part(at, 'year')}`;
};

/** `14:05`. */
export const time = (when: Date | string): string => {
  const at = new Date(when);
  return `${part(at, 'hour')}:${part(at, 'minute')}`;
};

/** `14:05 20/11/2026`. */
export const dateTime = (when: Date | string): string => `${time(when)} ${date(when)}`;

/** A figure as the language of the page writes it: `1.234,5`, or `1,234.5`. */
export const figure = (n: number, digits = 0, least = 0): string =>
  n.toLocaleString(document.documentElement.lang === 'en' ? 'en' : 'vi', {
    minimumFractionDigits: least,
    maximumFractionDigits: digits,
  });

/** `0912 345 678`, `1900 9095`; short numbers such as 115 stay as they are. */
export const phone = (number: string): string => {
  const e164 = parsePhone(number);
  return e164 ? formatPhone(e164) : number.replace(/^(1[89]00)(?=\d)/, '$1 ');
};

/** The last word of a Vietnamese name is the one a person is called by. */
export const givenName = (fullName: string): string => fullName.trim().split(/\s+/).at(-1) ?? fullName;

/** The name of a greeting: the last two words of a name of three or more. */
export const greetingName = (fullName: string): string => {
  const words = fullName.trim().split(/\s+/);
  return words.length > 2 ? words.slice(-2).join(' ') : (words.at(-1) ?? fullName);
};
