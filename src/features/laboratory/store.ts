import { type AreaPath, areaRange } from '../../core/area.ts';
import type { Position } from '../../core/cursor.ts';
import type { Db } from '../../core/db.ts';
import type { methods } from '../verification/contract.ts';
import type { Result } from './rules.ts';

export type SampleRow = {
  personId: string;
  id: string;
  sampledAt: Date;
  result: Result | null;
};

/** Held until they are written: by their ids, or of some persons in two months. Through the belt. */
export const lockSamples = (db: Db, tests: readonly string[], persons: readonly string[], since: Date) => db<
  SampleRow[]
>`
  select person_id, id, sampled_at, result from test
  where id = any(${[...tests]}::uuid[]) or (person_id = any(${[...persons]}::uuid[]) and sampled_at >= ${since})
  order by person_id, id for update`;

/** Only where none stands: a correction has its own way, with its reason. */
export const saveResults = (
  db: Db,
  rows: readonly { personId: string; id: string; result: Result; resultAt: Date }[],
  by: string,
) => db`
  update test t set result = r.result, result_at = r."resultAt", result_by = ${by}
  from jsonb_to_recordset(${db.json(rows as never)}) as r("personId" uuid, id uuid, result text, "resultAt" timestamptz)
  where t.person_id = r."personId" and t.id = r.id and t.result is null`;

type PositiveRow = {
  personId: string;
  id: string;
  area: AreaPath;
  sampledAt: Date;
  resultAt: Date;
  method: (typeof methods)[number];
  lab: string | null;
};

export type ProvenRow = SampleRow & { sealed: Buffer | null };

/** Of some persons the positive results, and those that were put right. */
export const provenTests = (db: Db, persons: readonly string[]) => db<ProvenRow[]>`
  select person_id, id, sampled_at, result, sealed from test
  where person_id = any(${[...persons]}::uuid[]) and (result = 'positive' or sealed is not null)`;

/**
 * The newest first, by a partial index of positive results. A case of the same human near the sample answers for it; one that was
 * revoked only for what was known by then.
 */
export const listPositives = (
  db: Db,
  { area, after, limit, days }: { area: AreaPath; after: Position | undefined; limit: number; days: number },
) => {
  const [from, to] = areaRange(area);
  return db<PositiveRow[]>`
    select person_id, id, area, sampled_at, result_at, method, lab from test t
    where result = 'positive' and area >= ${from} and area < ${to}
      ${after ? db`and (result_at, id) < (${after.at}, ${after.id}::uuid)` : db``}
      and not exists (select from confirmed_case c where c.person_id in (
          select unnest(k.id || coalesce(k.merged_ids, '{}')) from person p join person k on k.id = coalesce(p.merged_into, p.id) where p.id = t.person_id)
        and (c.state <> 'revoked' or c.revoked_at >= t.result_at)
        and c.sampled_on between t.sampled_at::date - ${days}::int and t.sampled_at::date + ${days}::int)
      and not exists (select from test later where later.person_id = t.person_id and later.result = 'positive'
        and (later.result_at, later.id) > (t.result_at, t.id))
    order by result_at desc, id desc limit ${limit}`;
};
