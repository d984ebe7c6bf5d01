import { addDays, dayOf } from '../../src/core/day.ts';
import { type Case, type Humans, length, minuteOf, type Span, timeOf } from './tracing-world.ts';

// Who is a contact of whom, for how long, and of which class, counted minute by minute from what happened. It shares nothing with the
// house but the regulation: it knows no index, no pseudonym, no ratchet, no merged record and no increment.

const end = length + 60 + 1;
const windowOf = ({ sampledOn, onset, isolated }: Case): Span => {
  const from = minuteOf(addDays(sampledOn, -(onset === null ? 14 : onset + 3)));
  return { from, to: Math.max(from, isolated ?? end) };
};
const common = (one: Span, other: Span): Span | undefined => {
  const span = { from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) };
  return span.from < span.to ? span : undefined;
};
const isSame = (one: Case, other: Case) =>
  Math.abs(Date.parse(one.sampledOn) - Date.parse(other.sampledOn)) <= 90 * 86_400_000;
const casesOf = ({ cases }: Humans, person: string) => cases.filter((one) => one.person === person && !one.revoked);
export const isOpen = (given: Humans, person: string) => casesOf(given, person).some(({ closed }) => !closed);
/** Who is not listed as a contact of a case: another case of that illness, or who was one already and still is. */
const isFirst = (given: Humans, person: string, f0: Case) =>
  casesOf(given, person).some((own) => isSame(own, f0) || (!own.closed && own.sampledOn <= f0.sampledOn));
/** When somebody who met a case at a minute could no longer give it on. */
const keptAfter = ({ kept }: Humans, person: string, begun: number, also: readonly number[] = []): number =>
  Math.min(
    end,
    ...[...kept.filter((one) => one.person === person).map((one) => one.at), ...also].filter((n) => n >= begun),
  );

/** The minutes in which both were in the venue, counted one by one. */
const together = ({ stays }: Humans, one: string, other: string, venue: string, within: Span): number[] => {
  const isIn = (who: string, at: number) =>
    stays.some((stay) => stay.person === who && stay.venue === venue && stay.from <= at && at < stay.to);
  const begins = stays.filter((stay) => stay.person === one && stay.venue === venue);
  const at = begins.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i));
  return [...new Set(at)].filter((n) => n >= within.from && n < within.to && isIn(other, n)).sort((a, b) => a - b);
};

/** Each minute counts once: in full where both were there for certain, else half. */
const weigh = ({ stays }: Humans, minutes: readonly number[], venue: string, ...both: string[]): number => {
  const isSure = (who: string, n: number) =>
    stays.some(
      (one) =>
        !one.isDoubtful && !one.isEstimated && one.person === who && one.venue === venue && one.from <= n && n < one.to,
    );
  return minutes.reduce((sum, n) => sum + (both.every((who) => isSure(who, n)) ? 1 : 0.5), 0);
};

/** How long a link lies in the window of its source. */
const minutesIn = (link: Span, source: { window: Span } | undefined): number => {
  const both = source && common(link, source.window);
  return both ? both.to - both.from : 0;
};

type Found = Span & { person: string; via: string; venue: string | undefined; minutes: number; link: boolean };
/** `counts`: whether any of it lies in the time that does. */
export type Listed = { state: string; counts: boolean; found: Found[] };
const isEnough = (kind: string, minutes: number) =>
  kind === 'market' ? false : kind === 'karaoke' ? minutes > 0 : minutes >= 15;

const listOf = (
  given: Humans,
  f0: Case,
  level: number,
  sources: { person: string; window: Span }[],
  except: string[],
) => {
  const list = new Map<string, Listed>();
  for (const person of given.persons) {
    if (except.includes(person) || isFirst(given, person, f0)) continue;
    // A closed case opens no visits.
    const met = (f0.closed ? [] : sources).flatMap((source) =>
      given.venues.flatMap(({ id }): Found[] => {
        const at = together(given, source.person, person, id, source.window);
        if (at.length === 0 || source.person === person) return [];
        return [
          {
            person,
            via: source.person,
            venue: id,
            minutes: weigh(given, at, id, source.person, person),
            from: at[0] as number,
            to: (at.at(-1) as number) + 1,
            link: false,
          },
        ];
      }),
    );
    const links = given.links.filter(
      (link) =>
        link.case === f0.id &&
        link.level === level &&
        link.person === person &&
        !link.withdrawn &&
        (link.id !== undefined || !met.some((one) => one.venue === link.venue && one.via === link.source)),
    );
    if (met.length + links.length === 0) continue;
    const isIn = links.some((link) =>
      sources.some(({ person: via, window }) => via === link.source && common(link, window)),
    );
    const isCandidate =
      met.some((one) => isEnough(given.venues.find(({ id }) => id === one.venue)?.kind ?? '', one.minutes)) || isIn;
    const decided = given.decisions.get(`${f0.id} ${level} ${person}`);
    const state = decided === undefined ? (isCandidate ? 'candidate' : 'below') : decided ? 'accepted' : 'rejected';
    const kept = links.map((link) => ({
      person,
      via: link.source,
      venue: link.venue,
      minutes: minutesIn(
        link,
        sources.find((source) => source.person === link.source),
      ),
      from: link.from,
      to: link.to,
      link: true,
    }));
    list.set(person, { state, counts: met.length > 0 || isIn, found: [...met, ...kept] });
  }
  return list;
};

