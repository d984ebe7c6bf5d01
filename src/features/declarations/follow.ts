import type { Db } from '../../core/db.ts';
import type { forms, NewDeclarationOutput } from './form.ts';
import type { Prepared } from './prepare.ts';
import type { Level } from './rules.ts';

/** A declaration as it was just stored, for whoever keeps a record of its own beside it. */
export type Declared = {
  item: Prepared;
  /** All ids under which the human is recorded, that of the declaration first. */
  persons: readonly string[];
  answers: NewDeclarationOutput['answers'];
  level: Level;
  reasons: readonly string[];
  symptoms: readonly string[];
};

/**
 * What another feature writes with the declarations of one form, in their own transaction and under the ingest role: an entry
 * at a gate, an arrival to be confirmed. Other forms cost nothing by it.
 */
export type FollowsDeclaration = {
  form: (typeof forms)[number];
  write: (db: Db, declared: readonly Declared[], now: Date) => Promise<void>;
};
