import { type AreaPath, formatAreaPath, parseAreaPath } from '../../core/area.ts';
import { fold, syllables } from '../../core/fold.ts';
import { type AreaTree, type AreaUnit, bareName, stationName } from '../areas/index.ts';
import { roles as allRoles, isLogin, mayGrant, type Role } from './rules.ts';

/** What a column may be called, in either language. */
const headings = {
  name: ['name', 'full name', 'ho ten', 'ho va ten', 'ho ten can bo', 'ten can bo'],
  login: ['login', 'ten dang nhap'],
  unit: ['unit', 'area', 'don vi', 'ma don vi', 'dia ban', 'noi cong tac'],
  roles: ['roles', 'role', 'vai tro', 'quyen'],
} as const;
export type Field = keyof typeof headings;
type Columns = Record<Field, number>;

/** Where each column stands; -1 for what the list has not. */
export const columnsOf = (header: readonly string[]): Columns => {
  const said = header.map((text) => syllables(text).join(' '));
  const placeOf = (names: readonly string[]): number => {
    const exact = said.findIndex((text) => names.includes(text));
    // 'Vai trò (Cán bộ y tế; Truy vết…)': a heading may explain itself.
    return exact >= 0 ? exact : said.findIndex((text) => names.some((name) => text.startsWith(`${name} `)));
  };
  return Object.fromEntries(Object.entries(headings).map(([field, names]) => [field, placeOf(names)])) as Columns;
};

/** A login is made from the name, and a row without a unit belongs to the one that the list is for. */
export const missingColumns = (columns: Columns): Field[] =>
  (['name', 'roles'] as const).filter((field) => columns[field] < 0);

/** What an office writes for a role in a list: its code, or its Vietnamese or English name. Compared folded. */
const roleNames: Record<Role, readonly string[]> = {
  officer: ['Cán bộ y tế', 'Cán bộ', 'Nhân viên y tế', 'Health officer'],
  tracer: ['Truy vết', 'Cán bộ truy vết', 'Contact tracer'],
  authority: ['Người ký quyết định', 'Ký quyết định', 'Signs orders'],
  manager: ['Quản lý đơn vị', 'Quản lý', 'Unit manager'],
  leader: ['Lãnh đạo', 'Lãnh đạo đơn vị'],
  community: ['Tổ COVID cộng đồng', 'Tổ cộng đồng', 'Hamlet team'],
  gate: [
    'Cửa khẩu, chốt',
    'Cửa khẩu',
    'Chốt',
    'Chốt kiểm soát',
    'Border gate, checkpoint',
    'Checkpoint',
    'Border gate',
  ],
  site: ['Cơ sở cách ly', 'Khu cách ly', 'Quarantine site'],
  press: ['Báo chí', 'Press office'],
  auditor: ['Kiểm soát truy cập', 'Kiểm soát', 'Access auditor'],
  administrator: ['Quản trị kỹ thuật', 'Quản trị viên', 'Quản trị', 'Technical administrator'],
};
const roleByName = new Map(
  allRoles.flatMap((role) => [role, ...roleNames[role]].map((name): [string, Role] => [fold(name), role])),
);

/** The roles that a cell names, parted by commas, semicolons, plus signs or new lines; undefined when one is none. */
export const readRoles = (text: string): Role[] | undefined => {
  const whole = roleByName.get(fold(text));
  if (whole) return [whole];
  const found = text
    .split(/[,;+/|\n]/)
    .filter((part) => part.trim() !== '')
    .map((part) => roleByName.get(fold(part)));
  return found.includes(undefined) ? undefined : [...new Set(found as Role[])];
};

/** `row` as the spreadsheet counts it, from 1. */
export type Rejected = { row: number; field: Field; code: string };
export type ListRow = { row: number; name: string; login: string | undefined; area: AreaPath; roles: Role[] };

export type FindUnit = (text: string) => { area: AreaPath } | { code: string };

const withoutNoughts = (text: string): string => text.replace(/^0+(?=\d)/, '');

/** Finds the unit a cell means, by path, by code (a spreadsheet takes the noughts before it away) or by name. */
export const unitFinder = (
  tree: AreaTree,
  near: readonly AreaUnit[],
  isManaged: (path: AreaPath) => boolean,
): FindUnit => {
  const namesOf = (unit: AreaUnit): string[] =>
    [unit.name, bareName(unit.name), stationName(unit), stationName({ ...unit, name: bareName(unit.name) })].map(fold);
  const pathsBy = (keysOf: (unit: AreaUnit) => readonly string[]): Map<string, AreaPath[]> => {
    const pairs = near.flatMap((unit) => [...new Set(keysOf(unit))].map((key) => ({ key, path: unit.path })));
    return new Map([...Map.groupBy(pairs, ({ key }) => key)].map(([key, all]) => [key, all.map(({ path }) => path)]));
  };
  const tables = [
    pathsBy((unit) => [formatAreaPath(unit.path), unit.code]),
    pathsBy((unit) => [withoutNoughts(unit.code)]),
    pathsBy((unit) => [fold(unit.name)]),
    pathsBy(namesOf),
  ];
  const named = (text: string): AreaPath[] =>
    tables
      .map((table, i) => table.get(i < 2 ? (i === 0 ? text : withoutNoughts(text)) : fold(text)) ?? [])
      .find(isFound) ?? [];
  return (text) => {
    const path = text.includes('.') ? parseAreaPath(text) : undefined;
    if (path !== undefined && tree.find(path) && isManaged(path)) return { area: path };
    const [before = ''] = text.split(',');
    const found = [named(text), named(before.trim())].find(isFound) ?? [];
    if (found.length > 1) return { code: 'unit.ambiguous' };
    return found[0] === undefined ? { code: 'unit.unknown' } : { area: found[0] };
  };
};
const isFound = (paths: readonly AreaPath[]): boolean => paths.length > 0;

