import { Worker } from 'node:worker_threads';
import type { FastifyReply } from 'fastify';
import type { Cell } from '../../core/sheet/write.ts';

/** `isText`: what is typed into the cells stays as it is typed, so that no zero before a number is lost. */
export type Sheet = { name: string; rows: readonly (readonly Cell[])[]; isText?: boolean };

/** Writes a workbook in a thread of its own: 50,000 rows are seconds of work, and the requests of others go on. */
const writeWorkbook = (sheet: Sheet): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./workbook-thread.ts', import.meta.url), {
      workerData: sheet,
      resourceLimits: { maxOldGenerationSizeMb: 1024 },
    });
    worker.once('message', (bytes: Uint8Array) =>
      resolve(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
    );
    worker.once('error', reject);
    worker.once('exit', (code) => code !== 0 && reject(new Error(`the thread of a workbook ended with ${code}`)));
  });

/** A workbook as an answer; `count`: the rows of it that a reader is promised. */
export const sendWorkbook = async (
  http: FastifyReply,
  name: string,
  sheet: Omit<Sheet, 'name'>,
  count: number,
): Promise<undefined> => {
  const bytes = await writeWorkbook({ name: 'Lá Chắn', ...sheet });
  http
    .headers({
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${name}.xlsx"`,
      'cache-control': 'no-store',
      'x-rows-expected': String(count),
    })
    .send(bytes);
  return undefined;
};
