import type { Handlers } from '../../core/api.ts';
import type { AreaPath } from '../../core/area.ts';
import { fold } from '../../core/fold.ts';
import type { House } from '../../core/house.ts';
import { mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { type AreaTree, areaTree, mustFindArea } from '../areas/index.ts';
import type { accounts } from './contract.ts';
import { invite, mayManageAccount, mustManage, mustManageAccount, startAgain, suspend } from './officers.ts';
import { mayGrant } from './rules.ts';
import * as store from './store.ts';

const week = 7 * 86_400_000;

export const nameIn = (tree: AreaTree, area: AreaPath): string => tree.find(area)?.name ?? area;

/** An officer as managers see one. */
const shownBy =
  (tree: AreaTree) =>
  ({ id, login, name, area, roles, state, lastSeenAt }: store.AccountRow) => ({
    id,
    login: login as string,
    name,
    area: area as AreaPath,
    areaName: nameIn(tree, area as AreaPath),
    roles,
    state,
    lastSeenAt,
  });

/** A cursor names the last row shown: its area and its id. */
const cursorOf = (account: store.AccountRow): string => `${account.area}~${account.id}`;
const readCursor = (after: string | undefined): { area: string; id: string } | undefined => {
  if (after === undefined) return undefined;
  const [, area, id] = /^([0-9A-Z.]*)~([0-9a-f-]{36})$/.exec(after) ?? [];
  return area !== undefined && id !== undefined
    ? { area, id }
    : fail('request.invalid', [{ path: 'after', code: 'cursor.format' }]);
};

/** What managers do with the accounts of the own unit and of the level below. */
export const managingApi = (house: House) => {
  const shown = async (account: store.AccountRow) => shownBy(await areaTree(house))(account);
  return {
    'GET /accounts': async ({ query, actor, db }) => {
      const area = query.area ?? actor.area;
      mustBeAble(actor, 'account.read', area);
      const words = query.search
        .split(/[\s._-]+/)
        .map(fold)
        .filter(Boolean);
      const wanted = { area, only: query.only ?? false, state: query.state, words };
      const rows = await store.listOfficers(db, wanted, readCursor(query.after), query.limit + 1);
      const items = rows.slice(0, query.limit);
      const last = items.at(-1);
      const tree = await areaTree(house);
      const show = shownBy(tree);
      const withRight = (account: store.AccountRow) => ({
        ...show(account),
        mayManage: mayManageAccount(actor, account),
      });
      return { items: items.map(withRight), next: rows.length > items.length && last ? cursorOf(last) : null };
    },

    'GET /accounts/units': async ({ query, actor, db, now }) => {
      const area = query.area ?? actor.area;
      mustBeAble(actor, 'account.read', area);
      const own = await mustFindArea(house, area);
      const tree = await areaTree(house);
      const counts = await store.countByUnit(db, area, new Date(now.getTime() - week));
      const byChild = new Map(counts.map((count) => [count.child, count]));
      const units = [
        { ...own, child: '' },
        ...tree.childrenOf(area).map((unit) => ({ ...unit, child: lastPart(unit.path) })),
      ];
      return units.map(({ path, name, child }) => {
        const { officers, invited, suspended, active7d, lastSeenAt, managers } = byChild.get(child) ?? nobody;
        return { area: path, name, officers, invited, suspended, active7d, lastSeenAt, managers };
      });
    },

    'POST /accounts': async ({ body, actor, db, now }) => {
      mustManage(actor, body.area);
      const { name: areaName } = await mustFindArea(house, body.area);
      if (!mayGrant(actor.roles, body.roles))
        fail('account.role_above', [{ path: 'roles', code: 'account.role_above' }]);
      const { id, area, login, name } = body;
      const roles = [...new Set(body.roles)];
      const account = { id, kind: 'officer', area, roles, name, login, state: 'invited' } as const;
      if (!(await store.insertAccount(db, { ...account, at: now, by: actor.account }))) {
        fail('record.conflict', [{ path: 'login', code: 'login.taken' }]);
      }
      const link = await invite(db, house, id, now);
      return { id, login, name, area, areaName, roles, state: account.state, lastSeenAt: null, ...link };
    },

    'POST /accounts/:id/suspension': async ({ params, body, actor, db, now, note }) => {
      const account = (await store.lockAccount(db, params.id)) ?? fail('record.missing');
      mustManageAccount(actor, account);
      await suspend(db, account.id, now);
      note({ id: body.id, account: account.id, reason: body.reason });
      return shown({ ...account, state: 'suspended' });
    },

    'POST /accounts/:id/reset': async ({ params, body, actor, db, now, note }) => {
      const account = (await store.lockAccount(db, params.id)) ?? fail('record.missing');
      mustManageAccount(actor, account);
      const link = await startAgain(db, house, account.id, now);
      note({ id: body.id, account: account.id });
      return { ...(await shown({ ...account, state: 'invited' })), ...link };
    },

    'POST /accounts/:id/transfer': async ({ params, body, actor, db, note }) => {
      const account = (await store.lockAccount(db, params.id)) ?? fail('record.missing');
      mustManageAccount(actor, account);
      mustManage(actor, body.area);
      await mustFindArea(house, body.area);
      const roles = body.roles ? [...new Set(body.roles)] : account.roles;
      if (!mayGrant(actor.roles, roles)) fail('account.role_above', [{ path: 'roles', code: 'account.role_above' }]);
      const isSame = roles.length === account.roles.length && roles.every((role) => account.roles.includes(role));
      if (body.area === account.area && isSame) fail('account.no_change');
      await store.moveOfficer(db, account.id, body.area, roles);
      await store.notifyChanged(db, account.id);
      const change = { from: account.area, to: body.area, before: account.roles, roles };
      note({ id: body.id, account: account.id, ...change });
      return shown({ ...account, area: body.area, roles });
    },
  } satisfies Partial<Handlers<typeof accounts>>;
};

const nobody = { officers: 0, invited: 0, suspended: 0, active7d: 0, lastSeenAt: null, managers: 0 };
const lastPart = (path: AreaPath): string => path.split('.').at(-2) ?? '';
