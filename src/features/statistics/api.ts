import { handlers } from '../../core/api.ts';
import { type AreaPath, levelDepth } from '../../core/area.ts';
import { addDays, dayOf } from '../../core/day.ts';
import type { House } from '../../core/house.ts';
import { type Actor, mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { type AreaUnit, areaName, areaTree, mustFindArea } from '../areas/index.ts';
import { statistics } from './contract.ts';
import { type Figures, noFigures } from './count-store.ts';
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

/** Days of the trend that stands beside approved figures. */
const trendDays = 30;

/** Fever and breathlessness by commune are a signal for those who must look into it, not a figure to publish. */
const published = ({ fever: _, breathless: __, ...figures }: Figures) => figures;

const summaryOf = async (house: House, area: AreaPath, approved: store.Approved | undefined) => ({
  area,
  name: await areaName(house, area),
  asOf: approved?.asOf ?? null,
  approvedAt: approved?.approvedAt ?? null,
  approver: approved?.approver ?? null,
  figures: approved?.figures ?? null,
  byDay: approved?.byDay ?? [],
});

/** What the public may know of an area: the last approved figures, and who approved them. */
export const publicSummary = async (house: House, area: AreaPath) => {
  if (!(await areaTree(house)).find(area)) return undefined;
  return summaryOf(house, area, await store.findApproved(house.database.door, area));
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

    'POST /figures/approval': async ({ body, actor, db, now }) => {
      mustBeAble(actor, 'figure.approve', body.area);
      // A commune's small counts could point at a household.
      if ((await mustFindArea(house, body.area)).level === 'commune')
        fail('area.too_small', [{ path: 'area', code: 'area.too_small' }]);
      const today = dayOf(now);
      const byDay = await store.sumByDay(db, body.area, { from: addDays(today, -trendDays), to: today });
      const [total] = await store.sumByChild(db, body.area, levelDepth(body.area));
      const { child: _, ...figures } = total ?? { child: body.area, ...noFigures };
      const approved: store.Approved = {
        area: body.area,
        asOf: now,
        approvedAt: now,
        approver: await areaName(house, actor.area),
        figures: published(figures),
        byDay: byDay.map(({ day, declared, urgent }) => ({ day, declared, urgent })),
      };
      await store.saveApproval(db, body.id, actor.account, approved, body.note);
      return summaryOf(house, body.area, approved);
    },

    'GET /public/summary': async ({ query }) =>
      (await publicSummary(house, query.area ?? ('' as AreaPath))) ?? fail('record.missing'),
  });
