import { maybe, t } from '../../../web/kit/console/text.ts';
import { dateTime, time, figure as written } from '../../../web/kit/format.ts';
import type { SharedPlace } from './api.ts';

const figure = (value: number, digits = 1): string => written(value, digits);

/** `12,4`; small ones keep two digits that say something. */
export const expectedWords = (expected: number): string =>
  expected >= 1 ? figure(expected) : expected >= 0.01 ? figure(expected, 2) : '< 0,01';
/** `gấp 12 lần`; what is about as expected is said so. */
export const liftWords = (lift: number): string =>
  lift < 1.25 ? t('backward.liftNone') : t('backward.liftOf', { n: figure(lift, lift < 10 ? 1 : 0) });

/** How likely so many are by chance, as people say it: `1 trong 4.200 lần`; what is likely is said to be no sign. */
export const chanceWords = (p: number): string => {
  if (p > 0.2) return t('backward.chanceUsual');
  const times = 1 / p;
  if (times > 1e6) return t('backward.chanceLeast');
  const round = 10 ** Math.max(0, Math.floor(Math.log10(times)) - 1);
  return t('backward.chanceOf', { n: figure(Math.round(times / round) * round, 0) });
};

export const placeWords = ({ kind, areaName, address }: SharedPlace['venue']): string =>
  [maybe(`venues.kindOf.${kind}`), address, areaName].filter(Boolean).join(' · ');

/** `20:00–22:00 19/05/2021`, or both days when midnight lies between. */
export const spanWords = (from: string, to: string): string => {
  const [start, end] = [dateTime(from), dateTime(to)];
  return start.slice(6) === end.slice(6) ? `${time(from)}–${end}` : `${start} – ${end}`;
};

/** A row a place and case, so that a spreadsheet can filter by either. */
export const sheetOf = (items: readonly SharedPlace[]): string[][] => [
  [
    t('backward.place'),
    t('common.area'),
    t('backward.cases'),
    t('backward.visitors'),
    t('backward.expected'),
    t('backward.lift'),
    'p',
    t('backward.code'),
    t('common.name'),
    t('common.from'),
    t('common.to'),
  ],
  ...items.flatMap(({ venue, cases, visitors, expected, lift, p }) =>
    cases.flatMap(({ code, person, stays }) =>
      stays.map(({ from, to }) => [
        venue.name,
        venue.areaName,
        String(cases.length),
        String(visitors),
        expected.toPrecision(3),
        lift.toPrecision(3),
        p.toPrecision(3),
        code,
        person.fullName,
        dateTime(from),
        dateTime(to),
      ]),
    ),
  ),
];
