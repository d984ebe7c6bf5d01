import { handlers } from '../../core/api.ts';
import { dayOf } from '../../core/day.ts';
import type { House } from '../../core/house.ts';
import { mustBeAble } from '../../core/permission.ts';
import { areaTree, mustFindArea } from '../areas/index.ts';
import { alarms } from './contract.ts';
import { judge, leastCount, leastDeviation, needed, upperBound } from './rules.ts';
import * as store from './store.ts';
import { alarmsOn, wholeSeries } from './watch.ts';

export const alarmsApi = (house: House) =>
  handlers(alarms, {
    'GET /statistics/alarms': async ({ query, actor, db, now }) => {
      const area = query.area ?? actor.area;
      mustBeAble(actor, 'alarm.read', area);
      await mustFindArea(house, area);
      const day = query.day ?? dayOf(now);
      const tree = await areaTree(house);
      const items = (await alarmsOn(db, area, day)).map(({ findings, ...alarm }) => ({
        ...alarm,
        name: tree.trailText(alarm.area) || alarm.area,
        findings: findings.map(({ isAlarm: _, baseline, parts, ...finding }) => ({
          ...finding,
          baseline: [...baseline],
          ...(parts && { parts: [...parts] }),
        })),
      }));
      return { day, leastCount, leastDeviation, items };
    },

    'GET /statistics/trend': async ({ query, actor, db, now }) => {
      const area = query.area ?? actor.area;
      mustBeAble(actor, 'alarm.read', area);
      const unit = await mustFindArea(house, area);
      const today = dayOf(now);
      // The first days shown are judged too, so that many more are read.
      const most = query.days + needed.C3 - 1;
      const [rows, first = today] = await Promise.all([
        store.sumByDay(db, area, today, most),
        store.firstDay(db, area),
      ]);
      const nought = (day: string) => ({ day, declared: 0, fever: 0, breathless: 0 });
      const series = wholeSeries(rows, { day: today, first, most }, nought);
      const watch = (symptom: store.Symptom, upTo: number) => {
        const counts = series.slice(Math.max(0, upTo + 1 - needed.C3), upTo + 1).map((row) => row[symptom]);
        return {
          count: series[upTo]?.[symptom] ?? 0,
          upper: upperBound(counts) ?? null,
          alarms: judge(counts).flatMap(({ isAlarm, method }) => (isAlarm ? [method] : [])),
        };
      };
      const shownFrom = Math.max(0, series.length - query.days);
      const days = series.slice(shownFrom).map(({ day, declared }, n) => ({
        day,
        declared,
        fever: watch('fever', shownFrom + n),
        breathless: watch('breathless', shownFrom + n),
      }));
      return { area: unit.path, name: unit.name, days };
    },
  });
