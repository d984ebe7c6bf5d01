import { parentOf } from '../../core/area.ts';
import type { House } from '../../core/house.ts';
import type { Job } from '../../core/jobs.ts';
import { areaName, onDutyPhone } from '../areas/index.ts';
import { sendMessage, withoutMarks } from '../messages/index.ts';
import { lateContactsText } from './rules.ts';
import { escalateLate } from './task-store.ts';

const atOnce = 5000;

/** One sweep: the phone on duty above the communes with contacts past their time is told how many, in one message. */
const sweep = (house: House, now: Date): Promise<number> =>
  house.database.within({ role: 'owner' }, async (db) => {
    const found = await escalateLate(db, now, atOnce);
    for (const [above, communes] of Map.groupBy(found, ({ area }) => parentOf(area) ?? area)) {
      const duty = await onDutyPhone(db, house, above, now);
      if (!duty) continue;
      const count = communes.reduce((sum, commune) => sum + commune.count, 0);
      const names = await Promise.all(communes.map(({ area }) => areaName(house, area)));
      const text = lateContactsText(count, names.map(withoutMarks));
      await sendMessage(db, house, { to: duty.phone, channel: 'sms', purpose: 'contacts', text });
    }
    return found.reduce((sum, { count }) => sum + count, 0);
  });

/** Every quarter of an hour: the list above says at once who is late, its phone rings four times an hour at most. */
export const escalateJob = (house: House): Job => ({
  name: 'followup.escalate',
  everySeconds: 900,
  run: async (now) => {
    const contacts = await sweep(house, now);
    return contacts > 0 ? { contacts } : undefined;
  },
});
