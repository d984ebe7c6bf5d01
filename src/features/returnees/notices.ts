import { type AreaPath, levelDepth, parentOf } from '../../core/area.ts';
import type { House } from '../../core/house.ts';
import type { Job } from '../../core/jobs.ts';
import { areaName, onDutyPhone } from '../areas/index.ts';
import { sendMessage, withoutMarks } from '../messages/index.ts';
import { notice } from './rules.ts';
import * as store from './store.ts';

const atOnce = 500;

const above = (area: AreaPath, levels: number): AreaPath =>
  levels === 0 ? area : above(parentOf(area) ?? area, levels - 1);

/** No personal data: a phone lies about. */
const texts = {
  waiting: (count: number, area: string) =>
    `La Chan: ${count} nguoi ve tu vung dich tai ${area} qua han chua xac nhan, mo danh sach nguoi ve.`,
  absent: (count: number, area: string) =>
    `La Chan: ${count} nguoi khai ve ${area} nhung tram chua gap, mo danh sach nguoi ve.`,
};
type Told = { to: AreaPath; area: AreaPath; kind: keyof typeof texts };

/** One sweep: the on-duty phones are told of arrivals nobody confirmed, many of a commune in one message. */
const sweep = (house: House, now: Date): Promise<number> =>
  house.database.within({ role: 'owner' }, async (db) => {
    const rows = await store.lockDue(db, now, atOnce);
    const told: Told[] = [];
    for (const row of rows) {
      const { levels, escalation, next } = notice(row, now, levelDepth(row.area));
      const kind = row.state === 'absent' ? 'absent' : 'waiting';
      told.push(...levels.map((level) => ({ to: above(row.area, level), area: row.area, kind }) as const));
      await store.saveArrival(db, row, { escalation, noticeAt: next ?? null });
    }
    for (const group of Map.groupBy(told, ({ to, area, kind }) => `${to} ${area} ${kind}`).values()) {
      const [{ to, area, kind }] = group as [Told];
      const duty = await onDutyPhone(db, house, to, now);
      if (!duty) continue;
      const text = texts[kind](group.length, withoutMarks(await areaName(house, area)));
      await sendMessage(db, house, { to: duty.phone, channel: 'sms', purpose: 'returnees', text });
    }
    return rows.length;
  });

const sweepAll = async (house: House, now: Date, before = 0): Promise<number> => {
  const told = await sweep(house, now);
  return told === atOnce ? sweepAll(house, now, before + told) : before + told;
};

export const noticesJob = (house: House): Job => ({
  name: 'returnees.notices',
  everySeconds: 60,
  run: async (now) => {
    const told = await sweepAll(house, now);
    return told > 0 ? { told } : undefined;
  },
});
