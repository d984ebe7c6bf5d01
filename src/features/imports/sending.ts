import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { writeWorkbook } from '../exports/index.ts';

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

/** Cells of text, whatever is typed into them: a number keeps its zero, and a day its order. `rows` are those a reader is promised. */
export const sendWorkbook = async (
  http: FastifyReply,
  name: string,
  cells: readonly (readonly string[])[],
  rows: number,
): Promise<undefined> => {
  const bytes = await writeWorkbook({ name: 'Lá Chắn', rows: cells, isText: true });
  http
    .headers({
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${name}.xlsx"`,
      'cache-control': 'no-store',
      'x-rows-expected': String(rows),
    })
    .send(bytes);
  return undefined;
};
