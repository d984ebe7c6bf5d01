import { crc32, deflateRawSync } from 'node:zlib';

type Part = { text: string; declared?: number; flags?: number };

/** A compressed ZIP, as hostile as asked: sizes may lie, entries may claim a password. */
export const zipOf = (parts: Record<string, string | Part>): Buffer => {
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
export const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const head = '<?xml version="1.0" encoding="UTF-8"?>';

export const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
export const row = (number: number, ...cells: string[]) => `<row r="${number}">${cells.join('')}</row>`;
export const titles = row(1, cell('A1', 'Họ tên'), cell('B1', 'Năm sinh'));

type Book = { data?: string; extra?: string; before?: string; sheets?: string; parts?: Record<string, string | Part> };
export const partsOf = ({
  data = '',
  extra = '',
  before = '',
  sheets,
  parts = {},
}: Book): Record<string, string | Part> => ({
  'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets ?? '<sheet name="Một" sheetId="1" r:id="rId1"/>'}</sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `${head}<styleSheet xmlns="${main}"><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0" xfId="0"/><xf numFmtId="14" xfId="0"/></cellXfs></styleSheet>`,
  'xl/worksheets/sheet1.xml': `${before || head}<worksheet xmlns="${main}"><sheetData>${data}</sheetData>${extra}</worksheet>`,
  ...parts,
});
export const book = (made: Book): Buffer => zipOf(partsOf(made));

type Hostile = { name: string; bytes: Buffer; code: string; field?: string };

/** Files that are to harm who reads them, and what is answered. */
export const hostileBooks = (): Hostile[] => {
  const filled = titles + row(2, cell('A2', 'A'));
  const whole = book({ data: filled });
  const first = 'xl/worksheets/sheet1.xml';
  const sheet = partsOf({ data: titles })[first] as string;
  const ole = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)]);
  const of = (name: string, code: string, bytes: Buffer, field?: string): Hostile => ({
    name,
    bytes,
    code,
    ...(field && { field }),
  });
  return [
    of(
      'a filled cell in the last column',
      'sheet.too_many_columns',
      book({ data: filled + row(3, cell('XFD3', 'x')) }),
    ),
    of(
      'a filled cell beyond every column',
      'sheet.too_many_columns',
      book({ data: filled + row(3, cell('BDWGO3', 'x')) }),
    ),
    of(
      'a row number beyond every sheet, before rows are made up to it',
      'sheet.too_large',
      book({ data: titles + row(4_000_000_000, cell('A4000000000', 'x')) }),
    ),
    of(
      'a part that would unpack to hundreds of megabytes, by what it declares',
      'sheet.too_large',
      book({ parts: { [first]: { text: `${head}${' '.repeat(64 * 1024 * 1024)}` } } }),
    ),
    of(
      'a part that declares gigabytes',
      'sheet.too_large',
      book({ parts: { 'xl/styles.xml': { text: 'x', declared: 4_000_000_000 } } }),
    ),
    ...[100, sheet.length + 100].map((declared) =>
      of(
        `a part of ${sheet.length} characters that declares ${declared}`,
        'sheet.unreadable',
        book({ parts: { [first]: { text: sheet, declared } } }),
        'sheet.damaged',
      ),
    ),
    of('a ZIP that is no workbook', 'sheet.unreadable', zipOf({ 'readme.txt': 'x' }), 'sheet.no_workbook'),
    of('a workbook cut short', 'sheet.unreadable', whole.subarray(0, whole.length - 30), 'sheet.no_workbook'),
    of('a part with a password', 'sheet.encrypted', book({ parts: { 'xl/styles.xml': { text: 'x', flags: 1 } } })),
    of(
      'a cell that points at a text that is not there',
      'sheet.unreadable',
      book({ data: '<row r="1"><c r="A1" t="s"><v>7</v></c></row>' }),
      'sheet.damaged',
    ),
    of('an Excel file of before 2007', 'sheet.legacy', ole),
    of(
      'a workbook with a password',
      'sheet.encrypted',
      Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]),
    ),
  ];
};
