import * as v from 'valibot';
import { contract } from '../../core/contract.ts';
import { Area, AreaOut, Flag, list, Page, Phone, Text, Uuid, When, Words } from '../../core/schema.ts';
import { mostPosters, posterCopies, posterFormats, posterLanguages, venueKinds } from './rules.ts';

export const Point = v.strictObject({
  lat: v.pipe(v.number(), v.minValue(-90, 'point.range'), v.maxValue(90, 'point.range')),
  lon: v.pipe(v.number(), v.minValue(-180, 'point.range'), v.maxValue(180, 'point.range')),
});
const minutes = (most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(0, 'hours.range'), v.maxValue(most, 'hours.range'));
/** `day` 0 is Monday; minutes since midnight, beyond 1440 for the hours after it. `to` not after `from` is on the next day. */
const Opening = v.strictObject({ day: minutes(6), from: minutes(1440), to: minutes(2880) });
export const Hours = v.pipe(v.array(Opening), v.maxLength(30, 'hours.too_many'));
export const Vehicle = v.strictObject({
  plate: v.optional(Text(20)),
  route: v.optional(Text(120)),
  trip: v.optional(Text(60)),
});

const venueEntries = {
  name: Words(200),
  kind: v.picklist(venueKinds),
  area: Area,
  address: v.optional(Text(300)),
  point: v.optional(Point),
  hours: v.optional(Hours),
  vehicle: v.optional(Vehicle),
  /** A phone to reach who is in charge; a citizen's is that of the account. */
  phone: v.optional(Phone),
};
export const NewVenue = v.strictObject({ id: Uuid, ...venueEntries });

export const Venue = v.strictObject({
  id: v.string(),
  name: v.string(),
  kind: v.picklist(venueKinds),
  area: AreaOut,
  areaName: v.string(),
  address: v.nullable(v.string()),
  point: v.nullable(Point),
  hours: v.nullable(Hours),
  vehicle: v.nullable(Vehicle),
  state: v.picklist(['active', 'closed']),
  /** Eight letters and digits, to be typed where no camera is. */
  code: v.string(),
  /** What the printed QR holds: an address that any camera opens. */
  qr: v.string(),
  /** Whether a code that changes on a screen is wanted: a visit by the printed one is then doubtful. */
  rotating: v.boolean(),
  lastVisitOn: v.nullable(v.string()),
  /** Since when no visits are taken, and whether the station closed it: then only the station opens it again. */
  closure: v.nullable(v.strictObject({ at: When, byStation: v.boolean(), reason: v.nullable(v.string()) })),
  /** Whether it was handed to the account that asks, which has not accepted yet. */
  offered: v.boolean(),
});
/** What whoever stands before the poster may know. */
export const PublicVenue = v.strictObject({
  id: v.string(),
  name: v.string(),
  kind: v.picklist(venueKinds),
  areaName: v.string(),
  address: v.nullable(v.string()),
  vehicle: v.nullable(Vehicle),
  state: v.picklist(['active', 'closed']),
});
const Member = v.strictObject({
  id: v.string(),
  /** `heir`: to whom it was handed, and who has not accepted yet. */
  role: v.picklist(['owner', 'controller', 'heir']),
  phone: v.nullable(v.string()),
  since: When,
});

const DaysBack = v.pipe(v.string(), v.regex(/^\d{1,3}$/, 'days.range'), v.transform(Number));
/** `silent`: active, not new, and without a visit for so many days; `visited`: active and visited in so many days. */
export const venueFilters = {
  kind: v.optional(v.picklist(venueKinds)),
  search: v.optional(Text(100)),
  silent: v.optional(DaysBack),
  visited: v.optional(DaysBack),
  closed: v.optional(Flag),
};
/** Why a reminder did not go out: nobody's phone is known · reminded within the day · closed. */
export const passedOver = ['no_phone', 'recent', 'closed'] as const;

