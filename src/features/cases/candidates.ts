import type { VenueKind } from '../venues/rules.ts';
import type { Beside, Found, Source } from '../visits/index.ts';
import { type Meeting, meetingOf, type Stay } from './meetings.ts';
import { type Numbering, numbering, wordsOf } from './numbering.ts';
import { isCandidate } from './rules.ts';

/** How two people met in one venue, and whether that alone makes a candidate. */
export type Met = Meeting & { source: string; venue: string; isEnough: boolean; sameSeat?: true };

/** One venue of one source: the stays that others may have met. */
type Place = { source: Source; venue: string; found: Found[] };

const placesOf = (found: readonly Found[]): Place[] => {
  const bySource = Map.groupBy(found, ({ source }) => source);
  return [...bySource].flatMap(([source, mine]) =>
    [...Map.groupBy(mine, ({ stay }) => stay.venue)].map(([venue, all]) => ({ source, venue, found: all })),
  );
};

const minute = 60_000;

/** One stay of each: what `meetingOf` gives for two of them, and nothing made beside it. This is where the time of a large tracing goes. */
const plainMet = (
  place: Place,
  mine: Stay,
  from: number,
  to: number,
  isWeak: boolean,
  kind: VenueKind,
): Met | undefined => {
  const { source, venue } = place;
  const start = Math.max(mine.from, from, source.window.from);
  const end = Math.min(mine.to, to, source.window.to);
  if (start >= end) return undefined;
  const doubtful = mine.weak || isWeak;
  const minutes = (end - start) / (doubtful ? 2 * minute : minute);
  const isEnough = isCandidate(minutes, kind);
  return { from: start, to: end, minutes, doubtful, source: source.person, venue, isEnough };
};

/** Somebody who was met: every meeting, and the last place where they were seen, so that a second row there is noticed. */
type Person = { met: Met[]; place: Place | undefined; before: number };
/** The persons of a list, by their numbers. */
type Persons = { all: Person[]; numbers: Numbering };

const personOf = ({ all }: Persons, n: number): Person => {
  const known = all[n];
  if (known) return known;
  const made: Person = { met: [], place: undefined, before: 0 };
  all[n] = made;
  return made;
};

const stayAt = (beside: Beside, at: number): Stay => ({
  from: beside.from[at] as number,
  to: beside.to[at] as number,
  weak: beside.weak[at] === 1,
});

/** All stays beside those of a place, by the number of the person; of `only` some persons. */
const staysOf = ({ numbers }: Persons, { found }: Place, only?: ReadonlySet<number>): Map<number, Stay[]> => {
  const stays = new Map<number, Stay[]>();
  for (const { beside } of found) {
    if (!beside) continue;
    const words = wordsOf(beside.ids);
    for (let at = 0; at < beside.count; at += 1) {
      const n = numbers.numberOf(words, at * 4);
      if (only && !only.has(n)) continue;
      const own = stays.get(n);
      if (own) own.push(stayAt(beside, at));
      else stays.set(n, [stayAt(beside, at)]);
    }
  }
  return stays;
};

const keep = (person: Person, meeting: Meeting | undefined, { source, venue }: Place, kind: VenueKind): void => {
  if (!meeting) return;
  const { from, to, minutes, doubtful } = meeting;
  const isEnough = isCandidate(minutes, kind);
  person.met.push({ from, to, minutes, doubtful, source: source.person, venue, isEnough });
};

/** Where the source or the other stayed several times: each moment counts once, whichever of the stays it lies in. */
const meetOften = (persons: Persons, place: Place, kind: VenueKind, only?: ReadonlySet<number>): void => {
  const mine = place.found.map(({ stay }) => stay);
  for (const [n, stays] of staysOf(persons, place, only))
    keep(personOf(persons, n), meetingOf(mine, stays, place.source.window), place, kind);
};

/** Where the source stayed once, by one pass over the rows; who stayed there twice is counted apart. */
const meetOnce = (persons: Persons, place: Place, kind: VenueKind): void => {
  const [{ stay: mine, beside } = {}] = place.found;
  if (!mine || !beside) return;
  const words = wordsOf(beside.ids);
  const twice = new Set<number>();
  for (let at = 0; at < beside.count; at += 1) {
    const n = persons.numbers.numberOf(words, at * 4);
    const person = personOf(persons, n);
    if (person.place === place) {
      twice.add(n);
      continue;
    }
    person.place = place;
    person.before = person.met.length;
    const { from, to, weak } = beside;
    const met = plainMet(place, mine, from[at] as number, to[at] as number, weak[at] === 1, kind);
    if (met) person.met.push(met);
  }
  if (twice.size === 0) return;
  for (const n of twice) {
    const person = personOf(persons, n);
    person.met.length = person.before;
  }
  meetOften(persons, place, kind, twice);
};

/** Everybody whom the sources met, each with every meeting. Cost grows with the stays found beside theirs. */
export const meetingsOf = (found: readonly Found[], kindOf: (venue: string) => VenueKind): Map<string, Met[]> => {
  const rows = found.reduce((sum, { beside }) => sum + (beside?.count ?? 0), 0);
  const persons: Persons = { all: [], numbers: numbering(rows) };
  for (const place of placesOf(found)) {
    const kind = kindOf(place.venue);
    if (place.found.length === 1) meetOnce(persons, place, kind);
    else meetOften(persons, place, kind);
  }
  return new Map(
    persons.all.flatMap(({ met }, n) => (met.length > 0 ? [[persons.numbers.idOfNumber(n), met] as const] : [])),
  );
};
