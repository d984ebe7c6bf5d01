import { handlers } from '../../core/api.ts';
import { cursorOf, positionOf } from '../../core/cursor.ts';
import { addDays, dayOf, startOfDay } from '../../core/day.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { type Actor, isCitizen, mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { hamletsByName, spellingsOf } from '../areas/index.ts';
import { mustBePast } from '../people/index.ts';
import { type Confirmed, confirmedPurpose, openConfirmed, openSaid, readsHealth, showArrivals } from './arrival.ts';
import { returnees } from './contract.ts';
import { arrivalDay, mayConfirm, planFor } from './rules.ts';
import * as store from './store.ts';

/** The hamlets that a team watches, and how they were written: marks, case and blanks as people type them, and older names. */
const ownHamlets = async (
  house: House,
  db: Db,
  { area, account }: Actor,
): Promise<{ names: string[]; written: string[] }> => {
  const { all, of } = await hamletsByName(house.database.door, [area]);
  const own = all.filter(({ teams }) => teams.includes(account));
  const entered = own.length === 0 ? [] : await store.hamletsWritten(db, area);
  return {
    names: own.map(({ name }) => name),
    written: entered.filter((hamlet) => own.some(({ id }) => id === of(area, hamlet)?.id)),
  };
};

export const returneesApi = (house: House) =>
  handlers(returnees, {
    'GET /arrivals': async ({ query, actor, db, now, saw, note }) => {
      const { limit, after, hamlet, ...filter } = query;
      if (filter.area !== undefined) mustBeAble(actor, 'arrival.read', filter.area);
      const area = isCitizen(actor) ? filter.area : (filter.area ?? actor.area);
      const team = readsHealth(actor) ? undefined : await ownHamlets(house, db, actor);
      const hamlets = team?.written;
      const named =
        hamlet === undefined
          ? undefined
          : await spellingsOf(house.database.door, area, hamlet, (commune) => store.hamletsWritten(db, commune));
      const rows = await store.listArrivals(db, { ...filter, area, named, hamlets, now }, positionOf(after), limit + 1);
      const page = rows.slice(0, limit);
      const { items, persons } = await showArrivals(house, db, actor, page, now);
      saw(persons);
      note({ phones: true });
      const last = page.at(-1);
      const day = dayOf(now);
      const isCounted = after === undefined && !isCitizen(actor);
      return {
        items,
        next: rows.length > limit && last ? cursorOf({ at: last.dueAt, id: last.id }) : null,
        today: isCounted
          ? await store.countExpected(db, { area, hamlets }, startOfDay(day), startOfDay(addDays(day, 1)))
          : null,
        hamlets: team?.names ?? null,
      };
    },

    'POST /arrivals/:id/confirmation': async ({ params, body, actor, db, now, saw }) => {
      mustBePast(body.at, now);
      const row = (await store.lockArrival(db, params.id)) ?? fail('record.missing');
      mustBeAble(actor, 'arrival.confirm', row.area);
      if (row.supersededBy) fail('declaration.superseded');
      if (row.endedAt) fail('death.recorded');
      if (!mayConfirm(row.state, body.correction !== undefined)) fail('arrival.confirmed');
      const at = body.at ?? now;
      const before = openConfirmed(house, row);
      const earlier = row.confirmedAt
        ? [
            ...before.earlier,
            {
              state: row.state,
              at: row.confirmedAt.toISOString(),
              by: row.confirmedBy,
              correction: body.correction ?? '',
              note: before.note,
            },
          ]
        : [];
      const confirmed: Confirmed = { note: body.note, earlier };
      const plan = planFor(openSaid(house, row).facts, arrivalDay(body.arrived ? at : row.expectedAt));
      const saved = await store.saveArrival(db, row, {
        state: body.arrived ? 'arrived' : 'absent',
        arrivedAt: body.arrived ? at : null,
        confirmedAt: now,
        confirmedBy: actor.account,
        rule: plan.version,
        homeUntil: plan.until,
        tests: plan.tests,
        // Who was looked for in vain is for the level above to find.
        noticeAt: body.arrived ? null : now,
        confirmed: house.keys.seal(confirmedPurpose(row.id), confirmed),
      });
      const { items, persons } = await showArrivals(house, db, actor, [saved], now);
      saw(persons);
      return items[0] ?? fail('record.missing');
    },
  });
