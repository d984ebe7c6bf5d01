import type { VenueKind } from '../venues/rules.ts';
import type { Meeting } from './meetings.ts';
import type { Numbering } from './numbering.ts';
import { isCandidate, isClosed } from './rules.ts';

/** How two people met in one venue, and whether that alone makes a candidate. */
export type Met = Meeting & { source: string; venue: string; isEnough: boolean };

/** All meetings of a person as one: enough when one of them is, doubtful when all are, of a closed kind when one was in such a venue. */
export type Whole = Meeting & { venueKind: VenueKind; isEnough: boolean };

/** Whom some sources met; each person's meetings are made when they are asked for: few are, when many are counted. */
export type Meetings = {
  persons: readonly string[];
  whole: (person: string) => Whole | undefined;
  of: (person: string) => Met[];
};

type Place = { source: { person: string }; venue: string; kind: VenueKind };

/** Meetings while they are found; persons by their numbers, places by theirs. */
export type Kept = {
  /** Notes that somebody was seen in a place; false when that was known. Place after place: it remembers the last. */
  sees: (person: number, place: number) => boolean;
  keep: (person: number, place: number, from: number, to: number, minutes: number, doubtful: boolean) => void;
  /** Takes back what was kept of somebody in a place, the last one they were seen in. */
  forget: (person: number, place: number) => void;
  byPerson: (numbers: Numbering) => Meetings;
};

const none = -1;

/**
 * A table of so many meetings at most, in columns: half a million small objects, most of which are only counted, cost more in
 * garbage than everything else in a tracing.
 */
export const meetingTable = (most: number, places: readonly Place[]): Kept => {
  const [personOf, placeOf] = [new Int32Array(most), new Int32Array(most)];
  const [fromOf, toOf, minutesOf] = [new Float64Array(most), new Float64Array(most), new Float64Array(most)];
  const isDoubtful = new Uint8Array(most);
  /** Of each person the place seen last, and the row of the last meeting. */
  const [seenIn, lastRow] = [new Int32Array(most).fill(none), new Int32Array(most).fill(none)];
  const state = { count: 0 };

  const metAt = (row: number): Met => {
    const { source, venue, kind } = places[placeOf[row] as number] as Place;
    const minutes = minutesOf[row] as number;
    return {
      from: fromOf[row] as number,
      to: toOf[row] as number,
      minutes,
      doubtful: isDoubtful[row] === 1,
      source: source.person,
      venue,
      isEnough: isCandidate(minutes, kind),
    };
  };

  const wholeOf = (rows: Int32Array, begin: number, end: number): Whole => {
    let [from, to, minutes] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
    let [doubtful, isEnough] = [true, false];
    let venueKind = places[placeOf[rows[begin] as number] as number]?.kind as VenueKind;
    for (let at = begin; at < end; at += 1) {
      const row = rows[at] as number;
      const { kind } = places[placeOf[row] as number] as Place;
      from = Math.min(from, fromOf[row] as number);
      to = Math.max(to, toOf[row] as number);
      minutes += minutesOf[row] as number;
      doubtful &&= isDoubtful[row] === 1;
      isEnough ||= isCandidate(minutesOf[row] as number, kind);
      if (kind !== venueKind && isClosed(kind)) venueKind = kind;
    }
    return { from, to, minutes, doubtful, venueKind, isEnough };
  };

  /** The rows in the order of their persons, and where those of each begin. */
  const sorted = (persons: number): { begin: Int32Array; rows: Int32Array } => {
    const begin = new Int32Array(persons + 1);
    for (let row = 0; row < state.count; row += 1) {
      const n = personOf[row] as number;
      if (n !== none) begin[n + 1] = (begin[n + 1] as number) + 1;
    }
    for (let n = 0; n < persons; n += 1) begin[n + 1] = (begin[n + 1] as number) + (begin[n] as number);
    const [next, rows] = [begin.slice(), new Int32Array(begin[persons] as number)];
    for (let row = 0; row < state.count; row += 1) {
      const n = personOf[row] as number;
      if (n === none) continue;
      rows[next[n] as number] = row;
      next[n] = (next[n] as number) + 1;
    }
    return { begin, rows };
  };

  return {
    sees: (person, place) => {
      if (seenIn[person] === place) return false;
      seenIn[person] = place;
      return true;
    },
    keep: (person, place, from, to, minutes, doubtful) => {
      const row = state.count++;
      personOf[row] = person;
      placeOf[row] = place;
      fromOf[row] = from;
      toOf[row] = to;
      minutesOf[row] = minutes;
      isDoubtful[row] = doubtful ? 1 : 0;
      lastRow[person] = row;
    },
    forget: (person, place) => {
      const row = lastRow[person] as number;
      if (row !== none && personOf[row] === person && placeOf[row] === place) personOf[row] = none;
    },
    byPerson: (numbers) => {
      const ids = numbers.ids();
      const { begin, rows } = sorted(ids.length);
      const numberOf = new Map<string, number>();
      for (let n = 0; n < ids.length; n += 1) if (begin[n] !== begin[n + 1]) numberOf.set(ids[n] as string, n);
      return {
        persons: [...numberOf.keys()],
        whole: (person) => {
          const n = numberOf.get(person);
          return n === undefined ? undefined : wholeOf(rows, begin[n] as number, begin[n + 1] as number);
        },
        of: (person) => {
          const n = numberOf.get(person);
          return n === undefined ? [] : Array.from(rows.subarray(begin[n], begin[n + 1]), metAt);
        },
      };
    },
  };
};
