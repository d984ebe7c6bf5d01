import type { VenueKind } from '../venues/rules.ts';
import type { Beside, Found, Source } from '../visits/index.ts';
import { type Kept, type Meetings, meetingTable } from './meeting-table.ts';
import { meetingOf, type Stay } from './meetings.ts';
import { type Numbering, numbering, wordsOf } from './numbering.ts';

/** One venue of one source: the stays that others may have met. */
type Place = { source: Source; venue: string; found: Found[] };

const placesOf = (found: readonly Found[]): Place[] => {
  const bySource = Map.groupBy(found, ({ source }) => source);
  return [...bySource].flatMap(([source, mine]) =>
    [...Map.groupBy(mine, ({ stay }) => stay.venue)].map(([venue, all]) => ({ source, venue, found: all })),
  );
};

const minute = 60_000;

const stayAt = (beside: Beside, at: number): Stay => ({
  from: beside.from[at] as number,
  to: beside.to[at] as number,
  weak: beside.weak[at] === 1,
});

/** All stays beside those of a place, by the number of the person; of `only` some persons. */
const staysOf = (numbers: Numbering, { found }: Place, only?: ReadonlySet<number>): Map<number, Stay[]> => {
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

type List = { numbers: Numbering; table: Kept };

/** Where the source or the other stayed several times: each moment counts once, whichever of the stays it lies in. */
const meetOften = ({ numbers, table }: List, at: number, place: Place, only?: ReadonlySet<number>): void => {
  const mine = place.found.map(({ stay }) => stay);
  for (const [n, stays] of staysOf(numbers, place, only)) {
    const met = meetingOf(mine, stays, place.source.window);
    if (met) table.keep(n, at, met.from, met.to, met.minutes, met.doubtful);
  }
};

/**
 * Where the source stayed once, by one pass over the rows; who stayed there twice is counted apart. What `meetingOf` gives for two
 * stays, and nothing made beside it: this is where the time of a large tracing goes.
 */
const meetOnce = (list: List, at: number, place: Place): void => {
  const { numbers, table } = list;
  const [{ stay: mine, beside } = {}] = place.found;
  if (!mine || !beside) return;
  const { window } = place.source;
  const [begin, end] = [Math.max(mine.from, window.from), Math.min(mine.to, window.to)];
  const words = wordsOf(beside.ids);
  const twice = new Set<number>();
  for (let row = 0; row < beside.count; row += 1) {
    const n = numbers.numberOf(words, row * 4);
    if (!table.sees(n, at)) {
      twice.add(n);
      continue;
    }
    const from = Math.max(begin, beside.from[row] as number);
    const to = Math.min(end, beside.to[row] as number);
    if (from >= to) continue;
    const isHalf = mine.weak || beside.weak[row] === 1;
    table.keep(n, at, from, to, (to - from) / (isHalf ? 2 * minute : minute), isHalf);
  }
  if (twice.size === 0) return;
  for (const n of twice) table.forget(n, at);
  meetOften(list, at, place, twice);
};

/** Everybody whom the sources met, each with every meeting. Cost grows with the stays found beside theirs. */
export const meetingsOf = (found: readonly Found[], kindOf: (venue: string) => VenueKind): Meetings => {
  const rows = found.reduce((sum, { beside }) => sum + (beside?.count ?? 0), 0);
  const places = placesOf(found).map((place) => ({ ...place, kind: kindOf(place.venue) }));
  const numbers = numbering(rows);
  const table = meetingTable(rows, places);
  for (const [at, place] of places.entries()) {
    if (place.found.length === 1) meetOnce({ numbers, table }, at, place);
    else meetOften({ numbers, table }, at, place);
  }
  return table.byPerson(numbers);
};
