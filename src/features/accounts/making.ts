import type { AreaPath } from '../../core/area.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { type AreaTree, areaTree } from '../areas/index.ts';
import { insertInvitations } from './invitation-store.ts';
import { nameIn } from './managing.ts';
import { newLink } from './officers.ts';
import { isLogin, loginOf } from './rules.ts';
import * as store from './store.ts';

const namesakes = 20;

/** The logins to try for a name at a unit, the shortest first: `hoa.lt`, `hoa.lt.14755`, `hoa.lt.14755.2`, … */
const loginsOf = (name: string, unitCode: string): string[] => {
  const plain = loginOf(name) || 'can-bo';
  const here = `${plain}.${unitCode.toLowerCase() || 'vn'}`;
  return [plain, here, ...Array.from({ length: namesakes - 1 }, (_, n) => `${here}.${n + 2}`)].filter(isLogin);
};

export type Wanted = { area: AreaPath; name: string; login?: string | null | undefined };

/** Every login that might be given to these names, and of them those in use: one question for a whole list. */
export const takenFor = (house: House, tree: AreaTree, wanted: readonly Wanted[]): Promise<Set<string>> =>
  store.takenLogins(house.database.door, [
    ...new Set(
      wanted.flatMap(({ login, name, area }) => (login ? [login] : loginsOf(name, tree.find(area)?.code ?? ''))),
    ),
  ]);

/** The first login of a name that is free, and from now on is not; undefined when all are taken. */
export const freeLogin = (tree: AreaTree, { name, area, login }: Wanted, taken: Set<string>): string | undefined => {
  const free = (login ? [login] : loginsOf(name, tree.find(area)?.code ?? '')).find((one) => !taken.has(one));
  if (free !== undefined) taken.add(free);
  return free;
};

/** Makes officers with a one-time link each, in two statements; a login taken meanwhile fails them all. */
export const makeOfficers = async (
  db: Db,
  house: House,
  officers: readonly store.NewOfficer[],
  { now, by }: { now: Date; by: string },
) => {
  const tree = await areaTree(house);
  const links = officers.map(({ id }) => newLink(house, id, now));
  await store.insertOfficers(db, officers, { at: now, by });
  await insertInvitations(
    db,
    links.map(({ row }) => row),
  );
  return officers.map(({ id, login, name, area, roles }, i) => ({
    ...{ id, login, name, area, roles: [...roles] },
    areaName: nameIn(tree, area),
    state: 'invited' as const,
    lastSeenAt: null,
    ...(links[i] as (typeof links)[number]).link,
  }));
};
