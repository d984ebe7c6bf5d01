import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readDate, readTime } from './dates.ts';

const day = (text: string, order: 'dmy' | 'mdy' = 'dmy') => readDate(text, order, 2021);

test('dates are read as offices write them', () => {
  for (const text of [
    '5/3/1957',
    '05-03-1957',
    '05.03.1957',
    '05031957',
    '1957-03-05',
    '1957-03-05 00:00',
    '5 tháng 3 năm 1957',
    'ngày 5 tháng 3 năm 1957',
    'Sinh ngày 05/03/1957',
    ' 5 / 3 / 1957 ',
    '05/03/1957 14:05',
    '14h05 5/3/1957',
  ])
    assert.deepEqual(day(text), { day: '1957-03-05' }, text);
  assert.deepEqual(day('3/5/1957', 'mdy'), { day: '1957-03-05' });
});

test('a year alone is a year, and what is assumed is said', () => {
  assert.deepEqual(day('1957'), { year: 1957 });
  assert.deepEqual(day('năm 1957'), { year: 1957 });
  assert.deepEqual(day('00/00/1957'), { year: 1957, note: 'date.year_only' });
  assert.deepEqual(day('3/1957'), { year: 1957, note: 'date.year_only' });
  assert.deepEqual(day('05-03-57'), { day: '1957-03-05', note: 'date.century' });
  assert.deepEqual(day('5/3/05'), { day: '2005-03-05', note: 'date.century' });
  assert.deepEqual(day('20884'), { day: '1957-03-05', note: 'date.serial' });
});

test('what is no day of the calendar is none', () => {
  for (const text of ['31/02/1957', '5/13/1957', '1/1/1057', '99999', 'không nhớ', '', '12', '2999', '=TODAY()'])
    assert.equal(day(text), undefined, text);
});

test('any day reads back however it is written, and no text does harm', () => {
  const known = fc.date({ min: new Date('1900-01-01'), max: new Date('2021-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(known, fc.constantFrom('/', '-', '.'), (date, sign) => {
      const iso = date.toISOString().slice(0, 10);
      const [year, month, number] = iso.split('-').map(Number);
      assert.equal(day([number, month, year].join(sign))?.day, iso);
      assert.equal(day([month, number, year].join(sign), 'mdy')?.day, iso);
      assert.equal(day(`${number} tháng ${month} năm ${year}`)?.day, iso);
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => void day(text)));
});

test('times of day are read beside a date or alone, as offices write them', () => {
  const times: [string, string | undefined][] = [
    ['14:05', '14:05'],
    ['14h05', '14:05'],
    ['2021-03-05 14:05', '14:05'],
    ['2021-03-05T14:05:00.000Z', '14:05'],
    ['05/03/2021 14:05:30', '14:05'],
    ['2:05 PM', '14:05'],
    ['2:05:00 CH', '14:05'],
    ['2 giờ chiều', '14:00'],
    ['12:05 SA', '00:05'],
    ['8h', '08:00'],
    ['8g30', '08:30'],
    ['8giờ30', '08:30'],
    ['8 giờ 30', '08:30'],
    ['8 gio 30 phút', '08:30'],
    ['8 giờ 5/6/2021', '08:00'],
    ['14h 5 tháng 6 năm 2021', '14:00'],
    ['24:00', undefined],
    ['1957', undefined],
    ['5 gì đó', undefined],
  ];
  for (const [text, time] of times) assert.equal(readTime(text), time, text);
});

test('a day is found beside a time, whichever stands first', () => {
  for (const text of [
    '8g30 5/3/1957',
    '8 giờ 30, 5/3/1957',
    '8 giờ 30 phút ngày 5 tháng 3 năm 1957',
    'lúc 8h ngày 5/3/1957',
    '5/3/1957 8 giờ',
    '1957-03-05T14:05:00+07:00',
  ])
    assert.deepEqual(day(text), { day: '1957-03-05' }, text);
});
