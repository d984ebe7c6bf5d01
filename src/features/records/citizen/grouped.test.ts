import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupedByDay } from './grouped.ts';

const reading = (at: string, purpose: 'work' | 'record', unit = 'Trạm Y tế phường Hàm Rồng') => ({ at, purpose, unit });

test('what a unit read for one purpose in a day is one line, the newest day first, by the day in Viet Nam', () => {
  const days = groupedByDay([
    reading('2026-11-20T17:30:00.000Z', 'work'),
    reading('2026-11-20T09:00:00.000Z', 'work'),
    reading('2026-11-20T08:00:00.000Z', 'record'),
    reading('2026-11-20T07:00:00.000Z', 'work'),
    reading('2026-11-20T06:00:00.000Z', 'work', 'Trạm Y tế phường Đông Thọ'),
  ]);
  assert.deepEqual(
    days.map(({ day, lines }) => [day, lines.map(({ purpose, times, from, to }) => [purpose, times, from, to])]),
    [
      ['2026-11-21', [['work', 1, '2026-11-20T17:30:00.000Z', '2026-11-20T17:30:00.000Z']]],
      [
        '2026-11-20',
        [
          ['work', 2, '2026-11-20T07:00:00.000Z', '2026-11-20T09:00:00.000Z'],
          ['record', 1, '2026-11-20T08:00:00.000Z', '2026-11-20T08:00:00.000Z'],
          ['work', 1, '2026-11-20T06:00:00.000Z', '2026-11-20T06:00:00.000Z'],
        ],
      ],
    ],
  );
  assert.deepEqual(groupedByDay([]), []);
});
