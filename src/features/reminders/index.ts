import type { AreaPath } from '../../core/area.ts';
import { newId } from '../../core/client.ts';
import type { Db } from '../../core/db.ts';
import type { Feature, House } from '../../core/house.ts';
import { remindersApi } from './api.ts';
import { reminders } from './contract.ts';
import { escalationJob } from './jobs.ts';
import { insertReminder } from './store.ts';

/** Puts an early warning into the console of a unit. */
export const tellAlarm = (
  db: Db,
  { area, about, figures, at }: { area: AreaPath; about: AreaPath; figures: Record<string, unknown>; at: Date },
) => insertReminder(db, { id: newId(at.getTime()), area, about, kind: 'alarm', figures, at });

export const remindersFeature = (house: House): Feature => ({
  name: 'reminders',
  contract: reminders,
  handlers: remindersApi(house),
  jobs: [escalationJob(house)],
});
