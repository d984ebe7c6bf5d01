import { handlers } from '../../core/api.ts';
import type { House } from '../../core/house.ts';
import { checksApi } from './checks.ts';
import { travel } from './contract.ts';
import { entriesApi } from './entries.ts';
import { gatesApi } from './gates.ts';
import { passesApi } from './passes.ts';

export const travelApi = (house: House) =>
  handlers(travel, { ...gatesApi(house), ...passesApi(house), ...checksApi(house), ...entriesApi(house) });
