import type { Handlers } from '../../core/api.ts';
import { cursorOf, positionOf } from '../../core/cursor.ts';
import type { House } from '../../core/house.ts';
import { mustBeAble } from '../../core/permission.ts';
import { areaName } from '../areas/index.ts';
import { findBriefs } from '../people/index.ts';
import { countAlerts, listAlerts } from './alerts-store.ts';
import type { visits } from './contract.ts';

const day = 86_400_000;
/** After this the station has called, or the list of the day's work holds the person. */
const shownFor = 7 * day;
const mostCounted = 100;

/** Whom doors asked to call the station. An alert holds neither the venue nor the minute, so this cannot show them. */
export const alertsPart = (house: House): Pick<Handlers<typeof visits>, 'GET /door-alerts'> => ({
  'GET /door-alerts': async ({ query, actor, db, now, saw }) => {
    const { limit, after, area = actor.area } = query;
    mustBeAble(actor, 'work.act', area);
    if (query.count) {
      const today = await countAlerts(db, area, new Date(now.getTime() - day), mostCounted);
      return { items: [], next: null, today };
    }
    const since = new Date(now.getTime() - shownFor);
    const rows = await listAlerts(db, { area, since, after: positionOf(after), limit: limit + 1 });
    const page = rows.slice(0, limit);
    const briefs = await findBriefs(
      house,
      db,
      page.map(({ personId }) => personId),
    );
    saw([...briefs.values()].map(({ id }) => id));
    return {
      items: await Promise.all(
        page.map(async (row) => ({
          id: row.id,
          person: briefs.get(row.personId) ?? null,
          at: row.at,
          area: row.area,
          areaName: await areaName(house, row.area),
        })),
      ),
      next: rows.length > limit ? cursorOf(page.at(-1)) : null,
    };
  },
});
