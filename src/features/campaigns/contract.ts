import * as v from 'valibot';
import { contract } from '../../core/contract.ts';
import { Area, AreaOut, list, Page, Text, Uuid, When, Words } from '../../core/schema.ts';
import { ownCode } from './rules.ts';

const Campaign = v.strictObject({
  id: v.string(),
  code: v.string(),
  area: AreaOut,
  areaName: v.string(),
  name: v.string(),
  /** What the QR opens. */
  link: v.string(),
  at: When,
  /** From then on its code counts nothing; whoever scans it declares as before. */
  endedAt: v.nullable(When),
  declaredToday: v.number(),
  declared: v.number(),
});

const Code = v.pipe(Text(12), v.toUpperCase(), v.regex(ownCode, 'code.format'));

export const campaigns = contract({
  /** A source code for a poster, a link or a call: declarations that come by it are counted. */
  'POST /campaigns': {
    verb: 'campaign.write',
    body: v.strictObject({ id: Uuid, area: Area, name: Words(120), code: v.optional(Code) }),
    reply: Campaign,
  },
  'GET /campaigns': {
    verb: 'campaign.read',
    query: v.strictObject({ ...Page, area: v.optional(Area) }),
    reply: list(Campaign),
  },
  /** Ends a campaign, or begins it again; one that is over already keeps its end. */
  'POST /campaigns/:id/changes': {
    verb: 'campaign.write',
    body: v.strictObject({ id: Uuid, ended: v.boolean() }),
    reply: Campaign,
  },
});
