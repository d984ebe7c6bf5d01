import type { AreaPath } from '../../core/area.ts';
import type { Db, Pool } from '../../core/db.ts';
import type { AreaSet } from './source.ts';
import type { Succession } from './succession.ts';
import type { AreaUnit } from './tree.ts';

type Sql = Db | Pool;

export const allUnits = (db: Sql) => db<AreaUnit[]>`select path, code, level, name from area order by path`;

/** Everything a tree is made of, of one moment: the units, those dissolved, and paths that moved (`now` is where to). */
export const readUnits = (db: Sql) =>
  db<(AreaUnit & { kind: 'unit' | 'ended' | 'moved'; now: AreaPath | null })[]>`
    select 'unit' as kind, path, code, level, name, null as now from area
    union all
    select 'ended', (province || code || '.') collate "C", code, 'district', name, null from health_area where dissolved_at is not null
    union all
    select 'moved', old_path, '', '', '', new_path from area_alias
    order by path`;

/** The set the installation has, and whether records already rest on it. */
export const installedSet = async (db: Sql): Promise<{ set: AreaSet | null; inUse: boolean }> => {
  const [row] = await db<{ set: AreaSet | null; inUse: boolean }[]>`
    select (select areas_set from area limit 1) as set, exists (select from declaration) as in_use`;
  return row ?? { set: null, inUse: false };
};

export type NewUnit = {
  path: string;
  parent: string | null;
  code: string;
  level: string;
  name: string;
  folded: string;
};
type Validity = { set: AreaSet; from: string | null; to: string | null };

/** Writes a whole set in one statement; answers how many units are new or differ from before. */
export const writeUnits = async (db: Sql, { set, from, to }: Validity, units: readonly NewUnit[]): Promise<number> => {
  const [row] = await db<{ count: number }[]>`
    with given as (
      select * from jsonb_to_recordset(${db.json(units as never)})
        as g (path text, parent text, code text, level text, name text, folded text)
    ), gone as (
      delete from area where areas_set <> ${set} and path not in (select path from given)
    ), written as (
      insert into area (path, parent, code, level, name, folded, valid_from, valid_to, areas_set)
      select path, parent, code, level, name, folded, ${from}::date, ${to}::date, ${set} from given
      on conflict (path) do update set parent = excluded.parent, code = excluded.code, level = excluded.level,
        name = excluded.name, folded = excluded.folded, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
        areas_set = excluded.areas_set
        where (area.parent, area.code, area.level, area.name, area.folded, area.valid_from, area.valid_to, area.areas_set)
          is distinct from (excluded.parent, excluded.code, excluded.level, excluded.name, excluded.folded,
            excluded.valid_from, excluded.valid_to, excluded.areas_set)
      returning path
    )
    select count(*)::int as count from written`;
  return row?.count ?? 0;
};

export const writeSuccession = (db: Sql, rows: readonly Succession[]) =>
  db`insert into area_succession (old_code, new_code, kind)
     select old, new, kind from jsonb_to_recordset(${db.json(rows as never)}) as s (old text, new text, kind text)
     on conflict (old_code, new_code) do update set kind = excluded.kind where area_succession.kind <> excluded.kind`;

/** Units of the installed set that its source no longer names: kept, because records may rest on them. */
export const unitsBeside = (db: Sql, paths: readonly string[]) =>
  db<{ path: string; code: string; name: string }[]>`
    select path, code, name from area where path <> all(${[...paths]}::text[]) order by path`;

export type HamletRow = {
  id: string;
  area: AreaPath;
  name: string;
  sealed: Buffer;
  closedAt: Date | null;
  /** The accounts of its team. */
  teams: string[];
  /** What it was called before: what was entered under these names is of this hamlet. */
  former: string[];
};

export const hamletsOf = (db: Sql, area: AreaPath) =>
  db<
    HamletRow[]
  >`select id, area, name, sealed, closed_at, teams, former from hamlet where area = ${area} and closed_at is null order by name, id`;

export const findHamlet = async (db: Sql, id: string): Promise<HamletRow | undefined> => {
  const [row] = await db<
    HamletRow[]
  >`select id, area, name, sealed, closed_at, teams, former from hamlet where id = ${id} for update`;
  return row;
};

export const insertHamlet = (db: Sql, { id, area, name, sealed }: HamletRow) =>
  db`insert into hamlet (area, id, name, sealed) values (${area}, ${id}, ${name}, ${sealed})`;

export const updateHamlet = (db: Sql, { id, area, name, sealed, closedAt, teams, former }: HamletRow) =>
  db`update hamlet set name = ${name}, sealed = ${sealed}, closed_at = ${closedAt}, teams = ${teams}, former = ${former}
     where area = ${area} and id = ${id}`;

export type NamedHamlet = Pick<HamletRow, 'id' | 'area' | 'name' | 'teams' | 'former'>;

/** Of some communes, without their leaders. */
export const namedHamlets = (db: Sql, areas: readonly AreaPath[]) => db<NamedHamlet[]>`
  select id, area, name, teams, former from hamlet
  where area = any(${[...areas]}::text[]) and closed_at is null order by name, id`;

export type TeamRow = { id: string; login: string | null; name: string };

/** Of a commune's accounts of hamlet teams those that are named, by log-in or id. The accounts are another feature's. */
export const findTeams = async (db: Sql, area: AreaPath, named: readonly string[]): Promise<TeamRow[]> =>
  named.length === 0
    ? []
    : db<TeamRow[]>`
        select id, login, name from account
        where area = ${area} and 'community' = any(roles) and state <> 'suspended'
          and (login = any(${[...named]}::text[]) or id::text = any(${[...named]}::text[])) order by name, id`;

export type StationRow = { area: AreaPath; phone: string | null; address: string | null };

export const stationsOf = (db: Sql, areas: readonly AreaPath[]) =>
  db<StationRow[]>`select area, phone, address from station where area = any(${[...areas]}::text[])`;

export const saveStation = (db: Sql, { area, phone, address }: StationRow) =>
  db`insert into station (area, phone, address) values (${area}, ${phone}, ${address})
     on conflict (area) do update set phone = excluded.phone, address = excluded.address`;

export type DutyRow = { id: string; area: AreaPath; sealed: Buffer; fromAt: Date; toAt: Date };

/** The roster from a moment on: who is on duty and who will be. */
export const dutyFrom = (db: Sql, area: AreaPath, from: Date) =>
  db<DutyRow[]>`
    select id, area, sealed, from_at, to_at from duty
    where area = ${area} and to_at > ${from} and removed_at is null order by from_at, id limit 500`;

/** Who is on duty now in any of the areas; the one whose turn began last comes first. */
export const onDuty = (db: Sql, areas: readonly AreaPath[], now: Date) =>
  db<DutyRow[]>`
    select id, area, sealed, from_at, to_at from duty
    where area = any(${[...areas]}::text[]) and from_at <= ${now} and to_at > ${now} and removed_at is null
    order by from_at desc, id desc`;

export const insertDuty = (db: Sql, { id, area, sealed, fromAt, toAt }: DutyRow) =>
  db`insert into duty (area, id, sealed, from_at, to_at) values (${area}, ${id}, ${sealed}, ${fromAt}, ${toAt})`;

export const findDuty = async (db: Sql, id: string): Promise<DutyRow | undefined> => {
  const [row] = await db<
    DutyRow[]
  >`select id, area, sealed, from_at, to_at from duty where id = ${id} and removed_at is null`;
  return row;
};

export const removeDuty = (db: Sql, { area, id }: DutyRow, now: Date) =>
  db`update duty set removed_at = ${now} where area = ${area} and id = ${id}`;
