/** Days are `yyyy-mm-dd` in Asia/Ho_Chi_Minh, which has stood at +07:00 without summer time since 1975. */
const offset = '+07:00';
const hour = 3_600_000;
const length = 24 * hour;

const isoDay = (date: Date): string => date.toISOString().slice(0, 10);
const utc = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** Whether a text is a day that the calendar has: from the year 1, as PostgreSQL counts. */
export const isDay = (text: string): boolean =>
  /^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(utc(text)) && isoDay(new Date(utc(text))) === text;

/** The day that a moment (years 0 to 9999) falls on in Viet Nam. */
export const dayOf = (date: Date): string => isoDay(new Date(date.getTime() + 7 * hour));

/** The moment a day begins in Viet Nam. */
export const startOfDay = (day: string): Date => new Date(`${day}T00:00:00${offset}`);

/** The day `count` days later, or earlier when negative. */
export const addDays = (day: string, count: number): string => isoDay(new Date(utc(day) + count * length));

/** The number of days from one day to another, negative when `to` is the earlier. */
export const daysBetween = (from: string, to: string): number => (utc(to) - utc(from)) / length;
