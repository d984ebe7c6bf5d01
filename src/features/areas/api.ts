import { handlers } from '../../core/api.ts';
import type { House } from '../../core/house.ts';
import { mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { areas } from './contract.ts';
import { focalPointsApi } from './focal-points.ts';
import { hamletsApi } from './hamlets.ts';
import { healthAreasApi } from './health-areas.ts';
import { areaTree, mustFindArea } from './lookup.ts';
import { onDutyApi } from './on-duty.ts';
import { populationApi } from './population.ts';
import { openDuty, stationName } from './station.ts';
import * as store from './store.ts';

const longestSearch = 30;
const day = 86_400_000;

export const areasApi = (house: House) => {
  const shown = (row: store.DutyRow) => ({
    id: row.id,
    area: row.area,
    from: row.fromAt,
    to: row.toAt,
    ...openDuty(house, row),
  });

  return handlers(areas, {
    ...populationApi(house),
    ...onDutyApi(house),
    ...healthAreasApi(house),
    ...focalPointsApi(house),
    ...hamletsApi(house),

    'GET /areas': async ({ query }) => {
      await mustFindArea(house, query.parent);
      return [...(await areaTree(house)).childrenOf(query.parent)];
    },

    'GET /areas/trail': async ({ query }) => {
      await mustFindArea(house, query.area);
      return (await areaTree(house)).trail(query.area);
    },

    'GET /areas/search': async ({ query }) => {
      const tree = await areaTree(house);
      await mustFindArea(house, query.within);
      return tree
        .search(query.text, query.within, longestSearch)
        .map((unit) => ({ ...unit, trail: tree.trailText(unit.path) }));
    },

    'GET /stations': async ({ query }) => {
      const unit = await mustFindArea(house, query.area);
      const [row] = await store.stationsOf(house.database.door, [query.area]);
      return { area: unit.path, name: stationName(unit), phone: row?.phone ?? null, address: row?.address ?? null };
    },

    'POST /stations': async ({ body, actor, db }) => {
      mustBeAble(actor, 'station.write', body.area);
      const unit = await mustFindArea(house, body.area);
      const station = { area: unit.path, phone: body.phone, address: body.address || null };
      await store.saveStation(db, station);
      return { ...station, name: stationName(unit) };
    },

    'GET /duty': async ({ query, actor, now, db }) => {
      mustBeAble(actor, 'duty.read', query.area);
      await mustFindArea(house, query.area);
      return (await store.dutyFrom(db, query.area, new Date(now.getTime() - 7 * day))).map(shown);
    },

    'POST /duty': async ({ body, actor, db }) => {
      mustBeAble(actor, 'duty.write', body.area);
      await mustFindArea(house, body.area);
      if (body.to <= body.from) fail('time.order', [{ path: 'to', code: 'time.order' }]);
      const { id, area, name, phone } = body;
      const duty = {
        id,
        area,
        fromAt: body.from,
        toAt: body.to,
        sealed: house.keys.seal(`duty ${id}`, { name, phone }),
      };
      await store.insertDuty(db, duty);
      return shown(duty);
    },

    'POST /duty/:id/removal': async ({ params, actor, now, db }) => {
      const duty = (await store.findDuty(db, params.id)) ?? fail('record.missing');
      mustBeAble(actor, 'duty.write', duty.area);
      await store.removeDuty(db, duty, now);
      return shown(duty);
    },
  });
};
