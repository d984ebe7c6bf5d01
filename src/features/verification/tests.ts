import type { Handlers } from '../../core/api.ts';
import type { AreaPath } from '../../core/area.ts';
import { cursorOf, positionOf } from '../../core/cursor.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { accountNames, findBriefs, mustBePast, type PersonBrief, personIds } from '../people/index.ts';
import type { verification } from './contract.ts';
import * as store from './test-store.ts';

const show = (row: store.TestRow, person: PersonBrief) => ({
  id: row.id,
  person,
  sampledAt: row.sampledAt,
  method: row.method,
  lab: row.lab,
  result: row.result,
  resultAt: row.resultAt,
  proposesCase: row.result === 'positive',
});

/** Tests with the person each list shows; one of a person the actor may not see is left out. */
export const showTests = async (house: House, db: Db, rows: readonly store.TestRow[]) => {
  const persons = await findBriefs(
    house,
    db,
    rows.map(({ personId }) => personId),
  );
  return rows.flatMap((row) => {
    const person = persons.get(row.personId);
    return person ? [show(row, person)] : [];
  });
};

const checkTimes = (sampledAt: Date, resultAt: Date | undefined, now: Date): void => {
  mustBePast(sampledAt, now, 'sampledAt');
  mustBePast(resultAt, now, 'resultAt');
  if (resultAt && resultAt < sampledAt) fail('time.order', [{ path: 'resultAt', code: 'time.order' }]);
};

type Correction = { result: string; resultAt: string; by: string | null; correctedAt: string; reason: string };

/** The results that stood there before, oldest first. */
export const correctionsOf = (house: House, { id, sealed }: Pick<store.TestRow, 'id' | 'sealed'>): Correction[] =>
  sealed ? house.keys.open<Correction[]>(`test ${id}`, sealed) : [];

const corrected = (house: House, row: store.TestRow, reason: string, now: Date): Buffer => {
  const wrong: Correction = {
    result: row.result ?? '',
    resultAt: row.resultAt?.toISOString() ?? '',
    by: row.resultBy,
    correctedAt: now.toISOString(),
    reason,
  };
  return house.keys.seal(`test ${row.id}`, [...correctionsOf(house, row), wrong]);
};

type Sampled = { id: string; person: string; area: AreaPath; at: Date; account: string; now: Date };

/** A sample that was taken elsewhere than at a station waits for its result where the person stays; taken down again, it waits once. */
export const awaitResult = async (db: Db, { id, person, area, at, account, now }: Sampled): Promise<void> => {
  const [kept = person] = await personIds(db, person);
  await store.insertAwaited(db, {
    personId: kept,
    id,
    area,
    sampledAt: at,
    method: 'pcr',
    lab: null,
    result: null,
    resultAt: null,
    resultBy: null,
    storedAt: now,
    byAccount: account,
    sealed: null,
  });
};

export const testing = (house: House) =>
  ({
    'POST /people/:id/tests': async ({ params, body, actor, db, now, saw }) => {
      const person = (await findBriefs(house, db, [params.id])).get(params.id) ?? fail('record.missing');
      // Under the kept record, where the person was recorded twice.
      const area = (await store.areaOf(db, person.id)) ?? fail('record.missing');
      checkTimes(body.sampledAt, body.resultAt, now);
      if (body.resultAt && !body.result) fail('request.invalid', [{ path: 'result', code: 'field.missing' }]);
      const row: store.TestRow = {
        personId: person.id,
        id: body.id,
        area,
        sampledAt: body.sampledAt,
        method: body.method,
        lab: body.lab ?? null,
        result: body.result ?? null,
        resultAt: body.result ? (body.resultAt ?? now) : null,
        resultBy: body.result ? actor.account : null,
        storedAt: now,
        byAccount: actor.account,
        sealed: null,
      };
      await store.insertTest(db, row);
      saw([person.id]);
      return show(row, person);
    },

    'POST /tests/:id/result': async ({ params, body, actor, db, now, saw }) => {
      const row = (await store.lockTest(db, params.id)) ?? fail('record.missing');
      const person = (await findBriefs(house, db, [row.personId])).get(row.personId) ?? fail('record.missing');
      checkTimes(row.sampledAt, body.resultAt, now);
      if (row.result !== null && body.correction === undefined) {
        const names = await accountNames(house.database.door, [row.resultBy]);
        fail('work.acted', undefined, {
          state: row.result,
          at: row.resultAt?.toISOString(),
          by: names.get(row.resultBy ?? '') ?? null,
        });
      }
      saw([row.personId]);
      const { result, resultAt = now, correction } = body;
      const sealed =
        correction === undefined || row.result === null ? row.sealed : corrected(house, row, correction, now);
      return show(await store.saveResult(db, row, { result, resultAt, resultBy: actor.account, sealed }), person);
    },

    'GET /tests': async ({ query, actor, db, saw }) => {
      const area = query.area ?? actor.area;
      mustBeAble(actor, 'test.read', area);
      const { awaiting, after, limit } = query;
      const rows = await store.listTests(db, { area, awaiting, after: positionOf(after), limit: limit + 1 });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      saw(page.map(({ personId }) => personId));
      return {
        items: await showTests(house, db, page),
        next: rows.length > limit && last ? cursorOf({ at: last.sampledAt, id: last.id }) : null,
      };
    },
  }) satisfies Partial<Handlers<typeof verification>>;
