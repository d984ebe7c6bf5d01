import type { Pool } from '../../core/db.ts';

/** What an exercise has brought into the system. Counts whole tables: for a terminal, not for a screen. */
export const demoCounts = async (owner: Pool): Promise<Record<string, number>> => {
  const [row] = await owner<Record<string, number>[]>`
    select (select count(*) from person)::int as persons, (select count(*) from declaration)::int as declarations,
      (select count(*) from work_item where closed_at is null)::int as open_items,
      (select count(*) from test)::int as tests`;
  return { ...row };
};
