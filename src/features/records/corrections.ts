import type { Handlers } from '../../core/api.ts';
import { cursorOf, positionOf } from '../../core/cursor.ts';
import { dayOf } from '../../core/day.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { mustFindArea, stationName } from '../areas/index.ts';
import { sendMessage, withoutMarks } from '../messages/index.ts';
import {
  accountNames,
  type Change,
  changePerson,
  checkChange,
  findKept,
  idsOf,
  lockPerson,
  openWho,
  type PersonRow,
  personBrief,
  sealChange,
} from '../people/index.ts';
import { differing } from '../people/rules.ts';
import type { records } from './contract.ts';
import { ownRecord } from './own.ts';
import { mostWaiting } from './rules.ts';
import * as store from './store.ts';

/** What is sealed of a request. */
type Asked = { fields: Omit<Change, 'area'>; note: string };

const openRequest = ({ keys }: House, { id, sealed }: store.RequestRow): Asked => keys.open(`correction ${id}`, sealed);

export const showRequest = (house: House, row: store.RequestRow) => ({
  id: row.id,
  state: row.state,
  ...openRequest(house, row),
  at: row.at,
  decidedAt: row.decidedAt,
  answer: row.answer ? house.keys.open<{ note: string }>(`answer ${row.id}`, row.answer).note : null,
});

const written = (value: unknown): string | null => {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'object') return Object.values(value).join(' ');
  return String(value);
};

/** Field by field what would stand instead of what; a birth in one form replaces the other. */
const changesOf = (fields: Asked['fields'], row: PersonRow, house: House) => {
  const now = openWho(house.keys, row);
  const before = (field: keyof Asked['fields']) =>
    field === 'birthDate' || field === 'birthYear' ? (now.birthDate ?? now.birthYear) : now[field];
  return (Object.keys(fields) as (keyof Asked['fields'])[]).map((field) => ({
    field,
    from: written(before(field)),
    to: written(fields[field]),
  }));
};

/** Whoever asked learns that there is an answer; what it says is read after signing in. */
const tellAsker = async (house: House, db: Db, row: PersonRow): Promise<void> => {
  const { phone } = openWho(house.keys, row);
  if (!phone) return;
  const station = withoutMarks(stationName(await mustFindArea(house, row.area)));
  const text = `La Chan: ${station} da tra loi de nghi sua thong tin. Xin mo muc Du lieu cua toi de xem.`;
  await sendMessage(db, house, { to: phone, channel: 'sms', purpose: 'correction', text });
};

/** How far the count of the navigation goes. */
const mostCounted = 100;

export const corrections = (house: House) => {
  const show = (row: store.RequestRow, person: PersonRow, names: ReadonlyMap<string, string>) => {
    const request = showRequest(house, row);
    return {
      ...request,
      person: personBrief(house.keys, person),
      area: row.area as string,
      changes: changesOf(request.fields, person, house),
      by: names.get(row.decidedBy ?? '') ?? null,
    };
  };

  return {
    'POST /people/:id/correction-requests': async ({ params, body, actor, db, now }) => {
      const { row } = await ownRecord(db, actor, params.id);
      const { id, fields, note } = body;
      if (Object.keys(fields).length === 0 && note === '')
        fail('correction.empty', [{ path: 'note', code: 'correction.empty' }]);
      const was = openWho(house.keys, row);
      checkChange(was, differing(was, fields), dayOf(now), 'citizen', 'fields.');
      const waiting = (await store.listOwnRequests(db, idsOf(row))).filter(({ state }) => state === 'open');
      if (waiting.length >= mostWaiting) fail('budget.spent');
      const request: store.RequestRow = {
        personId: row.id,
        id,
        area: row.area,
        state: 'open',
        sealed: house.keys.seal(`correction ${id}`, { fields, note } satisfies Asked),
        at: now,
        byAccount: actor.account,
        decidedAt: null,
        decidedBy: null,
        answer: null,
      };
      await store.insertRequest(db, request);
      return showRequest(house, request);
    },

    'GET /people/:id/correction-requests': async ({ params, actor, db }) => {
      const { row } = await ownRecord(db, actor, params.id);
      return (await store.listOwnRequests(db, idsOf(row))).map((request) => showRequest(house, request));
    },

    'GET /correction-requests': async ({ query, actor, db, saw }) => {
      const { area = actor.area, state, limit, after, count } = query;
      mustBeAble(actor, 'correction.decide', area);
      if (count) return { items: [], next: null, waiting: await store.countWaiting(db, area, mostCounted) };
      const rows = await store.listRequests(db, { area, state, after: positionOf(after), limit: limit + 1 });
      const page = rows.slice(0, limit);
      const persons = await findKept(db, [...new Set(page.map(({ personId }) => personId))]);
      const names = await accountNames(
        house.database.door,
        page.map(({ decidedBy }) => decidedBy),
      );
      saw([...persons.keys()]);
      return {
        items: page.flatMap((row) => {
          const person = persons.get(row.personId);
          return person ? [show(row, person, names)] : [];
        }),
        next: rows.length > limit ? cursorOf(page.at(-1)) : null,
      };
    },

    'POST /correction-requests/:id/decision': async ({ params, body, actor, db, now, saw, note: keep }) => {
      const request = (await store.lockRequest(db, params.id)) ?? fail('record.missing');
      mustBeAble(actor, 'correction.decide', request.area);
      const before = (await lockPerson(db, request.personId)) ?? fail('record.missing');
      if (request.state !== 'open') {
        const names = await accountNames(house.database.door, [request.decidedBy]);
        fail('correction.settled', undefined, {
          state: request.state,
          at: request.decidedAt?.toISOString(),
          by: names.get(request.decidedBy ?? '') ?? null,
        });
      }
      const { accept, note } = body;
      if (!accept && !note) fail('request.invalid', [{ path: 'note', code: 'field.missing' }]);
      const { fields } = openRequest(house, request);
      const isChange = accept && Object.keys(fields).length > 0;
      const person = isChange ? await changePerson(house, db, actor, before, fields, now) : before;
      if (isChange) keep(sealChange(house.keys, body.id, before, person));
      const saved = await store.saveDecision(db, request, {
        state: accept ? 'accepted' : 'refused',
        decidedAt: now,
        decidedBy: actor.account,
        answer: note ? house.keys.seal(`answer ${request.id}`, { note }) : null,
      });
      await tellAsker(house, db, person);
      saw([person.id]);
      // What stood before is what the station has just replaced.
      const shown = show(saved, before, new Map([[actor.account, actor.name]]));
      return { ...shown, person: personBrief(house.keys, person) };
    },
  } satisfies Partial<Handlers<typeof records>>;
};
