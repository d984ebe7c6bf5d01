import { handlers } from '../../core/api.ts';
import type { AreaPath } from '../../core/area.ts';
import { cursorOf, positionOf } from '../../core/cursor.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { areaName, findArea, mustFindArea, onDutyPhone, stationName } from '../areas/index.ts';
import { sendMessage } from '../messages/index.ts';
import { reminders } from './contract.ts';
import { laggingUnits, lagOf } from './lagging.ts';
import * as rules from './rules.ts';
import * as store from './store.ts';
import { smsOf } from './texts.ts';

/** The office that speaks for an area: 'Trung tâm Y tế thành phố Thanh Hóa'. */
const officeOf = async (house: House, area: AreaPath): Promise<string> => {
  const unit = await findArea(house, area);
  return unit ? stationName(unit) : area;
};

/** Of older reminders the urge list says nothing. */
const remembered = 7 * 86_400_000;

const show = async (house: House, row: store.ReminderRow) => ({
  id: row.id,
  kind: row.kind,
  area: row.area as string,
  about: row.about as string,
  aboutName: await areaName(house, row.about),
  from: row.fromArea === null ? null : await officeOf(house, row.fromArea),
  at: row.at,
  note: row.sealed ? house.keys.open<{ note: string }>(`reminder ${row.id}`, row.sealed).note : null,
  figures: row.figures,
  acknowledgedAt: row.acknowledgedAt,
});

/** The unit's own number is written to; one further up would remind those who remind. */
const tellPhone = async (house: House, db: Db, area: AreaPath, text: string, now: Date): Promise<boolean> => {
  const duty = await onDutyPhone(db, house, area, now);
  if (duty?.area !== area) return false;
  await sendMessage(db, house, { to: duty.phone, channel: 'sms', purpose: 'reminder', text });
  return true;
};

export const remindersApi = (house: House) =>
  handlers(reminders, {
    'GET /statistics/lagging': async ({ query, actor, db, now }) => {
      const area = query.area ?? actor.area;
      mustBeAble(actor, 'work.count', area);
      const unit = await mustFindArea(house, area);
      const [lags, reminded] = await Promise.all([
        laggingUnits(house, db, { unit, by: query.by, now }),
        store.lastReminders(db, area, new Date(now.getTime() - remembered)),
      ]);
      const last = new Map(reminded.map((row) => [row.about, row]));
      return lags.slice(0, query.limit).map(({ area: path, name, standing, unreachable, reasons }) => {
        const { accounts: _, ...figures } = standing;
        const reminder = last.get(path);
        return {
          area: path,
          name,
          ...figures,
          unreachable,
          reasons,
          reminded: reminder
            ? {
                id: reminder.id,
                at: reminder.at,
                acknowledgedAt: reminder.acknowledgedAt,
                escalated: reminder.escalated,
              }
            : null,
          quietUntil: rules.quietUntil(reminder?.at, now) ?? null,
        };
      });
    },

    'POST /reminders': async ({ body, actor, db, now }) => {
      mustBeAble(actor, 'unit.remind', body.area);
      const unit = await mustFindArea(house, body.area);
      if (unit.path === actor.area) fail('reminder.own_unit', [{ path: 'area', code: 'reminder.own_unit' }]);
      const quiet = rules.quietUntil(await store.lastReminderAt(db, unit.path), now);
      if (quiet)
        fail('budget.spent', undefined, {
          until: quiet.toISOString(),
          retryAfterSeconds: Math.ceil((quiet.getTime() - now.getTime()) / 1000),
        });
      const reasons = await lagOf(house, db, unit.path, now);
      const dueAt = reasons.some(rules.isPressing) ? rules.dueAfter(now, body.hours ?? rules.defaultHours) : null;
      const row: store.NewReminder = {
        id: body.id,
        area: unit.path,
        about: unit.path,
        kind: 'reminder',
        fromArea: actor.area,
        byAccount: actor.account,
        sealed: body.note ? house.keys.seal(`reminder ${body.id}`, { note: body.note }) : null,
        figures: { reasons },
        at: now,
        slot: rules.slotOf(now),
        dueAt,
      };
      const stored = await store.insertReminder(db, row);
      const text = smsOf(await officeOf(house, actor.area), stationName(unit), reasons);
      return { ...(await show(house, stored)), sms: await tellPhone(house, db, unit.path, text, now), dueAt };
    },

    'GET /reminders': async ({ query, actor, db }) => {
      const { open, after, limit } = query;
      const rows = await store.listReminders(db, {
        area: actor.area,
        open,
        after: positionOf(after),
        limit: limit + 1,
      });
      const page = rows.slice(0, limit);
      return {
        items: await Promise.all(page.map((row) => show(house, row))),
        next: rows.length > limit ? cursorOf(page.at(-1)) : null,
      };
    },

    'POST /reminders/:id/acknowledgement': async ({ params, actor, db, now }) => {
      const row = (await store.lockReminder(db, params.id)) ?? fail('record.missing');
      mustBeAble(actor, 'reminder.answer', row.area);
      // Whoever reads it second has nothing more to say.
      return show(house, row.acknowledgedAt ? row : await store.acknowledge(db, row.id, actor.account, now));
    },
  });
