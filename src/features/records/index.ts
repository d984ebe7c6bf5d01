import { handlers } from '../../core/api.ts';
import type { Feature, House } from '../../core/house.ts';
import { records } from './contract.ts';
import { corrections } from './corrections.ts';
import { type OwnPart, ownData } from './data.ts';

import { keptParts } from './parts.ts';

export type { OwnPart } from './data.ts';

/** The citizen's own data, who has read it, and requests to put it right. `parts` are what features keep of a person. */
export const recordsFeature = (house: House, parts: readonly OwnPart[] = keptParts): Feature => ({
  name: 'records',
  contract: records,
  handlers: handlers(records, { ...ownData(house, parts), ...corrections(house) }),
});
