import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvOf } from './csv.ts';

const rowsOf = (text: string) => text.slice(1).split('\r\n').slice(0, -1);

test('a name that a spreadsheet would run as a formula becomes text', () => {
  const cells = ['=1+1', '+84', '-2', '@sum', '\tx', '＝1', 'Nguyễn Văn A'];
  assert.deepEqual(rowsOf(csvOf(cells.map((cell) => [cell]))), [
    "'=1+1",
    "'+84",
    "'-2",
    "'@sum",
    "'\tx",
    "'＝1",
    'Nguyễn Văn A',
  ]);
});

test('quotes, commas and line ends stay inside their cell, and a carriage return runs nothing', () => {
  assert.equal(csvOf([['a,b', 'c"d', '\r=1']]), '\uFEFF"a,b","c""d","\'\r=1"\r\n');
});

test('numbers stay numbers, negative ones too, and nothing is an empty cell', () => {
  assert.equal(csvOf([[-3, 0, null]]), '\uFEFF-3,0,\r\n');
});
