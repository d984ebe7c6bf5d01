import type { AreaPath } from '../../core/area.ts';
import { bytesOf, type Db } from '../../core/db.ts';
import type { exposureReaches } from './rules.ts';

/** What was told about a place, and to how many; never to whom. */
export type NoticeRow = {
  caseId: string;
  id: string;
  area: AreaPath;
  venueId: string;
  fromAt: Date;
  toAt: Date;
  reach: (typeof exposureReaches)[number];
  namesVenue: boolean;
  there: number;
  told: number;
  again: number;
  withoutPhone: number;
  at: Date;
  byAccount: string;
};

export const insertNotice = (db: Db, row: NoticeRow) => db`insert into exposure_notice ${db(row)}`;

export const noticesOf = (db: Db, caseId: string) =>
  db<NoticeRow[]>`select * from exposure_notice where case_id = ${caseId} order by at desc, id desc`;

/** Of some marks those that are there: keyed hashes of a case and a person who was told. */
export const findTold = async (db: Db, marks: readonly Buffer[]): Promise<Set<string>> => {
  const rows = await db<{ mark: Buffer }[]>`select mark from exposure_told where mark = any(${bytesOf(db, marks)})`;
  return new Set(rows.map(({ mark }) => mark.toString('hex')));
};

export const markTold = (db: Db, marks: readonly Buffer[], at: Date) => db`
  insert into exposure_told (mark, at) select mark, ${at} from unnest(${bytesOf(db, marks)}) as mark on conflict do nothing`;

/** The stays of a case in a place that an officer wrote down, where there was no code to scan. */
export const milestonesAt = (db: Db, caseId: string, venue: string) => db<{ fromAt: Date; toAt: Date | null }[]>`
  select from_at, to_at from case_milestone where case_id = ${caseId} and venue_id = ${venue} and removed_at is null`;
