import { readCode } from '../../../core/code.ts';
import { readScan, type Scan } from '../../codes/rules.ts';

/** Why what was read lets nobody in, each with something else to do. */
export type Unread = 'unknown' | 'place' | 'pass' | 'no_number' | 'keyboard';
/** A code or card of a person, as it is sent and as it was understood. */
export type Visitor = { text: string; scan: Scan };

const swapped = (text: string): string =>
  text.replace(/[a-z]/gi, (sign) => (sign === sign.toLowerCase() ? sign.toUpperCase() : sign.toLowerCase()));

/** As long as a personal code at least; whatever is shorter was typed by a person. */
const codeLength = 90;
/** What every address of ours holds, through any keyboard: the code of a bank or of a shop's page is a strange one. */
const isOurs = /\/q\//i;

/**
 * A code is plain letters and digits. Where a reader's keys went through a Vietnamese keyboard, `aa` has become `â` and `as` `á`, and what
 * was lost cannot be told back; an address of ours whose code cannot be read is taken for the same.
 */
const isGarbled = (text: string): boolean =>
  !text.includes('|') && (isOurs.test(text) || (text.length >= codeLength && /[^\x20-\x7e]/.test(text)));

/** What a camera, a hand-held reader or a person's typing gave, as far as it can be judged without anybody. */
export const readVisitor = (given: string): Visitor | Unread => {
  const scan = readScan(given);
  if (!scan) {
    // A reader types capitals for small letters while Caps Lock is on.
    const other = swapped(given);
    if (readCode(other)) return readVisitor(other);
    return isGarbled(given) ? 'keyboard' : 'unknown';
  }
  if (scan.kind === 'venue') return 'place';
  if (scan.kind === 'pass') return 'pass';
  if ('fields' in scan && !scan.fields.identity) return 'no_number';
  return { text: given.trim(), scan };
};
