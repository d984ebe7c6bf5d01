import type { Handlers } from '../../core/api.ts';
import { cursorOf, positionOf } from '../../core/cursor.ts';
import { addDays, dayOf } from '../../core/day.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { type Actor, mustBeAble } from '../../core/permission.ts';
import { type Field, fail } from '../../core/problem.ts';
import { randomPart } from '../../core/random.ts';
import { findKept, idsOf, mustBePast, personIds } from '../people/index.ts';
import { codeAlphabet } from '../venues/rules.ts';
import { keepCorrection, keepReason } from './changes.ts';
import { takeCode } from './changes-store.ts';
import type { cases } from './contract.ts';
import { type Changed, reclassify } from './reclassify.ts';
import { mostNamed, openNotes, sealNotes, showCases, showMoved } from './showing.ts';
import * as store from './store.ts';

type Own = 'POST /cases' | 'GET /cases' | 'GET /cases/:id' | 'POST /cases/:id/changes' | 'POST /cases/:id/revocation';

/** Three letters tell the cases of a day apart; where so many are drawn already that these come again, five. */
const drawn = [3, 3, 3, 5, 5, 5];

/** 'F0-261121-7KQ': the day it was confirmed, and letters that no other case has. */
const newCode = async (db: Db, confirmedOn: string): Promise<string> => {
  for (const letters of drawn) {
    const tail = Array.from(randomPart(letters), (byte) => codeAlphabet[byte % codeAlphabet.length]).join('');
    const code = `F0-${confirmedOn.slice(2).replaceAll('-', '')}-${tail}`;
    if (await takeCode(db, code)) return code;
  }
  return fail('server.busy');
};

type Dates = Pick<store.CaseRow, 'onsetOn' | 'sampledOn' | 'confirmedOn' | 'isolatedAt'>;

/** A sample is taken before its result; nothing lies ahead. */
const checkDates = ({ onsetOn, sampledOn, confirmedOn, isolatedAt }: Dates, now: Date): void => {
  const today = dayOf(now);
  for (const [path, day] of Object.entries({ onsetOn, sampledOn, confirmedOn }))
    if (day != null && day > today) fail('time.future', [{ path, code: 'time.future' }]);
  if (confirmedOn < sampledOn) fail('time.order', [{ path: 'confirmedOn', code: 'time.order' }]);
  if (onsetOn && onsetOn < addDays(sampledOn, -60)) fail('time.order', [{ path: 'onsetOn', code: 'time.order' }]);
  mustBePast(isolatedAt ?? undefined, now, 'isolatedAt');
};

/** The case held for a change, when the actor answers for its area. */
export const lockedCase = async (db: Db, actor: Actor, id: string, verb = 'case.write'): Promise<store.CaseRow> => {
  const row = (await store.lockCase(db, id)) ?? fail('record.missing');
  mustBeAble(actor, verb, row.area);
  return row;
};

/** A human has one open case at a time, under whichever id. */
const mustHaveNoneOpen = async (db: Db, ids: readonly string[], fields: Field[] = []): Promise<void> => {
  const open = (await store.casesOf(db, ids)).find(({ state }) => state === 'open');
  if (open) fail('case.open', fields, { case: open.id });
};

