import { fold } from '../../core/fold.ts';
import type { Hours } from './rules.ts';

/** What lists call the days of the week, folded, Monday first. */
const days = [
  ['t2', 'thu 2', 'thu hai'],
  ['t3', 'thu 3', 'thu ba'],
  ['t4', 'thu 4', 'thu tu'],
  ['t5', 'thu 5', 'thu nam'],
  ['t6', 'thu 6', 'thu sau'],
  ['t7', 'thu 7', 'thu bay'],
  ['cn', 'chu nhat'],
];
const everyDay = [0, 1, 2, 3, 4, 5, 6];
const day = days.flat().join('|');
const daily = 'hang ngay|moi ngay|ca tuan|daily';
const always = /^(ca ngay|24 ?h?\/ ?(24|7) ?h?)$/;
const closed = /^(nghi|dong cua|closed)$/;

/** `T2–T6: 7h30–17h`: the days, where they are said, and what is said of them. */
const part = new RegExp(`^(?:(${daily}|(?:${day})(?: ?~ ?(?:${day}))?)(?![a-z0-9]) ?:? ?)?(.*)$`);
const dayOf = (name: string): number => days.findIndex((names) => names.includes(name));
const daysOf = (said: string): number[] => {
  const [from = -1, to = from] = said.split('~').map((name) => dayOf(name.trim()));
  return from < 0 ? everyDay : Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, i) => (from + i) % 7);
};

const minutesOf = (clock: string): number | undefined => {
  const [, hours, minutes = '0'] = /^(\d{1,2})(?: ?[:hg] ?(\d\d)?)?(?::00)?$/.exec(clock.trim()) ?? [];
  const all = Number(hours) * 60 + Number(minutes);
  return hours !== undefined && Number(minutes) < 60 && all <= 1440 ? all : undefined;
};
/** Closing not after opening is on the next day. */
const spanOf = (text: string): { from: number; to: number } | undefined => {
  if (always.test(text)) return { from: 0, to: 1440 };
  const [from, to, more] = text.split('~').map(minutesOf);
  if (from === undefined || to === undefined || more !== undefined || from === 1440) return undefined;
  return { from, to: to > from ? to : to + 1440 };
};

/**
 * Opening hours as lists write them: "8:00–22:00", "7h–11h30, 13h30–17h", "T2–T6: 7h30–17h; T7, CN: 8h–12h", "24/24". Times stand for the
 * days named before them, else for every day; undefined for what is none.
 */
export const writtenHours = (text: string): Hours | undefined => {
  const folded = fold(text.replace(/[\p{Pd}\u2212]/gu, '~').replace(/(?<=\d)\.(?=\d)/g, ':'))
    .replace(/\b(den|to|(?<=\d ?[hg]? )toi)\b/g, '~')
    .replace(/\b(va|and)\b/g, ',')
    .replace(/\b(sang|chieu|toi|(?<!thu )tu)\b/g, '')
    .replace(/ ?~ ?/g, '~')
    .replace(/ +/g, ' ');
  const found: { day: number; from: number; to: number }[] = [];
  let [current, isOpen] = [everyDay, true];
  const pieces = folded.split(/[,;]/).map((piece) => piece.trim());
  for (const one of pieces.filter((piece) => piece !== '')) {
    const [, named, said = ''] = part.exec(one) ?? [];
    // Days in a row wait for the times behind them: "T2, T4, T6: 8h–11h".
    if (named !== undefined) current = isOpen ? daysOf(named) : [...current, ...daysOf(named)];
    isOpen = said !== '';
    if (!isOpen && named !== undefined) continue;
    if (closed.test(said)) continue;
    const span = spanOf(said);
    if (!span) return undefined;
    found.push(...current.map((each) => ({ day: each, ...span })));
  }
  return isOpen && found.length > 0 ? found.sort((a, b) => a.day - b.day || a.from - b.from) : undefined;
};
