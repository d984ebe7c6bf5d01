import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { codeBody, codeText } from '../../../core/code.ts';
import { readVisitor } from './door-read.ts';

const url = (): string =>
  `https://lachan.example/q/${codeText(codeBody('person', 1, randomBytes(16)), randomBytes(64))}`;
const codeIn = (address: string): string | undefined => address.split('/q/')[1];
const card = '038088012345|171234567|Lê Văn Thành|20111988|Nam|12 Quang Trung, Hàm Rồng, Thanh Hóa|25122021';

/** What a Telex keyboard makes of plain keys: enough of its rules to break every code. */
const telex = (text: string): string =>
  text
    .replace(/dd/gi, 'đ')
    .replace(/aa/gi, 'â')
    .replace(/ee/gi, 'ê')
    .replace(/oo/gi, 'ô')
    .replace(/[ou]w/gi, 'ơ')
    .replace(/aw/gi, 'ă')
    .replace(/w/gi, 'ư')
    .replace(/([aeiouy])[sfrxj]/gi, (_, vowel: string) => `${vowel}\u0301`.normalize('NFC'));
/** And a VNI keyboard: digits behind vowels are marks. */
const vni = (text: string): string =>
  text.replace(/([aeiouy])[1-5]/gi, (_, vowel: string) => `${vowel}\u0300`.normalize('NFC')).replace(/([aeo])6/gi, 'ê');

test('a personal code is read as an address and bare, a card with its number', () => {
  for (const text of [url(), url().split('/q/')[1] as string, card]) {
    const read = readVisitor(text);
    assert.ok(typeof read === 'object' && read.text === text);
  }
});

test('what a Vietnamese keyboard made of a code is told from a strange one, in a thousand codes', () => {
  for (const keyboard of [telex, vni]) {
    for (let i = 0; i < 500; i += 1) {
      const text = url();
      const garbled = keyboard(text);
      const read = readVisitor(garbled);
      // Where the code itself came through and the host alone did not, it is read all the same.
      if (codeIn(garbled) === codeIn(text)) assert.ok(typeof read === 'object', garbled);
      else assert.equal(read, 'keyboard', garbled);
    }
  }
});

test('capitals for small letters, as with Caps Lock, are put right', () => {
  const text = url();
  const swapped = text.replace(/[a-z]/gi, (sign) =>
    sign === sign.toLowerCase() ? sign.toUpperCase() : sign.toLowerCase(),
  );
  const read = readVisitor(swapped);
  assert.ok(typeof read === 'object' && read.text === text);
});

test('codes of places and passes, codes without a number and anything else are no visitors', () => {
  const of = (kind: 'venue' | 'pass') => codeText(codeBody(kind, 1, randomBytes(18)), randomBytes(64));
  assert.equal(readVisitor(of('venue')), 'place');
  assert.equal(readVisitor(of('pass')), 'pass');
  assert.equal(readVisitor('|NGUYEN VAN A|1988-01-02|1|2|3'), 'no_number');
  assert.equal(readVisitor('xin chào'), 'unknown');
  assert.equal(readVisitor('8934588012345'), 'unknown');
  assert.equal(readVisitor('https://pay.example/vn/0912345678'), 'unknown');
});
