import { handlers } from '../../core/api.ts';
import { dayOf } from '../../core/day.ts';
import { type Db, rescope } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { type Actor, isCitizen, mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { mustBeCommune } from '../areas/index.ts';
import { changePerson, sealChange } from './changing.ts';
import { people } from './contract.ts';
import { duplicatesApi } from './duplicates.ts';
import { changeHealth, type EndsWithDeath, everywhere, openHealth } from './health.ts';
import { addKin, answerOffer, unansweredOf } from './kin.ts';
import { mergeApi } from './merge-api.ts';
import type { Merging } from './merging.ts';
import { checkWho, idsOf, openPerson, openWho, type PersonRow, sealPerson } from './person.ts';
import { birthYearOf, duplicateFrom, likeness } from './rules.ts';
import { findNamesakes, learnNames } from './search-store.ts';
import { searchPeople } from './searching.ts';
import * as store from './store.ts';

const capacity = (actor: Actor) => (isCitizen(actor) ? 'citizen' : 'officer');

/** The F class of a person, as the actor may know it: another feature's, which knows people and not the other way round. */
export type ReadClass = (
  db: Db,
  actor: Actor,
  personId: string,
  now: Date,
) => Promise<{ level: string | null; history: readonly object[] }>;
const unclassified = { level: null, history: [] };

/** Of a human recorded twice the gravest counts: F0 before F1. */
const gravest = (standings: readonly Awaited<ReturnType<ReadClass>>[]): Awaited<ReturnType<ReadClass>> => ({
  level: standings.flatMap(({ level }) => level ?? []).toSorted()[0] ?? null,
  history: standings.flatMap(({ history }) => history),
});

export const peopleApi = (
  house: House,
  endings: readonly EndsWithDeath[],
  mergings: readonly Merging[],
  readClass: ReadClass,
) => {
  const { keys } = house;

  /** Who may be the same person, best first, for the officer to decide; it never hinders. */
  const duplicatesOf = async (db: Db, actor: Actor, row: PersonRow, tokens: string[]) => {
    const { owner } = house.database.pools;
    const [byNumber, namesakes] = await Promise.all([
      store.findByNumber(db, row.phoneHash ?? undefined, row.identityHash ? [row.identityHash] : [], actor.area, 20),
      findNamesakes(owner, { area: actor.area, tokens, birthYear: row.birthYear, except: row.id }),
    ]);
    const others = [...byNumber, ...(await store.findPersons(db, namesakes))].filter(({ id }) => id !== row.id);
    const self = openWho(keys, row);
    return [...new Map(others.map((other) => [other.id, other])).values()]
      .map((other) => {
        const who = openWho(keys, other);
        const { score } = likeness(self, who);
        return { id: other.id, fullName: who.fullName, birthYear: birthYearOf(who) ?? null, score };
      })
      .filter(({ score }) => score >= duplicateFrom)
      .sort((a, b) => b.score - a.score)
      .slice(0, 10);
  };

  /** The person held for a change; what the actor may not see is not there. */
  const locked = async (db: Db, id: string): Promise<PersonRow> =>
    (await store.lockPerson(db, id)) ?? fail('record.missing');

  return handlers(people, {
    ...duplicatesApi(house),
    ...mergeApi(house, mergings),
    'POST /people': async ({ body, actor, db, now, saw }) => {
      if (!isCitizen(actor)) mustBeAble(actor, 'person.create', body.area);
      await mustBeCommune(house, body.area);
      checkWho(body, dayOf(now), capacity(actor));
      // Whoever has no phone of their own is called on that of the account.
      const phone = body.phone ?? actor.phone?.();
      const { tokens, ...sealed } = sealPerson(house, { ...body, phone });
      const made = { madeBy: actor.account, madeAs: capacity(actor), createdAt: now, updatedAt: now } as const;
      const row: PersonRow = { id: body.id, ...sealed, health: 'well', diedOn: null, ...made };
      if (isCitizen(actor)) await addKin(house, db, actor, { row, ...body, phone }, now);
      await store.insertPerson(db, row);
      await store.insertPlace(db, { personId: row.id, area: row.area, reason: 'residence', tokens, since: now });
      await learnNames(db, [tokens]);
      const duplicates = actor.verbs.has('person.search') ? await duplicatesOf(db, actor, row, tokens) : undefined;
      saw([row.id, ...(duplicates ?? []).map(({ id }) => id)]);
      return { ...openPerson(keys, row), duplicates };
    },

    'GET /people': async ({ query, actor, db, saw }) => {
      const area = query.area ?? actor.area;
      mustBeAble(actor, 'person.search', area);
      const found = await searchPeople(house, db, { ...query, area });
      saw(found.items.map(({ id }) => id));
      return found;
    },

    'GET /people/:id': async ({ params, actor, db, now, saw }) => {
      if (!isCitizen(actor) && !actor.verbs.has('person.read')) fail('permission.denied');
      const row = (await store.findPerson(db, params.id)) ?? fail('record.missing');
      const isHidden = (await unansweredOf(db, actor, [row.id])).has(row.id);
      const changes = isHidden ? [] : await store.listHealth(db, idsOf(row));
      const names = isCitizen(actor)
        ? new Map<string, string>()
        : await store.accountNames(
            house.database.door,
            changes.map(({ byAccount }) => byAccount),
          );
      const standing = isHidden
        ? unclassified
        : gravest(await Promise.all(idsOf(row).map((id) => readClass(db, actor, id, now))));
      saw([row.id]);
      return {
        ...openPerson(keys, row),
        health: isHidden ? null : row.health,
        class: standing.level,
        history: {
          health: changes.map((change) => openHealth(keys, change, names.get(change.byAccount ?? '') ?? null)),
          class: [...standing.history],
        },
        diedOn: isHidden ? null : row.diedOn,
        ...(!isCitizen(actor) && row.mergedIds && { mergedIds: row.mergedIds }),
      };
    },

    'POST /people/:id/changes': async ({ params, body, actor, db, now, saw, note }) => {
      const before = await locked(db, params.id);
      const { id, ...change } = body;
      const row = await changePerson(house, db, actor, before, change, now);
      note(sealChange(keys, id, before, row));
      saw([row.id]);
      const isHidden = (await unansweredOf(db, actor, [row.id])).has(row.id);
      return { ...openPerson(keys, row), ...(isHidden && { health: null }) };
    },

    'POST /people/:id/takeover': async ({ params, body, actor, db, now, saw }) => {
      if (!isCitizen(actor)) fail('record.missing');
      await rescope(db, { role: 'citizen', persons: [...actor.persons, params.id], account: actor.account });
      await answerOffer(house, db, actor, { personId: params.id, accept: body.accept }, now);
      saw([params.id]);
      return { accepted: body.accept };
    },

    'POST /people/:id/health': async ({ params, body, actor, db, now, saw }) => {
      const person = await locked(db, params.id);
      // A death has its own route: it needs the day, the place and the source.
      if (body.status === 'died') fail('health.refused', [{ path: 'status', code: 'health.refused' }]);
      const at = body.at ?? now;
      mustBePast(at, now);
      const { id, status, note } = body;
      const change = await changeHealth(db, house, person, {
        id,
        status,
        source: 'officer',
        note,
        at,
        now,
        account: actor.account,
      });
      saw([person.id]);
      return openHealth(keys, change, actor.name);
    },

    'POST /people/:id/death': async ({ params, body, actor, db, now, saw }) => {
      const person = await locked(db, params.id);
      if (person.health === 'died') fail('death.recorded');
      const { id, diedOn, place, source } = body;
      if (diedOn > dayOf(now)) fail('time.future', [{ path: 'diedOn', code: 'time.future' }]);
      const { birthDate, birthYear } = openWho(keys, person);
      if (diedOn < (birthDate ?? String(birthYear ?? ''))) fail('time.order', [{ path: 'diedOn', code: 'time.order' }]);
      const note = `${place}. ${source}`;
      const { account } = actor;
      const change = await changeHealth(db, house, person, {
        id,
        status: 'died',
        source: 'death',
        note,
        at: now,
        now,
        account,
        diedOn,
      });
      await everywhere(db, actor, async () => {
        for (const personId of idsOf(person)) {
          for (const { end } of endings) await end(db, { personId, at: now, now, account });
        }
      });
      saw([person.id]);
      return openHealth(keys, change, actor.name);
    },

    'POST /people/:id/death/correction': async ({ params, body, actor, db, now, saw }) => {
      const person = await locked(db, params.id);
      const death = (await store.listHealth(db, idsOf(person))).findLast(({ status }) => status === 'died');
      if (person.health !== 'died' || !death) return fail('health.refused');
      const { account } = actor;
      const change = await changeHealth(db, house, person, {
        id: body.id,
        status: death.previous,
        source: 'correction',
        note: body.reason,
        at: now,
        now,
        account,
      });
      await everywhere(db, actor, async () => {
        for (const personId of idsOf(person)) {
          for (const { resume } of endings) await resume(db, { personId, now, account });
        }
      });
      saw([person.id]);
      return openHealth(keys, change, actor.name);
    },
  });
};

/** Clocks of phones differ; what lies more than five minutes ahead is wrong. */
export const mustBePast = (at: Date | undefined, now: Date, path = 'at'): void => {
  if (at && at.getTime() > now.getTime() + 300_000) fail('time.future', [{ path, code: 'time.future' }]);
};
