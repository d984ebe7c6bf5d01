import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, dayOf, daysBetween, isDay, startOfDay } from './day.ts';

const moments = fc.date({
  min: new Date('1900-01-02T00:00:00Z'),
  max: new Date('2200-01-01T00:00:00Z'),
  noInvalidDate: true,
});
const days = moments.map(dayOf);
const counts = fc.integer({ min: -40_000, max: 40_000 });

test('a day begins at midnight in Viet Nam, seven hours before Greenwich', () => {
  assert.equal(dayOf(new Date('2021-07-09T16:59:59.999Z')), '2021-07-09');
  assert.equal(dayOf(new Date('2021-07-09T17:00:00Z')), '2021-07-10');
  assert.equal(startOfDay('2021-07-10').toISOString(), '2021-07-09T17:00:00.000Z');
});

test('only days of the calendar are days', () => {
  assert.ok(isDay('2020-02-29'));
  for (const text of [
    '2021-02-29',
    '2021-13-01',
    '2021-00-10',
    '2021-04-31',
    '2021-7-1',
    '20210701',
    '2021-07-01T00',
    '',
    '01/07/2021',
  ]) {
    assert.ok(!isDay(text), text);
  }
});

test('a moment lies within its day', () => {
  fc.assert(
    fc.property(moments, (moment) => {
      assert.ok(isDay(dayOf(moment)));
      assert.ok(startOfDay(dayOf(moment)) <= moment && moment < startOfDay(addDays(dayOf(moment), 1)));
    }),
  );
});

test('days added are days between', () => {
  fc.assert(fc.property(days, counts, (day, count) => assert.equal(daysBetween(day, addDays(day, count)), count)));
});

test('adding days and taking them away leads back', () => {
  fc.assert(fc.property(days, counts, (day, count) => assert.equal(addDays(addDays(day, count), -count), day)));
});

test('days sort as text as they do in time', () => {
  fc.assert(fc.property(days, days, (one, other) => assert.equal(one < other, daysBetween(one, other) > 0)));
});
