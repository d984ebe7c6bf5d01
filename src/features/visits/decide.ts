import { isWithin } from '../../core/area.ts';
import { dayOf, startOfDay } from '../../core/day.ts';
import type { House } from '../../core/house.ts';
import { isCitizen } from '../../core/permission.ts';
import { Problem } from '../../core/problem.ts';
import { guestMaker } from '../accounts/index.ts';
import { sealPerson } from '../people/index.ts';
import { type Door, freshness } from '../venues/index.ts';
import { isOpen, usualStay } from '../venues/rules.ts';
import { alertOf, type NewAlert } from './door-alert.ts';
import type { Visitor } from './identify.ts';
import type * as store from './ingest-store.ts';
import { type Known, staysAfter, staysBefore, venueKey } from './known.ts';
import { maskAnswer, unmaskAnswer } from './masked-answer.ts';
import type { Asked, Guest, Ready } from './prepare.ts';
import {
  type Answer,
  answerFor,
  distance,
  doubtsOf,
  endBy,
  flags,
  hurriedWithin,
  isCertain,
  isTurnedAway,
  methods,
  turnedAwayAfter,
  usualEnd,
  workedAt,
} from './rules.ts';

export type Stored = {
  status: 200 | 201;
  visit: {
    id: string;
    answer: Answer;
    venue: string;
    in: Date;
    out: Date | null;
    doubtful: boolean;
    late: boolean;
    confirm?: 'otp';
  };
};
export type Outcome = Stored | Problem;

export type Decided = {
  item: Ready;
  /** The first visit of its day, as far as the flush knows. */
  seen: { venue: string; day: string } | undefined;
  row: store.VisitRow;
  /** Who was turned away is counted neither in nor out. */
  counts: store.Count[];
  guest: store.GuestRow | undefined;
  closings: store.Closing[];
  alerts: NewAlert[];
  answer: Stored;
};

const minuteOfWeek = (at: Date): number => {
  const day = dayOf(at);
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return weekday * 1440 + Math.floor((at.getTime() - startOfDay(day).getTime()) / 60_000);
};

/** A visit answered before: the same again to who recorded it, nothing to everybody else. */
export const answerAgain = (
  { keys }: House,
  { claim, input }: Asked,
  before: store.KnownVisit | undefined,
): Stored | undefined => {
  if (!before?.claim.equals(claim)) return undefined;
  return {
    status: 200,
    visit: {
      id: before.id,
      answer: unmaskAnswer(keys, before),
      venue: before.venueId,
      in: before.inAt,
      out: input.out ? before.outAt : null,
      doubtful: (before.flags & flags.doubtful) !== 0,
      late: (before.flags & flags.late) !== 0,
      ...(input.visitor && 'phone' in input.visitor && { confirm: 'otp' as const }),
    },
  };
};

const worksAt = ({ actor, input }: Ready, venue: Door, known: Known): boolean =>
  workedAt(known.works.get(`${venue.id} ${actor.account}`), input.in);

/**
 * Whether the actor may record this visitor at this venue: a citizen the own family anywhere and others where the citizen works;
 * an officer whoever lives in the own area anywhere, and others, by what they show or say, in the own area.
 */
const mayRecord = (item: Ready, venue: Door, { person, namesakes = [], isOwn }: Visitor, known: Known): boolean => {
  const { actor, who } = item;
  if (isCitizen(actor)) return isOwn || worksAt(item, venue, known);
  const homes = [person, ...namesakes].flatMap((id) => known.areas.get(id) ?? []);
  return (
    homes.some(({ area }) => isWithin(area, actor.area)) || (!('person' in who) && isWithin(venue.area, actor.area))
  );
};

const guestRow = (house: House, { id, ...who }: Guest, venue: Door, { actor }: Ready): store.GuestRow => {
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
    made_by: guestMaker(house, actor.account),
    made_as: isCitizen(actor) ? 'citizen' : 'officer',
  };
};

