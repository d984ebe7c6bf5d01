import type { Handlers } from '../../core/api.ts';
import { isWithin } from '../../core/area.ts';
import { cursorOf, positionOf } from '../../core/cursor.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { type Actor, mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { areaName } from '../areas/index.ts';
import { accountNames, findKept, openWho, personBrief } from '../people/index.ts';
import * as store from './alerts-store.ts';
import type { visits } from './contract.ts';
import { personOf } from './door-alert.ts';

const day = 86_400_000;
/** After this the station has called, or the list of the day's work holds the person. */
const shownFor = 7 * day;
const mostCounted = 100;

/**
 * Whom doors asked to call the station. An alert holds neither the venue nor the minute, so this cannot show them. The station of the
 * home sees its own commune: it need not know in which other one the person was.
 */
const shown = async (house: House, db: Db, actor: Actor, rows: readonly store.AlertRow[]) => {
  const persons = rows.map((row) => personOf(house, row));
  const kept = await findKept(db, [...new Set(persons)]);
  const names = await accountNames(
    house.database.door,
    rows.map(({ calledBy }) => calledBy),
  );
  const items = await Promise.all(
    rows.map(async ({ id, at, area, homeArea, calledAt, calledBy }, i) => {
      const place = isWithin(area, actor.area) ? area : (homeArea ?? area);
      const person = kept.get(persons[i] as string);
      return {
        id,
        person: person ? personBrief(house.keys, person) : null,
        phone: (person && openWho(house.keys, person).phone) ?? null,
        at,
        area: place,
        areaName: await areaName(house, place),
        called: calledAt && { at: calledAt, by: names.get(calledBy ?? '') ?? null },
      };
    }),
  );
  return { items, persons: [...kept.values()].map(({ id }) => id) };
};

export const alertsPart = (
  house: House,
): Pick<Handlers<typeof visits>, 'GET /door-alerts' | 'POST /door-alerts/:id/call'> => ({
  'GET /door-alerts': async ({ query, actor, db, now, saw }) => {
    const { limit, after, area = actor.area } = query;
    mustBeAble(actor, 'work.act', area);
    if (query.count) {
      const today = await store.countAlerts(db, area, new Date(now.getTime() - day), mostCounted);
      return { items: [], next: null, today };
    }
    const since = new Date(now.getTime() - shownFor);
    const rows = await store.listAlerts(db, { area, since, after: positionOf(after), limit: limit + 1 });
    const page = rows.slice(0, limit);
    const { items, persons } = await shown(house, db, actor, page);
    saw(persons);
    return { items, next: rows.length > limit ? cursorOf(page.at(-1)) : null };
  },

  'POST /door-alerts/:id/call': async ({ params, body, actor, db, now, saw }) => {
    const before = (await store.lockAlert(db, params.id)) ?? fail('record.missing');
    // Who called first stays written down; the other station's call a minute later changes nothing.
    const call = body.undo
      ? { calledAt: null, calledBy: null }
      : before.calledAt
        ? {}
        : { calledAt: now, calledBy: actor.account };
    const row = { ...before, ...call };
    await store.saveCall(db, row);
    const { items, persons } = await shown(house, db, actor, [row]);
    saw(persons);
    return items[0] as (typeof items)[number];
  },
});
