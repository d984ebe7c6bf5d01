import { isWithin } from '../../core/area.ts';
import { type Batch, microBatch } from '../../core/batch.ts';
import { waves } from '../../core/batch-items.ts';
import { newId } from '../../core/client.ts';
import { uuidOfHash } from '../../core/crypto.ts';
import { addDays, dayOf, startOfDay } from '../../core/day.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { isCitizen } from '../../core/permission.ts';
import { Problem } from '../../core/problem.ts';
import { learnNames, sealPerson } from '../people/index.ts';
import { findVenues, freshness, type VenueRow, venuesByCode } from '../venues/index.ts';
import { isOpen, usualStay } from '../venues/rules.ts';
import * as store from './ingest-store.ts';
import type { Guest, Prepared } from './prepare.ts';
import {
  answerFor,
  answers,
  distance,
  doubtsOf,
  endBy,
  flags,
  futureAllowed,
  hurriedWithin,
  isCertain,
  lateAfter,
  longestStay,
  methods,
} from './rules.ts';
import { ensureWeeks } from './weeks.ts';
import { type Resolved, resolveVisitors } from './who.ts';

export type Stored = {
  status: 200 | 201;
  visit: {
    id: string;
    answer: (typeof answers)[number];
    venue: string;
    in: Date;
    out: Date | null;
    doubtful: boolean;
    late: boolean;
    confirm?: 'otp';
  };
};
export type Outcome = Stored | Problem;

type Known = {
  venues: Map<string, VenueRow>;
  visits: Map<string, store.KnownVisit>;
  /** By venue and account: until when, `null` while it lasts. */
  works: Map<string, Date | null>;
  areas: Map<string, { area: string }[]>;
  standing: Map<string, store.Standing>;
  recent: Map<string, store.Recent[]>;
};
type Decided = {
  item: Prepared;
  row: store.VisitRow;
  guest: store.GuestRow | undefined;
  closings: store.Closing[];
  alerts: store.Alert[];
  answer: Stored;
};

const minuteOfWeek = (at: Date): number => {
  const day = dayOf(at);
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return weekday * 1440 + Math.floor((at.getTime() - startOfDay(day).getTime()) / 60_000);
};

const venueKey = ({ venue }: Prepared): string => ('typed' in venue ? venue.typed : venue.id);

/** The pseudonyms a visitor may have had in the hours before a check-in, by the day. */
const pseudonymsBefore = (house: House, ids: readonly string[], at: Date): string[] => {
  const day = dayOf(at);
  return [0, 1, 2].flatMap((back) => ids.flatMap((id) => house.keys.days.pseudonym(addDays(day, -back), id) ?? []));
};

/** And in the hours after it: what was scanned offline may arrive after a later check-in did. */
const pseudonymsAfter = (house: House, ids: readonly string[], { input, now }: Prepared): string[] => {
  if (now.getTime() - input.in.getTime() <= futureAllowed) return [];
  const day = dayOf(input.in);
  return [1, 2].flatMap((on) => ids.flatMap((id) => house.keys.days.pseudonym(addDays(day, on), id) ?? []));
};

/** A visit answered before: the same again to who recorded it, a conflict to everybody else. */
const answerAgain = (item: Prepared, before: store.KnownVisit): Outcome => {
  if (!before.claim.equals(item.claim)) return new Problem('record.conflict');
  return {
    status: 200,
    visit: {
      id: before.id,
      answer: answers[before.answer] ?? 'declare',
      venue: before.venueId,
      in: before.inAt,
      out: item.input.out ?? null,
      doubtful: (before.flags & flags.doubtful) !== 0,
      late: item.isLate,
      ...('guest' in item.who && { confirm: 'otp' as const }),
    },
  };
};

/** Who was taken off a door still sends what was scanned before, as long as an offline post may wait. */
export const worked = (until: Date | null | undefined, at: Date): boolean =>
  until === null || (until !== undefined && at < until);

