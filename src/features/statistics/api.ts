import { handlers } from '../../core/api.ts';
import type { AreaPath } from '../../core/area.ts';
import type { House } from '../../core/house.ts';
import { type Actor, mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { type AreaUnit, mustFindArea } from '../areas/index.ts';
import { approvalsApi } from './approvals.ts';
import { statistics } from './contract.ts';
import { figuresByChild } from './rows.ts';
import * as store from './store.ts';

/** The asked area, else the actor's own; what lies outside does not exist for the actor. */
const areaOf = async (house: House, actor: Actor, asked: AreaPath | undefined): Promise<AreaUnit> => {
  const area = asked ?? actor.area;
  mustBeAble(actor, 'figure.read', area);
  return mustFindArea(house, area);
};

const checkPeriod = ({ from, to }: { from?: string; to?: string }): void => {
  if (from !== undefined && to !== undefined && to < from) fail('time.order', [{ path: 'to', code: 'time.order' }]);
};

export const statisticsApi = (house: House) =>
  handlers(statistics, {
    'GET /statistics/declarations': async ({ query, actor, db, now }) => {
      checkPeriod(query);
      const unit = await areaOf(house, actor, query.area);
      return figuresByChild(house, db, { unit, from: query.from, to: query.to, now });
    },

    'GET /statistics/days': async ({ query, actor, db }) => {
      checkPeriod(query);
      return store.sumByDay(db, (await areaOf(house, actor, query.area)).path, query);
    },

    ...approvalsApi(house),
  });
