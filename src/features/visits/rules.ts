import type { Level } from '../declarations/rules.ts';
import type { VenueKind } from '../venues/rules.ts';

export const methods = ['self', 'controller', 'reader', 'phone', 'on_behalf'] as const;
export type Method = (typeof methods)[number];
export const answers = ['enter', 'declare', 'call_station'] as const;
export type Answer = (typeof answers)[number];

/** `unproven` beside `doubtful`: nothing but that the typed phone was not proven makes it so. */
export const flags = { doubtful: 1, estimated: 2, late: 4, unproven: 8 } as const;

const hour = 3_600_000;
/** Offline posts queue so long; what comes later is marked late, which is not doubtful. */
export const lateAfter = 72 * hour;
/** Whatever lies open longer ends here, and its end is estimated. Nobody is followed further in one stay. */
export const longestStay = 48 * hour;
/** Clocks of phones and tablets run ahead a little. */
export const futureAllowed = 5 * 60_000;
/** Somebody who works at a venue until a moment, `null` while it lasts; undefined never did. What was scanned before is still sent after it. */
export const workedAt = (until: Date | null | undefined, at: Date): boolean =>
  until === null || (until !== undefined && at < until);
/** A declaration opens doors for so long (default). */
const declarationValidFor = 72 * hour;
/** And bars them for so long, while no officer has judged it harmless. */
export const declarationForgottenAfter = 96 * hour;

/** What is known of somebody who is recorded. */
type Standing = {
  /** Level and time of the newest declaration that was not superseded. */
  triage: Level | null;
  declaredAt: Date | null;
  /** An open work item that an officer has judged harmless does not bar the door. */
  isCleared: boolean | null;
  /** F class that stands now. */
  level: number | null;
  health: string;
};

/**
 * What the door shows: never a class or a reason. Cases and their contacts, and whoever is urgent or at risk and not yet
 * cleared, are sent to the station; who has not declared lately, or is not known, declares first.
 */
export const answerFor = (standing: Standing | undefined, at: Date): Answer => {
  if (!standing) return 'declare';
  const { triage, declaredAt, isCleared, level, health } = standing;
  if (level !== null && level <= 1) return 'call_station';
  if (health === 'suspect') return 'call_station';
  if ((triage === 'urgent' || triage === 'risk') && !isCleared) return 'call_station';
  const isValid = declaredAt !== null && at.getTime() - declaredAt.getTime() <= declarationValidFor;
  return isValid ? 'enter' : 'declare';
};

/** Whoever is turned away has left the door by then. */
export const turnedAwayAfter = 60_000;
/** Where people who are ill are let in. */
const forTheIll: ReadonlySet<VenueKind> = new Set(['hospital', 'ward', 'clinic', 'quarantine_site']);

/**
 * Whether the answer at a door means that the person stays outside. Only where somebody who watches the door read it while the person
 * stood there: a check-in by oneself was seen by nobody, and a scan that was sent later let the person in. Who is scanned again
 * there within the hour, when the first has ended, went in after all.
 */
export const isTurnedAway = (
  {
    answer,
    method,
    kind,
    venue,
    in: from,
    now,
  }: { answer: Answer; method: Method; kind: VenueKind; venue: string; in: Date; now: Date },
  before: readonly { venueId: string; inAt: Date; outAt: Date | null }[],
): boolean =>
  answer === 'call_station' &&
  (method === 'controller' || method === 'reader') &&
  !forTheIll.has(kind) &&
  Math.abs(now.getTime() - from.getTime()) <= turnedAwayAfter &&
  !before.some(
    ({ venueId, inAt, outAt }) =>
      venueId === venue &&
      outAt !== null &&
      outAt <= from &&
      outAt.getTime() - inAt.getTime() === turnedAwayAfter &&
      from.getTime() - inAt.getTime() <= hour,
  );

type Remote = {
  /** By the venue's hours at that moment. */
  isOpen: boolean;
  /** Metres between the phone and the venue, where both are known. */
  distance?: number;
  accuracy?: number;
  /** Whether the venue shows a changing code, and the one scanned was of its time. */
  rotating?: 'fresh' | 'stale' | 'printed' | null;
  /** Check-ins of this visitor within the last ten minutes at other venues. */
  recentElsewhere: number;
};

