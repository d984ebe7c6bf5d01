import type { Handlers } from '../../core/api.ts';
import { type AreaPath, isWithin, parseAreaPath } from '../../core/area.ts';
import { cursorOf, positionOf } from '../../core/cursor.ts';
import { addDays, dayOf, startOfDay } from '../../core/day.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { type Actor, isCitizen, mustBeAble } from '../../core/permission.ts';
import { type Field, fail } from '../../core/problem.ts';
import { findArea } from '../areas/index.ts';
import { findDeclaration, openAnswers } from '../declarations/index.ts';
import { type EndsWithDeath, everywhere, placeUntil } from '../people/index.ts';
import type { travel } from './contract.ts';
import * as journeys from './journey-store.ts';
import { asPass } from './journeys.ts';
import { isOwn, passUrl, saidOf, sealJourney, showPasses } from './pass.ts';
import { tellHolder } from './pass-notices.ts';
import * as store from './pass-store.ts';
import { seenUntil, termsOf } from './rules.ts';

/** Revocations that were committed a little late are given again. */
const overlap = 5 * 60_000;
const revokedPage = 2_000;

/** What lies at both ends of a journey, for a citizen on the own persons, for an officer in the whole country. */
const across = <T>(db: Db, actor: Actor, work: () => Promise<T>): Promise<T> =>
  isCitizen(actor) ? work() : everywhere(db, actor, work);

/** As the database orders them: by departure, then by id. */
const newestFirst = (one: store.PassRow, other: store.PassRow): number =>
  other.validFrom.getTime() - one.validFrom.getTime() || (one.id < other.id ? 1 : -1);

const mustLack = (fields: Field[]): never => fail('pass.needs', fields);

