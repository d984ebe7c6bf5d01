/** What a table on its way into a spreadsheet may hold. In browsers and in Node; no I/O. */
export type Cell = string | number | null | undefined;

/** A spreadsheet reads UTF-8 only after this mark; without it Excel takes Vietnamese for Latin-1. */
export const byteOrderMark = '\uFEFF';

/** Text that a spreadsheet would run as a formula, full-width signs included, becomes text by a leading apostrophe (OWASP, CSV injection). */
export const harmless = (text: string): string => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text);

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** One line by RFC 4180, its end included. Numbers stay numbers. */
export const csvLine = (cells: readonly Cell[]): string =>
  `${cells.map((cell) => (typeof cell === 'number' ? String(cell) : quoted(harmless(cell ?? '')))).join(',')}\r\n`;

export const csvOf = (rows: readonly (readonly Cell[])[]): string => byteOrderMark + rows.map(csvLine).join('');

/** The last line of an export: the number of rows between the head and itself. A file without it is not whole. */
export const receiptOf = (rows: number): string => `# rows: ${rows}`;
/** What stands in its place when an export broke off. */
export const interruptedAfter = (rows: number): string => `# interrupted after ${rows} rows`;

/** The row count a receipt gives; undefined when the line is none. */
export const readReceipt = (line: string): number | undefined => {
  const count = /^# rows: (\d+)/.exec(line)?.[1];
  return count === undefined ? undefined : Number(count);
};
