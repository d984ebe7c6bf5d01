import type { Handlers } from '../../core/api.ts';
import type { AreaPath } from '../../core/area.ts';
import { addDays, dayOf } from '../../core/day.ts';
import type { Db } from '../../core/db.ts';
import { fold } from '../../core/fold.ts';
import type { House } from '../../core/house.ts';
import type { Job } from '../../core/jobs.ts';
import { mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import type { areas } from './contract.ts';
import { aliasesAfter, grouped, type HealthArea, type Move, parted, pathOf } from './health-area-rules.ts';
import * as store from './health-area-store.ts';
import { areaTree, renewAreas } from './lookup.ts';
import { findPathColumns, lockTables, moveRows, type PathColumn } from './repath-store.ts';
import { allUnits } from './store.ts';
import { type AreaTree, type AreaUnit, plantTree } from './tree.ts';

/** The longest look-back period of a form, in days. */
const lookBack = 21;

type Moved = { units: AreaTree; columns: PathColumn[] };

/** From here on nobody writes a path until the transaction ends, and the units are those of this moment. */
const standStill = async (db: Db): Promise<Moved> => {
  const columns = await findPathColumns(db);
  await lockTables(db, columns);
  return { columns, units: plantTree(await allUnits(db)) };
};

/** Gives communes another parent: the units, every row that lies in them, and what their old paths mean from now on. */
const move = async (db: Db, columns: PathColumn[], moves: Move[], parent: AreaPath, now: Date): Promise<number> => {
  if (moves.length === 0) return 0;
  await store.moveUnits(db, moves, parent);
  const rows = await moveRows(db, columns, moves);
  const aliases = new Map((await store.allAliases(db)).map((alias) => [alias.old, alias.new]));
  await store.writeAliases(db, aliasesAfter(aliases, moves), moves, now);
  await store.tellHolders(db, moves);
  return rows;
};

const shown = (area: HealthArea, communes: readonly AreaUnit[], moved = 0) => ({
  id: area.id,
  province: area.province,
  path: pathOf(area),
  code: area.code,
  name: area.name,
  communes: communes.map(({ path, code, name }) => ({ path, code, name })),
  dissolved: area.dissolvedAt !== null,
  moved,
});

const mustBeFree = (units: AreaTree, known: readonly HealthArea[], { province, code }: HealthArea): void => {
  const isTaken =
    units.find(pathOf({ province, code })) !== undefined ||
    known.some((one) => one.province === province && one.code === code);
  if (isTaken) fail('area.code_taken', [{ path: 'code', code: 'area.code_taken' }]);
};

/** Communes leave a health area only when nothing rests on it as a whole: it would silently stop to hold for them. */
const mustBeAbleToPart = async (db: Db, path: AreaPath, now: Date): Promise<void> => {
  if (await store.isEpidemicArea(db, path, addDays(dayOf(now), -lookBack))) fail('area.epidemic');
};

type Change = { name?: string | undefined; add?: AreaPath[]; remove?: AreaPath[]; dissolve?: boolean | undefined };

/** Renames, takes in and lets go communes, or ends the whole; answers the health area and how many rows moved. */
const change = async (db: Db, area: HealthArea, asked: Change, now: Date) => {
  const { province } = area;
  const path = pathOf(area);
  if (area.dissolvedAt) fail('area.dissolved');
  const { columns, units } = await standStill(db);
  const within = units.childrenOf(path);
  const leaving = asked.dissolve ? within.map((unit) => unit.path) : (asked.remove ?? []);
  const out = parted(units, { province, from: path, field: 'remove' }, leaving);
  const into = asked.dissolve ? [] : grouped(units, { province, into: path, field: 'add' }, asked.add ?? []);
  if (out.length > 0 || asked.dissolve) await mustBeAbleToPart(db, path, now);
  if (!asked.dissolve && within.length - out.length + into.length === 0) fail('area.empty');
  if (asked.dissolve && (await store.countHolders(db, path)) > 0) fail('area.has_accounts');
  const next = { ...area, name: asked.name ?? area.name, dissolvedAt: asked.dissolve ? now : null };
  if (next.name !== area.name) await store.renameHealthArea(db, next, path, fold(next.name));
  const rows = (await move(db, columns, out, province, now)) + (await move(db, columns, into, path, now));
  if (asked.dissolve) await store.endHealthArea(db, area.id, path, now);
  return shown(next, plantTree(await allUnits(db)).childrenOf(path), rows);
};

export const healthAreasApi = (house: House) =>
  ({
    'GET /areas/health-areas': async ({ query, actor, db }) => {
      mustBeAble(actor, 'area.group', query.area);
      const [tree, known] = await Promise.all([areaTree(house), store.healthAreasIn(db, query.area)]);
      return known
        .filter(({ dissolvedAt }) => dissolvedAt === null)
        .map((area) => shown(area, tree.childrenOf(pathOf(area))));
    },

    'GET /areas/moving': async ({ query, actor, db }) => {
      for (const commune of query.communes) mustBeAble(actor, 'area.group', commune);
      return store.countMoving(db, query.communes);
    },

    'POST /areas/health-areas': async ({ body, actor, now, settle }) => {
      const { id, province, code, name, communes } = body;
      mustBeAble(actor, 'area.group', province);
      const made = await settle(async ({ db, note }) => {
        const area: HealthArea = { id, province, code, name, dissolvedAt: null };
        const { columns, units } = await standStill(db);
        if (units.find(province)?.level !== 'province')
          fail('area.not_province', [{ path: 'province', code: 'area.not_province' }]);
        const path = pathOf(area);
        const moves = grouped(units, { province, into: path, field: 'communes' }, communes);
        mustBeFree(units, await store.healthAreasIn(db, province), area);
        const unit = { path, folded: fold(name), on: dayOf(now), at: now, by: actor.account };
        await store.insertHealthArea(db, area, unit);
        const rows = await move(db, columns, moves, path, now);
        note({ id, path, communes: moves.map((one) => one.new), rows });
        return shown(area, plantTree(await allUnits(db)).childrenOf(path), rows);
      });
      await renewAreas(house);
      return made;
    },

    'POST /areas/health-areas/:id/changes': async ({ params, body, actor, now, settle }) => {
      const changed = await settle(async ({ db, note }) => {
        const area = (await store.findHealthArea(db, params.id)) ?? fail('record.missing');
        mustBeAble(actor, 'area.group', area.province);
        const { id, ...asked } = body;
        const after = await change(db, area, asked, now);
        note({ id, ...asked, rows: after.moved });
        return after;
      });
      await renewAreas(house);
      return changed;
    },
  }) satisfies Partial<Handlers<typeof areas>>;

/** Longer than any server works with a tree it read before (`staleAfter`), and than a flush may wait for the lock. */
const settledAfter = 10 * 60_000;

/**
 * A server whose tree was read before the change, or whose write waited for the lock, may still have written the old path: such
 * rows follow within seconds, counters are added up.
 */
export const strayRowsJob = (house: House): Job => ({
  name: 'areas stray rows',
  everySeconds: 20,
  run: async (now) =>
    house.database.within({ role: 'owner' }, async (db) => {
      const aliases = await store.unsettledAliases(db);
      if (aliases.length === 0) return undefined;
      const moved = await moveRows(db, await findPathColumns(db), aliases);
      await store.settleAliases(db, new Date(now.getTime() - settledAfter), now);
      return { moved };
    }),
});
