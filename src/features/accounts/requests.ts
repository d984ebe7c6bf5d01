import type { Handlers } from '../../core/api.ts';
import type { AreaPath } from '../../core/area.ts';
import { newId } from '../../core/client.ts';
import { cursorOf, positionOf } from '../../core/cursor.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { type Actor, isAble, mustBeAble } from '../../core/permission.ts';
import { fail, type ProblemCode } from '../../core/problem.ts';
import { catalogue } from '../../core/problem-codes.ts';
import { type AreaTree, areaTree } from '../areas/index.ts';
import { spend } from './budget.ts';
import type { accounts } from './contract.ts';
import { whoAt } from './list-rows.ts';
import { freeLogin, makeOfficers, takenFor } from './making.ts';
import { nameIn } from './managing.ts';
import { mayAnswer } from './officers.ts';
import * as requestStore from './request-store.ts';
import { mayGrant } from './rules.ts';
import * as store from './store.ts';

const dayInSeconds = 86_400;
/** More accounts than any unit has officers to ask for in a day. */
const mostADay = 500;

const isManager = (actor: Actor): boolean => actor.verbs.has('account.manage');

/** What one who answers for the unit may answer: the own unit's manager, or that of the nearest unit above that has one. */
const mayDecide = (actor: Actor, { area, roles }: requestStore.RequestRow, managed: readonly AreaPath[]): boolean =>
  isAble(actor, 'account.manage', area) && mayAnswer(actor, area, managed) && mayGrant(actor.roles, roles);

/** Whoever asked, and who manages the unit that asked. */
const mayWithdraw = (actor: Actor, { area, askedBy }: requestStore.RequestRow): boolean =>
  area === actor.area && (askedBy === actor.account || isManager(actor));

const shownTo =
  (actor: Actor, tree: AreaTree, managed: readonly AreaPath[]) =>
  ({ askedBy, decidedBy, accountId, ...row }: requestStore.RequestRow) => ({
    ...row,
    areaName: nameIn(tree, row.area),
    mayDecide: row.state === 'waiting' && mayDecide(actor, { askedBy, decidedBy, accountId, ...row }, managed),
    mayWithdraw: row.state === 'waiting' && mayWithdraw(actor, { askedBy, decidedBy, accountId, ...row }),
  });

