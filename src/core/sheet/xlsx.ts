import { readSheet } from 'read-excel-file/universal';
import { fail } from '../problem.ts';
import type { Line } from './csv.ts';
import { packPlain, readDirectory, refuseBombs, unpack } from './zip.ts';

const workbookPath = 'xl/workbook.xml';
const relationsPath = 'xl/_rels/workbook.xml.rels';

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
    .exec(tag)
    ?.slice(1)
    .find((value) => value !== undefined);

const tagsOf = (xml: string, name: string): string[] =>
  xml.match(new RegExp(`<(?:\\w+:)?${name}\\s[^<>]{0,2000}>`, 'g')) ?? [];

/** The first sheet a person sees, its place among all (from 1), and the parts that its cells need. */
const planOf = (workbook: string, relations: string) => {
  const sheets = tagsOf(workbook, 'sheet');
  const visible = sheets.findIndex((tag) => (attribute(tag, 'state') ?? 'visible') === 'visible');
  const wanted = attribute(sheets[visible] ?? '', 'id');
  const targets = tagsOf(relations, 'Relationship').flatMap((tag) => {
    const kind = attribute(tag, 'Type')?.split('/').at(-1);
    const target = attribute(tag, 'Target');
    if (!kind || !target) return [];
    return [{ kind, id: attribute(tag, 'Id'), path: target.startsWith('/') ? target.slice(1) : `xl/${target}` }];
  });
  const sheet = targets.find(({ kind, id }) => kind === 'worksheet' && id === wanted)?.path;
  if (visible < 0 || !sheet) return fail('sheet.unreadable', [{ path: 'file', code: 'sheet.no_workbook' }]);
  const shared = targets.filter(({ kind }) => kind === 'sharedStrings' || kind === 'styles');
  return { place: visible + 1, sheet, parts: [sheet, ...shared.map(({ path }) => path)] };
};

const columnNumber = (letters: string): number =>
  [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

/** Cells that hold something: an address without a value (a coloured line to the last column) costs nothing and counts for nothing. */
const filledCell =
  /<(?:\w+:)?c\s(?:[^<>]{0,200}?\s)?r\s*=\s*["']([A-Za-z]{1,20})(\d{1,20})["'][^<>]{0,200}?(?<!\/)>(?!<\/)/g;

/** The reader makes a cell for every place up to the last one, so that a single far cell would fill the memory. */
const refuseFar = (xml: string, { rows, columns }: { rows: number; columns: number }): void => {
  for (const [, letters = '', row = ''] of xml.matchAll(filledCell)) {
    if (columnNumber(letters) > columns) fail('sheet.too_many_columns');
    if (Number(row) > rows) fail('sheet.too_large');
  }
};

/** A number as a person typed it: fifteen digits, no exponent; a phone or identity number keeps every digit but its leading zero. */
export const plainNumber = (raw: string): string => {
  if (/^-?\d{1,15}$/.test(raw)) return raw;
  const number = Number(Number(raw).toPrecision(15));
  if (!Number.isFinite(number)) return raw;
  if (Number.isInteger(number)) return BigInt(number).toString();
  return /e/i.test(String(number)) ? number.toFixed(20).replace(/\.?0+$/, '') : String(number);
};

/** `yyyy-mm-dd`, with ` hh:mm` when there is a time of day; a time alone (day zero of the workbook) is `hh:mm`. */
const plainDate = (date: Date): string => {
  if (Number.isNaN(date.getTime())) return '';
  // Times are fractions of a day: 14:05 is stored some milliseconds short of it.
  const [day = '', time = ''] = new Date(Math.round(date.getTime() / 60_000) * 60_000)
    .toISOString()
    .slice(0, 16)
    .split('T');
  if (day < '1900-01-01') return time;
  return time === '00:00' ? day : `${day} ${time}`;
};

const plainCell = (value: unknown): string => {
  if (value instanceof Date) return plainDate(value);
  return value === null || value === undefined ? '' : String(value);
};

/** A cell merged over several rows belongs to each of them, as the eye reads it. Only downwards: a title across stays one cell. */
const fillMergedDown = (rows: string[][], xml: string): void => {
  const from = xml.search(/<(?:\w+:)?mergeCells[\s>]/);
  if (from < 0) return;
  for (const tag of tagsOf(xml.slice(from), 'mergeCell')) {
    const ref = /^([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})$/.exec(attribute(tag, 'ref') ?? '');
    if (!ref) continue;
    const [column, first, last] = [columnNumber(ref[1] ?? '') - 1, Number(ref[2]), Number(ref[3])];
    const value = rows[first - 1]?.[column];
    if (value) for (const row of rows.slice(first, last)) if (row[column] === '') row[column] = value;
  }
};

/** Rows that hold nothing, which some programs write down to the last one a sheet can have. The numbers of the others stay true. */
const emptyRow = /<((?:\w+:)?row)(?:\s[^<>]{0,400}?)?(?:\/>|>(?:<(?:\w+:)?c\s[^<>]{0,200}\/>)*<\/\1>)/g;

/**
 * The first visible sheet of a workbook, its filled rows with their numbers. Formulas give the value the workbook
 * last kept. Only the parts needed are unpacked, bounded by what the directory declares, and handed to the reader in a plain ZIP.
 */
export const readXlsx = async (file: Buffer, limits: { rows: number; columns: number }): Promise<Line[]> => {
  const entries = readDirectory(file);
  const entryOf = (path: string) =>
    entries.find(({ name }) => name === path) ??
    fail('sheet.unreadable', [{ path: 'file', code: 'sheet.no_workbook' }]);
  const [workbook, relations] = [entryOf(workbookPath), entryOf(relationsPath)];
  refuseBombs([workbook, relations]);
  const plan = planOf(unpack(file, workbook).toString(), unpack(file, relations).toString());
  const parts = [
    workbookPath,
    relationsPath,
    ...plan.parts.filter((path) => entries.some(({ name }) => name === path)),
  ];
  const needed = [...new Set(parts)].map(entryOf);
  refuseBombs(needed);
  const unpacked = new Map(needed.map((entry) => [entry.name, unpack(file, entry)]));
  const xml = (unpacked.get(plan.sheet)?.toString() ?? '').replace(emptyRow, '');
  refuseFar(xml, limits);
  unpacked.set(plan.sheet, Buffer.from(xml));
  const table = await parse(packPlain(unpacked), plan.place);
  const rows = table.map((row) => row.map(plainCell));
  fillMergedDown(rows, xml);
  return rows
    .map((cells, at) => ({ line: at + 1, cells }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
};

const parse = async (zip: Buffer, place: number) => {
  try {
    return await readSheet(new Blob([new Uint8Array(zip)]), place, { parseNumber: plainNumber, trim: false });
  } catch {
    return fail('sheet.unreadable', [{ path: 'file', code: 'sheet.damaged' }]);
  }
};
