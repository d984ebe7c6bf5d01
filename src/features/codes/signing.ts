import { codeBody, codeText, type SignedCode, uuidBytes, uuidOf } from '../../core/code.ts';
import type { Keys } from '../../core/crypto.ts';
import type { Db, Pool } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { fail } from '../../core/problem.ts';
import { markOfCode, readScan, type Scan } from './rules.ts';
import * as store from './store.ts';

/**
 * The id of a new code, made of the request's own: asked again it is the same, and nobody without the key can make one that
 * stands for another person's.
 */
export const codeIdFor = (keys: Keys, personId: string, request: string): string =>
  uuidOf(keys.hash('person code', `${personId} ${request}`));

/** What the QR of a person's code holds: an address of this server that any camera opens. 111 signs behind `/q/`. */
export const urlOfCode = ({ keys, publicUrl }: House, id: string): string => {
  const body = codeBody('person', keys.version, uuidBytes(id));
  return `${publicUrl()}/q/${codeText(body, keys.sign(body).signature)}`;
};

const personPayload = 16;

export const mustBeSigned = ({ keys }: House, { kind, kid, payload, signed, signature }: SignedCode): void => {
  const isWhole = kind !== 'person' || payload.length === personPayload;
  if (!isWhole || !keys.isSigned(kid, signed, signature)) fail('code.forged', [{ path: 'text', code: 'code.forged' }]);
};

/** What a reader gave: a code only when it was signed here. */
export const mustReadScan = (house: House, text: string): Scan => {
  const scan = readScan(text) ?? fail('code.unknown', [{ path: 'text', code: 'code.unknown' }]);
  if ('code' in scan) mustBeSigned(house, scan.code);
  return scan;
};

/** The id that a signed personal code carries. */
export const codeIdOf = ({ payload }: SignedCode): string => uuidOf(payload);

export type CodeOwner = { personId: string; isRevoked: boolean };

/** Whose codes these are, by the ids they carry; for a feature that reads many at once. The signature was checked before. */
export const ownersOfCodes = async (db: Db | Pool, ids: readonly string[]): Promise<Map<string, CodeOwner>> => {
  if (ids.length === 0) return new Map();
  const rows = await store.findByCodes(db, ids);
  return new Map(rows.map(({ id, personId, revokedAt }) => [id, { personId, isRevoked: revokedAt !== null }]));
};

const day = 86_400_000;
/** A door learns of codes that ended in so many days, and of so many at most; whatever ended before, the server alone knows. */
const keptAtDoors = { days: 30, codes: 20_000 };

/** The marks of codes that ended since a moment, for a door that will have no network. */
export const withdrawnSince = async (db: Db, since: Date | undefined, now: Date): Promise<string[]> => {
  const earliest = Math.max(now.getTime() - keptAtDoors.days * day, since?.getTime() ?? 0);
  return (await store.listEnded(db, new Date(earliest), keptAtDoors.codes)).map(markOfCode);
};
