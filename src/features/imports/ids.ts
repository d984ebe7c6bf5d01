import type { Keys } from '../../core/crypto.ts';

/**
 * An id that follows from what it stands for (UUIDv8, RFC 9562), so that a row done twice makes one record. From a keyed hash:
 * nobody can tell from an id who it stands for.
 */
export const idFrom = (keys: Keys, kind: string, text: string): string => {
  const bytes = Buffer.from(keys.hash(kind, text));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};