/** An account asked for from above: by the unit's manager, or by anyone of it as long as it has none. */
export const requestsApi = (house: House) => {
  /** The units below with a manager of their own; who manages nothing needs none. */
  const managedBy = (db: Db, actor: Actor) => (isManager(actor) ? requestStore.managedWithin(db, actor.area) : []);
  const shown = async (db: Db, actor: Actor, row: requestStore.RequestRow) =>
    shownTo(actor, await areaTree(house), await managedBy(db, actor))(row);
  return {
    'POST /account-requests': async ({ body, actor, db, now }) => {
      mustBeAble(actor, 'account.request', body.area);
      if (body.area !== actor.area) fail('record.missing');
      if (!isManager(actor) && (await store.hasManager(db, actor.area))) fail('account.ask_manager');
      await spend(db, [{ key: `requests ${actor.area}`, seconds: dayInSeconds, limit: mostADay }], now);
      const { id, area, name, login = null, reason } = body;
      const row: requestStore.RequestRow = {
        ...{ id, area, name, login, reason, roles: [...new Set(body.roles)] },
        ...{ state: 'waiting', askedAt: now, askedBy: actor.account, asker: actor.name },
        ...{ decidedAt: null, decidedBy: null, decider: null, note: null, accountId: null },
      };
      await requestStore.insertRequest(db, row);
      return shown(db, actor, row);
    },

    'GET /account-requests': async ({ query, actor, db }) => {
      const tree = await areaTree(house);
      const managed = await managedBy(db, actor);
      const isEverywhere = actor.roles.includes('administrator');
      const others = isEverywhere ? [] : managed.filter((unit) => unit !== actor.area);
      const wanted = isManager(actor) ? { within: actor.area, others } : { only: actor.area };
      const { state, after, limit } = query;
      const rows = await requestStore.listRequests(db, wanted, state, positionOf(after), limit + 1);
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      return {
        items: items.map(shownTo(actor, tree, managed)),
        next: rows.length > limit && last ? cursorOf({ at: last.askedAt, id: last.id }) : null,
      };
    },

    'POST /account-requests/:id/withdrawal': async ({ params, actor, db, now }) => {
      const [row] = await requestStore.lockRequests(db, [params.id]);
      if (!row || !mayWithdraw(actor, row)) return fail('record.missing');
      if (row.state !== 'waiting') fail('account_request.settled');
      const settled = { ...row, ...answer(actor, now), state: 'withdrawn' } as const;
      await requestStore.settleRequest(db, row.id, settlement(settled));
      return shown(db, actor, settled);
    },

    'POST /account-requests/decisions': async ({ body, actor, db, now, note }) => {
      const tree = await areaTree(house);
      const rows = await requestStore.lockRequests(
        db,
        body.decisions.map(({ request }) => request),
      );
      const byId = new Map(rows.map((row) => [row.id, row]));
      const managed = await managedBy(db, actor);
      const taken = await takenFor(house, tree, rows);
      const names = await store.namesAt(house.database.door, [...new Set(rows.map(({ area }) => area))]);
      const known = new Set(names.map(({ area, name }) => whoAt(area, name)));
      const answered = new Set<string>();
      const judged = body.decisions.map((decision) => {
        const row = byId.get(decision.request);
        const code = refusalOf(actor, row, { answered, managed });
        answered.add(decision.request);
        if (!row || code) return { decision, code };
        if (!decision.accept) return { decision, row };
        if (!mayGrant(actor.roles, row.roles)) return { decision, code: 'account.role_above' as const };
        // As in a list: perhaps the same person asked for twice; with a login of its own it is another one.
        if (row.login === null && known.has(whoAt(row.area, row.name)))
          return { decision, code: 'name.known' as const };
        const login = freeLogin(tree, row, taken);
        if (login === undefined) return { decision, code: 'login.taken' as const };
        known.add(whoAt(row.area, row.name));
        const { area, name, roles } = row;
        return { decision, row, officer: { id: newId(now.getTime()), area, name, roles, login } };
      });
      const officers = judged.flatMap(({ officer }) => officer ?? []);
      const made = await makeOfficers(db, house, officers, { now, by: actor.account });
      const byOfficer = new Map(made.map((account) => [account.id, account]));
      for (const { decision, row, officer } of judged) {
        if (!row) continue;
        const state = officer ? ('accepted' as const) : ('refused' as const);
        const settled = { ...row, ...answer(actor, now), state, note: decision.note || null };
        await requestStore.settleRequest(db, row.id, settlement({ ...settled, accountId: officer?.id ?? null }));
      }
      note({ id: body.id, accounts: made.map(({ id }) => id), refused: judged.length - made.length });
      return {
        results: judged.map(({ decision: { request }, row, officer, code }) => ({
          request,
          status: code ? statusOf(code) : officer ? 201 : 200,
          state: row ? (officer ? ('accepted' as const) : ('refused' as const)) : null,
          ...(code && { code }),
          ...(officer && { account: byOfficer.get(officer.id) }),
        })),
      };
    },
  } satisfies Partial<Handlers<typeof accounts>>;
};

type Refusal = ProblemCode | 'login.taken' | 'name.known';
const statusOf = (code: Refusal): number =>
  code === 'login.taken' || code === 'name.known' ? 409 : catalogue[code][0];

/** Why a request cannot be answered by this actor; one outside what it manages is not there. */
const refusalOf = (
  actor: Actor,
  row: requestStore.RequestRow | undefined,
  { answered, managed }: { answered: ReadonlySet<string>; managed: readonly AreaPath[] },
): Refusal | undefined => {
  if (!row || !isAble(actor, 'account.manage', row.area) || !mayAnswer(actor, row.area, managed))
    return 'record.missing';
  return row.state !== 'waiting' || answered.has(row.id) ? 'account_request.settled' : undefined;
};

const answer = (actor: Actor, now: Date) => ({ decidedAt: now, decidedBy: actor.account, decider: actor.name });
const settlement = ({ state, decidedAt, decidedBy, decider, note, accountId }: requestStore.RequestRow) => ({
  ...{ state, decidedAt, decidedBy, decider, note, accountId },
});
