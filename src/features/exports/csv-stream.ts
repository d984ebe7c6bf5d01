import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { byteOrderMark, type Cell, csvLine, interruptedAfter, receiptOf } from '../../core/sheet/write.ts';

/** A reader that takes nothing for so long is gone, and gives its connection to the database back. */
const patience = 60_000;
/** What an interrupted file waits for its last line to leave. */
const farewell = 2_000;

export type Pages = AsyncIterable<readonly (readonly Cell[])[]>;
type Opening = { name: string; head: readonly Cell[]; rows: number; headers: Record<string, string> };

/** Waits until the reader has taken what was written. */
const drained = async (stream: ServerResponse, signal: AbortSignal): Promise<void> => {
  await once(stream, 'drain', { signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]) });
};

/**
 * Streams pages of rows as a CSV file, as fast as the reader takes them and holding no more than a page. The last line is
 * the receipt, and its count stands in the trailer `x-rows`. When anything breaks off, the last line says so and the
 * connection breaks too, so that neither a person nor a program takes the file for whole. Answers the rows that were sent.
 */
export const streamCsv = async (
  stream: ServerResponse,
  { name, head, rows, headers }: Opening,
  pages: Pages,
  signal: AbortSignal,
): Promise<{ sent: number; error?: unknown }> => {
  stream.writeHead(200, {
    ...headers,
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.csv"`,
    'cache-control': 'no-store',
    'x-rows-expected': String(rows),
    // A reverse proxy must not wait for the end.
    'x-accel-buffering': 'no',
    trailer: 'x-rows',
  });
  let sent = 0;
  try {
    stream.write(byteOrderMark + csvLine(head));
    for await (const page of pages) {
      signal.throwIfAborted();
      const isTaken = stream.write(page.map(csvLine).join(''));
      sent += page.length;
      if (!isTaken) await drained(stream, signal);
    }
    if (sent !== rows) throw new Error(`${rows} rows were counted and ${sent} came`);
    stream.addTrailers({ 'x-rows': String(sent) });
    stream.end(csvLine([receiptOf(sent)]));
    return { sent };
  } catch (error) {
    setTimeout(() => stream.destroy(), farewell).unref();
    stream.write(csvLine([interruptedAfter(sent)]), () => stream.destroy());
    return { sent, error };
  }
};
