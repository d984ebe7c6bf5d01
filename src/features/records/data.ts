import type { Handlers } from '../../core/api.ts';
import { cursorOf, positionOf } from '../../core/cursor.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { areaName, findArea, stationName } from '../areas/index.ts';
import { listDeclarations, openAnswers, showDeclaration } from '../declarations/index.ts';
import { messageHashes } from '../messages/index.ts';
import { idsOf, listHealth, openHealth, openPerson, type PersonRow, personBrief, phoneHash } from '../people/index.ts';
import type { records } from './contract.ts';
import { showRequest } from './corrections.ts';
import { ownRecord } from './own.ts';
import { purposeOf } from './rules.ts';
import * as store from './store.ts';

/** What another feature keeps of a person, read on the citizen's own connection; `ids` are all ids of the one human. */
export type OwnPart = {
  name: string;
  read: (house: House, db: Db, ids: readonly string[]) => Promise<Record<string, unknown>[]>;
};

/** More than anybody declares; a copy that is cut must not pass for whole. */
const mostDeclared = 10_000;

const declaredBy = async (house: House, db: Db, row: PersonRow) => {
  const rows = await listDeclarations(db, { persons: idsOf(row) }, undefined, mostDeclared);
  const brief = personBrief(house.keys, row);
  return Promise.all(
    rows.map(async (declared) => {
      const { person: _, areaCode: __, triage, ...shown } = showDeclaration(declared, brief, true);
      const { answers, temperature } = openAnswers(house, declared);
      const { checkedAt, conclusion, nextCheckOn } = declared;
      return {
        ...shown,
        ...triage,
        areaName: await areaName(house, declared.area),
        answers: { ...answers, ...(temperature !== undefined && { temperature }) },
        check: checkedAt && conclusion ? { at: checkedAt, conclusion, nextCheckOn } : null,
      };
    }),
  );
};

export const ownData = (house: House, parts: readonly OwnPart[]) =>
  ({
    'GET /people/:id/data': async ({ params, actor, db, now }) => {
      const { row, kin } = await ownRecord(db, actor, params.id);
      const ids = idsOf(row);
      const isSelf = kin.some(({ accountId, relation }) => accountId === actor.account && relation === 'self');
      const phone = actor.phone?.();
      const isOwnPhone = phone && row.phoneHash?.equals(phoneHash(house.keys, phone));
      const more = await Promise.all(parts.map(async ({ name, read }) => [name, await read(house, db, ids)] as const));
      return {
        asOf: now,
        person: { ...openPerson(house.keys, row), areaName: await areaName(house, row.area), diedOn: row.diedOn },
        ids,
        createdAt: row.createdAt,
        updatedAt: row.updatedAt,
        madeAs: row.madeAs,
        holders: kin.map(({ accountId, relation, state, at }) => ({
          relation,
          state,
          since: at,
          isYou: accountId === actor.account,
        })),
        health: (await listHealth(db, ids)).map((change) => openHealth(house.keys, change, null)),
        declarations: await declaredBy(house, db, row),
        tests: await store.listTests(db, ids),
        corrections: (await store.listOwnRequests(db, ids)).map((request) => showRequest(house, request)),
        messages: isOwnPhone ? await store.listMessages(house.database.pools.owner, messageHashes(house, phone)) : [],
        sessions: isSelf ? await store.listSessions(db, actor.account, now) : [],
        more: Object.fromEntries(more),
      };
    },

    'GET /people/:id/readings': async ({ params, query, actor, db }) => {
      const { row } = await ownRecord(db, actor, params.id);
      const rows = await store.listReadings(house.database.pools.owner, {
        persons: idsOf(row),
        after: positionOf(query.after),
        limit: query.limit + 1,
      });
      const page = rows.slice(0, query.limit);
      return {
        items: await Promise.all(
          page.map(async ({ at, area, route }) => {
            const unit = area === null ? undefined : await findArea(house, area);
            return { at, unit: unit ? stationName(unit) : (area ?? ''), purpose: purposeOf(route) };
          }),
        ),
        next: rows.length > query.limit ? cursorOf(page.at(-1)) : null,
      };
    },
  }) satisfies Partial<Handlers<typeof records>>;
