import { type AreaPath, areaRange } from '../../core/area.ts';
import type { Position } from '../../core/cursor.ts';
import type { Db } from '../../core/db.ts';

export type CampaignRow = {
  code: string;
  id: string;
  area: AreaPath;
  name: string;
  byAccount: string;
  at: Date;
  endedAt: Date | null;
};

/** False when the code is taken, by a campaign that the actor may not see too. */
export const insertCampaign = async (db: Db, row: CampaignRow): Promise<boolean> => {
  const made = await db`insert into campaign ${db(row)} on conflict (code) do nothing`;
  return made.count === 1;
};

export const lockCampaign = async (db: Db, id: string): Promise<CampaignRow | undefined> => {
  const [row] = await db<CampaignRow[]>`select * from campaign where id = ${id} for update`;
  return row;
};

export const setEnd = (db: Db, { id, endedAt }: CampaignRow) =>
  db`update campaign set ended_at = ${endedAt} where id = ${id}`;

/** The newest first; index `(area, at, id)` for a commune, a sort of its campaigns for a province. */
export const listCampaigns = (db: Db, area: AreaPath, after: Position | undefined, limit: number) => {
  const [low, high] = areaRange(area);
  return db<CampaignRow[]>`
    select * from campaign where (area >= ${low} and area < ${high} or area = ${area})
      ${after ? db`and (at, id) < (${after.at}, ${after.id}::uuid)` : db``}
    order by at desc, id desc limit ${limit}`;
};

export type SourceCount = { code: string; declaredToday: number; declared: number };

/** Declarations by source: two rows a commune from which somebody declared by it. */
export const countSources = (db: Db, codes: readonly string[], today: string) => db<SourceCount[]>`
  select code, coalesce(sum(declared) filter (where day = ${today}), 0)::int as declared_today,
    coalesce(sum(declared) filter (where day = '-infinity'), 0)::int as declared
  from campaign_day where code = any (${[...codes]}::text[]) and day = any (array['-infinity', ${today}]::date[]) group by code`;
