import { parentPort, workerData } from 'node:worker_threads';
import writeExcelFile, { type CellObject } from 'write-excel-file/node';
import { type Cell, harmless } from '../../core/sheet/write.ts';
import type { Sheet } from './workbook.ts';

// A cell is text or a number by its type, never a formula; the apostrophe also holds when somebody edits it or saves it as CSV.
const { name, rows, isText } = workerData as Sheet;
const asItIs = (cell: Cell): CellObject | null =>
  cell == null || cell === ''
    ? null
    : typeof cell === 'number'
      ? { value: cell, type: Number }
      : { value: harmless(cell), type: String };
const asText = (cell: Cell): CellObject => ({
  value: cell == null || cell === '' ? undefined : harmless(String(cell)),
  type: String,
  format: '@',
});
const [head = [], ...body] = rows;
const data = [
  head.map((cell) => ({ value: String(cell ?? ''), type: String, fontWeight: 'bold' as const })),
  ...body.map((row) => row.map(isText ? asText : asItIs)),
];
const bytes = await writeExcelFile(data, { sheet: name, stickyRowsCount: 1 }).toBuffer();
const copy = new Uint8Array(bytes);
parentPort?.postMessage(copy, [copy.buffer]);
