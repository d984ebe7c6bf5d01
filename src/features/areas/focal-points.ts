import type { Handlers } from '../../core/api.ts';
import type { AreaPath } from '../../core/area.ts';
import { isTextable } from '../../core/hotline.ts';
import type { House } from '../../core/house.ts';
import { type Actor, mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import type { areas } from './contract.ts';
import * as store from './focal-store.ts';
import { areaTree, mustFindArea } from './lookup.ts';
import { stationName, upward } from './station.ts';

/** So many a unit can still be read through. */
const mostOfUnit = 20;

/** A manager and an administrator name those of any unit of the area, an officer those of the own. */
const mustName = (actor: Actor, area: AreaPath): void => {
  mustBeAble(actor, 'focal.write', area);
  const isManaging = actor.roles.includes('manager') || actor.roles.includes('administrator');
  if (!isManaging && area !== actor.area) fail('permission.denied');
};

/** An area's focal points and those of the units above it, the nearest first. */
export const focalPointsFor = async (house: House, area: AreaPath) => {
  const tree = await areaTree(house);
  const chain = upward(area);
  const rows = await store.focalPointsOf(house.database.door, chain);
  return chain.flatMap((unit) => {
    const office = tree.find(unit);
    return rows.filter((row) => row.area === unit).map((row) => ({ ...row, unit: office ? stationName(office) : '' }));
  });
};

/** Who answers for the system at an area, and can be sent a message: its technical focal point, or that of the nearest unit above. */
export const technicalFocalPoint = async (house: House, area: AreaPath): Promise<store.FocalRow | undefined> =>
  (await focalPointsFor(house, area)).find(({ kind, phone }) => kind === 'technical' && isTextable(phone));

export const focalPointsApi = (house: House) =>
  ({
    'GET /focal-points': async ({ query }) => {
      const { path } = await mustFindArea(house, query.area);
      return focalPointsFor(house, path);
    },

    'POST /focal-points': async ({ body, actor, now, db }) => {
      mustName(actor, body.area);
      const office = await mustFindArea(house, body.area);
      const { id, area, kind, name, phone, hours } = body;
      if ((await store.focalPointsOf(db, [area])).length >= mostOfUnit) fail('focal.too_many');
      const row = { id, area, kind, name, phone, hours: hours || null };
      await store.insertFocalPoint(db, row, { at: now, by: actor.account });
      return { ...row, unit: stationName(office) };
    },

    'POST /focal-points/:id/removal': async ({ params, actor, now, db }) => {
      const row = (await store.findFocalPoint(db, params.id)) ?? fail('record.missing');
      mustName(actor, row.area);
      await store.removeFocalPoint(db, row, now);
      return { ...row, unit: stationName(await mustFindArea(house, row.area)) };
    },
  }) satisfies Partial<Handlers<typeof areas>>;
