import * as v from 'valibot';
import { handlers } from '../../core/api.ts';
import { levelDepth } from '../../core/area.ts';
import type { Batch } from '../../core/batch.ts';
import { itemId, refusedItem } from '../../core/batch-items.ts';
import { cursorOf, positionOf } from '../../core/cursor.ts';
import { addDays, dayOf } from '../../core/day.ts';
import type { Db } from '../../core/db.ts';
import { fieldsOf } from '../../core/fields.ts';
import type { House } from '../../core/house.ts';
import { type Actor, isCitizen, mustBeAble } from '../../core/permission.ts';
import { fail, Problem } from '../../core/problem.ts';
import { areaName, areaTree } from '../areas/index.ts';
import { findBriefs, findKept, idsOf, type PersonBrief, personIds, unansweredOf } from '../people/index.ts';
import { versionOn } from './answers.ts';
import { declarations } from './contract.ts';
import { NewDeclaration } from './form.ts';
import { formVersions } from './forms.ts';
import type { Outcome } from './ingest.ts';
import { openAnswers, type Prepared, prepare } from './prepare.ts';
import * as store from './store.ts';

type Caller = { actor: Actor; now: Date; requestId: string };

/** What one item of a batch is answered: its fate alone, whatever became of its neighbours. */
const settle = async (
  house: House,
  ingest: Batch<Prepared, Outcome>,
  raw: unknown,
  caller: Caller,
): Promise<Outcome> => {
  try {
    const parsed = v.safeParse(NewDeclaration, raw);
    if (!parsed.success) return new Problem('request.invalid', fieldsOf(parsed.issues));
    return await ingest.add(await prepare(house, parsed.output, raw, caller));
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
};

/** A citizen does not read "false": it may be a slip, and the station will call. */
export const showRow = (row: store.Row, person: PersonBrief, citizen: boolean) => ({
  id: row.id,
  form: row.form,
  formVersion: row.formVersion,
  person,
  triage: { level: row.triage, reasons: row.reasons },
  state: citizen && row.state === 'false' ? ('closed' as const) : row.state,
  area: row.area,
  areaCode: row.areaCode,
  at: row.at,
  storedAt: row.storedAt,
  onBehalf: row.onBehalf,
  supersededBy: row.supersededBy,
  verification:
    row.result && row.verifiedAt
      ? { result: citizen && row.result === 'false' ? ('mismatch' as const) : row.result, at: row.verifiedAt }
      : null,
});

/** For who added an adult that has not answered: the declaration without what a station made of it. */
const unchecked = <Shown extends object>(shown: Shown) => ({ ...shown, state: null, verification: null });

const named = async (house: House, row: store.EpidemicRow) => ({ ...row, name: await areaName(house, row.area) });

const briefsOf = (house: House, db: Db, rows: readonly store.Row[]) =>
  findBriefs(
    house,
    db,
    rows.map(({ personId }) => personId),
  );

/** Epidemic areas are kept by the province or above: a change re-judges everybody. */
const mustKeepEpidemicAreas = ({ area }: Actor): void => {
  if (levelDepth(area) > 1) fail('permission.denied');
};

const ownOrFail = async (db: Db, id: string): Promise<store.Row> =>
  (await store.findDeclaration(db, id)) ?? fail('record.missing');

export const declarationsApi = (house: House, ingest: Batch<Prepared, Outcome>) =>
  handlers(declarations, {
    'POST /declarations': async ({ body, raw, ...caller }) => {
      const outcome = await ingest.add(await prepare(house, body, raw, caller));
      if (outcome instanceof Problem) throw outcome;
      return { status: outcome.status, reply: outcome.declaration };
    },

    'POST /declarations/batch': async ({ body, ...caller }) => {
      const outcomes = await Promise.all(body.items.map((raw) => settle(house, ingest, raw, caller)));
      const results = outcomes.map((outcome, i) =>
        outcome instanceof Problem
          ? refusedItem(itemId(body.items[i]), outcome)
          : { id: outcome.declaration.id, status: outcome.status, triage: outcome.declaration.triage },
      );
      return { status: 200, reply: { results } };
    },

    'GET /declarations': async ({ query, actor, db, saw }) => {
      if (query.area !== undefined) mustBeAble(actor, 'declaration.read', query.area);
      const { limit, after, person, ...filter } = query;
      const area = isCitizen(actor) ? filter.area : (filter.area ?? actor.area);
      const persons = person === undefined ? undefined : await personIds(db, person);
      const rows = await store.listDeclarations(db, { ...filter, area, persons }, positionOf(after), limit + 1);
      const page = rows.slice(0, limit);
      const briefs = await briefsOf(house, db, page);
      const hidden = await unansweredOf(
        db,
        actor,
        page.map(({ personId }) => personId),
      );
      saw([...briefs.keys()]);
      const items = page.flatMap((row) => {
        const person = briefs.get(row.personId);
        if (!person || (hidden.has(row.personId) && row.byAccount !== actor.account)) return [];
        const shown = showRow(row, person, isCitizen(actor));
        return [hidden.has(row.personId) ? unchecked(shown) : shown];
      });
      return { items, next: rows.length > limit ? cursorOf(page.at(-1)) : null };
    },

    'GET /declarations/:id': async ({ params, actor, db, saw }) => {
      const row = await ownOrFail(db, params.id);
      const person = (await briefsOf(house, db, [row])).get(row.personId) ?? fail('record.missing');
      saw([row.personId]);
      const { answers, temperature } = openAnswers(house, row);
      const shown = showRow(row, person, isCitizen(actor));
      const isHidden = (await unansweredOf(db, actor, [row.personId])).has(row.personId);
      if (isHidden && row.byAccount !== actor.account) fail('record.missing');
      return {
        ...(isHidden ? unchecked(shown) : shown),
        answers: { ...answers, ...(temperature !== undefined && { temperature }) },
        check:
          row.checkedAt && row.conclusion && !isHidden
            ? { at: row.checkedAt, conclusion: row.conclusion, nextCheckOn: row.nextCheckOn }
            : null,
        callRequestedAt: row.callRequestedAt,
      };
    },

    'POST /declarations/:id/call-request': async ({ params, db, now }) => {
      const row = await ownOrFail(db, params.id);
      await store.requestCall(db, row, await personIds(db, row.personId), now);
      return { at: now };
    },

    'POST /declarations/:id/correction': async ({ params, body, actor, db, now }) => {
      const row = await ownOrFail(db, params.id);
      const sealed = house.keys.seal(`event ${body.id}`, { note: body.note });
      await store.addCorrection(db, { id: body.id, row, sealed, by: actor.account, at: now });
      await store.requestCall(db, row, await personIds(db, row.personId), now);
      return { at: now };
    },

    'GET /forms': async ({ query, now }) =>
      [...(await formVersions(house)).values()].flatMap((versions) => {
        const inForce = versionOn(versions, dayOf(now));
        return versions
          .map((version) => ({ ...version, definition: { ...version.definition }, current: version === inForce }))
          .filter(({ form }) => query.form === undefined || form === query.form)
          .filter(({ current }) => query.current === undefined || current === query.current);
      }),

    'GET /people/:id/daily': async ({ params, query, actor, db, now, saw }) => {
      const person = (await findKept(db, [params.id])).get(params.id) ?? fail('record.missing');
      const isHidden = (await unansweredOf(db, actor, [person.id])).has(person.id);
      const by = isHidden ? actor.account : undefined;
      const rows = await store.listDays(db, idsOf(person), { from: addDays(dayOf(now), 1 - query.days), by });
      saw([person.id]);
      return rows.map((row) => ({
        day: row.day,
        temperature: openAnswers(house, row).temperature ?? null,
        symptoms: row.symptoms,
        level: row.triage,
      }));
    },

    'GET /epidemic-areas': async ({ query, db }) =>
      Promise.all((await store.listEpidemicAreas(db, query.on)).map((row) => named(house, row))),

    'POST /epidemic-areas': async ({ body, actor, db, now }) => {
      mustKeepEpidemicAreas(actor);
      if (!(await areaTree(house)).find(body.area)) fail('area.unknown', [{ path: 'area', code: 'area.unknown' }]);
      if (body.to !== undefined && body.to < body.from) fail('time.order', [{ path: 'to', code: 'time.order' }]);
      const row = await store.saveEpidemicArea(db, { ...body, to: body.to ?? null, by: actor.account, at: now });
      return named(house, row);
    },

    'POST /epidemic-areas/:id/end': async ({ params, body, actor, db }) => {
      mustKeepEpidemicAreas(actor);
      const row = (await store.endEpidemicArea(db, params.id, body.to)) ?? fail('record.missing');
      return named(house, row);
    },
  });
