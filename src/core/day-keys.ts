import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { addDays, daysBetween } from './day.ts';

/**
 * The keys of days, under which a visitor's pseudonym stands in the rows of that day. A one-way ratchet: the key file
 * holds the key of the oldest retained day alone, each later one follows from the one before, and nothing earlier follows from
 * any. Replacing the oldest by a later one makes the days between unreadable for ever, in backups too.
 */
export type RatchetState = { from: string; key: string };

export type DayKeys = {
  /** The oldest day that can still be read. */
  oldest: () => string;
  /** The pseudonym of an id on a day, reversible under the day's key: one block of AES-256. Undefined before `oldest`. */
  pseudonym: (day: string, id: string) => string | undefined;
  /** The same of many ids in one call: a cipher of its own costs twenty times the block. */
  pseudonyms: (day: string, ids: readonly string[]) => string[] | undefined;
  /** The ids behind some pseudonyms of a day; undefined before `oldest`. */
  idsBehind: (day: string, pseudonyms: readonly string[]) => string[] | undefined;
  /** The same of 16 bytes each, laid end to end. About 50 ns each. */
  reveal: (day: string, pseudonyms: Buffer) => Buffer | undefined;
  /** Steps the ratchet to a day: what lies before is forgotten here. Answers the state to be kept. */
  forgetBefore: (day: string) => RatchetState;
};

const next = (key: Buffer): Buffer<ArrayBuffer> => Buffer.from(hkdfSync('sha256', key, '', 'next day', 32));

/** Days beyond this many after the oldest are refused: a clock gone wrong must not walk for ever. */
const longest = 36_525;

export const newRatchet = (from: string): RatchetState => ({ from, key: randomBytes(32).toString('base64') });

export const dayKeysFrom = (given: RatchetState): DayKeys => {
  const state = { from: given.from, keys: [Buffer.from(given.key, 'base64')] };
  const keyOf = (day: string): Buffer | undefined => {
    const steps = daysBetween(state.from, day);
    if (!(steps >= 0 && steps < longest)) return undefined;
    while (state.keys.length <= steps) state.keys.push(next(state.keys.at(-1) as Buffer));
    return state.keys[steps];
  };
  const pseudonyms = (day: string, ids: readonly string[]): string[] | undefined => {
    const key = keyOf(day);
    return key && uuidsOf(createCipheriv('aes-256-ecb', key, null).setAutoPadding(false).update(bytesOf(ids)));
  };
  const reveal = (day: string, pseudonyms: Buffer): Buffer | undefined => {
    const key = keyOf(day);
    return key && createDecipheriv('aes-256-ecb', key, null).setAutoPadding(false).update(pseudonyms);
  };
  return {
    oldest: () => state.from,
    pseudonym: (day, id) => pseudonyms(day, [id])?.[0],
    pseudonyms,
    idsBehind: (day, pseudonyms) => {
      const ids = reveal(day, bytesOf(pseudonyms));
      return ids && uuidsOf(ids);
    },
    reveal,
    forgetBefore: (day) => {
      const key = keyOf(day);
      if (key) {
        state.keys.splice(0, daysBetween(state.from, day));
        state.from = day;
      }
      return { from: state.from, key: (state.keys[0] as Buffer).toString('base64') };
    },
  };
};

/** The bytes of some UUIDs, end to end. */
const bytesOf = (ids: readonly string[]): Buffer => Buffer.from(ids.join('').replaceAll('-', ''), 'hex');

const digits = Buffer.from('0123456789abcdef');
/** Where the digits of each byte stand in the text of a UUID. */
const places = Array.from({ length: 16 }, (_, i) => i * 2 + (i < 4 ? 0 : i < 6 ? 1 : i < 8 ? 2 : i < 10 ? 3 : 4));

/** The UUIDs whose bytes stand end to end: by tables, half a million a list are laid out in half the time of cutting hex. */
export const uuidsOf = (bytes: Uint8Array): string[] => {
  const count = bytes.length / 16;
  const text = Buffer.alloc(count * 36, '-');
  for (let n = 0; n < count; n += 1) {
    for (let i = 0; i < 16; i += 1) {
      const [byte, at] = [bytes[n * 16 + i] as number, n * 36 + (places[i] as number)];
      text[at] = digits[byte >> 4] as number;
      text[at + 1] = digits[byte & 15] as number;
    }
  }
  // Not slices of one text, which are slow to compare and to join.
  return Array.from({ length: count }, (_, n) => text.toString('latin1', n * 36, (n + 1) * 36));
};

/** Days from one to another, both included. */
export const daysFrom = (from: string, to: string): string[] =>
  Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, i) => addDays(from, i));
