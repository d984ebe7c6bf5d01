import * as v from 'valibot';
import type { Handlers } from '../../core/api.ts';
import { isWithin } from '../../core/area.ts';
import { writeAudit } from '../../core/audit.ts';
import { itemId, refusedItem } from '../../core/batch-items.ts';
import { addDays, dayOf } from '../../core/day.ts';
import type { Db } from '../../core/db.ts';
import { fieldsOf } from '../../core/fields.ts';
import type { House } from '../../core/house.ts';
import { type Actor, isCitizen } from '../../core/permission.ts';
import { fail, Problem } from '../../core/problem.ts';
import { findVenue } from '../venues/index.ts';
import { type Clock, clockOf, corrected } from './clock.ts';
import { Departure, type DepartureInput, type visits } from './contract.ts';
import * as store from './departures-store.ts';
import { presented } from './prepare.ts';
import { endOfStay, flags, futureAllowed, isCertain, lateAfter, longestStay, workedAt } from './rules.ts';
import { resolveVisitors } from './who.ts';
import { idsOfPersons } from './who-store.ts';

type Route = 'POST /venues/:id/departures/batch';
type Given = { input: DepartureInput; at: Date };
type By = { actor: Actor; now: Date };

/** When somebody may end stays at a venue: an officer of its area at any time, who works there while that lasts. */
const mayEndAt = async (db: Db, actor: Actor, venueId: string, now: Date): Promise<(at: Date) => boolean> => {
  const venue = (await findVenue(db, venueId)) ?? fail('record.missing');
  if (!isCitizen(actor)) return isWithin(venue.area, actor.area) ? () => true : fail('record.missing');
  const until = await store.worksUntil(db, venueId, actor.account);
  const isSending = until === null || (until !== undefined && now.getTime() - until.getTime() <= lateAfter);
  return isSending ? (at) => workedAt(until, at) : fail('record.missing');
};

const read = (raw: unknown, clock: Clock, now: Date, mayEnd: (at: Date) => boolean): Given | Problem => {
  const parsed = v.safeParse(Departure, raw);
  if (!parsed.success) return new Problem('request.invalid', fieldsOf(parsed.issues));
  const input = parsed.output;
  const at = corrected(input.at, clock);
  if (at.getTime() > now.getTime() + futureAllowed)
    return new Problem('time.future', [{ path: 'at', code: 'time.future' }]);
  return mayEnd(at) ? { input, at } : new Problem('record.missing');
};

/** The pseudonyms under which each departing visitor may have come in; of a visit that the door knows none are needed. */
const pseudonymsOf = async (
  house: House,
  db: Db,
  given: readonly Given[],
  { actor, now }: By,
): Promise<(string[] | Problem)[]> => {
  const asked = given.map(({ input: { visitor }, at }) => {
    if ('visit' in visitor) return undefined;
    try {
      return { who: presented(house, visitor), at, actor };
    } catch (error) {
      if (error instanceof Problem) return error;
      throw error;
    }
  });
  const scanned = asked.flatMap((one) => (one && 'who' in one ? [one] : []));
  const resolved = await resolveVisitors(house, db, scanned, now);
  const persons = resolved.flatMap((one) => (one instanceof Problem ? [] : [one.person]));
  const idsOf = new Map((await idsOfPersons(db, persons)).map(({ person, ids }) => [person, ids]));
  return asked.map((one, i) => {
    if (one === undefined) return [];
    if (one instanceof Problem) return one;
    const found = resolved[scanned.indexOf(one)] as (typeof resolved)[number];
    if (found instanceof Problem) return found;
    const day = dayOf((given[i] as Given).at);
    // By a typed phone also the guest, as whom somebody else may have let them in.
    const all = [...(idsOf.get(found.person) ?? [found.person]), ...('guest' in one.who ? [one.who.guest.id] : [])];
    return [0, 1, 2].flatMap((back) => all.flatMap((id) => house.keys.days.pseudonym(addDays(day, -back), id) ?? []));
  });
};

/** Whoever left: the stays at this venue, one departure after the other in the order of their times. */
const depart = async (
  house: House,
  db: Db,
  venue: string,
  given: readonly Given[],
  by: By,
): Promise<(Date | Problem)[]> => {
  if (given.length === 0) return [];
  const names = await pseudonymsOf(house, db, given, by);
  const moments = given.map(({ at }) => at.getTime());
  const held = await store.staysAt(
    db,
    venue,
    {
      visitors: names.flatMap((one) => (one instanceof Problem ? [] : one)),
      ids: given.flatMap(({ input: { visitor } }) => ('visit' in visitor ? [visitor.visit] : [])),
    },
    new Date(Math.min(...moments) - longestStay),
    // Also what came after: it may be what told of an end.
    new Date(Math.max(...moments) + longestStay),
  );
  const stays = new Map(held.map((row) => [row.id, row]));
  const outcomes = new Map<Given, Date | Problem>();
  for (const one of given.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    const own = names[given.indexOf(one)] ?? [];
    if (own instanceof Problem) {
      outcomes.set(one, own);
      continue;
    }
    const { visitor } = one.input;
    const those = [...stays.values()].filter((row) =>
      'visit' in visitor ? row.id === visitor.visit : own.includes(row.visitor),
    );
    const ended = endOfStay(those, one.at);
    const said = ended && isCertain(ended, those) ? ended.outAt : null;
    if (ended && !said) stays.set(ended.id, { ...ended, outAt: one.at, flags: ended.flags & ~flags.estimated });
    outcomes.set(one, ended ? (said ?? one.at) : new Problem('visit.none'));
  }
  const changed = held.flatMap((before): store.Ending[] => {
    const after = stays.get(before.id);
    if (!after?.outAt || after === before) return [];
    const { id, inAt, outAt } = after;
    return [{ id, in_at: inAt, out_at: outAt, flags: after.flags, day: dayOf(outAt), isFirst: before.outAt === null }];
  });
  if (changed.length > 0) await store.endStays(db, venue, changed);
  return given.map((one) => outcomes.get(one) as Date | Problem);
};

/** Check-out at the door. There is no receipt, which would say who left where: a departure sent again finds the stay ended by it. */
export const departuresPart = (house: House): Pick<Handlers<typeof visits>, Route> => ({
  'POST /venues/:id/departures/batch': ({ params, body, actor, now, requestId }) =>
    house.database.within({ role: 'ingest' }, async (db) => {
      const mayEnd = await mayEndAt(db, actor, params.id, now);
      const clock = clockOf(body.now, now);
      const items = body.items.map((raw) => read(raw, clock, now, mayEnd));
      const given = items.flatMap((one) => (one instanceof Problem ? [] : [one]));
      const ends = await depart(house, db, params.id, given, { actor, now });
      await writeAudit(db, {
        at: now,
        account: isCitizen(actor) ? null : actor.account,
        area: isCitizen(actor) ? null : actor.area,
        verb: 'visit.create',
        route: 'POST /venues/:id/departures/batch',
        outcome: 'done',
        persons: [],
        requestId,
        detail: { count: given.length },
      });
      const results = items.map((one, i) => {
        const end = one instanceof Problem ? one : (ends[given.indexOf(one)] as Date | Problem);
        const id = itemId(body.items[i]);
        return end instanceof Problem ? refusedItem(id, end) : { id, status: 200, out: end };
      });
      return { status: 200, reply: { results } };
    }),
});