export const contactsOf = (given: Humans, f0: Case): [Map<string, Listed>, Map<string, Listed>] => {
  const window = windowOf(f0);
  const first = listOf(given, f0, 1, [{ person: f0.person, window }], [f0.person]);
  const near = [...first].filter(([, { state }]) => state === 'candidate' || state === 'accepted');
  const sources = near.flatMap(([person, { found }]) => {
    const starts = found.flatMap((one) => common(one, window)?.from ?? []);
    const begun = Math.min(...starts);
    return starts.length > 0 ? [{ person, window: { from: begun, to: keptAfter(given, person, begun) } }] : [];
  });
  return [first, listOf(given, f0, 2, sources, [f0.person, ...near.map(([person]) => person)])];
};

export type Expected = { level: string; since: string; until: string | null; last: string | null };
const ofSpans = (level: 1 | 2, spans: readonly Span[]): Expected | undefined => {
  if (spans.length === 0) return undefined;
  const last = Math.max(...spans.map(({ to }) => to));
  const until = addDays(dayOf(new Date(timeOf(last))), level === 1 ? 22 : 15);
  return {
    level: `F${level}`,
    since: timeOf(Math.min(...spans.map(({ from }) => from))),
    until: timeOf(minuteOf(until)),
    last: timeOf(last),
  };
};

type Reached = Span & { f0: Case; person: string };

/** Walks forward from every case that stands along accepted links: whom one step leads to, and whom two do. */
const reached = (given: Humans): { standing: Case[]; first: Reached[]; second: Reached[] } => {
  const links = given.links.filter(
    (link) => !link.withdrawn && given.decisions.get(`${link.case} ${link.level} ${link.person}`) === true,
  );
  const standing = given.cases.filter(({ revoked }) => !revoked);
  const first = standing.flatMap((f0): Reached[] =>
    links
      .filter(({ source, person }) => source === f0.person && person !== source)
      .flatMap((link) => {
        const met = common(link, windowOf(f0));
        return met ? [{ f0, person: link.person, ...met }] : [];
      }),
  );
  const second = standing.flatMap((f0): Reached[] =>
    given.persons.flatMap((via) => {
      const starts = first.filter((one) => one.f0 === f0 && one.person === via).map(({ from }) => from);
      if (starts.length === 0) return [];
      const begun = Math.min(...starts);
      const own = standing.filter(({ person }) => person === via).flatMap(({ isolated }) => isolated ?? []);
      const window = { from: begun, to: keptAfter(given, via, begun, own) };
      return links
        .filter(({ source, person }) => source === via && person !== via && person !== f0.person)
        .flatMap((link) => {
          const met = common(link, window);
          return met ? [{ f0, person: link.person, ...met }] : [];
        });
    }),
  );
  return { standing, first, second };
};

/** Whom accepted links lead to from a case at a level. */
export const reachedFrom = (given: Humans, f0: Case, level: number): Set<string> => {
  const { first, second } = reached(given);
  return new Set((level === 1 ? first : second).filter((one) => one.f0 === f0).map(({ person }) => person));
};

export const levelsOf = (given: Humans): (Expected | undefined)[] => {
  const { standing, first, second } = reached(given);
  return given.persons.map((person) => {
    const own = standing.filter((one) => one.person === person);
    const open = own.filter(({ closed }) => !closed).map(({ sampledOn }) => sampledOn);
    const [earliest] = open.sort();
    if (earliest !== undefined) return { level: 'F0', since: timeOf(minuteOf(earliest)), until: null, last: null };
    const isMine = (one: { f0: Case; person: string }) =>
      one.person === person && !own.some((mine) => isSame(mine, one.f0));
    return ofSpans(1, first.filter(isMine)) ?? ofSpans(2, second.filter(isMine));
  });
};