export const passesApi = (house: House) => {
  const areaOf = async (text: string, id: string): Promise<AreaPath> => {
    const path = parseAreaPath(text);
    const unit = path && path !== '' && (await findArea(house, path));
    return unit ? unit.path : mustLack([{ path: `answers.${id}`, code: 'area.unknown' }]);
  };

  const show = async (db: Db, actor: Actor, row: store.PassRow, now: Date) => {
    const { items, persons } = await across(db, actor, () => showPasses(house, db, actor, [row], now));
    return { shown: items[0] ?? fail('record.missing'), persons };
  };

  /** A citizen's own, through the belt; an officer's, at either end. */
  const ownPass = async (db: Db, actor: Actor, id: string, isHeld = false): Promise<store.PassRow> => {
    const find = isHeld ? store.lockPass : store.findPass;
    const row = (await across(db, actor, () => find(db, id))) ?? fail('record.missing');
    return isCitizen(actor) || isOwn(actor, row) ? row : fail('record.missing');
  };

  const pageOf = async (db: Db, actor: Actor, rows: readonly store.PassRow[], limit: number, now: Date) => {
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const { items, persons } = await showPasses(house, db, actor, page, now);
    const next = rows.length > limit && last ? cursorOf({ at: last.validFrom, id: last.id }) : null;
    return { persons, reply: { items, next } };
  };

  return {
    'POST /declarations/:id/pass': async ({ params, body, actor, db, now, saw }) => {
      const declared = (await across(db, actor, () => findDeclaration(db, params.id))) ?? fail('record.missing');
      const isMine = isCitizen(actor) || isWithin(declared.area, actor.area) || declared.byAccount === actor.account;
      if (!isMine) fail('record.missing');
      if (declared.form !== 'domestic') fail('pass.form');
      if (declared.supersededBy) fail('pass.superseded');
      const { answers } = openAnswers(house, declared);
      const terms = termsOf(answers, now);
      if (Array.isArray(terms)) return mustLack(terms);
      const { vehicle, validFrom, validUntil } = terms;
      const [fromArea, toArea] = [await areaOf(terms.from, 'from'), await areaOf(terms.to, 'to')];
      const row: store.PassRow = {
        personId: declared.personId,
        id: body.id,
        declarationId: declared.id,
        fromArea,
        toArea,
        vehicle,
        validFrom,
        validUntil,
        level: declared.triage,
        declaredAt: declared.at,
        sealed: sealJourney(house, body.id, saidOf(answers)),
        at: now,
        byAccount: actor.account,
        revokedAt: null,
        revokedBy: null,
        revokedFor: null,
        revocation: null,
      };
      await across(db, actor, async () => {
        const earlier = await store.passesOfDeclaration(db, declared.personId, declared.id);
        const standing = earlier.find(({ revokedAt }) => revokedAt === null);
        if (standing) fail('pass.issued', undefined, { pass: standing.id });
        // What an officer or a death ended does not come back by asking again; a traveller may think better of it.
        if (earlier.some(({ revokedFor }) => revokedFor !== 'traveller')) fail('pass.revoked');
        await store.insertPass(db, row);
        await journeys.markPassed(db, row.personId, declared.id, row.id);
        for (const area of new Set([fromArea, toArea])) {
          const place = { personId: row.personId, area, reason: 'travel', since: now, until: seenUntil(validUntil) };
          await placeUntil(db, place);
        }
      });
      const { shown, persons } = await show(db, actor, row, now);
      saw(persons);
      return { ...shown, url: passUrl(house, row) };
    },

    'GET /passes': async ({ query, actor, db, now }) => {
      const rows = await store.listPasses(db, positionOf(query.after), query.limit + 1);
      return (await pageOf(db, actor, rows, query.limit, now)).reply;
    },

    'GET /passes/revoked': async ({ query, actor, db, now }) => {
      const since = query.since && new Date(query.since.getTime() - overlap);
      const rows = await everywhere(db, actor, () =>
        store.listRevoked(db, { since, now }, positionOf(query.after), revokedPage + 1),
      );
      const page = rows.slice(0, revokedPage);
      return {
        at: now,
        items: page.map(({ id }) => id),
        next: rows.length > revokedPage ? cursorOf(page.at(-1)) : null,
      };
    },

    'GET /passes/:id': async ({ params, actor, db, now, saw }) => {
      const row = await ownPass(db, actor, params.id);
      const { shown, persons } = await show(db, actor, row, now);
      saw(persons);
      return { ...shown, url: passUrl(house, row) };
    },

    'POST /passes/:id/revocation': async ({ params, body, actor, db, now, saw }) => {
      const row = await ownPass(db, actor, params.id, true);
      // A gate sees no travellers but its own: it takes back what it issued itself.
      const isGate = !isCitizen(actor) && !actor.verbs.has('travel.read');
      if (isGate && row.byAccount !== actor.account) fail('record.missing');
      if (row.revokedAt) fail('pass.revoked');
      const change: store.Revocation = {
        revokedAt: now,
        revokedBy: actor.account,
        revokedFor: isCitizen(actor) ? 'traveller' : 'officer',
        revocation: house.keys.seal(`pass ${row.id} revocation`, { reason: body.reason }),
      };
      await across(db, actor, async () => {
        await store.saveRevocation(db, row, change);
        if (!isCitizen(actor)) await tellHolder(house, db, row);
      });
      const { shown, persons } = await show(db, actor, { ...row, ...change }, now);
      saw(persons);
      return shown;
    },

    'GET /travels': async ({ query, actor, db, now, saw }) => {
      const { limit, after, area = actor.area, direction, from, to } = query;
      mustBeAble(actor, 'travel.read', area);
      const period = { ...(from && { from: startOfDay(from) }), ...(to && { to: startOfDay(addDays(to, 1)) }) };
      const filter = { area, direction, ...period };
      const passes = await store.listTravels(db, filter, positionOf(after), limit + 1);
      const bare = await journeys.listJourneys(db, filter, positionOf(after), limit + 1);
      const rows = [...passes, ...bare.map(asPass)].toSorted(newestFirst);
      const { persons, reply } = await pageOf(db, actor, rows, limit, now);
      saw(persons);
      const declared = new Set(bare.map(({ id }) => id));
      const day = dayOf(now);
      const today = { from: startOfDay(day), to: startOfDay(addDays(day, 1)) };
      return {
        ...reply,
        items: reply.items.map((item) =>
          declared.has(item.id) ? { ...item, id: null, state: 'declared' as const } : item,
        ),
        today: after === undefined ? await journeys.countTravels(db, { area, direction, ...today }) : null,
      };
    },
  } satisfies Partial<Handlers<typeof travel>>;
};

/** A pass ends with its holder. */
export const passesEndWithDeath: EndsWithDeath = {
  end: async (db, { personId, now, account }) => {
    await store.revokeByDeath(db, personId, now, account);
  },
  resume: async (db, { personId }) => {
    await store.restoreAfterDeath(db, personId);
  },
};
