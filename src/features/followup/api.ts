import { handlers } from '../../core/api.ts';
import type { House } from '../../core/house.ts';
import { asksPart } from './asks.ts';
import { followup } from './contract.ts';
import { elsewherePart } from './elsewhere.ts';
import { exposurePart } from './exposure.ts';
import { namedPart } from './named.ts';
import { workPart } from './work.ts';

export const followupApi = (house: House) =>
  handlers(followup, {
    ...workPart(house),
    ...elsewherePart(house),
    ...asksPart(house),
    ...namedPart(house),
    ...exposurePart(house),
  });
