import type { AreaPath } from '../../core/area.ts';
import { areaRange } from '../../core/area.ts';
import type { Db, Pool } from '../../core/db.ts';
import type { HealthArea, Move } from './health-area-rules.ts';

type Sql = Db | Pool;

export const healthAreasIn = (db: Sql, area: AreaPath) => {
  const [from, to] = areaRange(area);
  return db<HealthArea[]>`
    select id, province, code, name, dissolved_at from health_area
    where province >= ${from} and province < ${to} order by province, code`;
};

export const findHealthArea = async (db: Sql, id: string): Promise<HealthArea | undefined> => {
  const [row] = await db<HealthArea[]>`select id, province, code, name, dissolved_at from health_area where id = ${id}`;
  return row;
};

type Made = { path: AreaPath; folded: string; on: string; at: Date; by: string };

/** The unit stands beside the districts of other provinces, in the set of its province. */
export const insertHealthArea = async (db: Db, { id, province, code, name }: HealthArea, made: Made): Promise<void> => {
  await db`insert into health_area (id, province, code, name, at, by_account)
    values (${id}, ${province}, ${code}, ${name}, ${made.at}, ${made.by})`;
  await db`
    insert into area (path, parent, code, level, name, folded, valid_from, valid_to, areas_set)
    select ${made.path}, path, ${code}, 'district', ${name}, ${made.folded}, ${made.on}::date, null, areas_set
    from area where path = ${province}`;
};

export const renameHealthArea = async (db: Db, area: HealthArea, path: AreaPath, folded: string): Promise<void> => {
  await db`update health_area set name = ${area.name} where id = ${area.id}`;
  await db`update area set name = ${area.name}, folded = ${folded} where path = ${path}`;
};

export const endHealthArea = async (db: Db, id: string, path: AreaPath, now: Date): Promise<void> => {
  await db`update health_area set dissolved_at = ${now} where id = ${id}`;
  await db`delete from area where path = ${path}`;
};

/** The units themselves move with their rows. */
export const moveUnits = (db: Db, moves: readonly Move[], parent: AreaPath) => db`
  update area set path = m.new, parent = ${parent}
  from jsonb_to_recordset(${db.json(moves as never)}) as m (old text collate "C", new text collate "C") where path = m.old`;

export type Alias = { old: AreaPath; new: AreaPath };

export const allAliases = (db: Sql) => db<Alias[]>`select old_path as old, new_path as new from area_alias`;

export const writeAliases = async (
  db: Db,
  aliases: ReadonlyMap<AreaPath, AreaPath>,
  moves: readonly Move[],
  now: Date,
) => {
  const rows = [...aliases].map(([old, path]) => ({ old, new: path }));
  await db`delete from area_alias where old_path <> all(${[...aliases.keys()]}::text[])`;
  await db`
    insert into area_alias (old_path, new_path, at)
    select old, new, ${now} from jsonb_to_recordset(${db.json(rows as never)}) as a (old text, new text)
    on conflict (old_path) do update set new_path = excluded.new_path, at = excluded.at, settled_at = null
      where area_alias.new_path <> excluded.new_path or excluded.old_path = any(${moves.map(({ old }) => old)}::text[])`;
};

/** The open streams of officers whose area has another path now end, and begin again with it. */
export const tellHolders = (db: Db, moves: readonly Move[]) => db`
  select pg_notify('account', id::text) from account
  where area = any(${moves.map((move) => move.new)}::text[]) and kind <> 'citizen'`;

export const unsettledAliases = (db: Sql) =>
  db<(Alias & { at: Date })[]>`select old_path as old, new_path as new, at from area_alias where settled_at is null`;

export const settleAliases = (db: Sql, before: Date, now: Date) =>
  db`update area_alias set settled_at = ${now} where settled_at is null and at < ${before}`;

/** Accounts of the unit itself that still work or wait to. */
export const countHolders = async (db: Sql, area: AreaPath): Promise<number> => {
  const [row] = await db<{ count: number }[]>`
    select count(*)::int as count from account where area = ${area} and state <> 'suspended'`;
  return row?.count ?? 0;
};

/** Whether the unit as a whole is an epidemic area, now or in the longest look-back period. */
export const isEpidemicArea = async (db: Sql, area: AreaPath, since: string): Promise<boolean> => {
  const [row] = await db`
    select from epidemic_area where area = ${area} and (to_on is null or to_on >= ${since}::date) limit 1`;
  return row !== undefined;
};

export type Moving = { accounts: number; persons: number; declared: number; open: number };

/** What lies in some communes, for the question before they move. Index scans of their rows; declarations come from the counters. */
export const countMoving = async (db: Sql, communes: readonly AreaPath[]): Promise<Moving> => {
  const [row] = await db<Moving[]>`
    select (select count(*)::int from account where area = any(${[...communes]}::text[]) and kind <> 'citizen') as accounts,
      (select count(*)::int from person_area where area = any(${[...communes]}::text[])) as persons,
      (select coalesce(sum(declared), 0)::int from commune_day where area = any(${[...communes]}::text[]) and day = '-infinity') as declared,
      (select count(*)::int from work_item where area = any(${[...communes]}::text[]) and closed_at is null) as open`;
  return row ?? { accounts: 0, persons: 0, declared: 0, open: 0 };
};

/** Which parent each grouped commune has instead of its province, by its path there: `areas load` keeps the groups. */
export const groupedParents = (db: Sql) => db<{ plain: AreaPath; parent: AreaPath }[]>`
  select h.province || a.code || '.' as plain, a.parent from area a
  join health_area h on a.parent = (h.province || h.code || '.') collate "C" where h.dissolved_at is null`;