/** Metres beyond which a phone was somewhere else (default), added to its own accuracy. */
const near = 300;

/** Why a check-in may have been made from a photographed code; none = nothing speaks for it. Such visits weigh half. */
export const doubtsOf = (
  method: Method,
  { isOpen, distance, accuracy = 0, rotating, recentElsewhere }: Remote,
): string[] => {
  const doubts: [string, boolean][] = [
    ['closed', !isOpen],
    ['far', method === 'self' && distance !== undefined && distance > near + accuracy],
    ['printed_code', method === 'self' && (rotating === 'printed' || rotating === 'stale')],
    ['hurried', method === 'self' && recentElsewhere >= 3],
  ];
  return doubts.filter(([, is]) => is).map(([doubt]) => doubt);
};

/** A stay of which only the check-in is known. */
type OpenStay = { venue: string; in: Date };

/**
 * What the next check-in of a visitor says of a stay that nobody ended. At the same venue, within its usual time, the person was
 * there all the while. Otherwise the stay has ended by then, at the latest after the venue's usual time, and its end is estimated: who
 * comes to the same office the next morning has not slept there. Undefined when it says nothing.
 */
export const endBy = (
  open: OpenStay,
  next: OpenStay,
  usualMinutes: number,
): { out: Date; isEstimated: boolean } | undefined => {
  const passed = next.in.getTime() - open.in.getTime();
  if (passed <= 0 || passed > longestStay) return undefined;
  const usual = usualMinutes * 60_000;
  if (open.venue === next.venue && passed <= usual) return { out: next.in, isEstimated: false };
  return { out: new Date(open.in.getTime() + Math.min(passed, usual)), isEstimated: true };
};

/**
 * The end of a stay of which nothing more is known by a moment: the usual time of the venue, estimated. What is written down days later
 * without a way out has ended long ago. Undefined while the usual time lasts.
 */
export const usualEnd = (
  { in: from }: OpenStay,
  usualMinutes: number,
  now: Date,
): { out: Date; isEstimated: true } | undefined => {
  const out = new Date(from.getTime() + usualMinutes * 60_000);
  return out <= now ? { out, isEstimated: true } : undefined;
};

type Stay = { inAt: Date; outAt: Date | null; flags: number };

/**
 * The stay of a visitor at a venue that a departure ends: the newest that had begun, if nobody has ended it for certain. An end that
 * only the next check-in told gives way to who was seen leaving; one that this departure made is found again, also when it was
 * corrected by another minute then.
 */
export const endOfStay = <One extends Stay>(stays: readonly One[], at: Date): One | undefined => {
  const begun = stays.filter(({ inAt }) => inAt < at && at.getTime() - inAt.getTime() <= longestStay);
  const [stay] = begun.toSorted((one, other) => other.inAt.getTime() - one.inAt.getTime());
  if (!stay?.outAt) return stay;
  return !isCertain(stay, stays) || isSameDeparture(stay.outAt, at) ? stay : undefined;
};

/** A departure sent again may be corrected by one minute more or less: a clock is put right by whole ones. */
const isSameDeparture = (end: Date, at: Date): boolean => Math.abs(end.getTime() - at.getTime()) <= 60_000;

/** Whether the end of a stay was said by somebody: neither estimated, nor told by the check-in that begins when it ends, nor open. */
export const isCertain = ({ outAt, flags: bits }: Omit<Stay, 'inAt'>, stays: readonly Pick<Stay, 'inAt'>[]): boolean =>
  outAt !== null && (bits & flags.estimated) === 0 && !stays.some(({ inAt }) => inAt.getTime() === outAt.getTime());

/** How long ago, in milliseconds, check-ins elsewhere count as hurried. */
export const hurriedWithin = 10 * 60_000;

const metresADegree = 111_320;
/** Metres between two points, near enough within a province. */
export const distance = (one: { lat: number; lon: number }, other: { lat: number; lon: number }): number =>
  Math.hypot(
    (one.lat - other.lat) * metresADegree,
    (one.lon - other.lon) * metresADegree * Math.cos((one.lat * Math.PI) / 180),
  );
