import * as v from 'valibot';
import { contract } from '../../core/contract.ts';
import {
  Area,
  AreaOut,
  batchOf,
  Day,
  Flag,
  Instant,
  list,
  Page,
  Phone,
  Text,
  Uuid,
  When,
  Words,
} from '../../core/schema.ts';
import { FullName, PersonBrief } from '../people/contract.ts';
import { Point, PublicVenue } from '../venues/contract.ts';
import { answers, methods } from './rules.ts';

/** Who came: a known person, a scanned code (personal QR, CCCD, PC-Covid), or a typed phone with a name. */
export const Visitor = v.union([
  v.strictObject({ person: Uuid }),
  v.strictObject({ qr: Words(500) }),
  v.strictObject({ phone: Phone, fullName: FullName }),
]);

export const NewVisit = v.strictObject({
  id: Uuid,
  /** The venue by its id, or by what its QR or its typed code says. */
  venue: v.optional(Uuid),
  qr: v.optional(Words(500)),
  /** Left out, a citizen's own. */
  visitor: v.optional(Visitor),
  in: Instant,
  out: v.optional(Instant),
  method: v.picklist(methods),
  seat: v.optional(Text(30)),
  /** Where the phone was, and how exactly, in metres: looked at once, never stored. */
  point: v.optional(v.strictObject({ ...Point.entries, accuracy: v.optional(v.pipe(v.number(), v.minValue(0))) })),
});
export type NewVisitInput = v.InferOutput<typeof NewVisit>;

const Answer = v.picklist(answers);

const VisitStored = v.strictObject({
  id: v.string(),
  answer: Answer,
  venue: v.string(),
  in: When,
  out: v.nullable(When),
  doubtful: v.boolean(),
  late: v.boolean(),
  /** A typed phone: its holder has been sent a code; until it comes the answer is the same for everybody. */
  confirm: v.optional(v.literal('otp')),
});

/** What became of one item of a batch. */
const fate = {
  id: v.nullable(v.string()),
  status: v.number(),
  code: v.optional(v.string()),
  fields: v.optional(v.array(v.strictObject({ path: v.string(), code: v.string() }))),
};

/** What a device that sends later says its own clock shows now: a clock that is off is corrected by it. */
const sentFrom = { ...batchOf(v.unknown()).entries, now: v.optional(Instant) };

/** Who leaves: by a scanned code, by what was typed at the check-in, or the visit itself where the door knows it. */
export const Departure = v.strictObject({
  id: Uuid,
  at: Instant,
  visitor: v.union([
    v.strictObject({ visit: Uuid }),
    v.strictObject({ qr: Words(500) }),
    v.strictObject({ phone: Phone, fullName: FullName }),
  ]),
});
export type DepartureInput = v.InferOutput<typeof Departure>;

const OwnVisit = v.strictObject({
  id: v.string(),
  person: v.string(),
  venue: PublicVenue,
  in: When,
  out: v.nullable(When),
  estimated: v.boolean(),
  doubtful: v.boolean(),
});

const DoorAlert = v.strictObject({
  id: v.string(),
  person: v.nullable(PersonBrief),
  phone: v.nullable(v.string()),
  /** The hour that it was in. */
  at: When,
  area: AreaOut,
  areaName: v.string(),
  /** That an officer of one of the stations has reached the person, and who. */
  called: v.nullable(v.strictObject({ at: When, by: v.nullable(v.string()) })),
});

export const visits = contract({
  'POST /visits': { verb: 'visit.create', kind: 'batched', body: NewVisit, reply: VisitStored },
  'POST /visits/batch': {
    verb: 'visit.create',
    kind: 'batched',
    bodyLimit: 2 << 20,
    body: v.strictObject(sentFrom),
    reply: v.strictObject({
      results: v.array(
        v.strictObject({
          ...fate,
          answer: v.optional(Answer),
          /** When it was stored to have begun, where the sender's clock was corrected. */
          in: v.optional(When),
        }),
      ),
    }),
    status: 200,
  },
  /**
   * Personal codes that ended in the last thirty days, for a door that will have no network: the beginning of each code's own id, and
   * nothing of whose it was or why. With `since` those that ended from then on.
   */
  'GET /venues/:id/withdrawn-codes': {
    verb: 'visit.create',
    scope: 'ingest',
    query: v.strictObject({ since: v.optional(Instant) }),
    reply: v.strictObject({ at: When, codes: v.array(v.string()) }),
  },
  /** Ends the stays of those whom the door of this venue sees leave; each is found by the visitor. Sent twice it ends once. */
  'POST /venues/:id/departures/batch': {
    verb: 'visit.create',
    kind: 'batched',
    bodyLimit: 2 << 20,
    body: v.strictObject(sentFrom),
    reply: v.strictObject({ results: v.array(v.strictObject({ ...fate, out: v.optional(When) })) }),
    status: 200,
  },
  /** Ends a stay; `venue` and `in` are those of the visit, which is found by them. */
  'POST /visits/:id/out': {
    verb: 'visit.create',
    scope: 'ingest',
    unnamed: true,
    body: v.strictObject({ id: Uuid, at: Instant, venue: Uuid, in: Instant }),
    reply: v.strictObject({ id: v.string(), in: When, out: When, estimated: v.boolean() }),
  },
  /** The code sent to a typed phone confirms that its holder is at the door, and gives the answer. */
  'POST /visits/:id/confirmation': {
    verb: 'visit.create',
    scope: 'ingest',
    unnamed: true,
    body: v.strictObject({
      id: Uuid,
      venue: Uuid,
      in: Instant,
      phone: Phone,
      code: v.pipe(v.string(), v.maxLength(20, 'code.format')),
    }),
    reply: v.strictObject({ id: v.string(), answer: Answer }),
  },
  /** A citizen's own and the family's, newest first; one of the three lawful uses. */
  'GET /visits': {
    verb: 'visit.read.own',
    scope: 'trace',
    query: v.strictObject({ ...Page, person: v.optional(Uuid), from: v.optional(Day), to: v.optional(Day) }),
    /** With the number of days that visits are kept. */
    reply: v.strictObject({ ...list(OwnVisit).entries, keptDays: v.number() }),
  },
  /**
   * Whom doors asked to call the station in the last days, newest first: those of doors in the area, and who lives there. The commune
   * and the hour, never the place. `person` is null where somebody lives in another area. `count=true` gives only how many there were in
   * 24 hours that nobody has ticked off, no further than a hundred: a count opens nobody's record.
   */
  'GET /door-alerts': {
    verb: 'work.act',
    query: v.strictObject({ ...Page, area: v.optional(Area), count: v.optional(Flag) }),
    reply: v.strictObject({ ...list(DoorAlert).entries, today: v.optional(v.number()) }),
  },
  /** Ticks an alert off, because the person was reached; `undo` takes that back. */
  'POST /door-alerts/:id/call': {
    verb: 'work.act',
    body: v.strictObject({ id: Uuid, undo: v.optional(v.boolean()) }),
    reply: DoorAlert,
  },
  /** Who opened one's visits and why. */
  'GET /visits/openings': {
    verb: 'visit.read.own',
    reply: v.array(
      v.strictObject({ id: v.string(), person: v.string(), at: When, unit: v.string(), reason: v.string() }),
    ),
  },
});
