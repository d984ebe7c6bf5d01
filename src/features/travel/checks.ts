import * as v from 'valibot';
import type { Handlers } from '../../core/api.ts';
import { itemId, refusedItem } from '../../core/batch-items.ts';
import { cursorOf, positionOf } from '../../core/cursor.ts';
import type { Db } from '../../core/db.ts';
import { fieldsOf } from '../../core/fields.ts';
import type { House } from '../../core/house.ts';
import { mustBeAble } from '../../core/permission.ts';
import { Problem } from '../../core/problem.ts';
import * as store from './check-store.ts';
import { check } from './checking.ts';
import { CheckItem, type travel } from './contract.ts';
import { gateNamer } from './gates.ts';

export const checksApi = (house: House) =>
  ({
    'POST /checks': async ({ body, actor, db, now, saw }) => {
      const { shown, persons } = await check(house, { db, actor, now }, body);
      saw(persons);
      return shown;
    },

    'POST /checks/batch': async ({ body, actor, db, now, saw, note }) => {
      const one = async (raw: unknown) => {
        const parsed = v.safeParse(CheckItem, raw);
        if (!parsed.success) return refusedItem(itemId(raw), new Problem('request.invalid', fieldsOf(parsed.issues)));
        try {
          // Each in a savepoint: a refused one takes nothing of its neighbours with it.
          const done = await db.savepoint((inner) => check(house, { db: inner as Db, actor, now }, parsed.output));
          saw(done.persons);
          const { id, colour, reason } = done.shown;
          return { id, status: done.isNew ? 201 : 200, colour, reason };
        } catch (error) {
          if (error instanceof Problem) return refusedItem(parsed.output.id, error);
          throw error;
        }
      };
      const results: Awaited<ReturnType<typeof one>>[] = [];
      for (const raw of body.items) results.push(await one(raw));
      note({ count: results.length });
      return { results };
    },

    'GET /checks': async ({ query, actor, db }) => {
      const { limit, after, area = actor.area, ...filter } = query;
      mustBeAble(actor, 'pass.check', area);
      const rows = await store.listChecks(db, { area, ...filter }, positionOf(after), limit + 1);
      const page = rows.slice(0, limit);
      const gate = await gateNamer(
        db,
        page.map(({ gateId }) => gateId),
      );
      const items = page.map(({ id, at, gateId, direction, colour, reason, shown }) => ({
        ...{ id, at, gate: gate(gateId), direction, colour, reason, shown },
      }));
      return { items, next: rows.length > limit ? cursorOf(page.at(-1)) : null };
    },
  }) satisfies Partial<Handlers<typeof travel>>;
