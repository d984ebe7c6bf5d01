import type { House } from '../../core/house.ts';
import type { Job } from '../../core/jobs.ts';
import { areaName, onDutyPhone } from '../areas/index.ts';
import { sendMessage, withoutMarks } from '../messages/index.ts';
import { newContactsText } from './rules.ts';
import { announceNew } from './task-store.ts';

const atOnce = 1000;

/** One sweep: the phone on duty of each commune that got new people to call is told how many, and nobody's name. */
const sweep = (house: House, now: Date): Promise<number> =>
  house.database.within({ role: 'owner' }, async (db) => {
    const found = await announceNew(db, now, atOnce);
    for (const { area, count } of found) {
      const duty = await onDutyPhone(db, house, area, now);
      if (!duty) continue;
      const text = newContactsText(count, withoutMarks(await areaName(house, area)));
      await sendMessage(db, house, { to: duty.phone, channel: 'sms', purpose: 'contacts', text });
    }
    return found.length;
  });

export const announceJob = (house: House): Job => ({
  name: 'followup.announce',
  everySeconds: 30,
  run: async (now) => {
    const communes = await sweep(house, now);
    return communes > 0 ? { communes } : undefined;
  },
});
