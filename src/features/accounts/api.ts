import type { FastifyRequest } from 'fastify';
import { handlers } from '../../core/api.ts';
import type { House } from '../../core/house.ts';
import { fail } from '../../core/problem.ts';
import { mustFindArea, stationName } from '../areas/index.ts';
import { accounts } from './contract.ts';
import { listApi } from './list.ts';
import { managingApi } from './managing.ts';
import { acceptLink, checkLink, signInOfficer } from './officers.ts';
import { askForCode, giveCode, signInCitizen } from './otp.ts';
import { passkeyApi } from './passkey-api.ts';
import { guestMaker } from './phone.ts';
import { requestsApi } from './requests.ts';
import { auditSession, clearCookie, deviceOf, setCookie, shownAccount } from './session.ts';
import * as sessions from './session-store.ts';
import * as store from './store.ts';

const entrance = (request: FastifyRequest) => ({ ip: request.ip, device: deviceOf(request), requestId: request.id });

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

    'GET /me': async ({ actor, db, now }) => {
      const base = {
        account: await shownAccount(house, { ...actor, id: actor.account, roles: [...actor.roles] }),
        verbs: [...actor.verbs].sort(),
        at: now,
      };
      if (actor.kind !== 'citizen') return { ...base, phone: null, persons: [], offers: [] };
      const nameOf = ({ id, sealed }: { id: string; sealed: Buffer }) =>
        house.keys.open<{ fullName: string }>(`person ${id}`, sealed).fullName;
      // The phone is the account's own and the offers are nobody's yet: both are read at the door.
      const own = await store.findAccount(house.database.door, actor.account);
      const { phone } = house.keys.open<{ phone: string }>(`account ${actor.account}`, own?.sealed as Buffer);
      const phoneHash = house.keys.hash('phone', phone);
      const offers = await house.database.within({ role: 'door', phone: phoneHash }, (door) =>
        sessions.offersTo(door, actor.account, [actor.account, guestMaker(house, actor.account)], phoneHash),
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

    ...managingApi(house),
    ...listApi(house),
    ...requestsApi(house),
    ...passkeyApi(house),

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