/** Whether the actor may record this person at this venue: oneself and family anywhere, others at the own venue or in the own area. */
const mayRecord = ({ actor, who, input }: Prepared, venue: VenueRow, person: string, known: Known): boolean => {
  if (isCitizen(actor))
    return actor.persons.includes(person) || worked(known.works.get(`${venue.id} ${actor.account}`), input.in);
  if ('person' in who) return (known.areas.get(person) ?? []).some(({ area }) => isWithin(area as never, actor.area));
  return isWithin(venue.area, actor.area);
};

const guestRow = (house: House, { id, ...who }: Guest, venue: VenueRow, { actor }: Prepared): store.GuestRow => {
  const { birthYear, sealed, phoneHash, identityHash, bodyHash, tokens } = sealPerson(house, {
    id,
    area: venue.area,
    ...who,
  });
  return {
    id,
    area: venue.area,
    birth_year: birthYear,
    sealed: sealed.toString('base64'),
    phone: phoneHash?.toString('base64') ?? null,
    identity: identityHash?.toString('base64') ?? null,
    hash: bodyHash.toString('base64'),
    tokens,
    by_account: actor.account,
    made_as: isCitizen(actor) ? 'citizen' : 'officer',
  };
};

/** The same for the same visit, and only with the key: an alert names the person, and must not lead to the place. */
const alertId = (house: House, visit: string): string => uuidOfHash(house.keys.hash('door alert', visit));

/** Load, ask, decide, for one visit among those of a flush. */
const decide = (house: House, item: Prepared, known: Known, resolved: Resolved | Problem): Decided | Outcome => {
  const { input, now } = item;
  const before = known.visits.get(input.id);
  if (before) return answerAgain(item, before);
  if (resolved instanceof Problem) return resolved;
  const venue = known.venues.get(venueKey(item));
  if (!venue) return new Problem('record.missing', [{ path: 'venue', code: 'record.missing' }]);
  if (venue.state === 'closed') return new Problem('venue.closed', [{ path: 'venue', code: 'venue.closed' }]);
  if (!mayRecord(item, venue, resolved.person, known))
    return new Problem('record.missing', [{ path: 'visitor', code: 'record.missing' }]);
  const standing = known.standing.get(resolved.person);
  // A merged record's visits are those of the one that stands for it.
  const { id: person, ids } = standing ?? { id: resolved.person, ids: [resolved.person] };
  if (standing?.diedOn && standing.diedOn < dayOf(input.in)) return new Problem('death.recorded');

  const recent = pseudonymsBefore(house, ids, input.in).flatMap((one) => known.recent.get(one) ?? []);
  const later = pseudonymsAfter(house, ids, item).flatMap((one) => known.recent.get(one) ?? []);
  const isGuest = resolved.isUnproven === true;
  const doubts = doubtsOf(input.method, {
    isOpen: isOpen(venue.hours, minuteOfWeek(input.in)),
    ...(input.point && venue.lat !== null && venue.lon !== null
      ? { distance: distance(input.point, { lat: venue.lat, lon: venue.lon }), accuracy: input.point.accuracy }
      : {}),
    rotating: item.code && freshness(house, venue, item.code, input.in),
    recentElsewhere: recent.filter(
      ({ venueId, inAt }) =>
        venueId !== venue.id && input.in.getTime() - inAt.getTime() < hurriedWithin && inAt <= input.in,
    ).length,
  });
  const isDoubtful = doubts.length > 0 || isGuest || item.isClockWrong;
  const declared = standing?.triage && standing.declaredAt ? { level: standing.triage, at: standing.declaredAt } : null;
  // Whoever is known by a typed phone alone gets the same answer as everybody, until the phone was proven.
  const answer = isGuest
    ? 'declare'
    : answerFor(
        { declared, level: standing?.level, health: standing?.health, isCleared: standing?.isCleared ?? false },
        now,
      );
  const isTold = (one: store.Recent): boolean =>
    one.inAt < input.in && (one.outAt === null || (one.outAt > input.in && !isCertain(one, [...recent, ...later])));
  const closings = recent.filter(isTold).flatMap((one): store.Closing[] => {
    const kind = known.venues.get(one.venueId)?.kind ?? 'other';
    const end = endBy({ venue: one.venueId, in: one.inAt }, { venue: venue.id, in: input.in }, usualStay(kind));
    if (!end) return [];
    const { venueId, inAt, id, outAt } = one;
    const { out: ended, isEstimated: estimated } = end;
    return [{ venue: venueId, in_at: inAt, id, out_at: ended, estimated, day: dayOf(ended), before: outAt }];
  });
  const day = dayOf(input.in);
  const next = [...recent, ...later]
    .filter(({ inAt }) => inAt > input.in)
    .toSorted((one, other) => one.inAt.getTime() - other.inAt.getTime())[0];
  const end =
    input.out || !next
      ? undefined
      : endBy({ venue: venue.id, in: input.in }, { venue: next.venueId, in: next.inAt }, usualStay(venue.kind));
  const out = input.out ?? end?.out ?? null;
  return {
    item,
    guest: resolved.guest && !standing ? guestRow(house, resolved.guest, venue, item) : undefined,
    closings,
    alerts: answer === 'call_station' ? [{ person, id: alertId(house, input.id), area: venue.area }] : [],
    row: {
      id: input.id,
      venue: venue.id,
      in_at: input.in,
      out_at: out,
      visitor: house.keys.days.pseudonym(day, person) as string,
      flags:
        (isDoubtful ? flags.doubtful : 0) | (item.isLate ? flags.late : 0) | (end?.isEstimated ? flags.estimated : 0),
      method: methods.indexOf(input.method),
      answer: answers.indexOf(answer),
      seat: input.seat || null,
      claim: item.claim.toString('base64'),
      day,
      out_day: out && dayOf(out),
    },
    answer: {
      status: 201,
      visit: {
        id: input.id,
        answer,
        venue: venue.id,
        in: input.in,
        out: input.out ?? null,
        doubtful: isDoubtful,
        late: item.isLate,
        ...(isGuest && { confirm: 'otp' as const }),
      },
    },
  };
};

