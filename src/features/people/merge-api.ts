import type { Handlers } from '../../core/api.ts';
import { dayOf } from '../../core/day.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { fail, type ProblemCode } from '../../core/problem.ts';
import { commonSuperior } from '../verification/rules.ts';
import type { people } from './contract.ts';
import { movePairs, reopenPairs, sayOfPair } from './duplicate-store.ts';
import { everywhere } from './health.ts';
import { joinLate } from './late-merges.ts';
import { hindrances, isGrown, usualChoices } from './merge-rules.ts';
import * as store from './merge-store.ts';
import { join, type Merging, notesOf, part, sealNotes, stayedOf } from './merging.ts';
import { idsOf, openPerson, openWho, type PersonRow } from './person.ts';
import { birthYearOf } from './rules.ts';
import { accountNames, findPerson, findPersons, listHealth } from './store.ts';

type Two = { kept: PersonRow; other: PersonRow };

const sameTwice = (id: string, other: string): void => {
  if (id === other) fail('merge.self', [{ path: 'other', code: 'merge.self' }]);
};

export const mergeApi = (house: House, mergings: readonly Merging[]) => {
  const { keys } = house;

  /** Why two records cannot become one now. Kin and open transfers may lie anywhere: ask within the whole country. */
  const hindrancesOf = async (db: Db, { kept, other }: Two, now: Date): Promise<ProblemCode[]> => {
    const pair = { kept: idsOf(kept), merged: idsOf(other) };
    const kin = await store.listKin(db, [...pair.kept, ...pair.merged]);
    const of = (ids: readonly string[]) => kin.filter(({ personId }) => ids.includes(personId));
    const isAdult = isGrown(openWho(keys, kept), openWho(keys, other), dayOf(now));
    const more = await Promise.all(mergings.map(({ hinders }) => hinders?.(db, pair)));
    return [
      ...hindrances({ ...kept, kin: of(pair.kept) }, { ...other, kin: of(pair.merged) }, isAdult),
      ...more.filter((code) => code !== undefined),
    ];
  };

  const showSide = async (db: Db, row: PersonRow) => {
    const ids = idsOf(row);
    const kin = (await store.listKin(db, ids)).filter(({ state }) => state !== 'refused');
    const counts = await Promise.all(mergings.map(({ count }) => count(db, ids)));
    const holds = {
      health: (await listHealth(db, ids)).length,
      holders: new Set(kin.map(({ accountId }) => accountId)).size,
      areas: new Set((await store.listPlaces(db, ids)).map(({ area }) => area)).size,
      ...Object.assign({}, ...counts),
    };
    return { person: openPerson(keys, row), createdAt: row.createdAt, madeAs: row.madeAs, holds };
  };

  /** The two, held until commit, each visible to the actor. */
  const hold = async (db: Db, kept: string, other: string): Promise<Two> => {
    const rows = await store.lockPersons(db, [kept, other]);
    return { kept: rows.get(kept) ?? fail('record.missing'), other: rows.get(other) ?? fail('record.missing') };
  };

  /** The merge that is to be taken back: that of a merged record, or the last of a kept one. Later ones go first. */
  const lastMerge = async (db: Db, id: string): Promise<{ rows: Map<string, PersonRow>; merge: store.MergeRow }> => {
    const root = (await findPerson(db, id)) ?? fail('record.missing');
    const rows = await store.lockPersons(db, idsOf(root));
    const kept = rows.get(root.id);
    if (!kept?.mergedIds || kept.mergedInto) return fail('merge.none');
    const standing = await store.standingMerges(db, kept.mergedIds);
    const last = lastOf(kept, standing) ?? fail('merge.none');
    if (id !== kept.id && id !== last.personId) fail('merge.not_last', undefined, { person: last.personId });
    return { rows, merge: last };
  };

  return {
    'GET /people/:id/merge': async ({ params, query, actor, db, now, saw }) => {
      sameTwice(params.id, query.other);
      const rows = new Map((await findPersons(db, [params.id, query.other])).map((row) => [row.id, row]));
      const kept = rows.get(params.id) ?? fail('record.missing');
      const other = rows.get(query.other) ?? fail('record.missing');
      saw([kept.id, other.id]);
      return everywhere(db, actor, async () => ({
        kept: await showSide(db, kept),
        other: await showSide(db, other),
        fields: usualChoices(stayedOf(house, kept), stayedOf(house, other)),
        hindrances: await hindrancesOf(db, { kept, other }, now),
      }));
    },

    'POST /people/:id/merge': async ({ params, body, actor, db, now, saw }) => {
      sameTwice(params.id, body.other);
      const { kept, other } = await hold(db, params.id, body.other);
      saw([kept.id, other.id]);
      const by = { now, account: actor.account };
      await everywhere(db, actor, async () => {
        const [hindrance] = await hindrancesOf(db, { kept, other }, now);
        if (hindrance) fail(hindrance, undefined, { into: kept.mergedInto ?? other.mergedInto ?? undefined });
        const pairs = await movePairs(db, [other.id], 'open', 'gone');
        const notes = await join(house, mergings, db, { kept, merged: other, choice: body.choose }, by);
        const row = { personId: other.id, id: body.id, keptId: kept.id, at: now, byAccount: actor.account };
        await store.insertMerge(db, { ...row, sealed: sealNotes(house, body.id, { ...notes, pairs }) });
        const said = {
          id: body.id,
          one: kept.id,
          other: other.id,
          area: commonSuperior(kept.area, other.area),
        };
        await sayOfPair(db, said, { state: 'merged', by: actor.account, at: now, sealed: null });
      });
      const after = (await findPerson(db, kept.id)) ?? fail('record.missing');
      return { ...openPerson(keys, after), mergedIds: after.mergedIds ?? [] };
    },

    'GET /people/:id/merges': async ({ params, actor, db, saw }) => {
      const kept = (await findPerson(db, params.id)) ?? fail('record.missing');
      saw([kept.id]);
      return everywhere(db, actor, async () => {
        const standing = await store.standingMerges(db, kept.mergedIds ?? []);
        const rows = new Map((await findPersons(db, kept.mergedIds ?? [])).map((row) => [row.id, row]));
        const names = await accountNames(
          house.database.door,
          standing.map(({ byAccount }) => byAccount),
        );
        const last = lastOf(kept, standing);
        return standing.flatMap((merge) => {
          const row = rows.get(merge.personId);
          if (!row) return [];
          const who = openWho(keys, row);
          const { personId: person, at } = merge;
          const by = names.get(merge.byAccount) ?? null;
          const isLast = merge.id === last?.id;
          return [{ person, fullName: who.fullName, birthYear: birthYearOf(who) ?? null, at, by, isLast }];
        });
      });
    },

    'POST /people/:id/unmerge': async ({ params, body, actor, db, now, saw }) => {
      // Whoever sees the human may say that it is two: also the side that a wrong merge has harmed.
      if (!(await findPerson(db, params.id))) fail('record.missing');
      const by = { now, account: actor.account };
      const ids = await everywhere(db, actor, async () => {
        const { rows, merge } = await lastMerge(db, params.id);
        const kept = rows.get(merge.keptId) ?? fail('record.missing');
        const merged = rows.get(merge.personId) ?? fail('record.missing');
        const { pairs = [] } = await notesOf(house, merge);
        await part(house, mergings, db, { kept, merged, merge }, by);
        for (const id of merged.mergedIds ?? []) await joinLate(house, mergings, db, id, by);
        const why = keys.seal(`unmerge ${merge.id}`, { reason: body.reason });
        await store.undoMerge(db, merge, actor.account, why, now);
        await reopenPairs(db, pairs);
        const said = {
          id: body.id,
          one: kept.id,
          other: merged.id,
          area: commonSuperior(kept.area, merged.area),
        };
        await sayOfPair(db, said, { state: 'dismissed', by: actor.account, at: now, sealed: null });
        return [kept.id, merged.id] as const;
      });
      saw(ids);
      const [kept, restored] = await everywhere(db, actor, () => findPersons(db, ids));
      if (!kept || !restored) return fail('record.missing');
      return { kept: openPerson(keys, kept), restored: openPerson(keys, restored) };
    },
  } satisfies Partial<Handlers<typeof people>>;
};

/** Of the merges into a record itself, the one of whom it took in last. */
const lastOf = (kept: PersonRow, standing: readonly store.MergeRow[]): store.MergeRow | undefined => {
  const order = kept.mergedIds ?? [];
  return standing
    .filter(({ keptId }) => keptId === kept.id)
    .toSorted((one, other) => order.indexOf(other.personId) - order.indexOf(one.personId))[0];
};
