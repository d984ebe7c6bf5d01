import { type AreaPath, areaRange } from '../../core/area.ts';
import type { Position } from '../../core/cursor.ts';
import type { Db, Pool } from '../../core/db.ts';
import type { milestoneKinds } from './rules.ts';

type MilestoneKind = (typeof milestoneKinds)[number];
export type MilestoneRow = {
  personId: string;
  id: string;
  caseId: string;
  kind: MilestoneKind;
  fromAt: Date;
  toAt: Date | null;
  venueId: string | null;
  area: AreaPath | null;
  /** `{text}`, for officers. */
  sealed: Buffer;
  publishedAt: Date | null;
  publicText: string | null;
  publishedArea: AreaPath | null;
  publishedBy: string | null;
  at: Date;
  byAccount: string;
};

export const insertMilestone = (db: Db, row: MilestoneRow) => db`insert into case_milestone ${db(row)}`;

export const milestonesOf = (db: Db, caseId: string) =>
  db<
    MilestoneRow[]
  >`select * from case_milestone where case_id = ${caseId} and removed_at is null order by from_at, id`;

/** Held for a change. By its id alone: an index on every shard, one row. */
export const lockMilestone = async (db: Db, id: string): Promise<MilestoneRow | undefined> => {
  const [row] = await db<
    MilestoneRow[]
  >`select * from case_milestone where id = ${id} and removed_at is null for update`;
  return row;
};

export const publishMilestone = (
  db: Db,
  { personId, id }: Pick<MilestoneRow, 'personId' | 'id'>,
  as: Pick<MilestoneRow, 'publishedAt' | 'publicText' | 'publishedArea' | 'publishedBy'>,
) => db`update case_milestone set ${db(as)} where person_id = ${personId} and id = ${id}`;

export const removeMilestone = (db: Db, { personId, id }: MilestoneRow, at: Date) => db`
  update case_milestone set removed_at = ${at}, published_at = null, public_text = null where person_id = ${personId} and id = ${id}`;

type PublishedRow = Pick<MilestoneRow, 'id' | 'kind' | 'fromAt' | 'toAt' | 'venueId' | 'area' | 'publishedArea'> & {
  publishedAt: Date;
  publicText: string;
};

/** What the public may read, by the door's own columns; the newest first. What a revoked case published is not there. */
export const publishedIn = (door: Pool | Db, area: AreaPath, after: Position | undefined, limit: number) => {
  const [low, high] = areaRange(area);
  return door<PublishedRow[]>`
    select m.id, m.kind, m.from_at, m.to_at, m.venue_id, m.area, m.published_area, m.published_at, m.public_text
    from case_milestone m
    where m.published_at is not null and m.removed_at is null
      and exists (select from confirmed_case c where c.id = m.case_id and c.state <> 'revoked')
      ${area === '' ? door`` : door`and m.area >= ${low} and m.area < ${high}`}
      ${after ? door`and (m.from_at, m.id) < (${after.at}, ${after.id})` : door``}
    order by m.from_at desc, m.id desc limit ${limit}`;
};
