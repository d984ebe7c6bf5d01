import { parentOf } from '../../core/area.ts';
import { newId } from '../../core/client.ts';
import type { House } from '../../core/house.ts';
import type { Job } from '../../core/jobs.ts';
import { lagOf } from './lagging.ts';
import * as rules from './rules.ts';
import * as store from './store.ts';

const atOnce = 200;
/** So long after its time a reminder is history: a new one is needed. */
const forgottenAfter = 7 * 86_400_000;

/**
 * A reminded unit that still lags when its time is over is made known to the level above the one that reminded, once; one
 * that lags no more is settled. An escalated one is looked at until it is.
 */
const escalate = (house: House, now: Date) =>
  house.database.within({ role: 'owner' }, async (db) => {
    const due = await store.listDue(db, now, atOnce);
    const settled: string[] = [];
    let escalated = 0;
    for (const row of due) {
      const reasons = (await lagOf(house, db, row.about, now)).filter(rules.isPressing);
      const isOver =
        reasons.length === 0 || (row.dueAt !== null && now.getTime() - row.dueAt.getTime() > forgottenAfter);
      if (isOver) settled.push(row.id);
      if (isOver || row.escalatedAt) continue;
      await store.markEscalated(db, row.id, now);
      const from = row.fromArea ?? row.about;
      await store.insertReminder(db, {
        id: newId(now.getTime()),
        area: parentOf(from) ?? from,
        about: row.about,
        kind: 'escalation',
        fromArea: from,
        figures: { reasons, remindedAt: row.at },
        at: now,
      });
      escalated += 1;
    }
    await store.settle(db, settled, now);
    return settled.length + escalated > 0 ? { settled: settled.length, escalated } : undefined;
  });

export const escalationJob = (house: House): Job => ({
  name: 'reminders.escalation',
  everySeconds: 60,
  run: (now) => escalate(house, now),
});
