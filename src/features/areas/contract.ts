import * as v from 'valibot';
import { contract } from '../../core/contract.ts';
import { Area, AreaOut, Instant, Phone, Text, Uuid, When, Words } from '../../core/schema.ts';

export const levels = ['nation', 'province', 'district', 'commune'] as const;

const AreaRow = v.strictObject({
  path: AreaOut,
  code: v.string(),
  name: v.string(),
  level: v.picklist(levels),
});

const Hamlet = v.strictObject({ id: v.string(), area: AreaOut, name: v.string() });
const HamletWithLeader = v.strictObject({
  ...Hamlet.entries,
  leader: v.nullable(v.string()),
  phone: v.nullable(v.string()),
});
const NewHamlet = v.strictObject({
  id: Uuid,
  area: Area,
  name: Words(120),
  leader: v.optional(Words(120)),
  phone: v.optional(Phone),
});

const Station = v.strictObject({
  area: AreaOut,
  name: v.string(),
  phone: v.nullable(v.string()),
  address: v.nullable(v.string()),
});

const Duty = v.strictObject({
  id: v.string(),
  area: AreaOut,
  name: v.string(),
  phone: v.string(),
  from: When,
  to: When,
});

export const areas = contract({
  'GET /areas': { verb: 'public', query: v.strictObject({ parent: v.optional(Area, '') }), reply: v.array(AreaRow) },
  'GET /areas/trail': { verb: 'public', query: v.strictObject({ area: Area }), reply: v.array(AreaRow) },
  'GET /areas/search': {
    verb: 'public',
    query: v.strictObject({ text: Words(120), within: v.optional(Area, '') }),
    reply: v.array(v.strictObject({ ...AreaRow.entries, trail: v.string() })),
  },
  'GET /hamlets': { verb: 'public', query: v.strictObject({ area: Area }), reply: v.array(Hamlet) },
  'GET /hamlets/leaders': {
    verb: 'hamlet.read',
    query: v.strictObject({ area: Area }),
    reply: v.array(HamletWithLeader),
  },
  'POST /hamlets': { verb: 'hamlet.write', body: NewHamlet, reply: HamletWithLeader },
  'POST /hamlets/:id/changes': {
    verb: 'hamlet.write',
    body: v.strictObject({
      id: Uuid,
      name: v.optional(Words(120)),
      leader: v.optional(Text(120)),
      phone: v.optional(Phone),
      closed: v.optional(v.boolean()),
    }),
    reply: HamletWithLeader,
  },
  /** The station that answers for an area and the number its people call. */
  'GET /stations': { verb: 'public', query: v.strictObject({ area: Area }), reply: Station },
  'POST /stations': {
    verb: 'station.write',
    body: v.strictObject({ id: Uuid, area: Area, phone: Phone, address: v.optional(Text(300)) }),
    reply: Station,
  },
  'GET /duty': { verb: 'duty.read', query: v.strictObject({ area: Area }), reply: v.array(Duty) },
  'POST /duty': {
    verb: 'duty.write',
    body: v.strictObject({ id: Uuid, area: Area, name: Words(120), phone: Phone, from: Instant, to: Instant }),
    reply: Duty,
  },
  'POST /duty/:id/removal': { verb: 'duty.write', body: v.strictObject({ id: Uuid }), reply: Duty },
});
