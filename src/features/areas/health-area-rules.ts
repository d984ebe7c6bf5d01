import { type AreaPath, parentOf, parseAreaPath } from '../../core/area.ts';
import { fail } from '../../core/problem.ts';
import { healthAreaCode } from './contract.ts';
import type { AreaUnit } from './tree.ts';

/** A health area as it is kept; its communes are those whose path begins with its own. */
export type HealthArea = { id: string; province: AreaPath; code: string; name: string; dissolvedAt: Date | null };
/** A commune's path before and after. */
export type Move = { old: AreaPath; new: AreaPath };

export const pathOf = ({ province, code }: Pick<HealthArea, 'province' | 'code'>): AreaPath =>
  parseAreaPath(`${province}${code}.`) as AreaPath;

const moveTo = ({ path }: AreaUnit, parent: AreaPath): Move => ({
  old: path,
  new: parseAreaPath(`${parent}${path.split('.').at(-2)}.`) as AreaPath,
});

type Units = { find: (path: AreaPath) => AreaUnit | undefined };

/** The communes a manager puts together must hang directly below the province; `field` names the list they stand in. */
export const grouped = (
  units: Units,
  { province, into, field }: { province: AreaPath; into: AreaPath; field: string },
  communes: readonly AreaPath[],
): Move[] =>
  [...new Set(communes)].map((path, i) => {
    const where = (code: 'area.unknown' | 'area.not_commune' | 'area.has_district' | 'area.grouped') =>
      fail(code, [{ path: `${field}.${i}`, code }]);
    const unit = units.find(path);
    if (!unit || !path.startsWith(province)) return where('area.unknown');
    if (unit.level !== 'commune') return where('area.not_commune');
    const parent = parentOf(path);
    if (parent === province) return moveTo(unit, into);
    return where(healthAreaCode.test(parent?.split('.').at(-2) ?? '') ? 'area.grouped' : 'area.has_district');
  });

/** Back to directly below the province. */
export const parted = (
  units: Units,
  { province, from, field }: { province: AreaPath; from: AreaPath; field: string },
  communes: readonly AreaPath[],
): Move[] =>
  [...new Set(communes)].map((path, i) => {
    const unit = units.find(path);
    return unit && parentOf(path) === from
      ? moveTo(unit, province)
      : fail('area.unknown', [{ path: `${field}.${i}`, code: 'area.unknown' }]);
  });

/**
 * Which old path means which of today's after some communes have moved: each old one leads to its end in one step, and a
 * path that is in use again is nobody's old one.
 */
export const aliasesAfter = (
  aliases: ReadonlyMap<AreaPath, AreaPath>,
  moves: readonly Move[],
): Map<AreaPath, AreaPath> => {
  const now = new Map(moves.map((move) => [move.old, move.new]));
  const current = new Set(now.values());
  const led = [...aliases].map(([old, path]): [AreaPath, AreaPath] => [old, now.get(path) ?? path]);
  return new Map([...led, ...now].filter(([old]) => !current.has(old)));
};
