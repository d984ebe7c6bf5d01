import * as v from 'valibot';
import { AreaOut, Text, When, Words } from '../../core/schema.ts';
import { isLogin, roles } from './rules.ts';

// What several routes of the accounts share.

export const Role = v.picklist(roles);
export const Roles = v.pipe(v.array(Role), v.minLength(1, 'roles.empty'));
/** 3-60 characters: letters, digits, dot, dash, underscore. */
export const Login = v.pipe(v.string(), v.check(isLogin, 'login.format'));
export const OfficerName = Words(120);
export const states = ['invited', 'active', 'suspended'] as const;

export const Officer = v.strictObject({
  id: v.string(),
  login: v.string(),
  name: v.string(),
  area: AreaOut,
  areaName: v.string(),
  roles: v.array(v.string()),
  state: v.picklist(states),
  lastSeenAt: v.nullable(When),
});
export const Invitation = v.strictObject({ ...Officer.entries, link: v.string(), linkUntil: When });

export const requestStates = ['waiting', 'accepted', 'refused', 'withdrawn'] as const;
export const AccountRequest = v.strictObject({
  id: v.string(),
  area: AreaOut,
  areaName: v.string(),
  name: v.string(),
  login: v.nullable(v.string()),
  roles: v.array(v.string()),
  reason: v.string(),
  state: v.picklist(requestStates),
  askedAt: When,
  asker: v.string(),
  decidedAt: v.nullable(When),
  decider: v.nullable(v.string()),
  note: v.nullable(v.string()),
  /** Whether the reader may accept it, or take it back. */
  mayDecide: v.boolean(),
  mayWithdraw: v.boolean(),
});

/** What a unit has of accounts, with all below it unless it is the reader's own; `managers` are those of the unit itself. */
export const UnitAccounts = v.strictObject({
  area: AreaOut,
  name: v.string(),
  officers: v.number(),
  invited: v.number(),
  suspended: v.number(),
  active7d: v.number(),
  lastSeenAt: v.nullable(When),
  managers: v.number(),
});

// WebAuthn, as browsers give it: bytes as base64url.

const Bytes = (max: number) =>
  v.pipe(v.string(), v.maxLength(max, 'text.too_long'), v.regex(/^[\w-]+$/, 'passkey.format'));
const transports = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const;

/** A new passkey's public half. */
export const Attested = v.strictObject({
  id: Bytes(1400),
  clientDataJSON: Bytes(4000),
  attestationObject: Bytes(12_000),
  transports: v.optional(v.pipe(v.array(v.picklist(transports)), v.maxLength(7, 'text.too_long')), []),
});
/** A signature by a passkey. */
export const Asserted = v.strictObject({
  id: Bytes(1400),
  clientDataJSON: Bytes(4000),
  authenticatorData: Bytes(4000),
  signature: Bytes(4000),
  userHandle: v.optional(Bytes(200)),
});
/** What the browser is asked for, under the id by which the answer names it. The options are WebAuthn's own JSON. */
export const Ceremony = v.strictObject({ challenge: v.string(), options: v.looseObject({ challenge: v.string() }) });

export const PasskeyName = Text(100);
export const Passkey = v.strictObject({
  id: v.string(),
  name: v.string(),
  createdAt: When,
  lastUsedAt: v.nullable(When),
});
