import type { AreaPath } from '../../core/area.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { bearersOf, codeIdOf, ownersOfCodes } from '../codes/index.ts';
import { readScan } from '../codes/rules.ts';
import { type PassCode, readPassPayload } from './rules.ts';

/** What a reader read at a post: a pass, somebody's own code or card, or nothing of ours. */
export type Presented =
  | { kind: 'pass'; code: PassCode }
  | { kind: 'person'; personId: string | undefined }
  | { kind: 'forged' }
  | { kind: 'revoked' }
  | { kind: 'nothing' };

const nation = '' as AreaPath;

/** Reads the text and looks up whose it is; to be asked within the whole country. */
export const readPresented = async (house: House, db: Db, text: string): Promise<Presented> => {
  const scan = readScan(text);
  if (!scan) return { kind: 'nothing' };
  if (!('code' in scan)) return { kind: 'person', personId: (await bearersOf(house, db, scan.fields, nation))[0]?.id };
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
