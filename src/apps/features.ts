import type { Feature, House } from '../core/house.ts';
import { accountsFeature } from '../features/accounts/index.ts';
import { alarmsFeature } from '../features/alarms/index.ts';
import { areasFeature } from '../features/areas/index.ts';
import { auditFeature } from '../features/audit/index.ts';
import { campaignsFeature } from '../features/campaigns/index.ts';
import { casesFeature, readClass } from '../features/cases/index.ts';
import { codesEndWithDeath, codesFeature } from '../features/codes/index.ts';
import { declarationsFeature } from '../features/declarations/index.ts';
import { exportsFeature } from '../features/exports/index.ts';
import { followUpEndsWithDeath, followupFeature } from '../features/followup/index.ts';
import { importsFeature } from '../features/imports/index.ts';
import { investigationsFeature } from '../features/investigations/index.ts';
import { laboratoryFeature } from '../features/laboratory/index.ts';
import { messagesFeature } from '../features/messages/index.ts';
import { peopleFeature } from '../features/people/index.ts';
import { recordsFeature } from '../features/records/index.ts';
import { remindersFeature } from '../features/reminders/index.ts';
import { arrivalsEndWithDeath, arrivalsFollow, arrivalsMove, returneesFeature } from '../features/returnees/index.ts';
import { statisticsFeature } from '../features/statistics/index.ts';
import { supportFeature } from '../features/support/index.ts';
import {
  entriesFollow,
  entriesMove,
  journeysFollow,
  passesEndWithDeath,
  travelFeature,
} from '../features/travel/index.ts';
import { venuesFeature } from '../features/venues/index.ts';
import { verificationFeature, workEndsWithDeath, workMerging } from '../features/verification/index.ts';
import { visitsFeature } from '../features/visits/index.ts';

/** Every feature of the house; a new one is one line here. */
export const allFeatures = (house: House): Feature[] => [
  areasFeature(house),
  accountsFeature(house),
  messagesFeature(house),
  peopleFeature(
    house,
    [workEndsWithDeath(house), codesEndWithDeath, passesEndWithDeath, arrivalsEndWithDeath, followUpEndsWithDeath],
    [workMerging],
    readClass,
  ),
  codesFeature(house),
  declarationsFeature(house, [entriesFollow(house), arrivalsFollow(house), journeysFollow(house)]),
  travelFeature(house),
  returneesFeature(house),
  verificationFeature(house, [entriesMove, arrivalsMove]),
  venuesFeature(house),
  visitsFeature(house),
  casesFeature(house),
  followupFeature(house),
  laboratoryFeature(house),
  investigationsFeature(house),
  recordsFeature(house),
  statisticsFeature(house),
  remindersFeature(house),
  alarmsFeature(house),
  campaignsFeature(house),
  exportsFeature(house),
  importsFeature(house),
  supportFeature(house),
  auditFeature(house),
];
