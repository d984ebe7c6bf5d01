import type { AreaPath } from '../../core/area.ts';
import type { House } from '../../core/house.ts';
import { whereOf } from '../../core/log.ts';
import { fail } from '../../core/problem.ts';
import * as store from './store.ts';
import { type AreaTree, type AreaUnit, plantTree } from './tree.ts';

/** A tree this old is renewed behind the next reader's back: `areas load` beside a running server is seen within a minute. */
const freshFor = 60_000;

type Held = { tree: Promise<AreaTree>; until: number };
const held = new WeakMap<House, Held>();

/** The tree of this installation, from memory. */
export const areaTree = (house: House): Promise<AreaTree> => {
  const now = performance.now();
  const last = held.get(house);
  if (last && last.until > now) return last.tree;
  const next = store.allUnits(house.database.door).then(plantTree);
  if (!last) {
    held.set(house, { tree: next, until: now + freshFor });
    next.then(
      // An empty tree is one that is about to be loaded.
      ({ size }) => size === 0 && held.delete(house),
      () => held.delete(house),
    );
    return next;
  }
  last.until = now + freshFor;
  next.then(
    (tree) => held.set(house, { tree: Promise.resolve(tree), until: performance.now() + freshFor }),
    (error) => house.log.warn('areas not renewed', whereOf(error)),
  );
  return last.tree;
};

export const findArea = async (house: House, path: AreaPath): Promise<AreaUnit | undefined> =>
  (await areaTree(house)).find(path);

export const mustFindArea = async (house: House, path: AreaPath): Promise<AreaUnit> =>
  (await findArea(house, path)) ?? fail('record.missing');

/** A record of a person is kept by a commune: 422 for what is none. */
export const mustBeCommune = async (house: House, path: AreaPath): Promise<AreaUnit> => {
  const unit = (await findArea(house, path)) ?? fail('area.unknown', [{ path: 'area', code: 'area.unknown' }]);
  return unit.level === 'commune' ? unit : fail('area.not_commune', [{ path: 'area', code: 'area.not_commune' }]);
};

/** 'Phường Đông Vệ'; the path's own text when the unit is gone. */
export const areaName = async (house: House, path: AreaPath): Promise<string> =>
  (await findArea(house, path))?.name ?? path;

/** 'Phường Đông Vệ, Thành phố Thanh Hóa, Thanh Hóa' */
export const areaTrail = async (house: House, path: AreaPath): Promise<string> =>
  (await areaTree(house)).trailText(path);
