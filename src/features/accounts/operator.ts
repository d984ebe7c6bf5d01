import { randomUUID } from 'node:crypto';
import type { AreaPath } from '../../core/area.ts';
import { writeAudit } from '../../core/audit.ts';
import { newId } from '../../core/client.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { fail } from '../../core/problem.ts';
import { mustFindArea } from '../areas/index.ts';
import { invite, type Link, startAgain } from './officers.ts';
import { openSession } from './session.ts';
import { openTokens, revokeToken as revoke, type TokenRow } from './session-store.ts';
import * as store from './store.ts';

/** What the operator does at the server itself, by the owner's connection: not bound to an area, but in the audit. */
const asOperator = <T>(
  house: House,
  act: string,
  work: (db: Db, now: Date) => Promise<{ result: T; detail: Record<string, unknown> }>,
): Promise<T> =>
  house.database.within({ role: 'owner' }, async (db) => {
    const now = house.clock.now();
    const { result, detail } = await work(db, now);
    await writeAudit(db, {
      at: now,
      account: null,
      area: null,
      verb: 'account.manage',
      route: `lachan ${act}`,
      outcome: 'done',
      persons: [],
      requestId: newId(now.getTime()),
      detail,
    });
    return result;
  });

export type Made = Link & { id: string; login: string };

/** Makes an officer's account and its one-time link; throws `record.missing` for an unknown area, `record.conflict` for a login in use. */
export const createAccount = async (
  house: House,
  { area, login, name, roles }: { area: AreaPath; login: string; name: string; roles: readonly string[] },
): Promise<Made> => {
  await mustFindArea(house, area);
  return asOperator(house, 'accounts create', async (db, now) => {
    const id = newId(now.getTime());
    await insert(db, {
      id,
      kind: 'officer',
      area,
      roles: [...roles],
      name,
      login,
      state: 'invited',
      at: now,
      by: null,
    });
    return { result: { id, login, ...(await invite(db, house, id, now)) }, detail: { id, area, roles } };
  });
};

const insert = async (db: Db, account: Parameters<typeof store.insertAccount>[1]): Promise<void> => {
  if (!(await store.insertAccount(db, account))) fail('record.conflict', [{ path: 'login', code: 'login.taken' }]);
};

/** A new one-time link for a login; undefined when nobody has it. */
export const resetAccount = (house: House, login: string): Promise<Made | undefined> =>
  asOperator(house, 'accounts reset', async (db, now) => {
    const account = await store.findLogin(db, login);
    if (!account) return { result: undefined, detail: {} };
    return {
      result: { id: account.id, login, ...(await startAgain(db, house, account.id, now)) },
      detail: { id: account.id },
    };
  });

/** A token for a program, without an end; only its hash is kept. */
export const createToken = async (
  house: House,
  { area, roles, name }: { area: AreaPath; roles: readonly string[]; name: string },
): Promise<{ token: string }> => {
  await mustFindArea(house, area);
  return asOperator(house, 'tokens create', async (db, now) => {
    const account = {
      id: randomUUID(),
      kind: 'program',
      area,
      roles: [...roles],
      name,
      login: null,
      state: 'active',
    } as const;
    await insert(db, { ...account, at: now, by: null });
    const token = await openSession(db, account, { kind: 'api', device: name, now });
    return { result: { token }, detail: { id: account.id, area, roles } };
  });
};

export const listTokens = (house: House): Promise<TokenRow[]> => openTokens(house.database.pools.owner);

export const revokeToken = (house: House, id: string): Promise<boolean> =>
  asOperator(house, 'tokens revoke', async (db, now) => ({ result: await revoke(db, id, now), detail: { id } }));

const first = 'admin';

/**
 * The one-time link of the first administrator, as long as no officer has ever come in: each start gives a new one.
 * Undefined afterwards.
 */
export const firstAdministrator = async (house: House): Promise<string | undefined> => {
  const { owner } = house.database.pools;
  if (await store.hasActiveOfficer(owner)) return undefined;
  const waiting = await store.findLogin(owner, first);
  if (waiting) return (await resetAccount(house, first))?.link;
  const roles = ['administrator', 'manager'];
  return (await createAccount(house, { area: '' as AreaPath, login: first, name: 'Quản trị viên', roles })).link;
};