/** Load, ask, decide, for one visit among those of a flush. */
export const decide = (house: House, item: Ready, known: Known, visitor: Visitor | Problem): Decided | Outcome => {
  const { input, now } = item;
  const before = known.visits.get(input.id);
  const again = answerAgain(house, item, before);
  if (again) return again;
  if (visitor instanceof Problem) return visitor;
  if (before) return new Problem('record.conflict');
  const venue = known.venues.get(venueKey(item));
  if (!venue) return new Problem('record.missing', [{ path: 'venue', code: 'record.missing' }]);
  if (venue.closedAt !== null && input.in >= venue.closedAt)
    return new Problem('venue.closed', [{ path: 'venue', code: 'venue.closed' }]);
  if (!mayRecord(item, venue, visitor, known))
    return new Problem('record.missing', [{ path: 'visitor', code: 'record.missing' }]);
  // A merged record's visits are those of the one that stands for it.
  const { standing } = visitor;
  const person = standing?.id ?? visitor.person;
  // Of somebody who is a guest here, by what anybody can type or print, a death is not told.
  if (!visitor.guest && standing?.diedOn && standing.diedOn < dayOf(input.in)) return new Problem('death.recorded');

  const [recent, later] = [staysBefore(known, item), staysAfter(known, item)];
  const isGuest = visitor.isUnproven === true;
  // Who comes to a place without working there is no controller, whatever the method says.
  const method = isCitizen(item.actor) && visitor.isOwn && !worksAt(item, venue, known) ? 'self' : input.method;
  const doubts = doubtsOf(method, {
    isOpen: isOpen(venue.hours, minuteOfWeek(input.in)),
    ...(input.point && venue.lat !== null && venue.lon !== null
      ? { distance: distance(input.point, { lat: venue.lat, lon: venue.lon }), accuracy: input.point.accuracy }
      : {}),
    // What is written down afterwards has no code to show.
    rotating: item.isLate
      ? null
      : item.code
        ? freshness(house, venue, item.code, input.in)
        : venue.rotating && ('printed' as const),
    recentElsewhere: recent.filter(
      ({ venueId, inAt }) =>
        venueId !== venue.id && input.in.getTime() - inAt.getTime() < hurriedWithin && inAt <= input.in,
    ).length,
  });
  const isDoubted = doubts.length > 0 || item.isClockWrong;
  const isDoubtful = isDoubted || isGuest;
  // Whoever is known by a typed phone alone gets the same answer as everybody, until the phone was proven.
  const answer = isGuest ? 'declare' : answerFor(standing, now);
  const isTold = (one: store.Recent): boolean =>
    one.inAt < input.in && (one.outAt === null || (one.outAt > input.in && !isCertain(one, [...recent, ...later])));
  const closings = recent.filter(isTold).flatMap((one): store.Closing[] => {
    const end = endBy({ venue: one.venueId, in: one.inAt }, { venue: venue.id, in: input.in }, usualStay(one.kind));
    if (!end) return [];
    const { venueId, inAt, id, visitor, outAt } = one;
    const { out: ended, isEstimated: estimated } = end;
    return [{ venue: venueId, in_at: inAt, id, visitor, out_at: ended, estimated, day: dayOf(ended), before: outAt }];
  });
  const day = dayOf(input.in);
  const next = [...recent, ...later]
    .filter(({ inAt }) => inAt > input.in)
    .toSorted((one, other) => one.inAt.getTime() - other.inAt.getTime())[0];
  const open = { venue: venue.id, in: input.in };
  const usual = usualStay(venue.kind);
  const end = input.out
    ? undefined
    : ((next && endBy(open, { venue: next.venueId, in: next.inAt }, usual)) ?? usualEnd(open, usual, now));
  const isKeptOut =
    !input.out &&
    !next &&
    isTurnedAway({ answer, method, kind: venue.kind, venue: venue.id, in: input.in, now }, recent);
  const out = input.out ?? (isKeptOut ? new Date(input.in.getTime() + turnedAwayAfter) : end?.out) ?? null;
  const isEstimated = isKeptOut || end?.isEstimated === true;
  return {
    item,
    seen: venue.lastVisitOn === null || venue.lastVisitOn < day ? { venue: venue.id, day } : undefined,
    guest: visitor.guest && !standing ? guestRow(house, visitor.guest, venue, item) : undefined,
    closings,
    alerts:
      answer === 'call_station'
        ? alertOf(house, { person, area: venue.area, home: standing?.area, at: input.in, now })
        : [],
    row: {
      id: input.id,
      venue: venue.id,
      in_at: input.in,
      out_at: out,
      visitor: known.pseudonymOf(day, person) as string,
      flags:
        (isDoubtful ? flags.doubtful : 0) |
        (isGuest && !isDoubted ? flags.unproven : 0) |
        (item.isLate ? flags.late : 0) |
        (isEstimated ? flags.estimated : 0),
      method: methods.indexOf(method),
      answer: maskAnswer(house.keys, input.id, answer),
      seat: input.seat || null,
      claim: item.claim.toString('base64'),
    },
    counts: isKeptOut
      ? []
      : [
          { venue: venue.id, day, entered: 1, gone: 0 },
          ...(out ? [{ venue: venue.id, day: dayOf(out), entered: 0, gone: 1 }] : []),
        ],
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
