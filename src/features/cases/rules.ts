import { addDays, dayOf, daysBetween, startOfDay } from '../../core/day.ts';
import { syllables } from '../../core/fold.ts';
import { sameIllnessDays } from '../laboratory/rules.ts';
import { type Threshold, thresholdOf, type VenueKind, vehicleKinds } from '../venues/rules.ts';

/** The version of the rules; stored with every class. Numbers are defaults, no regulation is implied. */
export const version = '2021-1';

/** Half-open `[from, to)`, milliseconds since 1970. */
export type Interval = { from: number; to: number };

export const overlap = (one: Interval, other: Interval): Interval | undefined => {
  const [from, to] = [Math.max(one.from, other.from), Math.min(one.to, other.to)];
  return from < to ? { from, to } : undefined;
};

export type CaseFacts = {
  onsetOn?: string | null;
  sampledOn: string;
  /** Whether it is known whom the case had it from; only asked without symptoms. */
  sourceKnown?: boolean | null;
  isolatedAt?: Date | null;
  /** When it was closed: recovered, died or handed on. */
  closedAt?: Date | null;
};

const daysBefore = 3;
const daysWithoutTrace = 14;

/**
 * When an F0 could give it on: from 00:00 three days before onset; without symptoms before sampling, and 14 days before it
 * when the source is unknown too; until isolation, else until the case was closed, else now.
 */
export const caseWindow = (
  { onsetOn, sampledOn, sourceKnown, isolatedAt, closedAt }: CaseFacts,
  now: Date,
): Interval => {
  const days = onsetOn || sourceKnown ? daysBefore : daysWithoutTrace;
  const from = startOfDay(addDays(onsetOn ?? sampledOn, -days)).getTime();
  return { from, to: Math.max(from, (isolatedAt ?? closedAt ?? now).getTime()) };
};

/**
 * When an F1 could have given it on: from the start of its own first overlap with the F0 to its isolation, else now. An isolation
 * before that overlap was for something else, and is over.
 */
export const contactWindow = (firstOverlap: number, isolations: readonly Date[], now: Date): Interval => {
  const ends = isolations.map((at) => at.getTime()).filter((at) => at >= firstOverlap);
  return { from: firstOverlap, to: ends.length > 0 ? Math.min(...ends) : Math.max(firstOverlap, now.getTime()) };
};

/** Whether two samples of one person, or of two who met, lie so near in time that one case answers for both. */
export const isSameIllness = (one: Pick<CaseFacts, 'sampledOn'>, other: Pick<CaseFacts, 'sampledOn'>): boolean =>
  Math.abs(daysBetween(one.sampledOn, other.sampledOn)) <= sameIllnessDays;

/** Whether what ends at a moment, or never, stands at another. */
export const stands = (until: Date | null, at: Date): boolean => until === null || until > at;

/** Whether so many minutes in one venue of a kind make a candidate by themselves. */
export const isCandidate = (minutes: number, kind: VenueKind): boolean => reaches(minutes, thresholdOf(kind));
const reaches = (minutes: number, threshold: Threshold): boolean =>
  threshold === 'any' ? minutes > 0 : threshold !== 'never' && seconds(minutes) >= threshold * 60;
/** A door's clock is no better: a quarter of an hour that two of its readings make a moment shorter is one. */
const seconds = (minutes: number): number => Math.round(minutes * 60);

/**
 * Minutes as they are shown, to a tenth: down, so that what has not reached a threshold never reads as if it had; and of what was any
 * time at all never none, since in some places any counts.
 */
export const shownMinutes = (minutes: number): number =>
  minutes > 0 ? Math.max(0.1, Math.floor(seconds(minutes) / 6) / 10) : 0;

/** Places where any time together counts. */
export const isClosed = (kind: VenueKind): boolean => thresholdOf(kind) === 'any';

