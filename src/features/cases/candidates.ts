import { idOf } from '../../core/day-keys.ts';
import type { VenueKind } from '../venues/rules.ts';
import type { Beside, Found, Source } from '../visits/index.ts';
import { type Meeting, meetingOf, type Stay } from './meetings.ts';
import { isCandidate } from './rules.ts';

/** How two people met in one venue, and whether that alone makes a candidate. */
export type Met = Meeting & { source: string; venue: string; isEnough: boolean };

/** One venue of one source: the stays that others may have met. */
type Place = { source: Source; venue: string; found: Found[] };

const placesOf = (found: readonly Found[]): Place[] => {
  const bySource = Map.groupBy(found, ({ source }) => source);
  return [...bySource].flatMap(([source, mine]) =>
    [...Map.groupBy(mine, ({ stay }) => stay.venue)].map(([venue, all]) => ({ source, venue, found: all })),
  );
};

const minute = 60_000;

/** One stay of each: what `meetingOf` gives for two of them, without lists. This is where the time of a large tracing goes. */
const plainMeeting = (
  mine: Stay,
  from: number,
  to: number,
  isWeak: boolean,
  { window }: Source,
): Meeting | undefined => {
  const start = Math.max(mine.from, from, window.from);
  const end = Math.min(mine.to, to, window.to);
  if (start >= end) return undefined;
  const doubtful = mine.weak || isWeak;
  return { from: start, to: end, minutes: (end - start) / (doubtful ? 2 * minute : minute), doubtful, sameSeat: false };
};

/** Where in a place's answers a person's stay stands: which answer, and which row of it. */
type Row = { beside: Beside; at: number };
const stayAt = ({ beside, at }: Row): Stay => ({
  from: beside.from[at] as number,
  to: beside.to[at] as number,
  weak: beside.weak[at] === 1,
});

/** Everybody met in a place. Keys are the 16 bytes of an id as latin1 text. */
const metIn = ({ source, found }: Place): [string, Meeting][] => {
  const once = new Map<string, Row>();
  const often = new Map<string, Row[]>();
  for (const { beside } of found) {
    if (!beside) continue;
    for (let at = 0; at < beside.count; at += 1) {
      const key = beside.ids.toString('latin1', at * 16, at * 16 + 16);
      const row = { beside, at };
      const first = once.get(key);
      if (!first) once.set(key, row);
      else often.set(key, [...(often.get(key) ?? [first]), row]);
    }
  }
  const mine = found.map(({ stay }) => stay);
  const [only] = mine;
  return [...once].flatMap(([key, { beside, at }]): [string, Meeting][] => {
    const rows = often.get(key);
    const meeting =
      rows || !only || mine.length > 1
        ? meetingOf(mine, (rows ?? [{ beside, at }]).map(stayAt), source.window)
        : plainMeeting(only, beside.from[at] as number, beside.to[at] as number, beside.weak[at] === 1, source);
    return meeting ? [[key, meeting]] : [];
  });
};

/** Everybody whom the sources met, each with every meeting. Cost grows with the stays found beside theirs. */
export const meetingsOf = (found: readonly Found[], kindOf: (venue: string) => VenueKind): Map<string, Met[]> => {
  const met = new Map<string, Met[]>();
  for (const place of placesOf(found)) {
    const { source, venue } = place;
    const kind = kindOf(venue);
    for (const [key, meeting] of metIn(place)) {
      const whole = { ...meeting, source: source.person, venue, isEnough: isCandidate(meeting.minutes, kind) };
      const all = met.get(key);
      if (all) all.push(whole);
      else met.set(key, [whole]);
    }
  }
  return new Map([...met].map(([key, all]) => [idOf(Buffer.from(key, 'latin1'), 0), all]));
};
