import type { AreaPath } from '../../core/area.ts';
import type { Db, Pool } from '../../core/db.ts';

type Sql = Db | Pool;

export type FocalKind = 'general' | 'technical' | 'press';

export type FocalRow = {
  area: AreaPath;
  id: string;
  kind: FocalKind;
  name: string;
  phone: string;
  hours: string | null;
};

export const focalPointsOf = (db: Sql, areas: readonly AreaPath[]) =>
  db<FocalRow[]>`
    select area, id, kind, name, phone, hours from focal_point
    where area = any(${[...areas]}::text[]) and removed_at is null order by kind, at, id`;

export const findFocalPoint = async (db: Sql, id: string): Promise<FocalRow | undefined> => {
  const [row] = await db<FocalRow[]>`
    select area, id, kind, name, phone, hours from focal_point where id = ${id} and removed_at is null`;
  return row;
};

export const insertFocalPoint = (db: Sql, row: FocalRow, { at, by }: { at: Date; by: string }) =>
  db`insert into focal_point (area, id, kind, name, phone, hours, at, by_account)
     values (${row.area}, ${row.id}, ${row.kind}, ${row.name}, ${row.phone}, ${row.hours}, ${at}, ${by})`;

export const removeFocalPoint = (db: Sql, { area, id }: FocalRow, now: Date) =>
  db`update focal_point set removed_at = ${now} where area = ${area} and id = ${id}`;
