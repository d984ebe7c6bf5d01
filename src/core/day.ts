/** Days are `yyyy-mm-dd` in Asia/Ho_Chi_Minh, which has stood at +07:00 without summer time since 1975. */
const offset = '+07:00';
const hour = 3_600_000;
const length = 24 * hour;

const isoDay = (date: Date): string => date.toISOString().slice(0, 10);
const utc = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** Texts of days by their number since 1970: a busy server asks for the same few thousands of times a second. */
const texts = new Map<number, string>();
const most = 1_000;
const numbered = (n: number): string => {
  const known = texts.get(n);
  if (known !== undefined) return known;
  const text = isoDay(new Date(n * length));
  if (texts.size === most) texts.clear();
  texts.set(n, text);
  return text;
};

/** Whether a text is a day that the calendar has: from the year 1, as PostgreSQL counts. */
export const isDay = (text: string): boolean =>
  /^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(utc(text)) && isoDay(new Date(utc(text))) === text;

/** The day that a moment (years 0 to 9999) falls on in Viet Nam. */
export const dayOf = (date: Date): string => numbered(Math.floor((date.getTime() + 7 * hour) / length));

/** The moment a day begins in Viet Nam. */
export const startOfDay = (day: string): Date => new Date(`${day}T00:00:00${offset}`);

/** The day `count` days later, or earlier when negative. */
export const addDays = (day: string, count: number): string => numbered(utc(day) / length + count);

/** The number of days from one day to another, negative when `to` is the earlier. */
export const daysBetween = (from: string, to: string): number => (utc(to) - utc(from)) / length;
