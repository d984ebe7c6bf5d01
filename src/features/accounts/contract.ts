import * as v from 'valibot';
import { contract } from '../../core/contract.ts';
import { Area, Flag, list, Nothing, Page, Phone, Text, Uuid, When, Words } from '../../core/schema.ts';
import {
  AccountRequest,
  Asserted,
  Attested,
  Ceremony,
  Invitation,
  Login,
  Officer,
  OfficerName,
  Passkey,
  PasskeyName,
  Roles,
  requestStates,
  states,
  UnitAccounts,
} from './form.ts';
import { Account, Code, Kin, LinkToken, Password, Session } from './shapes.ts';

export const accounts = contract({
  'POST /otp': {
    verb: 'public',
    kind: 'open',
    body: v.strictObject({
      phone: Phone,
      channel: v.optional(v.picklist(['sms', 'voice', 'other']), 'sms'),
      /** `visit` is read out at a door, where it confirms a visit; it signs nobody in. */
      purpose: v.optional(v.picklist(['session', 'visit']), 'session'),
    }),
    reply: v.strictObject({ retryAfterSeconds: v.number() }),
    status: 202,
  },
  'POST /sessions': {
    verb: 'public',
    kind: 'open',
    body: v.strictObject({
      phone: Phone,
      code: v.pipe(v.string(), v.maxLength(20, 'code.format')),
      as: v.optional(v.picklist(['token', 'cookie'])),
    }),
    reply: v.strictObject({ account: Account, token: v.optional(v.string()) }),
    status: 201,
  },
  'POST /sessions/officer': {
    verb: 'public',
    kind: 'open',
    body: v.strictObject({ login: Text(60), password: Password, code: Code }),
    reply: v.strictObject({ account: Account }),
    status: 201,
  },
  'POST /sessions/end': { verb: 'session', kind: 'open', body: Nothing, reply: Nothing, status: 200 },
  'GET /sessions': { verb: 'session', reply: v.array(Session) },
  'POST /sessions/:id/revocation': { verb: 'session', body: v.strictObject({ id: Uuid }), reply: Nothing },
  'GET /me': {
    verb: 'session',
    reply: v.strictObject({
      account: Account,
      phone: v.nullable(v.string()),
      persons: v.array(Kin),
      /** People recorded by others with this phone, whom the holder may take over or refuse. */
      offers: v.array(
        v.strictObject({ id: v.string(), fullName: v.string(), addedBy: v.picklist(['family', 'officer']) }),
      ),
      verbs: v.array(v.string()),
      /** The server's time: days of figures are counted by it. */
      at: When,
    }),
  },
  'GET /accounts': {
    verb: 'account.read',
    /** `only`: the unit itself without those below. `search`: words of name, user name and unit, in any order, as typed. */
    query: v.strictObject({
      ...Page,
      area: v.optional(Area),
      only: v.optional(Flag),
      state: v.optional(v.picklist(states)),
      search: v.optional(Text(100), ''),
    }),
    /** `mayManage`: whether the reader may reset, move or suspend it. */
    reply: list(v.strictObject({ ...Officer.entries, mayManage: v.boolean() })),
  },
  'POST /accounts': {
    verb: 'account.manage',
    body: v.strictObject({
      id: Uuid,
      area: Area,
      login: Login,
      name: OfficerName,
      roles: Roles,
    }),
    reply: Invitation,
  },
  'POST /accounts/:id/suspension': {
    verb: 'account.manage',
    body: v.strictObject({ id: Uuid, reason: Words(300) }),
    reply: Officer,
  },
  /** A new one-time link: the old password, second factor and passkeys end, open sessions too. */
  'POST /accounts/:id/reset': { verb: 'account.manage', body: v.strictObject({ id: Uuid }), reply: Invitation },
  /** To another unit, or to other roles at the same one. Counts from the officer's next request on, in open sessions too. */
  'POST /accounts/:id/transfer': {
    verb: 'account.manage',
    body: v.strictObject({ id: Uuid, area: Area, roles: v.optional(Roles) }),
    reply: Officer,
  },
  /** Who has been given accounts and who uses them: the own unit, then each unit of the level below. */
  'GET /accounts/units': {
    verb: 'account.read',
    query: v.strictObject({ area: v.optional(Area) }),
    reply: v.array(UnitAccounts),
  },
  /** A list of officers as CSV or XLSX. `check` writes nothing; `apply` makes what is right in one transaction. */
  'POST /accounts/list': {
    verb: 'account.manage',
    kind: 'open',
    upload: true,
    bodyLimit: 1 << 20,
    /** `area`: the unit of rows that name none; by default the own. */
    query: v.strictObject({ id: Uuid, mode: v.picklist(['check', 'apply']), area: v.optional(Area) }),
    reply: v.strictObject({
      rows: v.number(),
      accepted: v.number(),
      rejected: v.array(v.strictObject({ row: v.number(), field: v.string(), code: v.string() })),
      accounts: v.array(Invitation),
    }),
  },
  'POST /account-requests': {
    verb: 'account.request',
    body: v.strictObject({
      id: Uuid,
      area: Area,
      name: OfficerName,
      login: v.optional(Login),
      roles: Roles,
      reason: Words(500),
    }),
    reply: AccountRequest,
  },
  'GET /account-requests': {
    verb: 'account.request',
    query: v.strictObject({ ...Page, state: v.optional(v.picklist(requestStates)) }),
    reply: list(AccountRequest),
  },
  'POST /account-requests/:id/withdrawal': {
    verb: 'account.request',
    body: v.strictObject({ id: Uuid }),
    reply: AccountRequest,
  },
  /** Each request is answered by itself; one that cannot be accepted stays as it was and says why. */
  'POST /account-requests/decisions': {
    verb: 'account.manage',
    body: v.strictObject({
      id: Uuid,
      decisions: v.pipe(
        v.array(v.strictObject({ request: Uuid, accept: v.boolean(), note: v.optional(Text(500)) })),
        v.minLength(1, 'batch.empty'),
        v.maxLength(200, 'batch.too_long'),
      ),
    }),
    reply: v.strictObject({
      results: v.array(
        v.strictObject({
          request: v.string(),
          status: v.number(),
          state: v.nullable(v.picklist(requestStates)),
          code: v.optional(v.string()),
          account: v.optional(Invitation),
        }),
      ),
    }),
  },
  'POST /invitations/check': {
    verb: 'public',
    kind: 'open',
    body: v.strictObject({ token: LinkToken }),
    reply: v.strictObject({
      login: v.string(),
      name: v.string(),
      areaName: v.string(),
      totpSecret: v.string(),
      totpUri: v.string(),
      totpQr: v.string(),
    }),
    status: 200,
  },
  'POST /invitations/acceptance': {
    verb: 'public',
    kind: 'open',
    body: v.strictObject({ token: LinkToken, password: Password, code: Code }),
    reply: v.strictObject({ account: Account }),
    status: 201,
  },
  /** In place of password and authenticator app: the link is accepted with a passkey. */
  'POST /invitations/passkey/options': {
    verb: 'public',
    kind: 'open',
    body: v.strictObject({ token: LinkToken }),
    reply: Ceremony,
    status: 200,
  },
  'POST /invitations/passkey': {
    verb: 'public',
    kind: 'open',
    body: v.strictObject({ token: LinkToken, challenge: Uuid, name: PasskeyName, credential: Attested }),
    reply: v.strictObject({ account: Account }),
    status: 201,
  },
  'POST /sessions/passkey/options': { verb: 'public', kind: 'open', body: Nothing, reply: Ceremony, status: 200 },
  'POST /sessions/passkey': {
    verb: 'public',
    kind: 'open',
    body: v.strictObject({ challenge: Uuid, credential: Asserted }),
    reply: v.strictObject({ account: Account }),
    status: 201,
  },
  'GET /passkeys': { verb: 'passkey.own', reply: v.array(Passkey) },
  'POST /passkeys/options': { verb: 'passkey.own', kind: 'open', body: Nothing, reply: Ceremony, status: 200 },
  'POST /passkeys': {
    verb: 'passkey.own',
    kind: 'open',
    body: v.strictObject({ id: Uuid, challenge: Uuid, name: PasskeyName, credential: Attested }),
    reply: Passkey,
  },
  'POST /passkeys/:id/removal': { verb: 'passkey.own', body: v.strictObject({ id: Uuid }), reply: Nothing },
  /** A one-time code given face to face by the station to someone whose message does not come. */
  'POST /otp/face-to-face': {
    verb: 'otp.issue',
    body: v.strictObject({ id: Uuid, phone: Phone }),
    reply: v.strictObject({ code: v.string(), until: When }),
  },
});
