export type Level = 'nation' | 'province' | 'district' | 'commune';

/** An administrative unit: `path` ends in a dot, `code` is the General Statistics Office's, `name` holds the kind. */
export type Unit = { path: string; code: string; parent?: string; level: Level; name: string; kind: string };

/** How many units of a level must stand below a path. */
export type Expected = { below: string; level: Level; count: number };

/** What a person must look at; `unit` is the code of the unit where there is one. */
export type SourceProblem = { code: string; unit?: string; detail: string };

const codeLength: Record<Exclude<Level, 'nation'>, number> = { province: 2, district: 3, commune: 5 };

const twice = (units: readonly Unit[], key: (unit: Unit) => string): Unit[] =>
  [...Map.groupBy(units, key).values()].flatMap((same) => same.slice(1));

/** What is wrong with a set of units, told for a person to decide on; nothing is corrected here. */
export const checkUnits = (units: readonly Unit[], counts: readonly Expected[]): SourceProblem[] => {
  const paths = new Set(units.map(({ path }) => path));
  const found = (code: string, wrong: readonly Unit[]): SourceProblem[] =>
    wrong.map((unit) => ({ code, unit: unit.code, detail: `${unit.name} (${unit.path})` }));
  const where = (code: string, isWrong: (unit: Unit) => boolean) => found(code, units.filter(isWrong));
  const namedAlike = twice(units, ({ parent, name }) => `${parent} ${name}`);
  const codedAlike = twice(units, ({ level, code }) => `${level} ${code}`);
  const hasParent = ({ level, parent }: Unit) => level === 'nation' || (parent !== undefined && paths.has(parent));
  const isCode = ({ level, code }: Unit) =>
    level === 'nation' || (/^\d+$/.test(code) && code.length === codeLength[level]);
  const countOf = ({ below, level }: Expected) =>
    units.filter((unit) => unit.level === level && unit.path.startsWith(below)).length;
  return [
    ...found('unit.code_duplicated', codedAlike),
    ...where('unit.code_length', (unit) => !isCode(unit)),
    ...where('unit.parent_missing', (unit) => !hasParent(unit)),
    ...where('unit.name_missing', ({ name }) => name === ''),
    ...where('unit.kind_missing', ({ kind }) => kind === ''),
    ...found('unit.name_duplicated', namedAlike),
    ...counts
      .filter((count) => countOf(count) !== count.count)
      .map((count) => ({
        code: 'unit.count',
        detail: `${countOf(count)} of level ${count.level} below '${count.below}', expected ${count.count}`,
      })),
  ];
};
