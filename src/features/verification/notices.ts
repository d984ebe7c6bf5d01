import { type AreaPath, levelDepth, parentOf } from '../../core/area.ts';
import type { House } from '../../core/house.ts';
import type { Job } from '../../core/jobs.ts';
import { areaName, onDutyPhone } from '../areas/index.ts';
import { sendMessage } from '../messages/index.ts';
import { plain } from './plain.ts';
import * as rules from './rules.ts';
import * as store from './store.ts';
import { itemOf } from './work.ts';

const atOnce = 500;

const above = (area: AreaPath, levels: number): AreaPath =>
  levels === 0 ? area : above(parentOf(area) ?? area, levels - 1);

type Kind = 'urgent' | 'untaken' | 'overdue' | 'unreachable';

/** No personal data: a phone lies about. */
const texts: Record<Kind, (count: number, area: string) => string> = {
  urgent: (count, area) => `La Chan: ${count} to khai KHAN moi tai ${area}, mo bang viec de xu ly.`,
  untaken: (count, area) => `La Chan: ${count} to khai KHAN tai ${area} chua ai nhan, mo bang viec de xu ly.`,
  overdue: (count, area) => `La Chan: ${count} to khai nguy co tai ${area} qua han, mo bang viec de xu ly.`,
  unreachable: (count, area) => `La Chan: ${count} nguoi tai ${area} khong lien lac duoc, cho cap tren quyet dinh.`,
};

const kindOf = ({ level, takenAt }: rules.Item, told: number): Kind => {
  if (takenAt) return 'unreachable';
  if (level !== 'urgent') return 'overdue';
  return told === 0 ? 'urgent' : 'untaken';
};

type Told = { to: AreaPath; area: AreaPath; kind: Kind };

/** One sweep: the on-duty phones are told of what is due, many items of a commune in one message. */
const sweep = (house: House, now: Date): Promise<number> =>
  house.database.within({ role: 'owner' }, async (db) => {
    const rows = await store.lockDueNotices(db, now, atOnce);
    const told: Told[] = [];
    for (const row of rows) {
      const item = itemOf(row);
      const { levels, escalation, next } = rules.notice(
        { ...item, escalation: row.escalation, noticeAt: row.noticeAt },
        now,
        levelDepth(row.area),
      );
      told.push(...levels.map((level) => ({ to: above(row.area, level), area: row.area, kind: kindOf(item, level) })));
      await store.saveWork(db, row, { escalation, noticeAt: next ?? null });
    }
    for (const group of Map.groupBy(told, ({ to, area, kind }) => `${to} ${area} ${kind}`).values()) {
      const [{ to, area, kind }] = group as [Told];
      const duty = await onDutyPhone(db, house, to, now);
      if (!duty) continue;
      const text = texts[kind](group.length, plain(await areaName(house, area)));
      await sendMessage(db, house, { to: duty.phone, channel: 'sms', purpose: 'work', text });
    }
    return rows.length;
  });

export const noticesJob = (house: House): Job => ({
  name: 'verification.notices',
  everySeconds: 5,
  run: async (now) => {
    const first = await sweep(house, now);
    let last = first;
    let total = first;
    while (last === atOnce) {
      last = await sweep(house, now);
      total += last;
    }
    return total > 0 ? { told: total } : undefined;
  },
});
