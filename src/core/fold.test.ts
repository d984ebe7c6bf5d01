import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { differInMarks, fold, foldWithMarks, nameTokens, syllables } from './fold.ts';

const vietnamese = fc.string({
  unit: fc.constantFrom(
    ...'aăâeêioôơuưyđĐbcghkmnpqrstvxÀẢÃÁẠầẩẫấậềểễếệồổỗốộờởỡớợừửữứựỳỷỹýỵ',
    ' ',
    '\u00a0',
    "'",
    '-',
    '.',
  ),
});
const texts = fc.oneof(vietnamese, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));

test('Vietnamese names fold to plain small letters', () => {
  assert.equal(fold('Nguyễn Đình Được'), 'nguyen dinh duoc');
  assert.equal(fold("  H'Hen\u00a0\tNiê "), 'hhen nie');
  assert.equal(fold('H’Hen Niê'), fold("H'Hen Niê"));
  assert.equal(fold('Ðặng'), fold('Đặng'));
});

test('the place of a tone mark does not matter', () => {
  assert.equal(fold('Hoà Thuỷ'), fold('Hòa Thủy'));
});

test('composed and decomposed text fold alike', () => {
  fc.assert(fc.property(texts, (text) => assert.equal(fold(text.normalize('NFC')), fold(text.normalize('NFD')))));
});

test('folding twice changes nothing more', () => {
  fc.assert(fc.property(texts, (text) => assert.equal(fold(fold(text)), fold(text))));
});

test('capitals and blanks do not matter', () => {
  fc.assert(
    fc.property(vietnamese, fc.constantFrom('\t', '\u2003', '  ', '\r\n', '\u3000'), (text, blank) =>
      assert.equal(fold(`${blank}${text.toUpperCase().replaceAll(' ', blank)}${blank}`), fold(text)),
    ),
  );
});

test('syllables are free of blanks and never empty', () => {
  fc.assert(
    fc.property(texts, (text) => assert.ok(syllables(text).every((syllable) => /^[^\s\p{M}]+$/u.test(syllable)))),
  );
  assert.deepEqual(syllables('Lê Văn Tám (phố Lê Lợi, số 5)'), ['le', 'van', 'tam', 'pho', 'le', 'loi', 'so', '5']);
});

test('the tokens of a name are the same in any order, each once', () => {
  assert.deepEqual(nameTokens('Lê Thị Lê'), ['le', 'thi']);
  fc.assert(
    fc.property(fc.array(vietnamese), (names) =>
      assert.deepEqual(new Set(nameTokens(names.join(' '))), new Set(nameTokens(names.toReversed().join(' ')))),
    ),
  );
});

test('with their marks, names differ by a mark and not by where a tone is written', () => {
  for (const [one, other] of [
    ['Hoà', 'Hòa'],
    ['NGUYỄN  THUÝ', 'Nguyễn Thúy'],
    ["H'Hen Niê", 'h’hen niê'],
    ['Ðặng', 'Đặng'],
  ] as const)
    assert.equal(foldWithMarks(one), foldWithMarks(other));
  assert.notEqual(foldWithMarks('Hùng'), foldWithMarks('Hưng'));
  assert.notEqual(foldWithMarks('Dung'), foldWithMarks('Đung'));
  assert.ok(differInMarks('Lê Hùng', 'Lê Hưng'));
  assert.ok(!differInMarks('LE HUNG', 'Lê Hưng') && !differInMarks('Lê Hoà', 'LÊ HÒA'), 'one without any says neither');
});