const load = async (
  house: House,
  db: Db,
  items: readonly Prepared[],
  persons: readonly string[],
  now: Date,
): Promise<Known> => {
  const ids = items.flatMap(({ venue }) => ('id' in venue ? [venue.id] : []));
  const typed = items.flatMap(({ venue }) => ('typed' in venue ? [venue.typed] : []));
  const accounts = [...new Set(items.filter(({ actor }) => isCitizen(actor)).map(({ actor }) => actor.account))];
  const standing = await store.standingOf(db, persons.filter(Boolean), new Date(now.getTime() - longestStay * 2), now);
  const idsOf = new Map(standing.map(({ person, ids: all }) => [person, all]));
  const pseudonyms = items.flatMap((item, i) => {
    const all = idsOf.get(persons[i] ?? '') ?? (persons[i] ? [persons[i]] : []);
    return [...pseudonymsBefore(house, all, item.input.in), ...pseudonymsAfter(house, all, item)];
  });
  const moments = items.map(({ input }) => input.in.getTime());
  const [byId, byCode, visits, recent, areas] = await Promise.all([
    findVenues(db, ids),
    typed.length === 0 ? [] : venuesByCode(db, typed),
    store.findVisits(
      db,
      items.map(({ input }) => input.id),
    ),
    store.recentOf(
      db,
      pseudonyms,
      new Date(Math.min(...moments) - longestStay),
      new Date(Math.max(...moments) + longestStay),
    ),
    items.every(({ actor }) => isCitizen(actor)) ? [] : store.areasOf(db, persons.filter(Boolean)),
  ]);
  const elsewhere = [...new Set(recent.map(({ venueId }) => venueId))];
  const [works, others] = await Promise.all([
    accounts.length === 0
      ? []
      : store.rolesOf(
          db,
          accounts,
          [...byId, ...byCode].map(({ id }) => id),
          new Date(now.getTime() - lateAfter),
        ),
    findVenues(
      db,
      elsewhere.filter((id) => !ids.includes(id)),
    ),
  ]);
  return {
    venues: new Map([
      ...[...byId, ...others].map((venue) => [venue.id, venue] as const),
      ...byCode.map((venue) => [venue.code, venue] as const),
    ]),
    visits: new Map(visits.map((row) => [row.id, row])),
    works: new Map(works.map(({ venueId, accountId, until }) => [`${venueId} ${accountId}`, until])),
    areas: Map.groupBy(areas, ({ personId }) => personId),
    standing: new Map(standing.map((row) => [row.person, row])),
    recent: Map.groupBy(recent, ({ visitor }) => visitor),
  };
};

