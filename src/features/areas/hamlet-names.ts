import type { AreaPath } from '../../core/area.ts';
import type { Db, Pool } from '../../core/db.ts';
import { foldWithMarks } from '../../core/fold.ts';
import { type NamedHamlet, namedHamlets } from './store.ts';

/** A hamlet as somebody wrote it, found whatever the case and blanks, and under what it was called before. */
export type HamletOf = (area: AreaPath, written: string) => NamedHamlet | undefined;

const key = (area: AreaPath, name: string): string => `${area} ${foldWithMarks(name)}`;

/** The hamlets of some communes. What one is called now is no former name of another, and one that two have given up is nobody's. */
export const hamletsByName = async (
  db: Db | Pool,
  areas: readonly AreaPath[],
): Promise<{ all: NamedHamlet[]; of: HamletOf }> => {
  const all = areas.length === 0 ? [] : await namedHamlets(db, [...new Set(areas)]);
  const now = new Map(all.map((one) => [key(one.area, one.name), one]));
  const before = Map.groupBy(
    all.flatMap((one) => one.former.map((name) => ({ one, at: key(one.area, name) }))),
    ({ at }) => at,
  );
  const formerly = (at: string): NamedHamlet | undefined => {
    const found = new Set(before.get(at)?.map(({ one }) => one));
    return found.size === 1 ? [...found][0] : undefined;
  };
  return { all, of: (area, written) => now.get(key(area, written)) ?? formerly(key(area, written)) };
};

/**
 * However a hamlet that a station keeps was written, under whatever name, among all that was written in its commune; of a wider area,
 * and where no such hamlet is kept, the very word alone.
 */
export const spellingsOf = async (
  db: Db | Pool,
  area: AreaPath | undefined,
  hamlet: string,
  written: (commune: AreaPath) => Promise<readonly string[]>,
): Promise<string[]> => {
  if (area === undefined) return [hamlet];
  const { of } = await hamletsByName(db, [area]);
  const asked = of(area, hamlet);
  if (!asked) return [hamlet];
  return (await written(area)).filter((one) => of(area, one)?.id === asked.id);
};
