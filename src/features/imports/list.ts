import type { Db } from '../../core/db.ts';
import type { Reading, Verdict } from './judge.ts';

/** One run over a list: how it is read, for whom, and what its person decided. */
export type Run = {
  id: string;
  by: string;
  byName: string;
  now: Date;
  reading: Reading;
  /** What differs from a record is written over instead of left. */
  replaces: boolean;
  /** Whoever is likely recorded already by name alone is recorded once more. */
  addsDuplicates: boolean;
  /** Whom earlier chunks of this list have recorded; no row is held against these, the check has compared the rows already. */
  made: Set<string>;
};

/** Rows in the file's order with the numbers they have there; `verdicts` are those of the check. */
export type Chunk = { rows: string[][]; lines: number[]; verdicts: Verdict[] };

/** What a kind of list does with a chunk; both run in the transaction that keeps the verdicts. */
export type List = {
  /** A checker remembers the rows before, so one goes through a list from its first row. */
  checker: (run: Run) => (db: Db, chunk: Chunk) => Promise<Verdict[]>;
  apply: (db: Db, chunk: Chunk, run: Run) => Promise<Verdict[]>;
};

/** Rows of a chunk: some 20 ms of work, after which other requests have their turn; also the largest flush of declarations. */
export const chunkSize = 256;
