import { fail } from '../problem.ts';
import { detectDelimiter, type Line, parseCsv } from './csv.ts';
import { decode, detectEncoding, detectFont, type Encoding, fromFont } from './encodings.ts';
import { readReceipt } from './write.ts';

/**
 * A table as text. `lines` are the numbers of the rows in the file, from 1, as a person finds them there. The encoding of a
 * workbook is null unless its text was typed in an old font.
 */
export type Sheet = {
  kind: 'csv' | 'xlsx';
  encoding: Encoding | null;
  header: string[];
  rows: string[][];
  lines: number[];
};

/** Rows below the head, and columns. */
export type Limits = { rows: number; columns: number };
export const defaults: Limits = { rows: 200_000, columns: 256 };

/** Lines above the head (a title, an empty row) that are still looked at. */
const mostTitles = 20;

/** What no database column holds: NUL, and halves of letters. */
const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed();

const isOle = (bytes: Uint8Array): boolean => [0xd0, 0xcf, 0x11, 0xe0].every((byte, at) => bytes[at] === byte);

const readCsv = (bytes: Uint8Array, chosen: Encoding | undefined, limits: Limits) => {
  const encoding = chosen ?? detectEncoding(bytes);
  const text = storable(decode(bytes, encoding));
  const named = /^sep=([,;\t])\r?\n/i.exec(text);
  const body = named ? text.slice(named[0].length) : text;
  const delimiter = (named?.[1] as ',' | undefined) ?? detectDelimiter(body);
  // One record more than may be, so that a table too long is known for one.
  const lines = parseCsv(body, delimiter, { records: limits.rows + mostTitles + 2, columns: limits.columns });
  return { encoding, lines: named ? lines.map(({ line, cells }) => ({ line: line + 1, cells })) : lines };
};

const readWorkbook = async (bytes: Uint8Array, chosen: Encoding | undefined, limits: Limits) => {
  const { readXlsx } = await import('./xlsx.ts');
  const lines = await readXlsx(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
    // Blank rows between count here, and not below.
    rows: Math.max(1_100_000, limits.rows),
    columns: limits.columns,
  });
  const sample = () =>
    lines
      .slice(0, 500)
      .flatMap(({ cells }) => cells)
      .join(' ');
  const font =
    chosen === 'tcvn3' || chosen === 'vni' ? chosen : chosen === undefined ? detectFont(sample()) : undefined;
  const read = (cell: string) => storable(font ? fromFont(cell, font) : cell.normalize('NFC'));
  return { encoding: font ?? null, lines: lines.map(({ line, cells }) => ({ line, cells: cells.map(read) })) };
};

const filled = ({ cells }: Line): number => cells.filter((cell) => cell.trim() !== '').length;

/** The head is the first row with more than one filled cell; a title above it has one. A table of one column has its head on top. */
const headOf = (lines: readonly Line[]): number =>
  Math.max(
    0,
    lines.slice(0, mostTitles).findIndex((line) => filled(line) > 1),
  );

/** The last line of our own exports counts the rows; it is none itself. */
const isReceipt = (line: Line): boolean => filled(line) === 1 && readReceipt(line.cells[0] ?? '') !== undefined;

/** See `readSheet`. */
export const readTable = async ({
  bytes,
  encoding: chosen,
  limits,
}: {
  bytes: Uint8Array;
  encoding: Encoding | undefined;
  limits: Limits;
}): Promise<Sheet> => {
  if (isOle(bytes)) {
    const isEncrypted = Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'));
    fail(isEncrypted ? 'sheet.encrypted' : 'sheet.legacy');
  }
  const kind = bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] !== undefined && bytes[2] < 9 ? 'xlsx' : 'csv';
  const { encoding, lines } =
    kind === 'xlsx' ? await readWorkbook(bytes, chosen, limits) : readCsv(bytes, chosen, limits);
  const head = headOf(lines);
  const body = lines.slice(head + 1).filter((line) => !isReceipt(line));
  if (body.length === 0) fail('sheet.empty');
  if (body.length > limits.rows) fail('sheet.too_large');
  const width = body.reduce((most, { cells }) => Math.max(most, cells.length), lines[head]?.cells.length ?? 0);
  if (width > limits.columns) fail('sheet.too_many_columns');
  const padded = (cells: string[]) =>
    cells.length === width ? cells : Array.from({ length: width }, (_, at) => cells[at] ?? '');
  return {
    kind,
    encoding,
    header: padded(lines[head]?.cells ?? []).map((cell) => cell.trim()),
    rows: body.map(({ cells }) => padded(cells)),
    lines: body.map(({ line }) => line),
  };
};
