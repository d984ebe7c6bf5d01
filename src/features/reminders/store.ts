import { type AreaPath, areaRange } from '../../core/area.ts';
import type { Position } from '../../core/cursor.ts';
import type { Db, Pool } from '../../core/db.ts';

export type Kind = 'reminder' | 'escalation' | 'alarm';
export type ReminderRow = {
  id: string;
  area: AreaPath;
  about: AreaPath;
  kind: Kind;
  fromArea: AreaPath | null;
  byAccount: string | null;
  sealed: Buffer | null;
  figures: Record<string, unknown>;
  at: Date;
  slot: number | null;
  dueAt: Date | null;
  escalatedAt: Date | null;
  settledAt: Date | null;
  acknowledgedAt: Date | null;
  acknowledgedBy: string | null;
};

export type NewReminder = Pick<ReminderRow, 'id' | 'area' | 'about' | 'kind' | 'figures' | 'at'> & Partial<ReminderRow>;

export const insertReminder = async (db: Db | Pool, { figures, ...row }: NewReminder): Promise<ReminderRow> => {
  const [stored] = await db<ReminderRow[]>`
    insert into reminder ${db({ ...row, figures: db.json(figures as never) } as never)} returning *`;
  return stored as ReminderRow;
};

/** The newest first, of one unit; index `(area, at, id)`. */
export const listReminders = (
  db: Db,
  {
    area,
    open,
    after,
    limit,
  }: { area: AreaPath; open: boolean | undefined; after: Position | undefined; limit: number },
) => db<ReminderRow[]>`
  select * from reminder where area = ${area}
    ${open === undefined ? db`` : open ? db`and acknowledged_at is null` : db`and acknowledged_at is not null`}
    ${after ? db`and (at, id) < (${after.at}, ${after.id}::uuid)` : db``}
  order by at desc, id desc limit ${limit}`;

export const lockReminder = async (db: Db, id: string): Promise<ReminderRow | undefined> => {
  const [row] = await db<ReminderRow[]>`select * from reminder where id = ${id} for update`;
  return row;
};

export const acknowledge = async (db: Db, id: string, by: string, at: Date): Promise<ReminderRow> => {
  const [row] = await db<ReminderRow[]>`
    update reminder set acknowledged_at = ${at}, acknowledged_by = ${by} where id = ${id} returning *`;
  return row as ReminderRow;
};

export const lastReminderAt = async (db: Db, about: AreaPath): Promise<Date | undefined> => {
  const [row] = await db<{ at: Date }[]>`
    select at from reminder where about = ${about} and kind = 'reminder' order by at desc limit 1`;
  return row?.at;
};

export type Reminded = Pick<ReminderRow, 'id' | 'at' | 'about' | 'acknowledgedAt'> & { escalated: boolean };

/** The last reminder of each unit of the last days; a unit reminded longer ago counts as not reminded. */
export const lastReminders = (db: Db, area: AreaPath, since: Date) => {
  const [low, high] = areaRange(area);
  return db<Reminded[]>`
    select distinct on (about) id, at, about, acknowledged_at, escalated_at is not null and settled_at is null as escalated
    from reminder where kind = 'reminder' and about >= ${low} and about < ${high} and at > ${since}
    order by about, at desc`;
};

/** Reminders whose time is over and whose unit may still lag, those not yet made known above first; held. */
export const listDue = (db: Db, now: Date, limit: number) => db<ReminderRow[]>`
  select * from reminder where settled_at is null and due_at <= ${now}
  order by escalated_at nulls first, due_at limit ${limit} for update skip locked`;

export const settle = (db: Db, ids: readonly string[], now: Date) =>
  db`update reminder set settled_at = ${now} where id = any (${[...ids]}::uuid[])`;

export const markEscalated = (db: Db, id: string, now: Date) =>
  db`update reminder set escalated_at = ${now} where id = ${id}`;

export type SignIn = { area: AreaPath; accounts: number; lastSeenAt: Date | null };

/** Officers' accounts that are in use, by unit: how many, and when one was last at work. Some accounts a unit. */
export const signIns = (db: Db, area: AreaPath) => {
  const [low, high] = areaRange(area);
  return db<SignIn[]>`
    select area, count(*)::int as accounts, max(last_seen_at) as last_seen_at
    from account where kind = 'officer' and state = 'active' and area >= ${low} and area < ${high} group by area`;
};