export const evidenceKinds = ['visit', 'household', 'interview', 'transport', 'proximity'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/**
 * Why somebody who was accepted is no contact through the case: the case is none, whom it came through is no contact of it, or what
 * was accepted was withdrawn or does not lie in the time that counts.
 */
export const brokenReasons = ['case', 'source', 'evidence'] as const;
export type Broken = (typeof brokenReasons)[number];

/** What speaks for a contact; `minutes` together, already halved where a visit is doubtful or its end estimated. */
export type Evidence = {
  kind: EvidenceKind;
  venue?: string;
  venueKind?: VenueKind;
  from: number;
  to: number;
  minutes: number;
  doubtful: boolean;
  sameSeat?: boolean;
};

/** Whether two seats or zones are one: the same words; in a vehicle the same row too ("12A" and "12C"). */
export const isNear = (kind: VenueKind, one: string, other: string): boolean => {
  const [a, b] = [syllables(one).join(''), syllables(other).join('')];
  if (a === b) return a !== '';
  const rowOf = (seat: string): string | undefined => /^\d+/.exec(seat)?.[0];
  return vehicleKinds.has(kind) && rowOf(a) !== undefined && rowOf(a) === rowOf(b);
};

/** Points of each part of the risk, so that a list can be ranked and each place in it explained; 0 to 100 in all. */
type RiskPart = {
  part: 'kind' | 'minutes' | 'near' | 'closed' | 'age' | 'symptoms' | 'doubtful';
  points: number;
};
export type Risk = { score: number; parts: RiskPart[] };

const closeness: Record<EvidenceKind, number> = {
  household: 50,
  transport: 25,
  interview: 25,
  visit: 10,
  proximity: 20,
};

/**
 * How pressing a contact is: how they met, how long (full at four hours), the same seat or zone, a closed place, old age,
 * symptoms declared since; less where all evidence is doubtful.
 */
export const riskOf = (evidence: readonly Evidence[], person: { age?: number; hasSymptoms?: boolean }): Risk => {
  const minutes = evidence.reduce((sum, one) => sum + one.minutes, 0);
  const parts: RiskPart[] = [
    { part: 'kind', points: Math.max(0, ...evidence.map(({ kind }) => closeness[kind])) },
    { part: 'minutes', points: Math.round(Math.min(20, (minutes / 240) * 20)) },
    { part: 'near', points: evidence.some(({ sameSeat }) => sameSeat) ? 10 : 0 },
    { part: 'closed', points: evidence.some(({ venueKind }) => venueKind && isClosed(venueKind)) ? 5 : 0 },
    { part: 'age', points: (person.age ?? 0) >= 65 ? 5 : 0 },
    { part: 'symptoms', points: person.hasSymptoms ? 10 : 0 },
    { part: 'doubtful', points: evidence.length > 0 && evidence.every(({ doubtful }) => doubtful) ? -10 : 0 },
  ];
  const given = parts.filter(({ points }) => points !== 0);
  return {
    score: Math.max(
      0,
      Math.min(
        100,
        given.reduce((sum, { points }) => sum + points, 0),
      ),
    ),
    parts: given,
  };
};

/** Days a class lasts after the last contact, and the days on which to test (defaults: 21 + 7 days of 5/2021). */
export const follow: Record<1 | 2, { days: number; tests: readonly number[] }> = {
  1: { days: 21, tests: [1, 14, 20] },
  2: { days: 14, tests: [1] },
};

/** When a class given by a contact ends. */
export const classUntil = (level: 1 | 2, lastContact: number): Date =>
  startOfDay(addDays(dayOf(new Date(lastContact)), follow[level].days + 1));

/** A contact is called within these hours of being accepted (default). */
export const callWithin: Record<1 | 2, number> = { 1: 2, 2: 24 };

/** F0, F1, F2 as the field writes them. */
export const levelName = (level: number | null | undefined): string | null => (level == null ? null : `F${level}`);

/** What a contact is told, without marks so that an SMS holds it; no case, no place, no class that frightens. */
export const noticeText = (level: number | null): string =>
  level === null
    ? 'La Chan: Ong/ba khong con thuoc dien theo doi. Cam on ong/ba da hop tac. Can hoi xin goi Tram Y te.'
    : level === 0
      ? 'La Chan: Ket qua xet nghiem cua ong/ba can Tram Y te trao doi. Xin o nguyen tai cho, cho cuoc goi cua Tram Y te. Kho tho: goi 115.'
      : 'La Chan: Ong/ba co the da o gan nguoi mac benh. Xin o tai nha, deo khau trang, cho Tram Y te goi. Sot, kho tho: goi 115.';
