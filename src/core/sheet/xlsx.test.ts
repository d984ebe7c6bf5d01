import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { book, cell, head, hostileBooks, main, row, titles } from '../../../test/support/workbooks.ts';
import type { Problem } from '../problem.ts';
import { readSheet } from './read.ts';
import { defaults, readTable } from './table.ts';
import { plainNumber } from './xlsx.ts';

const refused = (code: string, bytes: Buffer, field?: string) =>
  assert.rejects(
    readSheet(bytes),
    (error: Problem) => error.code === code && (!field || error.fields?.[0]?.code === field),
  );

test('text, dates, numbers and kept results of formulas come as a person reads them', async () => {
  const data =
    titles +
    row(
      2,
      cell('A2', 'Nguyễn Văn A'),
      '<c r="B2" s="1"><v>20884</v></c>',
      '<c r="C2"><v>912345678</v></c>',
      '<c r="D2"><v>3.8057000123E10</v></c>',
      '<c r="E2"><f>SUM(1,2)</f><v>3</v></c>',
      '<c r="F2" t="b"><v>1</v></c>',
      '<c r="G2" s="1"><v>44523.586805555555</v></c>',
      '<c r="H2"><v>36.600000000000001</v></c>',
    );
  const sheet = await readSheet(book({ data }));
  assert.equal(sheet.kind, 'xlsx');
  assert.equal(sheet.encoding, null);
  assert.deepEqual(sheet.rows, [
    ['Nguyễn Văn A', '1957-03-05', '912345678', '38057000123', '3', 'true', '2021-11-23 14:05', '36.6'],
  ]);
});

test('a formula is never evaluated: without a kept result its cell is empty, and one that is text stays text', async () => {
  const data = titles + row(2, cell('A2', '=HYPERLINK("http://x")'), '<c r="B2"><f>1+1</f></c>');
  assert.deepEqual((await readSheet(book({ data }))).rows, [['=HYPERLINK("http://x")', '']]);
});

test('numbers keep their digits and show no exponent', () => {
  assert.deepEqual(
    ['912345678', '9.12345678E8', '38057000123', '1E+20', '0.5', '1E-7', '-3', '36.600000000000001', 'x'].map(
      plainNumber,
    ),
    ['912345678', '912345678', '38057000123', '100000000000000000000', '0.5', '0.0000001', '-3', '36.6', 'x'],
  );
});

test('a value merged down several rows belongs to each; a title across stays one cell and is no head', async () => {
  const data =
    row(1, cell('A1', 'DANH SÁCH')) +
    row(2, cell('A2', 'Hộ'), cell('B2', 'Tên')) +
    row(3, cell('A3', 'Hộ 1'), cell('B3', 'A')) +
    row(4, cell('B4', 'B'));
  const extra = '<mergeCells count="2"><mergeCell ref="A1:B1"/><mergeCell ref="A3:A4"/></mergeCells>';
  const sheet = await readSheet(book({ data, extra }));
  assert.deepEqual(sheet.header, ['Hộ', 'Tên']);
  assert.deepEqual(sheet.rows, [
    ['Hộ 1', 'A'],
    ['Hộ 1', 'B'],
  ]);
});

test('a hidden sheet is passed over for the first that is seen', async () => {
  const sheets =
    '<sheet name="Ẩn" sheetId="1" state="hidden" r:id="rId1"/><sheet name="Hiện" sheetId="2" r:id="rId2"/>';
  const seen = `${head}<worksheet xmlns="${main}"><sheetData>${titles}${row(2, cell('A2', 'thấy'))}</sheetData></worksheet>`;
  const sheet = await readSheet(
    book({ data: row(1, cell('A1', 'ẩn')), sheets, parts: { 'xl/worksheets/sheet2.xml': seen } }),
  );
  assert.equal(sheet.rows[0]?.[0], 'thấy');
});

test('names typed in an old font are turned into letters, and the sheet says so', async () => {
  const data =
    row(1, cell('A1', 'Hä tªn'), cell('B1', 'N¨m sinh')) + row(2, cell('A2', 'NguyÔn V¨n Tó'), cell('B2', '1957'));
  const sheet = await readSheet(book({ data }));
  assert.equal(sheet.encoding, 'tcvn3');
  assert.deepEqual([sheet.header[0], sheet.rows[0]?.[0]], ['Họ tên', 'Nguyễn Văn Tú']);
});

test('a sheet of a million empty rows is its filled ones', async () => {
  const empty = Array.from({ length: 1_000_000 }, (_, at) => `<row r="${at + 3}" s="1"/>`).join('');
  const sheet = await readSheet(book({ data: titles + row(2, cell('A2', 'A')) + empty }));
  assert.equal(sheet.rows.length, 1);
});

test('a coloured line to the last column costs nothing', async () => {
  const coloured = titles + row(2, cell('A2', 'A'), '<c r="XFD2" s="1"/>');
  assert.equal((await readSheet(book({ data: coloured }))).header.length, 2);
});

for (const { name, bytes, code, field } of hostileBooks()) {
  test(`refused: ${name}`, () => refused(code, bytes, field));
}

test('entities that multiply are not expanded', async () => {
  const laughs = Array.from({ length: 20 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('');
  const before = `${head}<!DOCTYPE x [<!ENTITY l0 "lol">${laughs}<!ENTITY file SYSTEM "file:///etc/passwd">]>`;
  const data = titles + row(2, cell('A2', '&l20;'), cell('B2', '&file;'));
  const read = await readSheet(book({ before, data })).catch((error: Problem) => error.code);
  assert.ok(read === 'sheet.unreadable' || JSON.stringify(read).length < 1000, JSON.stringify(read).slice(0, 200));
  assert.doesNotMatch(JSON.stringify(read), /root:/);
});

test('bytes after the signature may be anything', async () => {
  const whole = book({ data: titles + row(2, cell('A2', 'A')) });
  const flips = fc.array(fc.tuple(fc.nat(whole.length - 5), fc.nat(255)), { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(flips, async (changed) => {
      const bytes = Buffer.from(whole);
      for (const [at, value] of changed) bytes[at + 4] = value;
      await readTable({ bytes, encoding: undefined, limits: defaults }).catch((error: Problem) =>
        assert.match(String(error.code), /^sheet\./),
      );
    }),
    { numRuns: 300 },
  );
});
