import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatPhone, parsePhone } from './phone.ts';

const nationals = fc.oneof(fc.stringMatching(/^[35789][0-9]{8}$/), fc.stringMatching(/^2[0-9]{9}$/));
const phones = fc.oneof(
  nationals.map((national) => `+84${national}`),
  fc.stringMatching(/^\+(1|44|66|856|86)[0-9]{8}$/),
);

test('a Vietnamese mobile is read however it is written', () => {
  for (const text of [
    '0912345678',
    '0912 345 678',
    '0912.345.678',
    '0912-345-678',
    '(0)912 345 678',
    '84912345678',
    '+84912345678',
    '+84 912-345-678',
    '+84 (0)912 345 678',
    ' 0912\u00a0345\u00a0678 ',
    '０９１２３４５６７８',
  ]) {
    assert.equal(parsePhone(text), '+84912345678', text);
  }
});

test('a landline is read', () => {
  assert.equal(parsePhone('0237 385 2123'), '+842373852123');
  assert.equal(parsePhone('(024) 3825 5599'), '+842438255599');
});

test('dead, short and garbled numbers are refused', () => {
  for (const text of [
    '',
    '115',
    '01681234567',
    '912345678',
    '091234567',
    '09123456789',
    '0912 345 67x',
    '0084912345678',
    '+84 12',
    '02373852',
    '++84912345678',
    '0612345678',
    '66812345678',
  ]) {
    assert.equal(parsePhone(text), undefined, text);
  }
});

test('a foreign number needs its plus', () => {
  assert.equal(parsePhone('+856 20 5555 1234'), '+8562055551234');
  assert.equal(parsePhone('856 20 5555 1234'), undefined);
});

test('every way to write a Vietnamese number leads to the same number', () => {
  fc.assert(
    fc.property(nationals, fc.constantFrom('0', '84', '+84', '+840', '+84 (0)', ' 0'), (national, prefix) =>
      assert.equal(parsePhone(prefix + national), `+84${national}`),
    ),
  );
});

test('a formatted number is read back as the same number', () => {
  fc.assert(fc.property(phones, (phone) => assert.equal(parsePhone(formatPhone(phone)), phone)));
});

test('whatever is read is E.164, and reading it again changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789+- ().x') }), (text) => {
      const phone = parsePhone(text);
      assert.ok(phone === undefined || (/^\+[1-9]\d{7,14}$/.test(phone) && parsePhone(phone) === phone));
    }),
  );
});

test('a mobile is grouped as people read it', () => {
  assert.equal(formatPhone('+84912345678'), '0912 345 678');
  assert.equal(formatPhone('+842438255599'), '024 3825 5599');
  assert.equal(formatPhone('+8562055551234'), '+8562055551234');
});
