import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import type { Problem } from '../problem.ts';
import { readSheet } from './read.ts';
import { defaults, readTable } from './table.ts';
import { plainNumber } from './xlsx.ts';

type Part = { text: string; declared?: number; flags?: number };

/** A compressed ZIP, as hostile as asked: sizes may lie, entries may claim a password. */
const zipOf = (parts: Record<string, string | Part>): Buffer => {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [path, given] of Object.entries(parts)) {
    const { text, declared, flags = 0 } = typeof given === 'string' ? { text: given } : given;
    const name = Buffer.from(path);
    const bytes = Buffer.from(text);
    const packed = deflateRawSync(bytes);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(declared ?? bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    locals.push(Buffer.from('PK\x03\x04'), common, name, packed);
    directory.push(Buffer.from('PK\x01\x02\x14\x00'), common, rest, name);
    at += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(directory.length / 4, 8);
  end.writeUInt16LE(directory.length / 4, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, ...directory, end]);
};

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const head = '<?xml version="1.0" encoding="UTF-8"?>';

const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const row = (number: number, ...cells: string[]) => `<row r="${number}">${cells.join('')}</row>`;
const titles = row(1, cell('A1', 'Họ tên'), cell('B1', 'Năm sinh'));

type Book = { data?: string; extra?: string; before?: string; sheets?: string; parts?: Record<string, string | Part> };
const partsOf = ({ data = '', extra = '', before = '', sheets, parts = {} }: Book): Record<string, string | Part> => ({
  'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets ?? '<sheet name="Một" sheetId="1" r:id="rId1"/>'}</sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `${head}<styleSheet xmlns="${main}"><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0" xfId="0"/><xf numFmtId="14" xfId="0"/></cellXfs></styleSheet>`,
  'xl/worksheets/sheet1.xml': `${before || head}<worksheet xmlns="${main}"><sheetData>${data}</sheetData>${extra}</worksheet>`,
  ...parts,
});
const book = (made: Book): Buffer => zipOf(partsOf(made));

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

test('a coloured line to the last column costs nothing; a filled cell there is one column too many', async () => {
  const coloured = titles + row(2, cell('A2', 'A'), '<c r="XFD2" s="1"/>');
  assert.equal((await readSheet(book({ data: coloured }))).header.length, 2);
  await refused('sheet.too_many_columns', book({ data: titles + row(2, cell('A2', 'A'), cell('XFD2', 'x')) }));
  await refused('sheet.too_many_columns', book({ data: titles + row(2, cell('BDWGO2', 'x')) }));
});

test('a row number beyond every sheet is refused before rows are made up to it', async () => {
  await refused('sheet.too_large', book({ data: titles + row(4_000_000_000, cell('A4000000000', 'x')) }));
});

test('a part that would unpack to hundreds of megabytes is refused by what it declares', async () => {
  const bomb = { text: `${head}${' '.repeat(64 * 1024 * 1024)}` };
  await refused('sheet.too_large', book({ parts: { 'xl/worksheets/sheet1.xml': bomb } }));
  await refused('sheet.too_large', book({ parts: { 'xl/styles.xml': { text: 'x', declared: 4_000_000_000 } } }));
});

test('a part that is larger or smaller than it declares is refused when the declared size is full', async () => {
  const text = partsOf({ data: titles })['xl/worksheets/sheet1.xml'] as string;
  for (const declared of [100, text.length + 100])
    await refused(
      'sheet.unreadable',
      book({ parts: { 'xl/worksheets/sheet1.xml': { text, declared } } }),
      'sheet.damaged',
    );
});

test('entities that multiply are not expanded', async () => {
  const laughs = Array.from({ length: 20 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('');
  const before = `${head}<!DOCTYPE x [<!ENTITY l0 "lol">${laughs}<!ENTITY file SYSTEM "file:///etc/passwd">]>`;
  const data = titles + row(2, cell('A2', '&l20;'), cell('B2', '&file;'));
  const read = await readSheet(book({ before, data })).catch((error: Problem) => error.code);
  assert.ok(read === 'sheet.unreadable' || JSON.stringify(read).length < 1000, JSON.stringify(read).slice(0, 200));
  assert.doesNotMatch(JSON.stringify(read), /root:/);
});

test('a ZIP that is no workbook, a cut one, and one with a password are told apart', async () => {
  await refused('sheet.unreadable', zipOf({ 'readme.txt': 'x' }), 'sheet.no_workbook');
  const whole = book({ data: titles + row(2, cell('A2', 'A')) });
  await refused('sheet.unreadable', whole.subarray(0, whole.length - 30), 'sheet.no_workbook');
  await refused('sheet.encrypted', book({ parts: { 'xl/styles.xml': { text: 'x', flags: 1 } } }));
  await refused('sheet.unreadable', book({ data: '<row r="1"><c r="A1" t="s"><v>7</v></c></row>' }), 'sheet.damaged');
});

test('an Excel file of before 2007 and one with a password say what to do', async () => {
  const ole = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)]);
  await refused('sheet.legacy', ole);
  await refused('sheet.encrypted', Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]));
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
