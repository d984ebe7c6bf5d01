import { codeText, readCode, uuidOf } from '../../../core/code.ts';
import { readTyped } from '../../venues/rules.ts';

/** What was scanned or typed, as it stands in an address: the signed code bare, or the eight signs. Undefined when it is no venue's. */
export const venueCode = (text: string): string | undefined => {
  const typed = readTyped(text);
  if (typed !== undefined) return typed;
  const code = readCode(text.replace(/[?#].*$/, ''));
  return code?.kind === 'venue' ? codeText(code.signed, code.signature) : undefined;
};

/** The venue that a signed code names, without asking anybody; of a typed one only the server knows. */
export const venueOf = (code: string): string | undefined => {
  const read = readCode(code);
  return read?.kind === 'venue' ? uuidOf(read.payload) : undefined;
};

export const checkInPath = (code: string): string => `/app/vao/${code}`;
