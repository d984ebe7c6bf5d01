import { type AreaPath, parentOf, parseAreaPath } from '../../core/area.ts';
import { addDays, dayOf } from '../../core/day.ts';
import type { Feature, House } from '../../core/house.ts';
import type { Job } from '../../core/jobs.ts';
import { tellAlarm } from '../reminders/index.ts';
import { alarmsApi } from './api.ts';
import { alarms } from './contract.ts';
import { keepNew } from './store.ts';
import { type Alarm, alarmsOn } from './watch.ts';

const nation = parseAreaPath('') as AreaPath;

const figuresOf = ({ day, symptom, count, declared, usuallyDeclared, findings }: Alarm) => {
  const { method, mean, deviation, statistic, threshold } = findings[0] as Alarm['findings'][number];
  return { day, symptom, count, declared, usuallyDeclared, method, mean, deviation, statistic, threshold };
};

/** Tells the commune and the unit above of each new alarm. Yesterday is looked at too: phones without a signal report late. */
const tellAlarms = (house: House, now: Date) =>
  house.database.within({ role: 'owner' }, async (db) => {
    const today = dayOf(now);
    const found = [...(await alarmsOn(db, nation, addDays(today, -1))), ...(await alarmsOn(db, nation, today))];
    const rows = found.map((alarm) => ({
      area: alarm.area,
      day: alarm.day,
      symptom: alarm.symptom,
      figures: figuresOf(alarm),
    }));
    const fresh = await keepNew(db, rows, now);
    for (const { area, figures } of fresh)
      for (const told of [area, parentOf(area) ?? area])
        await tellAlarm(db, { area: told, about: area, figures, at: now });
    return fresh.length > 0 ? { told: fresh.length } : undefined;
  });

const alarmsJob = (house: House): Job => ({
  name: 'alarms.watch',
  everySeconds: 600,
  run: (now) => tellAlarms(house, now),
});

export const alarmsFeature = (house: House): Feature => ({
  name: 'alarms',
  contract: alarms,
  handlers: alarmsApi(house),
  jobs: [alarmsJob(house)],
});
