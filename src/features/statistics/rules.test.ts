import assert from 'node:assert/strict';
import { test } from 'node:test';
import { populationOf, shareOf } from './rules.ts';

const commune = (people: number, year = 2021, source = 'Cục Thống kê') => ({ people, year, source });

test('the residents of an area are the sum of its communes, with the oldest year and every source', () => {
  assert.deepEqual(populationOf([commune(5_000), commune(7_500, 2019, 'Tổng điều tra')]), {
    people: 12_500,
    year: 2019,
    source: 'Cục Thống kê; Tổng điều tra',
  });
});

test('while one commune is unknown the sum is too: every share would be too great', () => {
  assert.equal(populationOf([commune(5_000), undefined]), null);
  assert.equal(populationOf([]), null);
});

test('a share is of residents, 0 to 1, and unknown where they are', () => {
  assert.equal(shareOf(1_250, commune(5_000)), 0.25);
  assert.equal(shareOf(6_000, commune(5_000)), 1, 'guests declare too');
  assert.equal(shareOf(3, null), null);
  assert.equal(shareOf(0, commune(0)), null);
});
