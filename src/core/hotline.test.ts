import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTextable, parseHotline } from './hotline.ts';
import { parsePhone } from './phone.ts';

test('a number that people call may be a service’s, which no message reaches', () => {
  for (const [text, number] of [
    ['1900 9095', '19009095'],
    ['1900.545454', '1900545454'],
    ['1800 1119', '18001119'],
    ['115', '115'],
    ['1022', '1022'],
  ] as const) {
    assert.deepEqual([parseHotline(text), parsePhone(text), isTextable(number)], [number, undefined, false]);
  }
  assert.equal(parseHotline('0237 385 2333'), '+842373852333');
  assert.equal(isTextable('+842373852333'), true);
  for (const text of ['12', '12345', '1900', '1900 12', '9095', '1900 1234567', 'abc', ''])
    assert.equal(parseHotline(text), undefined, text);
});