export const venues = contract({
  'POST /venues': { verb: 'venue.create', body: NewVenue, reply: Venue },
  /** A citizen's own and those one helps at; an officer's area. */
  'GET /venues': {
    verb: 'venue.read',
    query: v.strictObject({
      ...Page,
      area: v.optional(Area),
      ...venueFilters,
    }),
    reply: list(Venue),
  },
  'GET /venues/:id': { verb: 'venue.read', reply: Venue },
  'POST /venues/:id/changes': {
    verb: 'venue.create',
    body: v.strictObject({
      id: Uuid,
      ...venueEntries,
      name: v.optional(Words(200)),
      kind: v.optional(v.picklist(venueKinds)),
      area: v.optional(Area),
      rotating: v.optional(v.boolean()),
    }),
    reply: Venue,
  },
  'POST /venues/:id/closure': {
    verb: 'venue.create',
    body: v.strictObject({ id: Uuid, reason: v.optional(Text(300)), reopen: v.optional(v.boolean()) }),
    reply: Venue,
  },
  /** A new printed code; older ones keep leading to the venue. */
  'POST /venues/:id/code': { verb: 'venue.create', body: v.strictObject({ id: Uuid }), reply: Venue },
  'GET /venues/:id/members': { verb: 'venue.read', reply: v.array(Member) },
  'POST /venues/:id/members': {
    verb: 'venue.create',
    body: v.strictObject({ id: Uuid, phone: Phone, remove: v.optional(v.boolean()) }),
    reply: v.array(Member),
  },
  /**
   * Offers the venue to another phone. The giver stays the owner until its holder has signed in and accepted, and takes the offer back
   * by removing that phone from the members.
   */
  'POST /venues/:id/hand-over': {
    verb: 'venue.create',
    body: v.strictObject({ id: Uuid, phone: Phone }),
    reply: v.array(Member),
  },
  /** The answer to an offer: from then on the holder of the phone is the owner, and a citizen who gave it a controller. */
  'POST /venues/:id/acceptance': {
    verb: 'venue.accept',
    body: v.strictObject({ id: Uuid, decline: v.optional(v.boolean()) }),
    reply: Venue,
  },
  /** In and out by day, newest first; counts only. */
  'GET /venues/:id/days': {
    verb: 'venue.read',
    reply: v.array(v.strictObject({ day: v.string(), entered: v.number(), left: v.number() })),
  },
  /** The code for a screen: changes every 30 seconds, so that a photograph of it is soon worth nothing. */
  'GET /venues/:id/screen': { verb: 'venue.read', reply: v.strictObject({ qr: v.string(), until: When }) },
  /** The sheet to be printed, as a file; of `also`, more venues separated by commas, a sheet each behind it, in one PDF. */
  'GET /venues/:id/poster': {
    verb: 'venue.read',
    kind: 'open',
    query: v.strictObject({
      format: v.optional(v.picklist(posterFormats), 'pdf'),
      also: v.optional(
        v.pipe(
          Words(20_000),
          v.transform((text) => text.split(',')),
          v.array(Uuid),
          v.maxLength(mostPosters - 1, 'venues.too_many'),
        ),
      ),
      copies: v.optional(v.pipe(v.string(), v.transform(Number), v.picklist(posterCopies, 'field.choice')), '1'),
      lang: v.optional(v.picklist(posterLanguages), 'both'),
    }),
    reply: v.unknown(),
  },
  /** What a scanned or typed code leads to. */
  'GET /venues/lookup': {
    verb: 'public',
    fresh: true,
    query: v.strictObject({ code: Words(500) }),
    reply: v.strictObject({ ...PublicVenue.entries, serial: v.number() }),
  },
  'POST /venues/reminders': {
    verb: 'venue.remind',
    body: v.strictObject({
      id: Uuid,
      venues: v.pipe(v.array(Uuid), v.minLength(1, 'venues.empty'), v.maxLength(200, 'venues.too_many')),
    }),
    reply: v.strictObject({
      sent: v.number(),
      skipped: v.number(),
      passed: v.array(v.strictObject({ id: v.string(), why: v.picklist(passedOver) })),
    }),
  },
  'POST /venues/import': {
    verb: 'venue.manage',
    kind: 'open',
    upload: true,
    bodyLimit: 16 << 20,
    query: v.strictObject({
      id: Uuid,
      mode: v.optional(v.picklist(['check', 'apply']), 'check'),
      area: v.optional(Area),
    }),
    reply: v.strictObject({
      rows: v.number(),
      accepted: v.number(),
      /** Of the accepted, those that stand already in their commune: nothing is written for them. */
      known: v.number(),
      /** How many of the accepted have a point, opening hours, or a plate, route or trip. */
      withPoint: v.number(),
      withHours: v.number(),
      vehicles: v.number(),
      rejected: v.array(v.strictObject({ row: v.number(), field: v.string(), code: v.string() })),
      /** The rejected rows as they stood, to be mended and sent again. */
      left: v.strictObject({
        header: v.array(v.string()),
        rows: v.array(v.strictObject({ row: v.number(), cells: v.array(v.string()) })),
      }),
    }),
  },
  /** How many places of each child area are active, how many of them were visited in the last seven days, and how many are silent. */
  'GET /venues/activity': {
    verb: 'figure.read',
    query: v.strictObject({ area: v.optional(Area) }),
    reply: v.array(
      v.strictObject({ area: AreaOut, name: v.string(), venues: v.number(), visited: v.number(), silent: v.number() }),
    ),
  },
});
