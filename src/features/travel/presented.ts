import type { AreaPath } from '../../core/area.ts';
import type { Db } from '../../core/db.ts';
import { nameTokens } from '../../core/fold.ts';
import type { House } from '../../core/house.ts';
import { codeIdOf, ownersOfCodes } from '../codes/index.ts';
import { type DocumentFields, readScan } from '../codes/rules.ts';
import { findByNumber, identityHash, openWho } from '../people/index.ts';
import { birthYearOf } from '../people/rules.ts';
import { type PassCode, readPassPayload } from './rules.ts';

/** What a reader read at a post: a pass, somebody's own code or card, or nothing of ours. */
export type Presented =
  | { kind: 'pass'; code: PassCode }
  | { kind: 'person'; personId: string | undefined }
  | { kind: 'forged' }
  | { kind: 'revoked' }
  | { kind: 'nothing' };

const nation = '' as AreaPath;
const mostWithOneNumber = 10;

const sameName = (one: string, other: string): boolean =>
  new Set(nameTokens(one)).symmetricDifference(new Set(nameTokens(other))).size === 0;

/**
 * Who bears a card: its number, name and year of birth must all be those of the record, so that a post learns of nobody
 * whose card it does not hold.
 */
const bearerOf = async (house: House, db: Db, fields: DocumentFields): Promise<string | undefined> => {
  if (!fields.identity) return undefined;
  const rows = await findByNumber(
    db,
    undefined,
    [identityHash(house.keys, fields.identity)],
    nation,
    mostWithOneNumber,
  );
  const year = birthYearOf(fields);
  return rows.find((row) => {
    const isSameYear = row.birthYear === null || year === undefined || row.birthYear === year;
    return isSameYear && sameName(openWho(house.keys, row).fullName, fields.fullName);
  })?.id;
};

/** Reads the text and looks up whose it is; to be asked within the whole country. */
export const readPresented = async (house: House, db: Db, text: string): Promise<Presented> => {
  const scan = readScan(text);
  if (!scan) return { kind: 'nothing' };
  if (!('code' in scan)) return { kind: 'person', personId: await bearerOf(house, db, scan.fields) };
  const { kind, kid, signed, signature, payload } = scan.code;
  if (!house.keys.isSigned(kid, signed, signature)) return { kind: 'forged' };
  if (kind === 'pass') {
    const code = readPassPayload(payload);
    return code ? { kind: 'pass', code } : { kind: 'forged' };
  }
  if (kind !== 'person') return { kind: 'nothing' };
  const id = codeIdOf(scan.code);
  const owner = (await ownersOfCodes(db, [id])).get(id);
  return owner?.isRevoked ? { kind: 'revoked' } : { kind: 'person', personId: owner?.personId };
};
