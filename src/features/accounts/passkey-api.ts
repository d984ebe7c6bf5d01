import type { FastifyRequest } from 'fastify';
import type { Handlers } from '../../core/api.ts';
import { newId } from '../../core/client.ts';
import { tokenHash } from '../../core/crypto.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import type { Actor } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { addressOf, type Budget, isLoopback, spend } from './budget.ts';
import type { accounts } from './contract.ts';
import { useInvitation } from './invitation-store.ts';
import { type Entrance, openLink } from './officers.ts';
import * as passkeyStore from './passkey-store.ts';
import { askForNew, askForSignature, type ReadPasskey, readNew, readSignature } from './passkeys.ts';
import { isFreshSession } from './rules.ts';
import { auditSession, deviceOf, openSession, setCookie, shownAccount } from './session.ts';
import { sessionOpenedAt } from './session-store.ts';
import * as store from './store.ts';

const shown = ({ id, name, createdAt, lastUsedAt }: passkeyStore.PasskeyRow) => ({ id, name, createdAt, lastUsedAt });

/** Anyone may ask; an address that asks without end is told to wait. */
const triesFrom = (house: House, ip: string): Budget[] => {
  const key = house.keys.hash('budget', addressOf(ip)).toString('base64url');
  return isLoopback(ip) ? [] : [{ key: `passkey from ${key}`, seconds: 900, limit: 300 }];
};

const entrance = (request: FastifyRequest, now: Date): Entrance => ({
  now,
  device: deviceOf(request),
  requestId: request.id,
});

/** A passkey is added by the officer in person, right after signing in. */
const mustBeFresh = async (house: House, actor: Actor, now: Date): Promise<store.AccountRow> => {
  if (actor.kind !== 'officer') fail('permission.denied');
  const openedAt = await sessionOpenedAt(house.database.door, actor.session);
  if (!openedAt || !isFreshSession(openedAt, now)) fail('session.stale');
  return (await store.findAccount(house.database.door, actor.account)) ?? fail('record.missing');
};

const addPasskey = async (
  db: Db,
  { challenge, ...passkey }: ReadPasskey & { id: string; accountId: string; name: string; challenge: string },
  now: Date,
): Promise<passkeyStore.PasskeyRow> => {
  if (!(await passkeyStore.useChallenge(db, challenge, now))) fail('passkey.refused');
  const row = { ...passkey, createdAt: now };
  if (!(await passkeyStore.insertPasskey(db, row))) fail('passkey.refused');
  return { ...row, lastUsedAt: null };
};

export const passkeyApi = (house: House) =>
  ({
    'GET /passkeys': async ({ actor, db }) => (await passkeyStore.passkeysOf(db, actor.account)).map(shown),

    'POST /passkeys/options': async ({ actor, now }) => {
      const { id, login, name } = await mustBeFresh(house, actor, now);
      return askForNew(house, { id, login: login ?? '', name }, now);
    },

    'POST /passkeys': async ({ body, actor, request, now, settle }) => {
      const account = await mustBeFresh(house, actor, now);
      const { id, challenge, credential } = body;
      const read = await readNew(house, { account: account.id, challenge, credential });
      const name = body.name || deviceOf(request).slice(0, 100);
      return settle(async ({ db, note }) => {
        note({ id, passkey: id });
        return shown(await addPasskey(db, { ...read, id, accountId: account.id, name, challenge }, now));
      });
    },

    'POST /passkeys/:id/removal': async ({ params, body, actor, db, now, note }) => {
      const account = (await store.lockAccount(db, actor.account)) ?? fail('record.missing');
      const held = await passkeyStore.passkeysOf(db, account.id);
      if (!held.some(({ id }) => id === params.id)) fail('record.missing');
      if (held.length === 1 && account.passwordHash === null) fail('passkey.last');
      await passkeyStore.endPasskey(db, params.id, now);
      note({ id: body.id, passkey: params.id });
      return {};
    },

    'POST /sessions/passkey/options': async ({ request, now }) => {
      await spend(house.database.door, triesFrom(house, request.ip), now);
      return askForSignature(house, now);
    },

    'POST /sessions/passkey': async ({ body, request, http, now }) => {
      const { door } = house.database;
      const route = 'POST /sessions/passkey';
      await spend(door, triesFrom(house, request.ip), now);
      const signed = await readSignature(house, body, now);
      const account = signed && (await store.findAccount(door, signed.passkey.accountId));
      const token =
        account?.state === 'active' && signed
          ? await house.database.within({ role: 'door' }, async (db) => {
              if (!(await passkeyStore.usePasskey(db, signed.passkey.id, signed.counter, now))) return undefined;
              const { id, area } = account;
              await auditSession(db, { account: id, area, route, requestId: request.id, now });
              return openSession(db, account, { kind: 'cookie', ...entrance(request, now) });
            })
          : undefined;
      if (!account || token === undefined) {
        const known = { account: account?.id ?? null, area: account?.area ?? null };
        await auditSession(door, { ...known, route, outcome: 'refused', requestId: request.id, now });
        return fail('session.wrong_passkey');
      }
      setCookie(house, http, 'officer', token);
      return { account: await shownAccount(house, account) };
    },

    'POST /invitations/passkey/options': async ({ body, now }) => {
      const { account, login } = await openLink(house, body.token, now);
      return askForNew(house, { id: account.id, login, name: account.name }, now);
    },

    'POST /invitations/passkey': async ({ body, request, http, now }) => {
      const { account } = await openLink(house, body.token, now);
      const { challenge, credential } = body;
      const read = await readNew(house, { account: account.id, challenge, credential });
      const name = body.name || deviceOf(request).slice(0, 100);
      const session = await house.database.within({ role: 'door' }, async (db) => {
        if (!(await useInvitation(db, tokenHash(body.token), now))) fail('account.settled');
        const active = (await store.activate(db, account.id)) ?? fail('account.settled');
        await addPasskey(db, { ...read, id: newId(now.getTime()), accountId: active.id, name, challenge }, now);
        const { id, area } = active;
        await auditSession(db, { account: id, area, route: 'POST /invitations/passkey', requestId: request.id, now });
        return openSession(db, active, { kind: 'cookie', ...entrance(request, now) });
      });
      setCookie(house, http, 'officer', session);
      return { account: await shownAccount(house, account) };
    },
  }) satisfies Partial<Handlers<typeof accounts>>;
