import type { FastifyReply } from 'fastify';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { fail } from '../../core/problem.ts';
import { byteOrderMark, csvLine, receiptOf } from '../../core/sheet/write.ts';
import { mostInWorkbook } from '../exports/contract.ts';
import type { Language } from './contract.ts';
import { openContent, openImport, openVerdicts } from './file.ts';
import type { Verdict } from './judge.ts';
import { reasonsOf } from './reasons.ts';
import { fates, hasBegun, type Mapping, untaken } from './rules.ts';
import { sendTextWorkbook } from './sending.ts';
import * as store from './store.ts';

/** The head of the added column; a file that is mended and sent again has it already, and its old reasons give way. */
const reasonHeads = { vi: 'Lý do chưa nhận', en: 'Reason not taken' } as const;
const isReasonHead = (heading: string): boolean => (Object.values(reasonHeads) as string[]).includes(heading.trim());

/** Rows of these fates were not taken. */
const untakenFates = ['rejected', 'duplicate'] as const;
const isUntaken = ({ fate, applied }: Verdict): boolean =>
  !applied && (untakenFates as readonly string[]).includes(fate);
export const untakenOf = (row: store.ImportRow): number =>
  untaken({ ...row, rows: row.rowCount, isChecked: row.checkedAt !== null });

/** A row that a stop left behind has nothing to be mended, unless the check had found it. */
const leftOf = (verdict: Verdict): Verdict =>
  isUntaken(verdict) ? verdict : { ...verdict, problems: [{ field: 'row', code: 'list.stopped' }] };

/**
 * Of a list that was stopped, also the rows it had not come to; of one that may go on, only those it has come to, for the
 * others may still be taken.
 */
const untakenIn = (row: store.ImportRow, { appliedAt }: store.ChunkRow, verdicts: readonly Verdict[]) => {
  const all = [...verdicts.entries()];
  if (appliedAt === null && row.state === 'cancelled') return all.map(([at, verdict]) => ({ at, ...leftOf(verdict) }));
  if (appliedAt === null && hasBegun(row.state, row.checkedAt !== null)) return [];
  return all.filter(([, verdict]) => isUntaken(verdict)).map(([at, verdict]) => ({ at, ...verdict }));
};

/** The heading a remark stands under: that of its column, as the file names it. */
const headingFor =
  (header: readonly string[], mapping: Mapping) =>
  (field: string): string =>
    header[mapping[field as keyof Mapping] ?? -1] ?? '';

type Asked = {
  house: House;
  within: <T>(work: (db: Db) => Promise<T>) => Promise<T>;
  row: store.ImportRow;
  language: Language;
  /** Told of the persons named in a chunk before its rows leave. */
  saw?: (db: Db, persons: string[]) => Promise<unknown>;
};

/** The head, then the rows that were not taken, chunk by chunk; the last line counts them. */
async function* rejectedPages({ house, within, row, language, saw }: Asked): AsyncGenerator<string[][]> {
  const { header, mapping } = openImport(house.keys, row);
  const own = header.map((heading) => !isReasonHead(heading));
  const kept = <T>(cells: readonly T[]): T[] => cells.filter((_, column) => own[column]);
  const headingOf = headingFor(header, mapping);
  yield [[...kept(header), reasonHeads[language]]];
  let count = 0;
  for (let number = 0; ; ) {
    const chunk = await within(async (db) => {
      const next = await store.nextChunk(db, row.id, number, row.state === 'cancelled' ? fates : untakenFates);
      if (!next) return undefined;
      const left = untakenIn(row, next, openVerdicts(house.keys, row.id, next));
      await saw?.(
        db,
        left.flatMap(({ person }) => person ?? []),
      );
      return { next, left };
    });
    if (!chunk) break;
    number = chunk.next.number + 1;
    const { rows } = openContent(house.keys, row.id, chunk.next);
    const lines = chunk.left.map(({ at, problems }) => [
      ...kept(rows[at] ?? []),
      reasonsOf(problems, headingOf, language),
    ]);
    count += lines.length;
    if (lines.length > 0) yield lines;
  }
  yield [[receiptOf(count)]];
}

/** As a CSV in which a spreadsheet runs nothing. */
export async function* rejectedLines(asked: Asked): AsyncGenerator<string> {
  let before = byteOrderMark;
  for await (const page of rejectedPages(asked)) {
    yield before + page.map(csvLine).join('');
    before = '';
  }
}

/** The same as a workbook whose cells are text: a number mended in it keeps its zero, and a day its order. */
export const sendRejectedWorkbook = async (http: FastifyReply, name: string, asked: Asked): Promise<undefined> => {
  const rows = untakenOf(asked.row);
  if (rows > mostInWorkbook)
    fail('export.too_large', [{ path: 'format', code: 'export.too_large' }], { rows, most: mostInWorkbook });
  const pages = await Array.fromAsync(rejectedPages(asked));
  const cells = pages.flat();
  return sendTextWorkbook(http, name, cells, cells.length - 2);
};
