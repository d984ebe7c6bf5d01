import { fail } from '../problem.ts';

export const delimiters = [',', ';', '\t'] as const;
export type Delimiter = (typeof delimiters)[number];

/** One record and the line (from 1) on which it begins. */
export type Line = { line: number; cells: string[] };

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

type Limits = { records?: number; columns?: number };

/**
 * The records of a CSV by RFC 4180, blank ones left out. More lenient than the RFC where real files are: any line end, a quote
 * inside a bare cell, text behind a closing quote. Stops after `records`; more than `columns` in one is `sheet.too_many_columns`,
 * a quote that is never closed `sheet.unreadable` with its line.
 */
export const parseCsv = (
  text: string,
  delimiter: Delimiter,
  { records = Number.POSITIVE_INFINITY, columns = Number.POSITIVE_INFINITY }: Limits = {},
): Line[] => {
  const rows: Line[] = [];
  const cellEnd = new RegExp(`[${delimiter}\\r\\n]`, 'g');
  let at = 0;
  let line = 1;
  while (at < text.length && rows.length < records) {
    const cells: string[] = [];
    const begins = line;
    for (;;) {
      const { cell, next } = text[at] === '"' ? readQuoted(text, at, line) : { cell: '', next: at };
      if (next > at) line += cell.match(/\r\n?|\n/g)?.length ?? 0;
      cellEnd.lastIndex = next;
      at = cellEnd.exec(text)?.index ?? text.length;
      cells.push(cell + text.slice(next, at));
      if (cells.length > columns) fail('sheet.too_many_columns');
      if (text[at] !== delimiter) break;
      at += 1;
    }
    at += text.startsWith('\r\n', at) ? 2 : 1;
    line += 1;
    if (!isBlank(cells)) rows.push({ line: begins, cells });
  }
  return rows;
};

/** What stands between the quote at `at` and its closing one, two quotes being one, and the place behind it. */
const readQuoted = (text: string, at: number, line: number): { cell: string; next: number } => {
  const parts: string[] = [];
  for (let from = at + 1; ; ) {
    const quote = text.indexOf('"', from);
    if (quote < 0) fail('sheet.unreadable', [{ path: `${line}`, code: 'sheet.quote_open' }]);
    parts.push(text.slice(from, quote));
    if (text[quote + 1] !== '"') return { cell: parts.join('"'), next: quote + 1 };
    from = quote + 2;
  }
};

const sampleRecords = 20;
const sampleLength = 65_536;

const sampleOf = (text: string, delimiter: Delimiter): Line[] => {
  try {
    return parseCsv(text.slice(0, sampleLength), delimiter, { records: sampleRecords });
  } catch {
    // The sample may end inside quotes, and what is quoted under one delimiter is not under another.
    return [];
  }
};

/** The delimiter under which the first records agree best on a number of columns; a comma when nothing parts anything. */
export const detectDelimiter = (text: string): Delimiter => {
  const scored = delimiters.map((delimiter) => {
    const widths = sampleOf(text, delimiter).map(({ cells }) => cells.length);
    const widest = Math.max(1, ...widths);
    const agreeing = widths.filter((width) => width === widest).length / Math.max(1, widths.length);
    return { delimiter, score: widest === 1 ? 0 : agreeing * Math.log2(widest + 1) };
  });
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).delimiter;
};
