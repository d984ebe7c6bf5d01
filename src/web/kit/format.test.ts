import assert from 'node:assert/strict';
import { test } from 'node:test';
import { date, dateTime, givenName, greetingName, phone } from './format.ts';

test('times are those of Viet Nam', () => {
  assert.equal(dateTime('2026-11-19T18:05:00Z'), '01:05 20/11/2026');
  assert.equal(date('2026-11-20'), '20/11/2026');
});

test('phones are grouped, short numbers stay', () => {
  assert.equal(phone('+84912345678'), '0912 345 678');
  assert.equal(phone('115'), '115');
});

test('people are called by the end of their name', () => {
  assert.equal(givenName('Nguyễn Thu Hằng'), 'Hằng');
  assert.equal(greetingName('Nguyễn Thu Hằng'), 'Thu Hằng');
  assert.equal(greetingName('Lê Bình'), 'Bình');
});
