import * as v from 'valibot';
import { contract } from '../../core/contract.ts';
import { AreaOut, list, Page, Uuid, When } from '../../core/schema.ts';

const Entry = v.strictObject({
  seq: v.number(),
  at: When,
  account: v.nullable(v.string()),
  /** The name of the account's holder; null for citizens and for entries of the system. */
  by: v.nullable(v.string()),
  areaName: v.nullable(v.string()),
  area: v.nullable(AreaOut),
  verb: v.string(),
  route: v.string(),
  outcome: v.picklist(['done', 'refused']),
  persons: v.array(v.string()),
  requestId: v.string(),
  detail: v.nullable(v.looseObject({})),
});

export const audit = contract({
  'GET /audit': {
    verb: 'audit.read',
    query: v.strictObject({ ...Page, person: v.optional(Uuid) }),
    reply: list(Entry),
  },
});
