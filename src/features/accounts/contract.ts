import * as v from 'valibot';
import { contract } from '../../core/contract.ts';
import { Area, AreaOut, list, Nothing, Page, Phone, Text, Uuid, When, Words } from '../../core/schema.ts';
import { roles } from './rules.ts';

const Role = v.picklist(roles);
const Code = v.pipe(v.string(), v.regex(/^\d{6}$/, 'code.format'));
const Password = v.pipe(v.string(), v.maxLength(200, 'text.too_long'));
const LinkToken = v.pipe(v.string(), v.maxLength(100, 'text.too_long'));
/** 3-60 characters: letters, digits, dot, dash, underscore. */
const Login = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9._-]{2,59}$/, 'login.format'));

const Account = v.strictObject({
  id: v.string(),
  kind: v.picklist(['citizen', 'officer', 'program']),
  name: v.string(),
  area: v.nullable(AreaOut),
  areaName: v.nullable(v.string()),
  roles: v.array(v.string()),
});

/** A person an account may act for; `pending` until an adult added by someone else has answered. */
const Kin = v.strictObject({
  id: v.string(),
  fullName: v.string(),
  birthYear: v.nullable(v.number()),
  relation: v.picklist(['self', 'family']),
  state: v.picklist(['own', 'pending', 'accepted']),
  area: AreaOut,
});

const Officer = v.strictObject({
  id: v.string(),
  login: v.string(),
  name: v.string(),
  area: AreaOut,
  roles: v.array(v.string()),
  state: v.picklist(['invited', 'active', 'suspended']),
  lastSeenAt: v.nullable(When),
});
const Invitation = v.strictObject({ ...Officer.entries, link: v.string(), linkUntil: When });

const Session = v.strictObject({
  id: v.string(),
  createdAt: When,
  expiresAt: v.nullable(When),
  device: v.string(),
  current: v.boolean(),
});

export const accounts = contract({
  'POST /otp': {
    verb: 'public',
    kind: 'open',
    body: v.strictObject({ phone: Phone, channel: v.optional(v.picklist(['sms', 'voice', 'other']), 'sms') }),
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
    }),
  },
  'GET /accounts': {
    verb: 'account.read',
    query: v.strictObject({ ...Page, area: v.optional(Area) }),
    reply: list(Officer),
  },
  'POST /accounts': {
    verb: 'account.manage',
    body: v.strictObject({
      id: Uuid,
      area: Area,
      login: Login,
      name: Words(120),
      roles: v.pipe(v.array(Role), v.minLength(1, 'roles.empty')),
    }),
    reply: Invitation,
  },
  'POST /accounts/:id/suspension': {
    verb: 'account.manage',
    body: v.strictObject({ id: Uuid, reason: Words(300) }),
    reply: Officer,
  },
  /** A new one-time link: the old password and second factor end, open sessions too. */
  'POST /accounts/:id/reset': { verb: 'account.manage', body: v.strictObject({ id: Uuid }), reply: Invitation },
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
  /** A one-time code given face to face by the station to someone whose message does not come. */
  'POST /otp/face-to-face': {
    verb: 'otp.issue',
    body: v.strictObject({ id: Uuid, phone: Phone }),
    reply: v.strictObject({ code: v.string(), until: When }),
  },
});
