import type { Pool } from '../../core/db.ts';
import { fold } from '../../core/fold.ts';
import { type AreaSet, readAreas } from './source.ts';
import * as store from './store.ts';
import type { SourceProblem } from './unit.ts';

/** The old units ended, and the new ones began, by Resolution 202/2025/QH15. */
const validity = {
  '2021': { from: null, to: '2025-06-30' },
  '2025': { from: '2025-07-01', to: null },
} as const;

export type LoadedAreas = { set: AreaSet; units: number; changed: number; problems: SourceProblem[] };

/**
 * Writes a set of administrative units, by default the one that is there; loading it again changes nothing. What is wrong in the source comes back for a
 * person to decide on. Throws when records rest on another set: they would lose who answers for them.
 */
export const loadAreas = async (owner: Pool, asked: AreaSet | undefined): Promise<LoadedAreas> => {
  const installed = await store.installedSet(owner);
  const set = asked ?? installed.set ?? '2021';
  if (installed.set !== null && installed.set !== set && installed.inUse) {
    throw new Error(
      `declarations rest on the areas of ${installed.set}; --areas ${set} would leave them without a place`,
    );
  }
  const { units, succession, problems } = await readAreas(set);
  const rows = units.map(({ path, parent, code, level, name }) => ({
    path,
    parent: parent ?? null,
    code,
    level,
    name,
    folded: fold(name),
  }));
  const changed = await owner.begin(async (db) => {
    await store.writeSuccession(db, succession);
    return store.writeUnits(db, { set, ...validity[set] }, rows);
  });
  const beside = await store.unitsBeside(
    owner,
    rows.map(({ path }) => path),
  );
  const kept = beside.map(({ path, code, name }) => ({
    code: 'unit.not_in_source',
    unit: code,
    detail: `${name} (${path})`,
  }));
  return { set, units: rows.length, changed, problems: [...problems, ...kept] };
};
