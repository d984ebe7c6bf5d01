import type { Handlers } from '../../core/api.ts';
import { type AreaPath, isWithin } from '../../core/area.ts';
import { dayOf } from '../../core/day.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { mustBeAble } from '../../core/permission.ts';
import { type CaseRow, humansOf, listCases, noteOpenings, openingOf } from '../cases/index.ts';
import { findBriefs } from '../people/index.ts';
import { findVenues, showPublic, type VenueRow } from '../venues/index.ts';
import { type Found, openStays, presentIn, type Source } from '../visits/index.ts';
import * as store from './backward-store.ts';
import type { investigations } from './contract.ts';
import { type Event, eventsOf, exposurePeriod, type Surprise, surpriseOf } from './rules.ts';

/** The newest open cases; each one's visits are opened. */
const mostCases = 200;
/** So many places are shown. */
const mostPlaces = 100;

type Weighed<T> = T & Surprise & { visitors: number };
/** A place where at least two of the cases have been, and when some of them were there together. */
type Place = { venue: VenueRow; stays: Found[]; persons: string[]; events: Weighed<Event>[] };

const byChance = (one: Surprise, other: Surprise): number => one.p - other.p || other.lift - one.lift;

/** The days that the sources' windows cover, the last not included. */
const periodOf = (sources: readonly Source[]) => ({
  from: dayOf(new Date(Math.min(...sources.map(({ window }) => window.from)))),
  to: dayOf(new Date(Math.max(...sources.map(({ window }) => window.to)))),
});

/** How many were at each event altogether, cases and others. */
const presentAt = async (db: Db, events: readonly { venue: string; event: Event }[]): Promise<Map<Event, number>> => {
  if (events.length === 0) return new Map();
  const spans = events.map(({ venue, event: { from, to } }, n) => ({
    n,
    venue,
    from: new Date(from),
    to: new Date(to),
  }));
  const present = new Map((await presentIn(db, spans)).map((row) => [row.n, row.present]));
  return new Map(events.map(({ event }, n) => [event, Math.max(present.get(n) ?? 0, event.persons.length)]));
};

/**
 * The places that cases share, the least likely by chance first. Traffic is that of the area, and of what the cases visited
 * outside it.
 */
const weigh = async (
  db: Db,
  area: AreaPath,
  sources: readonly Source[],
  found: readonly Found[],
): Promise<Weighed<Place>[]> => {
  const byVenue = Map.groupBy(found, ({ stay }) => stay.venue);
  const shared = [...byVenue].flatMap(([venue, stays]) => {
    const persons = [...new Set(stays.map(({ stay }) => stay.person))];
    return persons.length < 2 ? [] : [{ venue, stays, persons, events: eventsOf(stays.map(({ stay }) => stay)) }];
  });
  if (shared.length === 0) return [];
  const period = periodOf(sources);
  const venues = new Map((await findVenues(db, [...byVenue.keys()])).map((row) => [row.id, row]));
  const traffic = new Map(
    (await store.trafficOf(db, [...venues.keys()], period)).map(({ venue, entered }) => [venue, entered]),
  );
  const outside = [...venues.values()].filter((venue) => !isWithin(venue.area, area));
  const all =
    (await store.trafficIn(db, area, period)) + outside.reduce((sum, { id }) => sum + (traffic.get(id) ?? 0), 0);
  const present = await presentAt(
    db,
    shared.flatMap(({ venue, events }) => events.map((event) => ({ venue, event }))),
  );
  const stayed = Map.groupBy(found, ({ stay }) => stay.person);
  const counts = sources.map(({ person }) => stayed.get(person)?.length ?? 0);
  const judge = (cases: number, visitors: number) => ({
    visitors,
    ...surpriseOf(cases, counts, visitors / Math.max(all, visitors)),
  });
  return shared
    .flatMap(({ venue: id, stays, persons, events }) => {
      const venue = venues.get(id);
      if (!venue) return [];
      const weighed = events.map((event) => ({ ...event, ...judge(event.persons.length, present.get(event) ?? 0) }));
      const place = { venue, stays, persons, events: weighed.toSorted(byChance) };
      return [{ ...place, ...judge(persons.length, Math.max(traffic.get(id) ?? 0, stays.length)) }];
    })
    .toSorted(byChance)
    .slice(0, mostPlaces);
};

const showStay = ({ stay: { from, to, weak } }: Found) => ({ from: new Date(from), to: new Date(to), doubtful: weak });

const showEvent = ({ from, to, persons, ...figures }: Weighed<Event>) => ({
  from: new Date(from),
  to: new Date(to),
  cases: persons.length,
  ...figures,
});

export const backwardPart = (house: House): Pick<Handlers<typeof investigations>, 'GET /cases/backward'> => {
  const show = async (db: Db, places: readonly Weighed<Place>[], cases: readonly CaseRow[]) => {
    const caseOf = new Map(cases.map((row) => [row.personId, row]));
    const briefs = await findBriefs(
      house,
      db,
      places.flatMap(({ persons }) => persons),
    );
    return Promise.all(
      places.map(async ({ venue, stays, persons, events, ...figures }) => ({
        ...figures,
        venue: await showPublic(house, venue),
        events: events.map(showEvent),
        cases: persons.flatMap((id) => {
          const [person, f0] = [briefs.get(id), caseOf.get(id)];
          const own = stays.filter(({ stay }) => stay.person === id);
          return person && f0 ? [{ id: f0.id, code: f0.code, person, stays: own.map(showStay) }] : [];
        }),
      })),
    );
  };

  return {
    'GET /cases/backward': async ({ query, actor, db, now, saw, note }) => {
      const area = query.area ?? actor.area;
      mustBeAble(actor, 'case.read', area);
      const listed = await listCases(db, { area, state: 'open' }, undefined, mostCases + 1);
      const humans = await humansOf(
        db,
        listed.map(({ personId }) => personId),
      );
      // Two records of one human, each with a case, are one that looks back.
      const byHuman = new Map(listed.slice(0, mostCases).map((row) => [humans.keptOf(row.personId), row] as const));
      const cases = [...byHuman].map(([personId, row]) => ({ ...row, personId }));
      const sources = cases.map((row) => ({
        person: row.personId,
        window: exposurePeriod(row, query.days),
        also: humans.idsOf(row.personId).slice(1),
      }));
      const found = await openStays(db, house.keys.days, sources);
      await noteOpenings(
        db,
        cases.map((row) => openingOf(row, row.personId, actor, now)),
      );
      saw(cases.map(({ personId }) => personId));
      note({ cases: cases.length, days: query.days });
      const items = await show(db, await weigh(db, area, sources, found), cases);
      return { cases: cases.length, isAll: listed.length <= mostCases, oldest: house.keys.days.oldest(), items };
    },
  };
};
