import type { FastifyRequest } from 'fastify';
import { handlers } from '../../core/api.ts';
import type { AreaPath } from '../../core/area.ts';
import type { House } from '../../core/house.ts';
import { mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { mustFindArea, stationName } from '../areas/index.ts';
import { accounts } from './contract.ts';
import { acceptLink, checkLink, invite, mustManage, signInOfficer, startAgain, suspend } from './officers.ts';
import { askForCode, giveCode, signInCitizen } from './otp.ts';
import { mayGrant } from './rules.ts';
import { auditSession, clearCookie, deviceOf, setCookie, shownAccount } from './session.ts';
import * as sessions from './session-store.ts';
import * as store from './store.ts';

const officerOf = ({ id, login, name, area, roles, state, lastSeenAt }: store.AccountRow) => ({
  id,
  login: login as string,
  name,
  area: area as AreaPath,
  roles,
  state,
  lastSeenAt,
});

const entrance = (request: FastifyRequest) => ({ ip: request.ip, device: deviceOf(request), requestId: request.id });

/** A cursor names the last row shown: its area and its id. */
const cursorOf = (account: store.AccountRow): string => `${account.area}~${account.id}`;
const readCursor = (after: string | undefined): { area: string; id: string } | undefined => {
  if (after === undefined) return undefined;
  const [, area, id] = /^([0-9A-Z.]*)~([0-9a-f-]{36})$/.exec(after) ?? [];
  return area !== undefined && id !== undefined
    ? { area, id }
    : fail('request.invalid', [{ path: 'after', code: 'cursor.format' }]);
};

export const accountsApi = (house: House) =>
  handlers(accounts, {
    'POST /otp': ({ body, request, now }) => askForCode(house, { ...body, ip: request.ip, now }),

    'POST /sessions': async ({ body, request, http, now }) => {
      const as = body.as ?? 'cookie';
      const { account, token } = await signInCitizen(house, { ...body, as, now, ...entrance(request) });
      if (as === 'cookie') setCookie(house, http, 'citizen', token);
      return { account: await shownAccount(house, account), ...(as === 'token' && { token }) };
    },

    'POST /sessions/officer': async ({ body, request, http, now }) => {
      const { account, token } = await signInOfficer(house, { ...body, now, ...entrance(request) });
      setCookie(house, http, 'officer', token);
      return { account: await shownAccount(house, account) };
    },

    'POST /sessions/end': async ({ actor, http, now, requestId }) => {
      await house.database.within({ role: 'door' }, async (db) => {
        await sessions.revokeSession(db, actor.account, actor.session, now);
        await auditSession(db, {
          account: actor.account,
          area: actor.area,
          route: 'POST /sessions/end',
          requestId,
          now,
        });
      });
      clearCookie(http);
      return {};
    },

    'GET /sessions': async ({ actor, db, now }) => {
      const rows = await sessions.openSessions(db, actor.account, now);
      return rows.map(({ id, createdAt, expiresAt, device }) => ({
        id,
        createdAt,
        expiresAt,
        device,
        current: id === actor.session,
      }));
    },

    'POST /sessions/:id/revocation': async ({ params, actor, db, now }) => {
      if (!(await sessions.revokeSession(db, actor.account, params.id, now))) fail('record.missing');
      return {};
    },

    'GET /me': async ({ actor, db }) => {
      const base = {
        account: await shownAccount(house, { ...actor, id: actor.account, roles: [...actor.roles] }),
        verbs: [...actor.verbs].sort(),
      };
      if (actor.kind !== 'citizen') return { ...base, phone: null, persons: [], offers: [] };
      const nameOf = ({ id, sealed }: { id: string; sealed: Buffer }) =>
        house.keys.open<{ fullName: string }>(`person ${id}`, sealed).fullName;
      // The phone is the account's own and the offers are nobody's yet: both are read at the door.
      const own = await store.findAccount(house.database.door, actor.account);
      const { phone } = house.keys.open<{ phone: string }>(`account ${actor.account}`, own?.sealed as Buffer);
      const phoneHash = house.keys.hash('phone', phone);
      const offers = await house.database.within({ role: 'door', phone: phoneHash }, (door) =>
        sessions.offersTo(door, actor.account, phoneHash),
      );
      const persons = await sessions.kinOf(db, actor.account);
      return {
        ...base,
        phone,
        persons: persons.map((row) => ({
          id: row.id,
          fullName: nameOf(row),
          birthYear: row.birthYear,
          relation: row.relation,
          state: row.state,
          area: row.area,
        })),
        offers: offers.map(
          (row) =>
            ({ id: row.id, fullName: nameOf(row), addedBy: row.madeAs === 'citizen' ? 'family' : 'officer' }) as const,
        ),
      };
    },

    'GET /accounts': async ({ query, actor, db }) => {
      const area = query.area ?? actor.area;
      mustBeAble(actor, 'account.read', area);
      const rows = await store.listOfficers(db, area, readCursor(query.after), query.limit + 1);
      const shown = rows.slice(0, query.limit);
      const last = shown.at(-1);
      return { items: shown.map(officerOf), next: rows.length > shown.length && last ? cursorOf(last) : null };
    },

    'POST /accounts': async ({ body, actor, db, now }) => {
      mustManage(actor, body.area);
      await mustFindArea(house, body.area);
      if (!mayGrant(actor.roles, body.roles))
        fail('account.role_above', [{ path: 'roles', code: 'account.role_above' }]);
      const { id, area, login, name } = body;
      const account = {
        id,
        kind: 'officer',
        area,
        roles: [...new Set(body.roles)],
        name,
        login,
        state: 'invited',
      } as const;
      if (!(await store.insertAccount(db, { ...account, at: now, by: actor.account }))) {
        fail('record.conflict', [{ path: 'login', code: 'login.taken' }]);
      }
      const link = await invite(db, house, id, now);
      return { id, login, name, area, roles: [...account.roles], state: account.state, lastSeenAt: null, ...link };
    },

    'POST /accounts/:id/suspension': async ({ params, body, actor, db, now, note }) => {
      const account = (await store.lockAccount(db, params.id)) ?? fail('record.missing');
      mustManage(actor, account.area as AreaPath);
      if (!mayGrant(actor.roles, account.roles)) fail('account.role_above');
      await suspend(db, account.id, now);
      note({ id: body.id, account: account.id, reason: body.reason });
      return officerOf({ ...account, state: 'suspended' });
    },

    'POST /accounts/:id/reset': async ({ params, body, actor, db, now, note }) => {
      const account = (await store.lockAccount(db, params.id)) ?? fail('record.missing');
      mustManage(actor, account.area as AreaPath);
      if (!mayGrant(actor.roles, account.roles)) fail('account.role_above');
      const link = await startAgain(db, house, account.id, now);
      note({ id: body.id, account: account.id });
      return { ...officerOf({ ...account, state: 'invited' }), ...link };
    },

    'POST /invitations/check': ({ body, now }) => checkLink(house, body.token, now),

    'POST /invitations/acceptance': async ({ body, request, http, now }) => {
      const { account, token } = await acceptLink(house, { ...body, now, ...entrance(request) });
      setCookie(house, http, 'officer', token);
      return { account: await shownAccount(house, account) };
    },

    'POST /otp/face-to-face': async ({ body, actor, db, now, note }) => {
      const unit = stationName(await mustFindArea(house, actor.area));
      const given = await giveCode(db, house, { phone: body.phone, officer: actor.account, unit, now });
      note({ id: body.id, phone: house.keys.hash('phone', body.phone).toString('hex') });
      return given;
    },
  });
