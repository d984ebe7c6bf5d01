import type { Handlers } from '../../core/api.ts';
import type { House } from '../../core/house.ts';
import { mustBeAble } from '../../core/permission.ts';
import type { areas } from './contract.ts';
import { areaTree, mustFindArea } from './lookup.ts';
import { openDuty, stationName, upward } from './station.ts';
import * as store from './store.ts';

export const onDutyApi = (house: House) =>
  ({
    'GET /stations/on-duty': async ({ query, actor, now }) => {
      mustBeAble(actor, 'duty.read', query.area);
      await mustFindArea(house, query.area);
      const tree = await areaTree(house);
      const chain = upward(query.area);
      // The rosters above lie outside the officer's own area, whom they are nevertheless for.
      const { owner } = house.database.pools;
      const [duties, stations] = [await store.onDuty(owner, chain, now), await store.stationsOf(owner, chain)];
      return chain.flatMap((area) => {
        const unit = tree.find(area);
        const row = duties.find((duty) => duty.area === area);
        const station = stations.find((one) => one.area === area);
        if (!unit) return [];
        return [
          {
            area: area as string,
            name: stationName(unit),
            phone: station?.phone ?? null,
            address: station?.address ?? null,
            duty: row ? { ...openDuty(house, row), until: row.toAt } : null,
          },
        ];
      });
    },
  }) satisfies Partial<Handlers<typeof areas>>;
