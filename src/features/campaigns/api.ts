import { randomBytes } from 'node:crypto';
import { handlers } from '../../core/api.ts';
import { cursorOf, positionOf } from '../../core/cursor.ts';
import { dayOf } from '../../core/day.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { areaName, areaTrail, mustFindArea } from '../areas/index.ts';
import { campaigns } from './contract.ts';
import { codeFrom, codeLength, linkOf } from './rules.ts';
import * as store from './store.ts';

/** That a made code is taken happens once in some thousand times when there are 100,000. */
const tries = 5;

const show = async (house: House, db: Db, rows: readonly store.CampaignRow[], now: Date) => {
  const counts = await store.countSources(
    db,
    rows.map(({ code }) => code),
    dayOf(now),
  );
  const counted = new Map(counts.map(({ code, ...count }) => [code, count]));
  return Promise.all(
    rows.map(async ({ id, code, area, name, at, endedAt }) => ({
      id,
      code,
      area,
      areaName: (await areaTrail(house, area)) || (await areaName(house, area)),
      name,
      link: linkOf(house.publicUrl(), code),
      at,
      endedAt,
      ...(counted.get(code) ?? { declaredToday: 0, declared: 0 }),
    })),
  );
};

export const campaignsApi = (house: House) =>
  handlers(campaigns, {
    'POST /campaigns': async ({ body, actor, db, now }) => {
      mustBeAble(actor, 'campaign.write', body.area);
      await mustFindArea(house, body.area);
      const codes =
        body.code === undefined ? Array.from({ length: tries }, () => codeFrom(randomBytes(codeLength))) : [body.code];
      for (const code of codes) {
        const row = {
          code,
          id: body.id,
          area: body.area,
          name: body.name,
          byAccount: actor.account,
          at: now,
          endedAt: null,
        };
        if (!(await store.insertCampaign(db, row))) continue;
        const [shown] = await show(house, db, [row], now);
        if (shown) return shown;
      }
      return fail('campaign.code_taken', [{ path: 'code', code: 'campaign.code_taken' }]);
    },

    'GET /campaigns': async ({ query, actor, db, now }) => {
      const area = query.area ?? actor.area;
      mustBeAble(actor, 'campaign.read', area);
      const rows = await store.listCampaigns(db, area, positionOf(query.after), query.limit + 1);
      const page = rows.slice(0, query.limit);
      return {
        items: await show(house, db, page, now),
        next: rows.length > query.limit ? cursorOf(page.at(-1)) : null,
      };
    },

    'POST /campaigns/:id/changes': async ({ params, body, actor, db, now, note }) => {
      const campaign = (await store.lockCampaign(db, params.id)) ?? fail('record.missing');
      mustBeAble(actor, 'campaign.write', campaign.area);
      const changed = { ...campaign, endedAt: body.ended ? (campaign.endedAt ?? now) : null };
      await store.setEnd(db, changed);
      note({ id: body.id, campaign: campaign.id, ended: body.ended });
      return (await show(house, db, [changed], now))[0] ?? fail('record.missing');
    },
  });
