import { type AreaPath, areaRange } from '../../core/area.ts';
import type { Db } from '../../core/db.ts';

/** Of one case, the contacts in one other province, in numbers. */
export type SentRow = {
  caseId: string;
  code: string;
  caseArea: AreaPath;
  province: AreaPath;
  people: number;
  unsent: number;
  unacknowledged: number;
  sentAt: Date | null;
  sentBy: string | null;
  acknowledgedAt: Date | null;
  acknowledgedBy: string | null;
};

export type Side =
  | { direction: 'out'; area: AreaPath }
  | { direction: 'in'; area: AreaPath }
  | { case: string; province: AreaPath };

/** The last of a list of cases goes back so many days: whoever was met before is a contact no more. */
const days = 60;
/** So many cases are looked at, the newest; an outbreak of a whole province lies within. */
const mostCases = 5000;

/** Neither below nor beside the province of an area; of the whole country only the province of the case decides. */
const outside = (db: Db, area: AreaPath) => {
  const [from, to] = areaRange((area === '' ? '' : `${area.split('.')[0]}.`) as AreaPath);
  return area === '' ? db`true` : db`(t.area < ${from} or t.area >= ${to})`;
};

/**
 * By case and province; of what comes in only what was sent. Who is no contact any more is not counted, and whom somebody has
 * finished with only when that was sent.
 */
export const listSent = (db: Db, side: Side, now: Date) => {
  const [from, to] = areaRange('area' in side ? side.area : side.province);
  const since = new Date(now.getTime() - days * 86_400_000);
  return db<SentRow[]>`
    select c.id as case_id, c.code, c.area as case_area, split_part(t.area, '.', 1) || '.' as province,
      count(*)::int as people, count(*) filter (where sent_at is null)::int as unsent,
      count(*) filter (where sent_at is not null and acknowledged_at is null)::int as unacknowledged,
      max(sent_at) as sent_at, (array_agg(sent_by order by sent_at desc nulls last))[1] as sent_by,
      max(acknowledged_at) as acknowledged_at, (array_agg(acknowledged_by order by acknowledged_at desc nulls last))[1] as acknowledged_by
    from contact_task t join confirmed_case c on c.id = t.case_id
    where c.state <> 'revoked' and split_part(t.area, '.', 1) <> split_part(c.area, '.', 1)
      and t.ended is null and (t.state <> 'closed' or t.sent_at is not null)
      ${
        'case' in side
          ? db`and t.case_id = ${side.case} and t.area >= ${from} and t.area < ${to}`
          : side.direction === 'out'
            ? db`and ${outside(db, side.area)} and t.case_id in (
                select id from confirmed_case where area >= ${from} and area < ${to} and at > ${since} and state <> 'revoked'
                order by at desc, id desc limit ${mostCases})`
            : db`and t.area >= ${from} and t.area < ${to} and t.sent_at is not null and t.assigned_at > ${since}`
      }
    group by c.id, c.code, c.area, 4 order by max(t.assigned_at) desc, c.id, 4 limit 500`;
};

/** Marks what was not sent yet; answers how many that were. */
export const markSent = async (db: Db, caseId: string, province: AreaPath, at: Date, by: string): Promise<number> => {
  const [from, to] = areaRange(province);
  const rows = await db`
    update contact_task set sent_at = ${at}, sent_by = ${by}
    where case_id = ${caseId} and area >= ${from} and area < ${to} and sent_at is null and state <> 'closed'
    returning person_id`;
  return rows.length;
};

export const markAcknowledged = (db: Db, caseId: string, province: AreaPath, at: Date, by: string) => {
  const [from, to] = areaRange(province);
  return db`
    update contact_task set acknowledged_at = ${at}, acknowledged_by = ${by}
    where case_id = ${caseId} and area >= ${from} and area < ${to} and sent_at is not null and acknowledged_at is null`;
};

/** A list that nobody acknowledged in time: how many people, who sent it, and where. */
export type LateRow = { sender: AreaPath; province: AreaPath; count: number };

/** Lists sent before a moment and not acknowledged, each told once; asked by the sweep alone. */
export const remindLate = (db: Db, sentBefore: Date, now: Date, most: number) => db<LateRow[]>`
  with late as (
    select t.person_id, t.case_id from contact_task t join confirmed_case c on c.id = t.case_id
    where t.sent_at < ${sentBefore} and t.acknowledged_at is null and t.reminded_at is null and c.state <> 'revoked' and t.ended is null
    order by t.sent_at limit ${most} for update of t skip locked),
  told as (
    update contact_task t set reminded_at = ${now} from late
    where t.person_id = late.person_id and t.case_id = late.case_id returning t.case_id, t.area, t.sent_by)
  select coalesce(a.area, c.area) as sender, split_part(told.area, '.', 1) || '.' as province, count(*)::int as count
  from told join confirmed_case c on c.id = told.case_id left join account a on a.id = told.sent_by
  group by told.case_id, 1, 2`;