export const casesPart = (house: House): Pick<Handlers<typeof cases>, Own> => {
  const show = async (db: Db, row: store.CaseRow, now: Date) => {
    const [shown] = await showCases(house, db, [row], now);
    return shown as NonNullable<typeof shown>;
  };
  const showMovedOf = async (db: Db, changed: readonly Changed[]) => ({
    changed: changed.length,
    changes: await showMoved(house, db, changed.slice(0, mostNamed)),
  });
  return {
    'POST /cases': async ({ body, actor, db, now, saw }) => {
      const person = (await findKept(db, [body.person])).get(body.person);
      if (!person) return fail('record.missing', [{ path: 'person', code: 'record.missing' }]);
      mustBeAble(actor, 'case.write', person.area);
      await mustHaveNoneOpen(db, idsOf(person), [{ path: 'person', code: 'case.open' }]);
      const { id, note, treatmentPlace } = body;
      const row: store.CaseRow = {
        personId: person.id,
        id,
        area: person.area,
        code: await newCode(db, body.confirmedOn),
        nationalNumber: body.nationalNumber || null,
        onsetOn: body.onsetOn ?? null,
        sampledOn: body.sampledOn,
        confirmedOn: body.confirmedOn,
        isolatedAt: body.isolatedAt ?? null,
        sourceKnown: body.sourceKnown ?? false,
        outbreak: body.outbreak || null,
        state: 'open',
        closedAt: null,
        outcome: null,
        sealed: note || treatmentPlace ? sealNotes(house, id, { note, treatmentPlace }) : null,
        at: now,
        byAccount: actor.account,
        revokedAt: null,
        revokedBy: null,
      };
      checkDates(row, now);
      await store.insertCase(db, row);
      await reclassify(db, [person.id], { now, account: actor.account, reason: 'case.opened' });
      saw([person.id]);
      return show(db, row, now);
    },

    'GET /cases': async ({ query, actor, db, now, saw }) => {
      const area = query.area ?? actor.area;
      mustBeAble(actor, 'case.read', area);
      const { limit, after, person, ...filter } = query;
      const persons = person && (await personIds(db, person));
      const rows = await store.listCases(
        db,
        { ...filter, area, ...(persons && { persons }) },
        positionOf(after),
        limit + 1,
      );
      const page = rows.slice(0, limit);
      saw(page.map(({ personId }) => personId));
      return { items: await showCases(house, db, page, now), next: rows.length > limit ? cursorOf(page.at(-1)) : null };
    },

    'GET /cases/:id': async ({ params, actor, db, now, saw }) => {
      const row = (await store.findCase(db, params.id)) ?? fail('record.missing');
      mustBeAble(actor, 'case.read', row.area);
      saw([row.personId]);
      return show(db, row, now);
    },

    'POST /cases/:id/changes': async ({ params, body, actor, db, now, saw }) => {
      const before = await lockedCase(db, actor, params.id);
      if (before.state === 'revoked') fail('case.revoked');
      const notes = { ...openNotes(house, before), ...(body.note !== undefined && { note: body.note }) };
      const row: store.CaseRow = {
        ...before,
        onsetOn: body.onsetOn === undefined ? before.onsetOn : body.onsetOn,
        sampledOn: body.sampledOn ?? before.sampledOn,
        confirmedOn: body.confirmedOn ?? before.confirmedOn,
        isolatedAt: body.isolatedAt === undefined ? before.isolatedAt : body.isolatedAt,
        sourceKnown: body.sourceKnown ?? before.sourceKnown,
        nationalNumber: body.nationalNumber ?? before.nationalNumber,
        outbreak: body.outbreak ?? before.outbreak,
        outcome: body.outcome ?? before.outcome,
        state: body.close === undefined ? before.state : body.close ? 'closed' : 'open',
        closedAt: body.close === undefined ? before.closedAt : body.close ? (before.closedAt ?? now) : null,
        sealed: sealNotes(house, before.id, {
          ...notes,
          ...(body.treatmentPlace !== undefined && { treatmentPlace: body.treatmentPlace }),
        }),
      };
      checkDates(row, now);
      if (row.state === 'open' && before.state === 'closed')
        await mustHaveNoneOpen(db, await personIds(db, row.personId));
      await store.updateCase(db, row, now);
      await keepCorrection(house, db, before, row, { id: body.id, by: actor.account, at: now });
      const changed = await reclassify(db, [row.personId], { now, account: actor.account, reason: 'case.changed' });
      saw([row.personId, ...changed.map(({ person }) => person)]);
      return { ...(await show(db, row, now)), ...(await showMovedOf(db, changed)) };
    },

    'POST /cases/:id/revocation': async ({ params, body, actor, db, now, saw, note }) => {
      const { id, reason, withdraw = false } = body;
      const before = await lockedCase(db, actor, params.id);
      if ((before.state === 'revoked') !== withdraw) fail(withdraw ? 'case.not_revoked' : 'case.revoked');
      const row: store.CaseRow = withdraw
        ? { ...before, state: store.standingState(before), revokedAt: null, revokedBy: null }
        : { ...before, state: 'revoked', revokedAt: now, revokedBy: actor.account };
      if (row.state === 'open') await mustHaveNoneOpen(db, await personIds(db, row.personId));
      const kind = withdraw ? 'restored' : 'revoked';
      await store.updateCase(db, row, now);
      await keepReason(house, db, row, { kind, id, reason, by: actor.account, at: now });
      const changed = await reclassify(db, [row.personId], { now, account: actor.account, reason: `case.${kind}` });
      note({ id, case: row.id, reason, withdraw, changed: changed.length });
      saw([row.personId, ...changed.map(({ person }) => person)]);
      return { ...(await show(db, row, now)), ...(await showMovedOf(db, changed)) };
    },
  };
};
