import type { Handlers } from '../../core/api.ts';
import { type AreaPath, levelDepth } from '../../core/area.ts';
import { newId } from '../../core/client.ts';
import { decodeCursor, encodeCursor, isUuid, wrongCursor } from '../../core/cursor.ts';
import type { House } from '../../core/house.ts';
import type { Job } from '../../core/jobs.ts';
import { mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { commonSuperior } from '../verification/rules.ts';
import type { people } from './contract.ts';
import * as store from './duplicate-store.ts';
import { openWho, type PersonRow, personBrief } from './person.ts';
import { duplicateFrom, haveOtherNumbers, likeness, nameLikeness } from './rules.ts';
import { findPersons } from './store.ts';

const positionOf = (after: string | undefined): store.PairPosition | undefined => {
  const values = decodeCursor(after, 2);
  if (!values) return undefined;
  const [score, id] = values;
  return Number.isInteger(score) && Math.abs(Number(score)) <= 100 && isUuid(id)
    ? { score: Number(score), id }
    : wrongCursor();
};

export const duplicatesApi = (house: House) =>
  ({
    'GET /people/duplicates': async ({ query, actor, db, saw }) => {
      const { area = actor.area, after, limit } = query;
      mustBeAble(actor, 'person.merge', area);
      const rows = await store.listPairs(db, area, positionOf(after), limit + 1);
      const page = rows.slice(0, limit);
      const ids = [...new Set(page.flatMap(({ personId, otherId }) => [personId, otherId]))];
      const persons = new Map((await findPersons(db, ids)).map((row) => [row.id, row]));
      saw([...persons.keys()]);
      const last = page.at(-1);
      return {
        items: page.flatMap(({ id, personId, otherId, score, reasons, foundAt }) => {
          const [one, other] = [persons.get(personId), persons.get(otherId)];
          if (!one || !other || one.mergedInto || other.mergedInto) return [];
          // The older record stands first: it is the one that is usually kept.
          const [a, b] = [one, other]
            .toSorted((x, y) => x.createdAt.getTime() - y.createdAt.getTime())
            .map((row) => personBrief(house.keys, row)) as [
            ReturnType<typeof personBrief>,
            ReturnType<typeof personBrief>,
          ];
          return [{ id, a, b, score: score / 100, reasons, foundAt }];
        }),
        next: rows.length > limit && last ? encodeCursor([last.score, last.id]) : null,
      };
    },

    'POST /people/duplicates/:id/dismissal': async ({ params, body, actor, db, now, saw }) => {
      const pair = (await store.lockPair(db, params.id)) ?? fail('record.missing');
      if (pair.state === 'merged') fail('merge.merged');
      const sealed = body.reason ? house.keys.seal(`pair ${pair.id}`, { reason: body.reason }) : null;
      await store.decidePair(db, pair, { state: 'dismissed', by: actor.account, at: now, sealed });
      saw([pair.personId, pair.otherId]);
      return { id: pair.id, dismissedAt: now };
    },
  }) satisfies Partial<Handlers<typeof people>>;

// The sweep.

const pageSize = 200;
/** Pages of one run; the next run goes on. */
const pagesAtOnce = 100;
/** A transaction that is still open may yet commit a change of an earlier moment. */
const settledAfter = 60_000;
/** From so much of a name on, a namesake of the same commune and year is looked at closely: less cannot reach `duplicateFrom`. */
const nameFrom = 0.4;
const mostOfOne = 20;
/** Of one page; a number that hundreds share says nothing. */
const mostNumbered = 5_000;
const mostWithOneNumber = 30;

type Found = { one: PersonRow; other: PersonRow; score: number; reasons: string[] };

const keyOf = (area: string, year: number | null): string => `${area} ${year}`;
const hex = (hash: Buffer | null): string => hash?.toString('hex') ?? '';
const groupOf = <T>(groups: Map<string, T[]>, key: string): T[] => {
  const group = key === '' ? [] : (groups.get(key) ?? []);
  return group.length > mostWithOneNumber ? [] : group;
};

/** For each changed person the ids worth a closer look: alike by name in the same commune and year, or with the same number. */
const candidatesOf = async (db: Parameters<typeof store.bornWith>[0], changed: readonly PersonRow[]) => {
  const places = new Map(
    changed.flatMap(({ area, birthYear }) =>
      birthYear === null ? [] : [[keyOf(area, birthYear), { area, birthYear }] as const],
    ),
  );
  const neighbours = Map.groupBy(await store.bornWith(db, [...places.values()]), (row) =>
    keyOf(row.area, row.birthYear),
  );
  const numbered = await store.withNumbers(
    db,
    changed.flatMap(({ phoneHash }) => phoneHash ?? []),
    changed.flatMap(({ identityHash }) => identityHash ?? []),
    mostNumbered,
  );
  const byPhone = Map.groupBy(numbered, ({ phoneHash }) => hex(phoneHash));
  const byIdentity = Map.groupBy(numbered, ({ identityHash }) => hex(identityHash));
  return new Map(
    changed.map((person) => {
      const near = neighbours.get(keyOf(person.area, person.birthYear)) ?? [];
      const tokens = near.find(({ id }) => id === person.id)?.tokens ?? [];
      const ids = [
        ...groupOf(byPhone, hex(person.phoneHash)),
        ...groupOf(byIdentity, hex(person.identityHash)),
        ...near.filter((other) => nameLikeness(tokens, other.tokens) >= nameFrom),
      ].map(({ id }) => id);
      return [person.id, new Set(ids.filter((id) => id !== person.id))];
    }),
  );
};

/** The smallest area in which both are dealt with: whoever sees both sees the pair. */
const areaOfBoth = (one: readonly AreaPath[], other: readonly AreaPath[]): AreaPath =>
  one
    .flatMap((mine) => other.map((theirs) => commonSuperior(mine, theirs)))
    .toSorted((x, y) => levelDepth(y) - levelDepth(x))[0] ?? ('' as AreaPath);

/** Compares one page of changed persons with those worth it, and writes what was found. Answers how many pairs. */
const comparePage = (house: House, page: readonly PersonRow[], now: Date): Promise<number> =>
  house.database.within({ role: 'owner' }, async (db) => {
    const changed = page.filter(({ mergedInto }) => !mergedInto);
    const candidates = await candidatesOf(db, changed);
    const rows = await findPersons(db, [...new Set([...candidates.values()].flatMap((ids) => [...ids]))]);
    const byId = new Map([...changed, ...rows].map((row) => [row.id, row]));
    const opened = new Map([...byId.values()].map((row) => [row.id, openWho(house.keys, row)]));
    const found = new Map<string, Found>();
    for (const one of changed) {
      const best = [...(candidates.get(one.id) ?? [])]
        .flatMap((id): Found[] => {
          const [other, mine, theirs] = [byId.get(id), opened.get(one.id), opened.get(id)];
          if (!other || !mine || !theirs || haveOtherNumbers(mine, theirs)) return [];
          const { score, reasons } = likeness(mine, theirs);
          return score >= duplicateFrom ? [{ one, other, score, reasons }] : [];
        })
        .toSorted((x, y) => y.score - x.score)
        .slice(0, mostOfOne);
      for (const pair of best) found.set([pair.one.id, pair.other.id].toSorted().join(''), pair);
    }
    const places = Map.groupBy(
      await store.placesOf(db, [...new Set([...found.values()].flatMap(({ one, other }) => [one.id, other.id]))]),
      ({ personId }) => personId,
    );
    const areasOf = ({ id }: PersonRow) => (places.get(id) ?? []).map(({ area }) => area);
    for (const { one, other, score, reasons } of found.values()) {
      const [personId = '', otherId = ''] = [one.id, other.id].toSorted();
      const area = areaOfBoth(areasOf(one), areasOf(other));
      const id = newId(now.getTime());
      const percent = Math.round(100 * score);
      await store.savePair(db, { personId, otherId, id, area, score: percent, reasons, state: 'open', foundAt: now });
    }
    await store.dropOthers(
      db,
      changed.map(({ id }) => id),
      [...found.keys()],
    );
    const last = page.at(-1);
    if (last) await store.saveCursor(db, { at: last.updatedAt, personId: last.id });
    return found.size;
  });

/**
 * Who was recorded or changed since the last run is compared: with those of the same name, or nearly, in the same commune
 * and born in the same year, and with those of the same phone or identity number anywhere. Cost grows with changes: about
 * 100 short rows are read for each.
 */
const sweep = async (house: House, now: Date): Promise<{ compared: number; found: number } | undefined> => {
  const { owner } = house.database.pools;
  const total = { compared: 0, found: 0 };
  for (let pages = 0; pages < pagesAtOnce; pages += 1) {
    const cursor = await store.readCursor(owner);
    const page = await house.database.within({ role: 'owner' }, (db) =>
      store.changedSince(db, cursor, new Date(now.getTime() - settledAfter), pageSize),
    );
    if (page.length === 0) break;
    total.found += await comparePage(house, page, now);
    total.compared += page.length;
    if (page.length < pageSize) break;
  }
  return total.compared > 0 ? total : undefined;
};

export const duplicatesJob = (house: House): Job => ({
  name: 'people duplicates',
  everySeconds: 60,
  run: (now) => sweep(house, now),
});
