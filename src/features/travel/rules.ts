import type { AreaPath } from '../../core/area.ts';
import { uuidBytes, uuidOf } from '../../core/code.ts';
import type { Field } from '../../core/problem.ts';
import { type Level, levels } from '../declarations/rules.ts';
import type { advices, checkReasons, colours, gateKinds } from './contract.ts';

export type GateKind = (typeof gateKinds)[number];
export type Colour = (typeof colours)[number];
export type CheckReason = (typeof checkReasons)[number];
export type Advice = (typeof advices)[number];

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

// The pass. Hours and days are defaults; no regulation is implied.

/** A pass is valid from the departure on, so many hours. */
const validHours = 72;
/** Who travels later than this declares again, nearer to the day. */
const mostDaysAhead = 30;

export type Terms = { vehicle: string; from: string; to: string; validFrom: Date; validUntil: Date };

const named = (answers: Readonly<Record<string, unknown>>, id: string): string => {
  const value = answers[id];
  return typeof value === 'string' ? value : '';
};

/** What a pass says, from the answers of a domestic declaration; else every answer it needs and lacks. */
export const termsOf = (answers: Readonly<Record<string, unknown>>, now: Date): Terms | Field[] => {
  const needed = ['vehicle', 'from', 'to', 'departure'] as const;
  const missing = needed.filter((id) => named(answers, id) === '');
  if (missing.length > 0) return missing.map((id) => ({ path: `answers.${id}`, code: 'field.missing' }));
  const validFrom = new Date(named(answers, 'departure'));
  const validUntil = new Date(validFrom.getTime() + validHours * hour);
  if (validUntil <= now) return [{ path: 'answers.departure', code: 'pass.departed' }];
  if (validFrom.getTime() > now.getTime() + mostDaysAhead * day)
    return [{ path: 'answers.departure', code: 'pass.too_early' }];
  return {
    vehicle: named(answers, 'vehicle'),
    from: named(answers, 'from'),
    to: named(answers, 'to'),
    validFrom,
    validUntil,
  };
};

/** How a domestic declaration is seen at both ends, also when it says too little for a pass; undefined without a destination. */
export const journeyOf = (answers: Readonly<Record<string, unknown>>, at: Date): Terms | undefined => {
  const [to, from, vehicle] = [named(answers, 'to'), named(answers, 'from'), named(answers, 'vehicle')];
  if (to === '') return undefined;
  const departure = new Date(named(answers, 'departure'));
  const validFrom = Number.isNaN(departure.getTime()) ? at : departure;
  return { vehicle, from, to, validFrom, validUntil: new Date(validFrom.getTime() + validHours * hour) };
};

/** So long after a pass has ended the stations at both ends still see the traveller. */
export const seenUntil = (validUntil: Date): Date => new Date(validUntil.getTime() + 14 * day);

/** The same, of what was only declared: no slip of the pen shows a traveller for years. */
export const seenWhileTravelling = (validUntil: Date, now: Date): Date =>
  seenUntil(new Date(Math.min(validUntil.getTime(), now.getTime() + mostDaysAhead * day + validHours * hour)));

/** So long a post sees somebody whom it could not let go on at once. */
export const seenAtPostUntil = (at: Date): Date => new Date(at.getTime() + day);

/** So long the gate that was named sees who is to enter through it. */
export const seenAtGateUntil = (now: Date): Date => new Date(now.getTime() + 30 * day);

// What the code of a pass carries: 27 bytes, nothing of a person. An offline post reads all of it.

export type PassCode = {
  id: string;
  validFrom: Date;
  validUntil: Date;
  /** The verdict when it was issued. */
  level: Level;
  /** Codes of the provinces; 0 where there is none of one byte. */
  from: number;
  to: number;
};

const payloadLength = 27;
const minutesOf = (at: Date): number => Math.floor(at.getTime() / minute);
const fourBytes = (number: number): number[] => [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) & 255);
const numberOf = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum * 256 + byte, 0);

/** The General Statistics Office's number of the province an area lies in. */
export const provinceNumber = (area: AreaPath): number => {
  const number = Number(/^(\d{1,3})\./.exec(area)?.[1] ?? 0);
  return number < 256 ? number : 0;
};

export const passPayload = ({ id, validFrom, validUntil, level, from, to }: PassCode): Uint8Array =>
  Uint8Array.of(
    ...uuidBytes(id),
    ...fourBytes(minutesOf(validFrom)),
    ...fourBytes(minutesOf(validUntil)),
    levels.indexOf(level),
    from,
    to,
  );

/** Undefined when the payload is not that of a pass. */
export const readPassPayload = (payload: Uint8Array): PassCode | undefined => {
  const level = levels[payload[24] ?? levels.length];
  if (payload.length !== payloadLength || level === undefined) return undefined;
  return {
    id: uuidOf(payload),
    validFrom: new Date(numberOf(payload.slice(16, 20)) * minute),
    validUntil: new Date(numberOf(payload.slice(20, 24)) * minute),
    level,
    from: payload[25] ?? 0,
    to: payload[26] ?? 0,
  };
};

// The checkpoint.

export type Judged = { colour: Colour; reason: CheckReason; advise: Advice; validUntil: Date | null };

/** What a post knows of a pass; `level` the most pressing that is known, at issue or since. */
export type PassSeen = {
  /** Whether the province signed it; undefined where that cannot be told, for want of the key. */
  isSigned: boolean | undefined;
  isRevoked: boolean;
  /** Given up by the traveller: it lets nobody through, and says nothing against its holder. */
  isGivenUp?: boolean;
  validFrom: Date;
  validUntil: Date;
  level: Level;
};

