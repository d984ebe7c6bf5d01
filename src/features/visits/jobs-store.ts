import type { Pool } from '../../core/db.ts';

/** Ends every open stay that has lasted its venue's usual time, from the partial index of open rows; `usual` is minutes by kind. */
export const closeForgotten = async (
  owner: Pool,
  usual: Record<string, number>,
  now: Date,
  estimated: number,
): Promise<number> => {
  const [row] = await owner<{ count: number }[]>`
    with kind as (select key as name, value::int as minutes from jsonb_each_text(${owner.json(usual)})),
    closed as (
      update visit v set out_at = v.in_at + make_interval(mins => k.minutes), flags = v.flags | ${estimated}::smallint
      from venue e join kind k on k.name = e.kind
      where v.out_at is null and v.venue_id = e.id and v.in_at + make_interval(mins => k.minutes) <= ${now}
      returning v.venue_id, (v.out_at at time zone 'Asia/Ho_Chi_Minh')::date as day),
    counted as (
      insert into venue_day (venue_id, day, entered, left_count)
      select venue_id, day, 0, count(*) from closed group by venue_id, day order by venue_id, day
      on conflict (venue_id, day) do update set left_count = venue_day.left_count + excluded.left_count)
    select count(*)::int as count from closed`;
  return row?.count ?? 0;
};
