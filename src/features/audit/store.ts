import { type AreaPath, areaRange } from '../../core/area.ts';
import type { Pool } from '../../core/db.ts';

type Row = {
  seq: number;
  at: Date;
  account: string | null;
  area: AreaPath | null;
  verb: string;
  route: string;
  outcome: 'done' | 'refused';
  persons: string[];
  requestId: string;
  detail: Record<string, unknown> | null;
};

/** The audit is under no area policy: this one statement reads it, with the auditor's range written out. */
export const listEntries = (owner: Pool, area: AreaPath, after: number, limit: number) => {
  const [low, high] = areaRange(area);
  const isNation = area === '';
  return owner<Row[]>`
    select seq, at, account, area, verb, route, outcome, persons, request_id, detail from audit_entry
    where seq > ${after} and (${isNation} or (area >= ${low} and area < ${high})) order by seq limit ${limit}`;
};
