import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Problem } from '../problem.ts';
import { type Delimiter, delimiters, detectDelimiter, parseCsv } from './csv.ts';
import { readSheet } from './read.ts';
import { csvOf } from './write.ts';

const cellsOf = (text: string, delimiter: Delimiter = ',') => parseCsv(text, delimiter).map(({ cells }) => cells);

test('whatever stands in the cells, quoted by RFC 4180 it reads back as it was', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'Đ', '"', ',', ';', '\t', '\n', '\r', ' ', '=') });
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1 }),
      fc.constantFrom(...delimiters),
      fc.constantFrom('\n', '\r\n', '\r'),
      (rows, delimiter, end) => {
        const text = rows
          .map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(delimiter) + end)
          .join('');
        const filled = rows.filter((row) => row.some((one) => one.trim() !== ''));
        assert.deepEqual(cellsOf(text, delimiter), filled);
      },
    ),
  );
});

test('no text, however broken, does more than be refused', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', 'a') }),
      fc.constantFrom(...delimiters),
      (text, delimiter) => {
        try {
          const rows = parseCsv(text, delimiter);
          assert.ok(rows.every(({ line }, at) => at === 0 || line > (rows[at - 1]?.line ?? 0)));
        } catch (error) {
          assert.ok(error instanceof Problem);
        }
      },
    ),
  );
});

test('a quote inside a bare cell is a letter, and what follows a closing quote belongs to its cell', () => {
  assert.deepEqual(cellsOf('Thôn "A",2\n"x"y,3'), [
    ['Thôn "A"', '2'],
    ['xy', '3'],
  ]);
});

test('a quote never closed names its line', () => {
  assert.throws(
    () => parseCsv('a,b\n1,"2\n3,4', ','),
    (error: Problem) => error.code === 'sheet.unreadable' && error.fields?.[0]?.path === '2',
  );
});

test('rows keep the number they have in the file', () => {
  assert.deepEqual(
    parseCsv('a,b\r\n\r\n"1\r\n1",2\r\n3,4', ',').map(({ line }) => line),
    [1, 3, 5],
  );
});

test('the delimiter is the one that makes columns', () => {
  assert.equal(detectDelimiter('Họ tên;Địa chỉ\nA;thôn 1, xã X\nB;thôn 2, xã Y'), ';');
  assert.equal(detectDelimiter('a\tb,c\n1\t2\n'), '\t');
  assert.equal(detectDelimiter('"a;b",c\n"1;2",3\n'), ',');
  assert.equal(detectDelimiter('Họ tên\nA\n'), ',');
});

test('a list is read with its head, padded rows and their lines; title and blank rows are left out', async () => {
  const text =
    'DANH SÁCH THÔN 5;;\r\n\r\nHọ tên;Năm sinh;SĐT\r\nNguyễn Văn A;1957\r\n;;\r\nTrần B;1990;0912345678;thừa\r\n';
  const sheet = await readSheet(Buffer.from(text));
  assert.deepEqual(sheet, {
    kind: 'csv',
    encoding: 'utf-8',
    header: ['Họ tên', 'Năm sinh', 'SĐT', ''],
    rows: [
      ['Nguyễn Văn A', '1957', '', ''],
      ['Trần B', '1990', '0912345678', 'thừa'],
    ],
    lines: [4, 6],
  });
});

test('what Excel and our own exports add is no row: sep=, the mark, the receipt', async () => {
  assert.deepEqual((await readSheet(Buffer.from('sep=;\r\na;b\r\n1;2\r\n'))).rows, [['1', '2']]);
  const own = csvOf([['a', 'b'], ['1', '2'], ['# rows: 1']]);
  assert.deepEqual((await readSheet(Buffer.from(own))).rows, [['1', '2']]);
});

test('a chosen encoding is taken, another than the bytes suggest', async () => {
  const bytes = Buffer.from('ten,tuoi\nNguy\xd4n,5\n', 'latin1');
  assert.equal((await readSheet(bytes, { encoding: 'tcvn3' })).rows[0]?.[0], 'Nguyễn');
});

test('nothing that a database cannot hold comes out', async () => {
  const sheet = await readSheet(Buffer.from('a,b\nx\0y,\ud800z\n', 'utf16le'), { encoding: 'utf-16le' });
  assert.deepEqual(sheet.rows, [['xy', '\ufffdz']]);
});

const refused = (code: string, bytes: Buffer, options = {}) =>
  assert.rejects(readSheet(bytes, options), (error: Problem) => error.code === code);

test('empty tables, and those too long or too wide, are refused by name', async () => {
  await refused('sheet.empty', Buffer.alloc(0));
  await refused('sheet.empty', Buffer.from('a,b\r\n\r\n'));
  await refused('sheet.too_large', Buffer.from(`a\n${'1\n'.repeat(11)}`), { maxRows: 10 });
  await refused('sheet.too_many_columns', Buffer.from(`${'a,'.repeat(300)}b\n1,2\n`));
  await refused('sheet.too_many_columns', Buffer.from(`a,b\n${','.repeat(1_000_000)}\n`));
});

test('a large table is read beside the server, in turn, and a hundred thousand rows arrive whole', async () => {
  const text = `số,tên\n${Array.from({ length: 100_000 }, (_, at) => `${at},Nguyễn Văn ${at}`).join('\n')}`;
  const [one, other] = await Promise.all([readSheet(Buffer.from(text)), readSheet(Buffer.from(text))]);
  assert.equal(one.rows.length, 100_000);
  assert.deepEqual(other.rows[99_999], ['99999', 'Nguyễn Văn 99999']);
  await refused('sheet.too_large', Buffer.from(text), { maxRows: 50_000 });
});
