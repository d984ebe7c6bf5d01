import { type AreaPath, areaRange } from '../../core/area.ts';
import type { Pool } from '../../core/db.ts';

type Row = {
  seq: number;
  at: Date;
  account: string | null;
  by: string | null;
  area: AreaPath | null;
  verb: string;
  route: string;
  outcome: 'done' | 'refused';
  persons: string[];
  requestId: string;
  detail: Record<string, unknown> | null;
};

/**
 * The audit is under no area policy: this one statement reads it, with the auditor's range written out. `person` asks who
 * dealt with one person (GIN on `persons`).
 */
export const listEntries = (
  owner: Pool,
  { area, after, person, limit }: { area: AreaPath; after: number; person: string | undefined; limit: number },
) => {
  const [low, high] = areaRange(area);
  const isNation = area === '';
  return owner<Row[]>`
    select seq, e.at, e.account, nullif(a.name, '') as by, e.area, verb, route, outcome, persons, request_id, detail
    from audit_entry e left join account a on a.id = e.account
    where seq > ${after} and (${isNation} or (e.area >= ${low} and e.area < ${high}))
      ${person ? owner`and persons @> ${[person]}::uuid[]` : owner``}
    order by seq limit ${limit}`;
};
