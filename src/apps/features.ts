import type { Feature, House } from '../core/house.ts';
import { accountsFeature } from '../features/accounts/index.ts';
import { areasFeature } from '../features/areas/index.ts';
import { auditFeature } from '../features/audit/index.ts';
import { declarationsFeature } from '../features/declarations/index.ts';
import { messagesFeature } from '../features/messages/index.ts';
import { peopleFeature } from '../features/people/index.ts';
import { statisticsFeature } from '../features/statistics/index.ts';
import { verificationFeature, workEndsWithDeath } from '../features/verification/index.ts';

/** Every feature of the house; a new one is one line here. */
export const allFeatures = (house: House): Feature[] => [
  areasFeature(house),
  accountsFeature(house),
  messagesFeature(house),
  peopleFeature(house, [workEndsWithDeath(house)]),
  declarationsFeature(house),
  verificationFeature(house),
  statisticsFeature(house),
  auditFeature(house),
];
