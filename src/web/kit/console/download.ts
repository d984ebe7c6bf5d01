import { CallError } from '../../../core/client.ts';
import { readReceipt } from '../../../core/sheet/write.ts';
import { sessionLost } from './session.ts';

export type Progress = { rows: number; of: number | undefined };
export type Taken = { blob: Blob; rows: number };

/** A file that ended without its receipt: nothing of it is kept. */
export class Interrupted extends Error {
  readonly rows: number;
  constructor(rows: number) {
    super('interrupted');
    this.rows = rows;
  }
}

const newline = 10;
/** Parts are handed to the browser in pieces of this size, so that a million rows do not lie in the page's memory. */
const piece = 8 << 20;

const linesIn = (bytes: Uint8Array): number => {
  let count = 0;
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) count += 1;
  return count;
};

/** The last line of what has come, without its end. */
const lastLine = (tail: Uint8Array): string => new TextDecoder().decode(tail).trimEnd().split('\r\n').at(-1) ?? '';

/**
 * Takes an export piece by piece and tells how many rows have come. A CSV file is whole when its last line is the receipt of
 * as many rows as were promised; a workbook comes in one answer of known length.
 */
export const takeExport = async (
  path: string,
  language: string,
  tell: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Taken> => {
  const response = await fetch(`/api/v1${path}`, {
    headers: { 'accept-language': language },
    credentials: 'same-origin',
    signal,
  }).catch((error) => {
    throw signal.aborted ? error : new CallError('offline');
  });
  if (!response.ok || !response.body) {
    const problem = await response.json().catch(() => undefined);
    if (problem?.code === 'session.missing') sessionLost.value = true;
    throw new CallError(problem?.code ?? 'server.failed', problem);
  }
  const promised = response.headers.get('x-rows-expected');
  const of = promised === null ? undefined : Number(promised);
  const isTable = /csv/.test(response.headers.get('content-type') ?? '');
  const state = {
    lines: 0,
    size: 0,
    tail: new Uint8Array(),
    pieces: [] as Blob[],
    parts: [] as Uint8Array<ArrayBuffer>[],
  };
  const fold = (): void => {
    state.pieces.push(new Blob(state.parts));
    state.parts = [];
    state.size = 0;
  };
  const reader = response.body.getReader();
  try {
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      if (!value) continue;
      state.parts.push(value as Uint8Array<ArrayBuffer>);
      state.size += value.length;
      if (isTable) {
        state.lines += linesIn(value);
        state.tail = Uint8Array.from([...state.tail, ...value.slice(-200)]).slice(-200);
        // The head is no row; an address of two lines counts twice, which the receipt puts right.
        tell({ rows: Math.max(0, state.lines - 1), of });
      }
      if (state.size > piece) fold();
    }
  } catch (error) {
    if (signal.aborted) throw error;
    throw new Interrupted(Math.max(0, state.lines - 1));
  }
  fold();
  const receipt = isTable ? readReceipt(lastLine(state.tail)) : of;
  if (receipt === undefined || (of !== undefined && receipt !== of))
    throw new Interrupted(Math.max(0, state.lines - 1));
  return { blob: new Blob(state.pieces, { type: response.headers.get('content-type') ?? '' }), rows: receipt };
};
