import { addDays } from '../../src/core/day.ts';

// A small world of people who meet: what happened and what was done, as the house was told it. Times are minutes.

const minute = 60_000;
export const today = '2026-03-11';
/** Minutes are counted from four days before noon of today. */
export const origin = Date.parse('2026-03-07T05:00:00Z');
export const length = 4 * 1440 - 60;
export const timeOf = (n: number) => new Date(origin + n * minute).toISOString();
export const minuteOf = (day: string) => (Date.parse(`${day}T00:00:00+07:00`) - origin) / minute;
export const minuteAt = (at: Date) => (at.getTime() - origin) / minute;
/** A day on which an illness of its own was had before. */
export const longAgo = addDays(today, -120);

export const kinds = ['restaurant', 'karaoke', 'market', 'cafe'] as const;
export type Kind = (typeof kinds)[number];
/** How long people usually stay. */
const usual: Record<Kind, number> = { restaurant: 90, karaoke: 150, market: 60, cafe: 90 };

export type Span = { from: number; to: number };
export type Stay = Span & { person: string; venue: string; isDoubtful: boolean; isEstimated: boolean };
export type Case = {
  id: string;
  person: string;
  sampledOn: string;
  onset: number | null;
  isolated: number | null;
  closed: boolean;
  revoked: boolean;
};
/** Of visits in a venue, or entered with an id. */
export type Link = Span & {
  case: string;
  level: number;
  source: string;
  person: string;
  venue?: string;
  id?: string;
  withdrawn: boolean;
};
export type Venue = { id: string; kind: Kind };
export type World = {
  persons: string[];
  venues: Venue[];
  stays: Stay[];
  cases: Case[];
  links: Link[];
  /** The newest last. */
  decisions: { case: string; level: number; person: string; accept: boolean }[];
  /** From when contacts were kept apart, as the work on them has it. */
  kept: { person: string; at: number }[];
  /** Records that are one human, the newest merge last. */
  merges: { kept: string; other: string }[];
};

/** The record that stands for another. */
export const keptOf = ({ merges }: Pick<World, 'merges'>, id: string): string => {
  const merge = merges.find(({ other }) => other === id);
  return merge ? keptOf({ merges }, merge.kept) : id;
};

/** The same world by humans: whatever was done under a merged record is the kept one's. */
export type Humans = Omit<World, 'decisions' | 'merges'> & { decisions: Map<string, boolean> };
export const byHumans = (given: World): Humans => {
  const of = (id: string) => keptOf(given, id);
  const ofPerson = <T extends { person: string }>(one: T): T => ({ ...one, person: of(one.person) });
  return {
    persons: given.persons.filter((id) => of(id) === id),
    venues: given.venues,
    stays: given.stays.map(ofPerson),
    cases: given.cases.map(ofPerson),
    links: given.links.map((link) => ({ ...ofPerson(link), source: of(link.source) })),
    decisions: new Map(given.decisions.map((one) => [`${one.case} ${one.level} ${of(one.person)}`, one.accept])),
    kept: given.kept.map(ofPerson),
  };
};

/** When somebody left whom nobody saw leave: what the next check-in says, at the latest after the usual time. */
const leftBy = (
  { venues }: World,
  stay: Pick<Stay, 'venue' | 'from'>,
  next: Pick<Stay, 'venue' | 'from'> | undefined,
): Pick<Stay, 'to' | 'isEstimated'> => {
  const full = stay.from + usual[venues.find(({ id }) => id === stay.venue)?.kind ?? 'cafe'];
  if (!next || next.from - stay.from > 48 * 60) return { to: full, isEstimated: true };
  if (next.venue === stay.venue && next.from <= full) return { to: next.from, isEstimated: false };
  return { to: Math.min(full, next.from), isEstimated: true };
};

/** A check-in that is written down, without a way out where nobody saw one; it may tell when earlier stays have ended. */
export const checkIn = (given: World, stay: Omit<Stay, 'to' | 'isEstimated'> & { to: number | undefined }): void => {
  const mine = given.stays.filter(({ person }) => keptOf(given, person) === stay.person);
  const isUnsure = ({ to, isEstimated }: Stay) => isEstimated || mine.some(({ from }) => from === to);
  const [next] = mine.filter(({ from }) => from > stay.from).sort((a, b) => a.from - b.from);
  const told = mine.filter((one) => one.from < stay.from && stay.from < one.to && isUnsure(one));
  for (const one of told) Object.assign(one, leftBy(given, one, stay));
  given.stays.push({
    ...stay,
    ...(stay.to === undefined ? leftBy(given, stay, next) : { to: stay.to, isEstimated: false }),
  });
};
