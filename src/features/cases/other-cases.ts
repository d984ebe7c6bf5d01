import type { Db } from '../../core/db.ts';
import { allIdsOf, type Humans } from './humans.ts';
import { isSameIllness } from './rules.ts';
import * as store from './store.ts';

/** A case with the dates that it had at a moment; as it is where it was not recorded yet. */
export const caseThen = async (db: Db, row: store.CaseRow, asOf: Date): Promise<store.CaseRow> =>
  (await store.casesThen(db, [row.personId], asOf)).find(({ id }) => id === row.id) ?? row;

/** Who of some persons is a case of the same illness as another, or was one already and still is: no contacts, though they met. */
export const casesAmong = async (
  db: Db,
  humans: Humans,
  persons: readonly string[],
  f0: store.CaseRow,
  asOf?: Date,
): Promise<ReadonlySet<string>> => {
  const ids = allIdsOf(humans, persons);
  const rows = await (asOf ? store.casesThen(db, ids, asOf) : store.casesOf(db, ids));
  const others = rows.filter(
    (row) => isSameIllness(row, f0) || (row.state === 'open' && row.sampledOn <= f0.sampledOn),
  );
  return new Set(others.map(({ personId }) => humans.keptOf(personId)));
};
