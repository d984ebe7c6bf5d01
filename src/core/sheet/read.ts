import { Worker } from 'node:worker_threads';
import { type Field, fail, Problem, type ProblemCode } from '../problem.ts';
import type { Encoding } from './encodings.ts';
import { defaults, type Limits, readTable, type Sheet } from './table.ts';

export { type Encoding, encodings } from './encodings.ts';
export type { Sheet } from './table.ts';

export type SheetOptions = { encoding?: Encoding; maxRows?: number; maxColumns?: number };

/** What a thread answers. A problem crosses the border as data. */
export type Told = { sheet: Sheet } | { code: ProblemCode; fields: Field[] | undefined };
export type Asked = { bytes: Uint8Array; encoding: Encoding | undefined; limits: Limits };

/** Half a minute is ten times what the largest honest list takes. */
const longest = 30_000;
/** Memory of the thread in MB; ten megabytes of XML need about a hundred. */
const memory = { maxOldGenerationSizeMb: 1536, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 };

/** Below this a table is read at once, in less than a thread takes to start; workbooks never are. */
const smallText = 262_144;

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

const inThread = (asked: Asked): Promise<Sheet> =>
  new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./thread.ts', import.meta.url), { workerData: asked, resourceLimits: memory });
    const settle = (finish: () => void) => {
      clearTimeout(timer);
      finish();
      void thread.terminate();
    };
    const timer = setTimeout(() => settle(() => reject(new Problem('sheet.too_large'))), longest);
    thread.once('message', (told: Told) =>
      settle(() => ('sheet' in told ? resolve(told.sheet) : reject(new Problem(told.code, told.fields)))),
    );
    thread.once('error', (error: NodeJS.ErrnoException) =>
      settle(() => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Problem('sheet.too_large') : error)),
    );
    thread.once('exit', () => settle(() => reject(new Problem('sheet.unreadable'))));
  });

/** One table at a time: two large ones together would take the memory of a small server. */
let last: Promise<unknown> = Promise.resolve();
const inTurn = (work: () => Promise<Sheet>): Promise<Sheet> => {
  const turn = last.then(work, work);
  last = turn.catch(() => undefined);
  return turn;
};

/**
 * Reads a table of strings from a CSV (delimiter and encoding found, unless the encoding is given) or the first visible sheet
 * of an XLSX. Blank rows are left out, short ones padded to the head, which is the first row with more than one filled cell.
 * Dates are `yyyy-mm-dd`, numbers plain. At most `maxRows` (default 200,000) below the head and `maxColumns` (256). Larger ones,
 * and those that take more than half a minute or 1.5 GB, are `sheet.too_large`; never runs anything in the file.
 */
export const readSheet = async (bytes: Buffer, options: SheetOptions = {}): Promise<Sheet> => {
  if (bytes.length === 0) fail('sheet.empty');
  const limits = { rows: options.maxRows ?? defaults.rows, columns: options.maxColumns ?? defaults.columns };
  const asked: Asked = { bytes, encoding: options.encoding, limits };
  return !isZip(bytes) && bytes.length <= smallText ? readTable(asked) : inTurn(() => inThread(asked));
};