/** One audit entry for all citizens of a flush, one for each officer. */
const auditOf = (items: readonly Prepared[], now: Date): Record<string, unknown>[] =>
  [...Map.groupBy(items, ({ actor }) => (isCitizen(actor) ? '' : actor.account)).values()].map((group) => {
    const { actor, requestId } = group[0] as Prepared;
    return {
      id: newId(now.getTime()),
      account: isCitizen(actor) ? null : actor.account,
      area: isCitizen(actor) ? null : actor.area,
      request: requestId,
      detail: { count: group.length },
    };
  });

const isDecided = (one: Decided | Outcome): one is Decided => 'row' in one;

/** Two visits of one visitor, or one id twice, go one after the other: the second must see the first. */
const keysOf = ({ input, who }: Prepared): string[] => {
  const visitor = 'person' in who ? who.person : 'guest' in who ? who.guest.id : JSON.stringify(who.scan).slice(0, 300);
  return [visitor, input.id];
};

const writeWave = (house: House, wave: readonly Prepared[]): Promise<Map<Prepared, Outcome>> =>
  house.database.within({ role: 'ingest' }, async (db) => {
    const { now } = wave[0] as Prepared;
    const resolved = await resolveVisitors(house, db, wave);
    const persons = resolved.map((one) => (one instanceof Problem ? '' : one.person));
    const known = await load(house, db, wave, persons, now);
    const outcomes = wave.map((item, i) => ({ item, outcome: decide(house, item, known, resolved[i] as Resolved) }));
    const answered = new Map(
      outcomes.flatMap(({ item, outcome }) => (isDecided(outcome) ? [] : [[item, outcome] as const])),
    );
    const decided = outcomes.map(({ outcome }) => outcome).filter(isDecided);
    if (decided.length === 0) return answered;
    const guests = [...new Map(decided.flatMap(({ guest }) => (guest ? [[guest.id, guest] as const] : []))).values()];
    await learnNames(
      db,
      guests.map(({ tokens }) => tokens),
    );
    const stored = await store.writeFlush(db, {
      visits: decided.map(({ row }) => row),
      guests,
      closings: decided.flatMap(({ closings }) => closings),
      alerts: decided.flatMap(({ alerts }) => alerts),
      audits: auditOf(
        decided.map(({ item }) => item),
        now,
      ),
      now,
      today: startOfDay(dayOf(now)),
    });
    const ids = new Set(stored.map(({ id }) => id));
    for (const { item, answer } of decided) if (ids.has(item.input.id)) answered.set(item, answer);
    return answered;
  });

/** How often an item that a parallel server overtook comes again. */
const tries = 5;

/** Answers each item of a flush; the benchmark's baseline gives it one at a time. */
export const writeVisits = async (house: House, items: readonly Prepared[]): Promise<Outcome[]> => {
  await ensureWeeks(
    house.database.pools.owner,
    items.map(({ input }) => input.in),
  );
  const found = new Map<Prepared, Outcome>();
  for (const wave of waves(items, keysOf)) {
    for (let left = tries; left > 0; left -= 1) {
      const due = wave.filter((item) => !found.has(item));
      if (due.length === 0) break;
      for (const [item, outcome] of await writeWave(house, due)) found.set(item, outcome);
    }
  }
  return items.map((item) => found.get(item) ?? new Problem('server.busy'));
};

export const startIngest = (house: House): Batch<Prepared, Outcome> =>
  microBatch((items: Prepared[]) => writeVisits(house, items), { largest: 256, queue: 4_000, linger: 3 });
