import * as v from 'valibot';
import { contract } from '../../core/contract.ts';
import { AreaOut, list, Page, When } from '../../core/schema.ts';

const Entry = v.strictObject({
  seq: v.number(),
  at: When,
  account: v.nullable(v.string()),
  area: v.nullable(AreaOut),
  verb: v.string(),
  route: v.string(),
  outcome: v.picklist(['done', 'refused']),
  persons: v.array(v.string()),
  requestId: v.string(),
  detail: v.nullable(v.looseObject({})),
});

export const audit = contract({
  'GET /audit': { verb: 'audit.read', query: v.strictObject({ ...Page }), reply: list(Entry) },
});
