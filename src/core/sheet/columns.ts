import { syllables } from '../fold.ts';
import { fail } from '../problem.ts';

/** The cells of a table, asked for by what the heads of their columns mean. */
export type Columns<Name extends string> = {
  has: (name: Name) => boolean;
  /** Without the spaces around it; empty where the table has no such column. */
  cell: (cells: readonly string[], name: Name) => string;
};

/** What a head says, whatever its case, diacritics and punctuation: "Xã/phường" and "XÃ, PHƯỜNG" are one. */
const said = (head: string): string => syllables(head).join(' ');

/** Finds each column by one of the names it may bear; a table without one of `needed` is `sheet.column_missing`. */
export const findColumns = <Name extends string>(
  header: readonly string[],
  heads: Readonly<Record<Name, readonly string[]>>,
  needed: readonly NoInfer<Name>[],
): Columns<Name> => {
  const own = header.map(said);
  const at = Object.fromEntries(
    Object.entries<readonly string[]>(heads).map(([name, known]) => [
      name,
      own.findIndex((one) => known.includes(one)),
    ]),
  ) as Record<Name, number>;
  const has = (name: Name): boolean => at[name] >= 0;
  const missing = needed.filter((name) => !has(name));
  if (missing.length > 0)
    fail(
      'sheet.column_missing',
      missing.map((path) => ({ path, code: 'field.missing' })),
    );
  return { has, cell: (cells, name) => (cells[at[name]] ?? '').trim() };
};