/** Every reason's colour and what the officer does. The reader shows the colour, its sign and the advice. */
export const verdicts: Readonly<Record<CheckReason, readonly [Colour, Advice]>> = {
  forged: ['red', 'station'],
  revoked: ['red', 'station'],
  expired: ['red', 'declare'],
  urgent: ['red', 'station'],
  unverified: ['amber', 'ask'],
  not_yet: ['amber', 'ask'],
  risk: ['amber', 'ask'],
  symptom: ['amber', 'ask'],
  undeclared: ['amber', 'declare'],
  unreadable: ['amber', 'declare'],
  declared: ['green', 'go'],
  valid: ['green', 'go'],
};

export const verdict = (reason: CheckReason, validUntil: Date | null = null): Judged => {
  const [colour, advise] = verdicts[reason];
  return { colour, reason, advise, validUntil };
};

type Row = { reason: CheckReason; when: (pass: PassSeen, now: Date) => boolean };

/** Row by row, the first that holds: whoever falsifies a pass hides nothing behind its dates. */
const passRows: readonly Row[] = [
  { reason: 'forged', when: ({ isSigned }) => isSigned === false },
  { reason: 'revoked', when: ({ isRevoked }) => isRevoked },
  { reason: 'expired', when: ({ validUntil }, now) => validUntil <= now },
  { reason: 'urgent', when: ({ level }) => level === 'urgent' },
  { reason: 'unverified', when: ({ isSigned }) => isSigned === undefined },
  { reason: 'risk', when: ({ level }) => level === 'risk' },
  { reason: 'symptom', when: ({ level }) => level === 'symptom' },
  { reason: 'not_yet', when: ({ validFrom }, now) => validFrom > now },
];

/** Judges a pass at a moment; the same rule on a server and at a post without network. */
export const judgePass = (pass: PassSeen, now: Date): Judged => {
  const reason = passRows.find(({ when }) => when(pass, now))?.reason ?? 'valid';
  return verdict(reason, reason === 'forged' ? null : pass.validUntil);
};

/** A declaration stands for somebody without a pass as long as a pass would. */
const declaredHours = 72;

/**
 * Of somebody's passes the one that serves best: running, else to come, else one that was revoked before its end. One that the
 * traveller gave up is as if there were none.
 */
export const bestPass = <Seen extends PassSeen>(passes: readonly Seen[], now: Date): Seen | undefined => {
  const unended = passes.filter(({ validUntil, isGivenUp }) => validUntil > now && !isGivenUp);
  const standing = unended.filter(({ isRevoked }) => !isRevoked);
  return standing.find(({ validFrom }) => validFrom <= now) ?? standing[0] ?? unended[0];
};

/** Judges a person known by the own code or card: by the pass that serves best, else by what was declared last. */
export const judgePerson = (
  passes: readonly PassSeen[],
  declared: { level: Level; at: Date } | undefined,
  now: Date,
): Judged => {
  const best = bestPass(passes, now);
  if (best) return judgePass(best, now);
  const isRecent = declared !== undefined && declared.at.getTime() > now.getTime() - declaredHours * hour;
  if (!isRecent) return verdict('undeclared');
  return verdict(
    declared.level === 'clear' ? 'declared' : declared.level,
    new Date(declared.at.getTime() + declaredHours * hour),
  );
};

/** The state of a pass for whoever holds or lists it. */
export const passState = (
  { validFrom, validUntil, revokedAt }: { validFrom: Date; validUntil: Date; revokedAt: Date | null },
  now: Date,
): 'valid' | 'not_yet' | 'expired' | 'revoked' => {
  if (revokedAt) return 'revoked';
  if (validUntil <= now) return 'expired';
  return validFrom > now ? 'not_yet' : 'valid';
};

// Gates.

const startsOfNames: readonly (readonly [GateKind, RegExp])[] = [
  ['airport', /^(san bay|cang (hang khong|hk))/],
  ['port', /^(cang|ben)\b/],
  ['rail', /^ga\b/],
  ['checkpoint', /^(chot|tram kiem soat)\b/],
  ['border', /^(cua khau|ck|loi mo)\b/],
];

const kindWords: Readonly<Record<GateKind, readonly string[]>> = {
  border: ['border', 'cua khau', 'cua khau duong bo', 'duong bo'],
  airport: ['airport', 'san bay', 'cang hang khong', 'hang khong'],
  port: ['port', 'cang', 'cang bien', 'duong thuy', 'ben tau'],
  rail: ['rail', 'ga', 'ga tau', 'duong sat'],
  checkpoint: ['checkpoint', 'chot', 'chot kiem soat', 'tram kiem soat'],
};

/** A gate's name as it is compared with others. Marks stay: Năm Căn lies in Cà Mau, Nậm Cắn in Nghệ An. */
export const spellingOf = (name: string): string => name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();

/** The kind a folded cell names in either language; undefined when it names none. */
export const readGateKind = (folded: string): GateKind | undefined =>
  (Object.keys(kindWords) as GateKind[]).find((kind) => kindWords[kind].includes(folded));

/** The kind that a gate's folded name says by itself: 'sân bay Nội Bài' is an airport. */
export const kindOfName = (folded: string): GateKind | undefined =>
  startsOfNames.find(([, start]) => start.test(folded))?.[0];

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** The answer to a question for a gate: the id of one of the list, or its name in words. */
export const readGate = (answer: unknown): { id: string } | { name: string } | undefined => {
  if (typeof answer !== 'string' || answer.trim() === '') return undefined;
  return uuid.test(answer) ? { id: answer.toLowerCase() } : { name: answer.trim() };
};
