import { isDay } from '../../../core/day.ts';

type Birth = { birthDate: string } | { birthYear: number };

/** `1957`, `5/9/1957`, `05-09-1957` or `1957-09-05`, as people write a birth; undefined when it is none. */
export const birthOf = (text: string): Birth | undefined => {
  const written = text.trim();
  if (/^\d{4}$/.test(written)) return { birthYear: Number(written) };
  const [, day, month, year] = /^(\d{1,2})[/.\s-](\d{1,2})[/.\s-](\d{4})$/.exec(written) ?? [];
  const iso = year ? `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}` : written;
  return isDay(iso) ? { birthDate: iso } : undefined;
};
