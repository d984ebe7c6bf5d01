import type { Handlers } from '../../core/api.ts';
import { type AreaPath, levelDepth } from '../../core/area.ts';
import { cursorOf, positionOf } from '../../core/cursor.ts';
import { addDays, dayOf } from '../../core/day.ts';
import type { House } from '../../core/house.ts';
import { mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { areaName, areaTree, mustFindArea } from '../areas/index.ts';
import { accountNames } from '../people/index.ts';
import type { statistics } from './contract.ts';
import { type Figures, noFigures } from './count-store.ts';
import * as store from './store.ts';

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

type Names = ReadonlyMap<string, string>;
const shownTo = (row: store.ApprovalRow, names: Names) => ({
  id: row.id,
  asOf: row.asOf,
  approvedAt: row.approvedAt,
  by: names.get(row.approvedBy) ?? null,
  note: row.note,
  figures: row.figures,
  withdrawn: row.withdrawnAt && {
    at: row.withdrawnAt,
    by: names.get(row.withdrawnBy ?? '') ?? null,
    reason: row.withdrawal ?? '',
  },
});

/** Figures become public by an approval, and cease to be by its withdrawal. */
export const approvalsApi = (house: House) =>
  ({
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
        id: body.id,
        area: body.area,
        asOf: now,
        approvedAt: now,
        approver: await areaName(house, actor.area),
        figures: published(figures),
        byDay: byDay.map(({ day, declared, urgent }) => ({ day, declared, urgent })),
      };
      await store.saveApproval(db, actor.account, approved, body.note);
      return summaryOf(house, body.area, approved);
    },

    'GET /figures/approvals': async ({ query, actor, db }) => {
      const area = query.area ?? actor.area;
      mustBeAble(actor, 'figure.approve', area);
      await mustFindArea(house, area);
      const rows = await store.listApprovals(db, area, positionOf(query.after), query.limit + 1);
      const page = rows.slice(0, query.limit);
      const last = page.at(-1);
      const names = await accountNames(
        house.database.door,
        page.flatMap(({ approvedBy, withdrawnBy }) => [approvedBy, withdrawnBy]),
      );
      const shown = await store.findApproved(db, area);
      return {
        items: page.map((row) => shownTo(row, names)),
        next: rows.length > query.limit && last ? cursorOf({ at: last.approvedAt, id: last.id }) : null,
        shown: shown?.id ?? null,
      };
    },

    'POST /figures/approvals/:id/withdrawal': async ({ params, body, actor, db, now }) => {
      const row = (await store.lockApproval(db, params.id)) ?? fail('record.missing');
      mustBeAble(actor, 'figure.approve', row.area);
      if (row.withdrawnAt) fail('figures.withdrawn');
      await store.saveWithdrawal(db, row, {
        withdrawnAt: now,
        withdrawnBy: actor.account,
        withdrawal: body.reason,
      });
      return summaryOf(house, row.area, await store.findApproved(db, row.area));
    },

    'GET /public/summary': async ({ query }) =>
      (await publicSummary(house, query.area ?? ('' as AreaPath))) ?? fail('record.missing'),
  }) satisfies Partial<Handlers<typeof statistics>>;
