import type { AreaPath } from '../../core/area.ts';
import type { House } from '../../core/house.ts';
import { whereOf } from '../../core/log.ts';
import { fail } from '../../core/problem.ts';
import { readUnits } from './store.ts';
import { type AreaTree, type AreaUnit, plantTree } from './tree.ts';

/** A tree this old is renewed behind the next reader's back: `areas load` beside a running server is seen within a minute. */
const freshFor = 60_000;
/** One this old is waited for: a server that nobody asked for a while must not work with the areas of that time. */
const staleAfter = 120_000;
/** So long nobody waits again for a database that did not answer. */
const outagePause = 5_000;
/** A path that this server does not know may have been made on another one; it looks at most so often. */
const lookAgainAfter = 1_000;

/** `from` is when the tree began to be read, `until` when it is renewed, `lookedAt` when a path was last missed in it. */
type Held = { tree: Promise<AreaTree>; from: number; until: number; lookedAt?: number };
const held = new WeakMap<House, Held>();

const readTree = async (house: House): Promise<AreaTree> => {
  const rows = Map.groupBy(await readUnits(house.database.door), ({ kind }) => kind);
  const unitsOf = (kind: 'unit' | 'ended'): AreaUnit[] =>
    (rows.get(kind) ?? []).map(({ path, code, level, name }) => ({ path, code, level, name }));
  const moved = new Map((rows.get('moved') ?? []).map(({ path, now }) => [path, now as AreaPath]));
  return plantTree(unitsOf('unit'), { moved, ended: unitsOf('ended') });
};

/** Reads the tree anew and lets everybody wait for it: the first one, and after a change of this server's own. */
export const renewAreas = (house: House): Promise<AreaTree> => {
  const from = performance.now();
  const tree = readTree(house);
  const own: Held = { tree, from, until: from + freshFor };
  const before = held.get(house);
  held.set(house, own);
  const forget = (): void => {
    if (held.get(house) !== own) return;
    if (before) held.set(house, before);
    else held.delete(house);
  };
  // An empty tree is one that is about to be loaded.
  tree.then(({ size }) => size === 0 && forget(), forget);
  return tree;
};

/** Reads the tree anew beside the one in use. */
const refresh = async (house: House, last: Held): Promise<AreaTree> => {
  const from = performance.now();
  last.until = from + freshFor;
  const tree = await readTree(house);
  if (held.get(house) === last) held.set(house, { tree: Promise.resolve(tree), from, until: from + freshFor });
  return tree;
};

/** The tree of this installation, from memory. */
export const areaTree = (house: House): Promise<AreaTree> => {
  const now = performance.now();
  const last = held.get(house);
  if (!last) return renewAreas(house);
  if (last.until > now) return last.tree;
  if (now - last.from > staleAfter)
    return renewAreas(house).catch(() => {
      // The database is away, and nobody can write: pages that only read go on with what was known.
      last.until = performance.now() + outagePause;
      return last.tree;
    });
  refresh(house, last).catch((error) => house.log.warn('areas not renewed', whereOf(error)));
  return last.tree;
};

/** Paths that areas had before and what they are now: whoever still names an old one is understood. */
export const movedAreas = async (house: House): Promise<ReadonlyMap<string, string>> =>
  (await areaTree(house).catch(() => undefined))?.moved ?? new Map();

export const findArea = async (house: House, path: AreaPath): Promise<AreaUnit | undefined> => {
  const unit = (await areaTree(house)).find(path);
  const last = held.get(house);
  const now = performance.now();
  if (unit || !last || now - Math.max(last.from, last.lookedAt ?? 0) < lookAgainAfter) return unit;
  last.lookedAt = now;
  return (await refresh(house, last)).find(path);
};

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
