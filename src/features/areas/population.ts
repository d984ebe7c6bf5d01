import type { Handlers } from '../../core/api.ts';
import { type AreaPath, levelDepth } from '../../core/area.ts';
import { dayOf } from '../../core/day.ts';
import type { Db, Pool } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { fail } from '../../core/problem.ts';
import { readSheet } from '../../core/sheet/read.ts';
import type { areas } from './contract.ts';
import { areaTree } from './lookup.ts';
import { type Checked, checkPopulation, columnsOf, missingColumns } from './population-rows.ts';
import * as store from './population-store.ts';

/** Reads a CSV or XLSX of residents; a file that is no table, or lacks a column, is refused whole. */
export const readPopulation = async (
  house: House,
  file: Buffer,
  { within, now }: { within: AreaPath; now: Date },
): Promise<Checked> => {
  const sheet = await readSheet(file);
  const missing = missingColumns(columnsOf(sheet.header));
  if (missing.length > 0)
    fail(
      'sheet.column_missing',
      missing.map((path) => ({ path, code: 'field.missing' })),
    );
  return checkPopulation(await areaTree(house), sheet, { within, thisYear: Number(dayOf(now).slice(0, 4)) });
};

/** For the operator's tool: bound to no area, named as nobody. */
export const importPopulation = async (house: House, file: Buffer, isApplied: boolean): Promise<Checked> => {
  const now = house.clock.now();
  const checked = await readPopulation(house, file, { within: '' as AreaPath, now });
  if (isApplied) await store.savePopulation(house.database.pools.owner, checked.accepted, { at: now, by: null });
  return checked;
};

export type AreaPopulation = { people: number; year: number; source: string };

/**
 * The newest number of residents of each commune below an area (of the commune itself, when it is one). A commune without a
 * row has none: whoever sums must not take it for nought.
 */
export const populationBelow = async (db: Db | Pool, area: AreaPath): Promise<Map<AreaPath, AreaPopulation>> =>
  new Map((await store.newestPopulation(db, area)).map(({ area: commune, ...row }) => [commune, row]));

export const populationApi = (house: House) =>
  ({
    'POST /areas/population': async ({ query, body, actor, now, settle }) => {
      // One office of the province publishes these numbers; a commune does not write its own.
      if (levelDepth(actor.area) > 1) fail('permission.denied');
      const { rows, accepted, rejected } = await readPopulation(house, body, { within: actor.area, now });
      return settle(async ({ db, note }) => {
        if (query.mode === 'apply') await store.savePopulation(db, accepted, { at: now, by: actor.account });
        note({ id: query.id, mode: query.mode, rows, accepted: accepted.length });
        return { rows, accepted: accepted.length, rejected };
      });
    },
  }) satisfies Partial<Handlers<typeof areas>>;
