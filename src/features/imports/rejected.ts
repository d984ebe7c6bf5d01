import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { byteOrderMark, csvLine, receiptOf } from '../../core/sheet/write.ts';
import type { Language } from './contract.ts';
import { openContent, openImport, openVerdicts } from './file.ts';
import type { Verdict } from './judge.ts';
import { reasonsOf } from './reasons.ts';
import type { Mapping } from './rules.ts';
import * as store from './store.ts';

/** The head of the added column; a file that is mended and sent again has it already, and its old reasons give way. */
const reasonHeads = { vi: 'Lý do chưa nhận', en: 'Reason not taken' } as const;
const isReasonHead = (heading: string): boolean => (Object.values(reasonHeads) as string[]).includes(heading.trim());

/** Rows of these fates were not taken. */
const untaken = ['rejected', 'duplicate'] as const;
const isUntaken = ({ fate, applied }: Verdict): boolean => !applied && (untaken as readonly string[]).includes(fate);

/** The heading a remark stands under: that of its column, as the file names it. */
const headingFor =
  (header: readonly string[], mapping: Mapping) =>
  (field: string): string =>
    header[mapping[field as keyof Mapping] ?? -1] ?? '';

/** The rows that were not taken, chunk by chunk; a spreadsheet runs nothing in them. The last line counts them. */
export async function* rejectedLines(
  house: House,
  within: <T>(work: (db: Db) => Promise<T>) => Promise<T>,
  row: store.ImportRow,
  language: Language,
): AsyncGenerator<string> {
  const { header, mapping } = openImport(house.keys, row);
  const own = header.map((heading) => !isReasonHead(heading));
  const kept = <T>(cells: readonly T[]): T[] => cells.filter((_, column) => own[column]);
  const headingOf = headingFor(header, mapping);
  yield byteOrderMark + csvLine([...kept(header), reasonHeads[language]]);
  let count = 0;
  for (let number = 0; ; ) {
    const chunk = await within((db) => store.nextChunk(db, row.id, number, untaken));
    if (!chunk) break;
    number = chunk.number + 1;
    const { rows } = openContent(house.keys, row.id, chunk);
    const lines = openVerdicts(house.keys, row.id, chunk).flatMap((verdict, i) =>
      isUntaken(verdict) ? [csvLine([...kept(rows[i] ?? []), reasonsOf(verdict.problems, headingOf, language)])] : [],
    );
    count += lines.length;
    if (lines.length > 0) yield lines.join('');
  }
  yield csvLine([receiptOf(count)]);
}

export const sendCsv = (http: FastifyReply, name: string, lines: AsyncGenerator<string>): undefined => {
  http
    .headers({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.csv"`,
      'cache-control': 'no-store',
    })
    .send(Readable.from(lines));
  return undefined;
};
