import { type AreaPath, parseAreaPath } from '../../core/area.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import type { Job } from '../../core/jobs.ts';
import { areaTree, bareName, onDutyPhone } from '../areas/index.ts';
import { sendMessage, withoutMarks } from '../messages/index.ts';
import { remindLate } from './elsewhere-store.ts';
import { lateBefore, lateText, unansweredText } from './rules.ts';

const atOnce = 1000;

/** One sweep: of a list that another province has not acknowledged in time both phones on duty hear once, and nobody's name. */
const sweep = (house: House, now: Date): Promise<number> =>
  house.database.within({ role: 'owner' }, async (db) => {
    const found = await remindLate(db, lateBefore(now), now, atOnce);
    const tree = await areaTree(house);
    const provinceName = (area: string): string =>
      withoutMarks(bareName(tree.find(parseAreaPath(area.split('.')[0] ?? '') as AreaPath)?.name ?? ''));
    for (const { sender, province, count } of found) {
      const [there, here] = [await onDutyPhone(db, house, province, now), await onDutyPhone(db, house, sender, now)];
      if (there) await tell(db, house, there.phone, lateText(count, provinceName(sender)));
      const ring = there?.phone.replace(/^\+84/, '0');
      if (here) await tell(db, house, here.phone, unansweredText(count, provinceName(province), ring));
    }
    return found.length;
  });

const tell = (db: Db, house: House, to: string, text: string) =>
  sendMessage(db, house, { to, channel: 'sms', purpose: 'contacts', text });

export const remindJob = (house: House): Job => ({
  name: 'followup.remind',
  everySeconds: 300,
  run: async (now) => {
    const lists = await sweep(house, now);
    return lists > 0 ? { lists } : undefined;
  },
});
