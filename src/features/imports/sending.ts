import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { sendWorkbook } from '../exports/index.ts';

export const sendCsv = (
  http: FastifyReply,
  name: string,
  lines: AsyncIterable<string> | Iterable<string>,
): undefined => {
  http
    .headers({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.csv"`,
      'cache-control': 'no-store',
    })
    .send(Readable.from(lines));
  return undefined;
};

/** Cells of text, whatever is typed into them: a number keeps its zero, and a day its order. */
export const sendTextWorkbook = (
  http: FastifyReply,
  name: string,
  rows: readonly (readonly string[])[],
  count: number,
): Promise<undefined> => sendWorkbook(http, name, { rows, isText: true }, count);
