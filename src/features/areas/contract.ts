import * as v from 'valibot';
import { contract } from '../../core/contract.ts';
import { Area, AreaOut, Hotline, Instant, Phone, Text, Uuid, When, Words } from '../../core/schema.ts';

/** Letters keep the code of a health area apart from those of the General Statistics Office, which are digits. */
export const healthAreaCode = /^(?=.*[A-Z])[0-9A-Z]{1,8}$/;

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
  /** The accounts of its team, who see who comes home to it. */
  teams: v.array(v.strictObject({ id: v.string(), login: v.nullable(v.string()), name: v.string() })),
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

const focalKinds = ['general', 'technical', 'press'] as const;
/** An office number, as the unit publishes it; `unit` is the office it stands for. */
const FocalPoint = v.strictObject({
  id: v.string(),
  area: AreaOut,
  unit: v.string(),
  kind: v.picklist(focalKinds),
  name: v.string(),
  phone: v.string(),
  hours: v.nullable(v.string()),
});

const HealthArea = v.strictObject({
  id: v.string(),
  province: AreaOut,
  path: AreaOut,
  code: v.string(),
  name: v.string(),
  communes: v.array(v.strictObject({ path: AreaOut, code: v.string(), name: v.string() })),
  dissolved: v.boolean(),
  /** Rows of all tables that were given another path. */
  moved: v.number(),
});
const Communes = v.pipe(v.array(Area), v.maxLength(600, 'list.too_long'));
/** `38.14755,38.14758` */
const CommuneList = v.pipe(
  Words(12_000),
  v.transform((text) => text.split(',')),
  v.array(Area),
);

/** A row that was refused, as the spreadsheet counts it. */
const Rejected = v.strictObject({ row: v.number(), field: v.string(), code: v.string() });

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
      /** Accounts of hamlet teams of the commune, by log-in or id; they replace those before. */
      teams: v.optional(v.pipe(v.array(Words(60)), v.maxLength(20, 'batch.too_long'))),
    }),
    reply: HamletWithLeader,
  },
  /** The station that answers for an area and the number its people call. */
  'GET /stations': { verb: 'public', query: v.strictObject({ area: Area }), reply: Station },
  /** Who answers the telephone now: at the area's own station, then at each level above. For whoever passes a caller on. */
  'GET /stations/on-duty': {
    verb: 'duty.read',
    query: v.strictObject({ area: Area }),
    reply: v.array(
      v.strictObject({
        ...Station.entries,
        duty: v.nullable(v.strictObject({ name: v.string(), phone: v.string(), until: When })),
      }),
    ),
  },
  'POST /stations': {
    verb: 'station.write',
    body: v.strictObject({ id: Uuid, area: Area, phone: Hotline, address: v.optional(Text(300)) }),
    reply: Station,
  },
  /** Whom to call for what: of the unit itself and of those above it, the nearest first. */
  'GET /focal-points': {
    verb: 'public',
    // Whoever has just named one reads the list again at once.
    fresh: true,
    query: v.strictObject({ area: Area }),
    reply: v.array(FocalPoint),
  },
  'POST /focal-points': {
    verb: 'focal.write',
    body: v.strictObject({
      id: Uuid,
      area: Area,
      kind: v.picklist(focalKinds),
      name: Words(120),
      phone: Hotline,
      hours: v.optional(Text(120)),
    }),
    reply: FocalPoint,
  },
  'POST /focal-points/:id/removal': { verb: 'focal.write', body: v.strictObject({ id: Uuid }), reply: FocalPoint },
  /** Residents of communes from a CSV or XLSX: commune, people, year, source; `check` writes nothing. */
  'POST /areas/population': {
    verb: 'area.write',
    kind: 'open',
    upload: true,
    query: v.strictObject({ id: Uuid, mode: v.picklist(['check', 'apply']) }),
    bodyLimit: 4 << 20,
    reply: v.strictObject({ rows: v.number(), accepted: v.number(), rejected: v.array(Rejected) }),
  },
  /** Health areas of a province without districts. Making or changing one gives every row of its communes another path. */
  'GET /areas/health-areas': {
    verb: 'area.group',
    query: v.strictObject({ area: Area }),
    reply: v.array(HealthArea),
  },
  /** What lies in some communes and would move with them. */
  'GET /areas/moving': {
    verb: 'area.group',
    query: v.strictObject({ communes: CommuneList }),
    reply: v.strictObject({ accounts: v.number(), persons: v.number(), declared: v.number(), open: v.number() }),
  },
  'POST /areas/health-areas': {
    verb: 'area.group',
    kind: 'open',
    scope: 'owner',
    body: v.strictObject({
      id: Uuid,
      province: Area,
      code: v.pipe(v.string(), v.regex(healthAreaCode, 'code.format')),
      name: Words(120),
      communes: v.pipe(Communes, v.minLength(1, 'list.empty')),
    }),
    reply: HealthArea,
  },
  'POST /areas/health-areas/:id/changes': {
    verb: 'area.group',
    kind: 'open',
    scope: 'owner',
    body: v.strictObject({
      id: Uuid,
      name: v.optional(Words(120)),
      add: v.optional(Communes),
      remove: v.optional(Communes),
      dissolve: v.optional(v.boolean()),
    }),
    reply: HealthArea,
  },
  'GET /duty': { verb: 'duty.read', query: v.strictObject({ area: Area }), reply: v.array(Duty) },
  'POST /duty': {
    verb: 'duty.write',
    body: v.strictObject({ id: Uuid, area: Area, name: Words(120), phone: Phone, from: Instant, to: Instant }),
    reply: Duty,
  },
  'POST /duty/:id/removal': { verb: 'duty.write', body: v.strictObject({ id: Uuid }), reply: Duty },
});
