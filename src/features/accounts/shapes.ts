import * as v from 'valibot';
import { AreaOut, When } from '../../core/schema.ts';

export const Code = v.pipe(v.string(), v.regex(/^\d{6}$/, 'code.format'));
export const Password = v.pipe(v.string(), v.maxLength(200, 'text.too_long'));
export const LinkToken = v.pipe(v.string(), v.maxLength(100, 'text.too_long'));
export const Account = v.strictObject({
  id: v.string(),
  kind: v.picklist(['citizen', 'officer', 'program']),
  name: v.string(),
  area: v.nullable(AreaOut),
  areaName: v.nullable(v.string()),
  roles: v.array(v.string()),
});

/** A person an account may act for; `pending` until an adult added by someone else has answered. */
export const Kin = v.strictObject({
  id: v.string(),
  fullName: v.string(),
  birthYear: v.nullable(v.number()),
  relation: v.picklist(['self', 'family']),
  state: v.picklist(['own', 'pending', 'accepted']),
  area: AreaOut,
});

export const Session = v.strictObject({
  id: v.string(),
  createdAt: When,
  expiresAt: v.nullable(When),
  device: v.string(),
  current: v.boolean(),
});
