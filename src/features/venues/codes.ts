import { createHmac, timingSafeEqual } from 'node:crypto';
import { codeBody, codeText, readCode, uuidBytes, uuidOf } from '../../core/code.ts';
import type { Db, Pool } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { fail } from '../../core/problem.ts';
import { randomPart } from '../../core/random.ts';
import { codeAlphabet, readTyped } from './rules.ts';
import * as store from './store.ts';

/** The printed code: the venue and the number of the print, signed. An older print leads to the venue as well. */
const printedLength = 18;
/** On a screen: the same, then the half-minute it was made for and a proof that only the venue's secret gives. */
const period = 30_000;
/** Whoever signs in or fills in who comes between the scan and the check-in is no less there. */
const freshFor = 15 * 60_000;
/** Clocks of phones run behind a little. */
const behind = 60_000;

const payloadOf = ({ id, serial }: Pick<store.VenueRow, 'id' | 'serial'>): Uint8Array =>
  Uint8Array.of(...uuidBytes(id), serial >> 8, serial & 255);

const urlOf = ({ keys, publicUrl }: House, payload: Uint8Array): string => {
  const body = codeBody('venue', keys.version, payload);
  return `${publicUrl()}/q/${codeText(body, keys.sign(body).signature)}`;
};

export const printedCode = (house: House, venue: store.VenueRow): string => urlOf(house, payloadOf(venue));

const stepAt = (at: Date): number => Math.floor(at.getTime() / period);
const proofOf = (secret: Buffer, step: number): Buffer =>
  createHmac('sha256', secret).update(String(step)).digest().subarray(0, 8);
const stepBytes = (step: number): Uint8Array =>
  Uint8Array.of(step >>> 24, (step >>> 16) & 255, (step >>> 8) & 255, step & 255);

/** The code a screen shows now, and until when. */
export const screenCode = (house: House, venue: store.VenueRow, now: Date): { qr: string; until: Date } => {
  const secret = house.keys.open<{ secret: string }>(`venue screen ${venue.id}`, venue.rotating as Buffer);
  const step = stepAt(now);
  const proof = proofOf(Buffer.from(secret.secret, 'base64'), step);
  return {
    qr: urlOf(house, Uint8Array.of(...payloadOf(venue), ...stepBytes(step), ...proof)),
    until: new Date((step + 1) * period),
  };
};

/** What a code says, before the venue is known. */
export type ReadVenueCode =
  | { venue: string; serial: number; screen?: { step: number; proof: Buffer } }
  | { typed: string };

/** Reads a scanned or typed text; a forged one is refused, one of another kind too. */
export const readVenueCode = (house: House, text: string): ReadVenueCode => {
  const typed = readTyped(text);
  if (typed !== undefined) return { typed };
  const code = readCode(text) ?? fail('code.unknown', [{ path: 'qr', code: 'code.unknown' }]);
  if (code.kind !== 'venue') fail('code.unknown', [{ path: 'qr', code: 'code.unknown' }]);
  if (!house.keys.isSigned(code.kid, code.signed, code.signature))
    fail('code.forged', [{ path: 'qr', code: 'code.forged' }]);
  const { payload } = code;
  const serial = ((payload[16] ?? 0) << 8) | (payload[17] ?? 0);
  const step = Buffer.from(payload).subarray(printedLength);
  return {
    venue: uuidOf(payload),
    serial,
    ...(step.length === 12 && { screen: { step: step.readUInt32BE(0), proof: step.subarray(4) } }),
  };
};

/** Whether a venue's screen showed the code about when the visitor says: `fresh`, `stale`, or it was the printed one. */
export const freshness = (
  house: House,
  venue: Pick<store.VenueRow, 'id' | 'rotating'>,
  code: ReadVenueCode,
  at: Date,
): 'fresh' | 'stale' | 'printed' | null => {
  if (!venue.rotating) return null;
  if ('typed' in code || !code.screen) return 'printed';
  const { secret } = house.keys.open<{ secret: string }>(`venue screen ${venue.id}`, venue.rotating);
  const isOwn = timingSafeEqual(proofOf(Buffer.from(secret, 'base64'), code.screen.step), code.screen.proof);
  const age = at.getTime() - code.screen.step * period;
  return isOwn && age >= -behind && age <= period + freshFor ? 'fresh' : 'stale';
};

/** The venue a scanned or typed text leads to. */
export const findByText = async (house: House, db: Db | Pool, text: string): Promise<store.VenueRow | undefined> => {
  const code = readVenueCode(house, text);
  return 'typed' in code ? store.findByCode(db, code.typed) : store.findVenue(db, code.venue);
};

/** Eight letters and digits; 30^8 of them. */
export const newTypedCode = (): string =>
  Array.from(randomPart(8), (byte) => codeAlphabet[byte % codeAlphabet.length]).join('');