/** A name begins with a letter: so does no formula. */
const isName = (text: string): boolean => /^\p{L}[\p{L}\p{M}\p{N}\p{Zs}.,'’()-]*$/u.test(text);

const wrongName = (name: string): string | undefined => {
  if (name === '') return 'text.empty';
  if (name.length > 120) return 'text.too_long';
  return isName(name) ? undefined : 'name.format';
};

const wrongRoles = (roles: Role[] | undefined, granter: readonly string[]): string | undefined => {
  if (roles === undefined) return 'roles.unknown';
  if (roles.length === 0) return 'roles.empty';
  return mayGrant(granter, roles) ? undefined : 'account.role_above';
};

export type Read = { row: number; cells: ListRow | undefined; wrong: Rejected[] };

type Table = { header: readonly string[]; rows: readonly (readonly string[])[]; lines: readonly number[] };

/** Each row by itself, before anybody is asked who is there already. */
export const readRows = (
  { header, rows, lines }: Table,
  { findUnit, area, granter }: { findUnit: FindUnit; area: AreaPath; granter: readonly string[] },
): Read[] => {
  const columns = columnsOf(header);
  return rows.map((cells, i): Read => {
    const row = lines[i] ?? i + 2;
    const cell = (field: Field): string => cells[columns[field]]?.normalize('NFC').trim() ?? '';
    const [name, login, unit, roles] = [
      cell('name'),
      cell('login').toLowerCase(),
      cell('unit'),
      readRoles(cell('roles')),
    ];
    const found = unit === '' ? { area } : findUnit(unit);
    const wrong = (field: Field, code: string | undefined): Rejected[] => (code ? [{ row, field, code }] : []);
    const faults = [
      ...wrong('name', wrongName(name)),
      ...wrong('login', login === '' || isLogin(login) ? undefined : 'login.format'),
      ...wrong('unit', 'code' in found ? found.code : undefined),
      ...wrong('roles', wrongRoles(roles, granter)),
    ];
    if (faults.length > 0 || 'code' in found || !roles) return { row, cells: undefined, wrong: faults };
    return { row, cells: { row, name, login: login || undefined, area: found.area, roles }, wrong: [] };
  });
};

/** Somebody of a unit, by the folded name. */
export const whoAt = (area: string, name: string): string => `${area} ${fold(name)}`;

/**
 * What the rows are to each other and to the accounts there are: a login twice, one in use, and a name that the unit has
 * already. Such a row may be the same person uploaded again; with a login of its own it is another one.
 */
export const withoutDoubles = (
  rows: readonly ListRow[],
  { taken, names }: { taken: ReadonlySet<string>; names: readonly { area: string; name: string }[] },
): { accepted: ListRow[]; rejected: Rejected[] } => {
  const known = new Set(names.map(({ area, name }) => whoAt(area, name)));
  const firstWith = (keyOf: (row: ListRow) => string | undefined): Map<string | undefined, number> =>
    new Map(rows.toReversed().map((row) => [keyOf(row), row.row]));
  const [byLogin, byName] = [firstWith(({ login }) => login), firstWith(({ area, name }) => whoAt(area, name))];
  const codeOf = ({ row, login, area, name }: ListRow): Pick<Rejected, 'field' | 'code'> | undefined => {
    if (login !== undefined) {
      if (byLogin.get(login) !== row) return { field: 'login', code: 'login.twice' };
      return taken.has(login) ? { field: 'login', code: 'login.taken' } : undefined;
    }
    if (known.has(whoAt(area, name))) return { field: 'name', code: 'name.known' };
    return byName.get(whoAt(area, name)) === row ? undefined : { field: 'name', code: 'name.twice' };
  };
  const judged = rows.map((row) => ({ row, wrong: codeOf(row) }));
  return {
    accepted: judged.flatMap(({ row, wrong }) => (wrong ? [] : [row])),
    rejected: judged.flatMap(({ row: { row }, wrong }) => (wrong ? [{ row, ...wrong }] : [])),
  };
};
