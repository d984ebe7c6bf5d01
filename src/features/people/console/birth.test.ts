import assert from 'node:assert/strict';
import { test } from 'node:test';
import { birthOf } from './birth.ts';

test('a birth is read as people write it: a year, or a day with the day first', () => {
  assert.deepEqual(birthOf(' 1957 '), { birthYear: 1957 });
  assert.deepEqual(birthOf('5/9/1957'), { birthDate: '1957-09-05' });
  assert.deepEqual(birthOf('05-09-1957'), { birthDate: '1957-09-05' });
  assert.deepEqual(birthOf('1957-09-05'), { birthDate: '1957-09-05' });
});

test('a day the calendar does not have is no birth', () => {
  for (const text of ['', '31/2/1990', '57', '9/1957', 'hôm qua']) assert.equal(birthOf(text), undefined);
});
