import { type AreaPath, areaRange } from '../../core/area.ts';
import type { Position } from '../../core/cursor.ts';
import type { Db, Pool } from '../../core/db.ts';

export type ReportRow = {
  reporter: string;
  id: string;
  area: AreaPath;
  toldArea: AreaPath | null;
  asKind: 'citizen' | 'officer' | 'program';
  sealed: Buffer;
  at: Date;
  answeredAt: Date | null;
  closedAt: Date | null;
};

export const insertReport = (db: Db, row: ReportRow) => db`insert into problem_report ${db(row)}`;

/** One's own, the newest first. */
export const listOwn = (db: Db, reporter: string, after: Position | undefined, limit: number) => db<ReportRow[]>`
  select * from problem_report
  where reporter = ${reporter} ${after ? db`and (at, id) < (${after.at}, ${after.id}::uuid)` : db``}
  order by at desc, id desc limit ${limit}`;

/** Those of an area, the newest first. The nation's own lie at '' and stand in no area's range. */
export const listReports = (
  db: Db,
  { area, isOpen }: { area: AreaPath; isOpen: boolean },
  after: Position | undefined,
  limit: number,
) => {
  const [from, to] = areaRange(area);
  return db<ReportRow[]>`
    select * from problem_report
    where ${area === '' ? db`true` : db`area >= ${from} and area < ${to}`} ${isOpen ? db`and closed_at is null` : db``}
      ${after ? db`and (at, id) < (${after.at}, ${after.id}::uuid)` : db``}
    order by at desc, id desc limit ${limit}`;
};

export const lockReport = async (db: Db, id: string): Promise<ReportRow | undefined> => {
  const [row] = await db<ReportRow[]>`select * from problem_report where id = ${id} for update`;
  return row;
};

export const saveState = (db: Db, { reporter, id, answeredAt, closedAt }: ReportRow) => db`
  update problem_report set answered_at = ${answeredAt}, closed_at = ${closedAt} where reporter = ${reporter} and id = ${id}`;

export type AnswerRow = {
  reporter: string;
  id: string;
  reportId: string;
  sealed: Buffer;
  at: Date;
  byAccount: string;
};

export const insertAnswer = (db: Db, row: AnswerRow) => db`insert into problem_answer ${db(row)}`;

export const answersTo = (db: Db, reports: readonly ReportRow[]) => db<AnswerRow[]>`
  select * from problem_answer
  where reporter = any(${reports.map(({ reporter }) => reporter)}::uuid[])
    and report_id = any(${reports.map(({ id }) => id)}::uuid[])
  order by at, id`;

/** Closed ones from before a day, with their answers; for the owner. */
export const deleteClosed = async (owner: Pool, before: Date): Promise<number> => {
  await owner`
    delete from problem_answer a using problem_report r
    where r.reporter = a.reporter and r.id = a.report_id and r.closed_at < ${before}`;
  const { count } = await owner`delete from problem_report where closed_at < ${before}`;
  return count;
};
