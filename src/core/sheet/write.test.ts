import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { csvLine, csvOf, interruptedAfter, readReceipt, receiptOf } from './write.ts';

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

test('whatever a person is called, no cell begins with a sign that runs, and the text comes back whole', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const [line = ''] = csvOf([[text]])
        .slice(1)
        .split(/\r\n$/);
      const cell = line.startsWith('"') ? line.slice(1, -1).replaceAll('""', '"') : line;
      assert.doesNotMatch(cell, /^[=+\-@\t\r\n＝＋－＠]/);
      assert.equal(cell.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, ''), text);
    }),
  );
});

test('a receipt gives its count back; a line that says the file is not whole gives none', () => {
  assert.equal(readReceipt(receiptOf(1_000_000)), 1_000_000);
  assert.equal(readReceipt(interruptedAfter(12)), undefined);
  assert.equal(csvLine([receiptOf(3)]), '# rows: 3\r\n');
});
