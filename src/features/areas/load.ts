import type { AreaPath } from '../../core/area.ts';
import type { Pool } from '../../core/db.ts';
import { fold } from '../../core/fold.ts';
import { pathOf } from './health-area-rules.ts';
import { groupedParents, healthAreasIn } from './health-area-store.ts';
import { type AreaSet, readAreas } from './source.ts';
import * as store from './store.ts';
import type { SourceProblem } from './unit.ts';

/** The old units ended, and the new ones began, by Resolution 202/2025/QH15. */
const validity = {
  '2021': { from: null, to: '2025-06-30' },
  '2025': { from: '2025-07-01', to: null },
} as const;

const nation = '' as AreaPath;

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
  const groups = (await healthAreasIn(owner, nation)).filter(({ dissolvedAt }) => dissolvedAt === null);
  if (installed.set !== null && installed.set !== set && groups.length > 0)
    throw new Error(`health areas group the communes of ${installed.set}; dissolve them before loading ${set}`);
  const { units, succession, problems } = await readAreas(set);
  /** Where a health area stands between: the source knows none. */
  const parents = new Map((await groupedParents(owner)).map(({ plain, parent }) => [plain as string, parent]));
  const rows = units.map(({ path, parent, code, level, name }) => {
    const between = parents.get(path);
    return {
      path: between === undefined ? path : `${between}${code}.`,
      parent: between ?? parent ?? null,
      code,
      level,
      name,
      folded: fold(name),
    };
  });
  const changed = await owner.begin(async (db) => {
    await store.writeSuccession(db, succession);
    return store.writeUnits(db, { set, ...validity[set] }, rows);
  });
  const beside = await store.unitsBeside(owner, [...rows.map(({ path }) => path), ...groups.map(pathOf)]);
  const kept = beside.map(({ path, code, name }) => ({
    code: 'unit.not_in_source',
    unit: code,
    detail: `${name} (${path})`,
  }));
  return { set, units: rows.length, changed, problems: [...problems, ...kept] };
};
