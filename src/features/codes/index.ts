import type { Feature, House } from '../../core/house.ts';
import { codesApi } from './api.ts';
import { codes } from './contract.ts';

export const codesFeature = (house: House): Feature => ({ name: 'codes', contract: codes, handlers: codesApi(house) });

export { bearersOf } from './bearer.ts';
export { codesEndWithDeath } from './death.ts';
export {
  type CodeOwner,
  codeIdOf,
  mustBeSigned,
  mustReadScan,
  ownersOfCodes,
  urlOfCode,
  withdrawnSince,
} from './signing.ts';
