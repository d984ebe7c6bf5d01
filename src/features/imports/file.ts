import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Keys } from '../../core/crypto.ts';
import type { Encoding } from '../../core/sheet/read.ts';
import { readSheet, type Sheet } from '../../core/sheet/read.ts';
import type { DateOrder } from './dates.ts';
import { guessMapping, isMonthFirst } from './headings.ts';
import type { Verdict } from './judge.ts';
import type { Kind, Mapping } from './rules.ts';

/** What is sealed of a list beside its file: names of columns and the first rows say who people are. */
export type Sealed = {
  name: string;
  header: string[];
  sample: string[][];
  mapping: Mapping;
  /** Of births. */
  dateOrder: DateOrder;
  /** Of the day of a declaration; lists of before had one order for both. */
  declaredOrder?: DateOrder;
  existing: 'fill' | 'replace';
  addDuplicates: boolean;
};

/** Bytes of one piece. */
const pieceSize = 512 * 1024;
/** What an upload may be at most; a piece that unpacks to more has been tampered with. */
const largest = 64 * 1024 * 1024;

/** The file, compressed and in sealed pieces. */
export const sealFile = async (keys: Keys, id: string, file: Buffer): Promise<Buffer[]> => {
  const packed = await promisify(gzip)(file, { level: 1 });
  const count = Math.max(1, Math.ceil(packed.length / pieceSize));
  return Array.from({ length: count }, (_, at) =>
    keys.seal(`import file ${id} ${at}`, packed.toString('base64', at * pieceSize, (at + 1) * pieceSize)),
  );
};

export const openFile = async (keys: Keys, id: string, pieces: readonly { sealed: Buffer }[]): Promise<Buffer> => {
  const packed = pieces.map(({ sealed }, at) =>
    Buffer.from(keys.open<string>(`import file ${id} ${at}`, sealed), 'base64'),
  );
  return promisify(gunzip)(Buffer.concat(packed), { maxOutputLength: largest });
};

const purpose = (id: string): string => `import ${id}`;
export const sealImport = (keys: Keys, id: string, sealed: Sealed): Buffer => keys.seal(purpose(id), sealed);
export const openImport = (keys: Keys, { id, sealed }: { id: string; sealed: Buffer }): Sealed =>
  keys.open(purpose(id), sealed);

export type Content = { rows: string[][]; lines: number[] };

export const sealContent = (keys: Keys, id: string, number: number, content: Content): Buffer =>
  keys.seal(`import rows ${id} ${number}`, content);
export const openContent = (keys: Keys, id: string, chunk: { number: number; content: Buffer }): Content =>
  keys.open(`import rows ${id} ${chunk.number}`, chunk.content);
export const sealVerdicts = (keys: Keys, id: string, number: number, verdicts: readonly Verdict[]): Buffer =>
  keys.seal(`import verdicts ${id} ${number}`, verdicts);
export const openVerdicts = (keys: Keys, id: string, chunk: { number: number; verdicts: Buffer }): Verdict[] =>
  keys.open(`import verdicts ${id} ${chunk.number}`, chunk.verdicts);

export const mostRows = 200_000;
const mostColumns = 256;

export const readList = (file: Buffer, encoding: Encoding | null | undefined): Promise<Sheet> =>
  readSheet(file, { encoding: encoding ?? undefined, maxRows: mostRows, maxColumns: mostColumns });

/** Rows and letters of a cell that a preview shows. */
const sampleRows = 8;
const sampleCell = 120;
/** Rows that tell whether months stand first. */
const datedRows = 500;

/** What a person sees of a file before it is checked, and what its columns seem to be. */
export const previewOf = (kind: Kind, { encoding, header, rows }: Sheet) => {
  const mapping = guessMapping(kind, header);
  const orderOf = (column: number | undefined): DateOrder => {
    const cells = column === undefined ? [] : rows.slice(0, datedRows).map((row) => row[column] ?? '');
    return isMonthFirst(cells) ? 'mdy' : 'dmy';
  };
  return {
    encoding,
    header: header.map((text) => text.slice(0, sampleCell)),
    rows: rows.length,
    sample: rows.slice(0, sampleRows).map((row) => row.map((text) => text.slice(0, sampleCell))),
    mapping,
    dateOrder: orderOf(mapping.birth),
    declaredOrder: orderOf(mapping.date),
  };
};
