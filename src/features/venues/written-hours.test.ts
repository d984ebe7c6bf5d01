import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writtenHours } from './written-hours.ts';

/** `0-4 450-1020`: the days from Monday, then the minutes. */
const short = (text: string): string[] | undefined => {
  const spans = Map.groupBy(writtenHours(text) ?? [], ({ from, to }) => `${from}-${to}`);
  return spans.size === 0 ? undefined : [...spans].map(([span, on]) => `${on.map(({ day }) => day).join('')} ${span}`);
};

for (const [text, ...meant] of [
  ['8:00-22:00', '0123456 480-1320'],
  ['8h – 22h', '0123456 480-1320'],
  ['Hàng ngày: 06.00 đến 22.30', '0123456 360-1350'],
  ['sáng 7h–11h30, chiều 13h30–17h', '0123456 420-690', '0123456 810-1020'],
  ['18:00–02:00', '0123456 1080-1560'],
  ['0:00–24:00', '0123456 0-1440'],
  ['24/24', '0123456 0-1440'],
  ['T2–T6: 7h30–17h; T7, CN: 8h–12h', '01234 450-1020', '56 480-720'],
  ['Thứ Hai đến thứ Sáu 7h tới 17h', '01234 420-1020'],
  ['T2, T4, T6 8h-11h, 14h-17h', '024 480-660', '024 840-1020'],
  ['T2-T7 7g00-17g00, CN nghỉ', '012345 420-1020'],
  ['T7-T2 8-9', '056 480-540'],
  ['từ thứ tư 8h đến 9h', '2 480-540'],
])
  test(`"${text}" is read as it is meant`, () => assert.deepEqual(short(text ?? ''), meant));

test('what names no time of a clock is not guessed at', () => {
  for (const text of [
    '',
    'mở cửa',
    '8:00',
    '8:60-9:00',
    '25:00-26:00',
    '24:00-25:00',
    '8-9-10',
    '8:00-22:00 x',
    'T2-T6',
    'T9 8-9',
  ])
    assert.equal(writtenHours(text), undefined, text);
});
