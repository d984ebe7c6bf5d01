import { type AreaPath, levelDepth } from '../../core/area.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { type AreaTree, type AreaUnit, areaTree, populationBelow } from '../areas/index.ts';
import { noFigures } from './count-store.ts';
import { populationOf, shareOf } from './rules.ts';
import * as store from './store.ts';

type Asked = { unit: AreaUnit; from?: string | undefined; to?: string | undefined; now: Date };

const communesBelow = (tree: AreaTree, unit: AreaUnit): AreaPath[] =>
  unit.level === 'commune' ? [unit.path] : tree.childrenOf(unit.path).flatMap((below) => communesBelow(tree, below));

const idle: store.OpenWork = { open: 0, overdue: 0, unreachable: 0, untaken: 0 };

const byChild = <T extends { child: AreaPath }>(rows: readonly T[]): Map<AreaPath, Omit<T, 'child'>> =>
  new Map(rows.map(({ child, ...row }) => [child, row]));

/** The figures of an area by the areas directly below it; of a commune its own row. */
export const figuresByChild = async (house: House, db: Db, { unit, from, to, now }: Asked) => {
  const tree = await areaTree(house);
  const children = tree.childrenOf(unit.path);
  const rows = children.length > 0 ? children : [unit];
  const depth = levelDepth(rows[0]?.path ?? unit.path);
  const isTotal = from === undefined && to === undefined;
  const [sums, everybody, open, populations] = await Promise.all([
    store.sumByChild(db, unit.path, depth, { from, to }),
    isTotal ? undefined : store.peopleByChild(db, unit.path, depth),
    store.openByChild(db, unit.path, depth, now),
    populationBelow(db, unit.path),
  ]);
  const [figures, work] = [byChild(sums), byChild(open)];
  const soFar = byChild<{ child: AreaPath; people: number }>(everybody ?? sums);
  return rows.map((row) => {
    const population = populationOf(communesBelow(tree, row).map((commune) => populations.get(commune)));
    return {
      area: row.path,
      name: row.name,
      ...noFigures,
      ...figures.get(row.path),
      population,
      share: shareOf(soFar.get(row.path)?.people ?? 0, population),
      ...(work.get(row.path) ?? idle),
    };
  });
};

/** What is open in each commune of an area, and its share of residents who have declared. */
export const communeStandings = async (house: House, db: Db, unit: AreaUnit, now: Date) => {
  const tree = await areaTree(house);
  const [open, people, populations] = await Promise.all([
    store.openByCommune(db, unit.path, now),
    store.peopleByCommune(db, unit.path),
    populationBelow(db, unit.path),
  ]);
  const work = new Map(open.map(({ area, ...row }) => [area, row]));
  const declared = new Map(people.map((row) => [row.area, row.people]));
  return communesBelow(tree, unit).map((area) => ({
    area,
    name: tree.find(area)?.name ?? area,
    ...(work.get(area) ?? idle),
    share: shareOf(declared.get(area) ?? 0, populations.get(area) ?? null),
  }));
};
