import { type AreaPath, isWithin, parentOf, parseAreaPath } from '../../core/area.ts';
import { fold, syllables } from '../../core/fold.ts';
import { type AreaTree, type AreaUnit, bareName } from './tree.ts';

/** Residents of one commune at the end of one year, and who published the number. */
export type Population = { area: AreaPath; year: number; people: number; source: string };
/** `row` as the spreadsheet counts it. */
export type Rejected = { row: number; field: string; code: string };

/** What a column may be called, in either language; the sooner named is looked for first. */
const headings = {
  commune: ['commune', 'path', 'ma xa', 'ma don vi', 'xa phuong', 'phuong xa', 'xa', 'ten xa', 'don vi'],
  district: ['district', 'health area', 'quan huyen', 'huyen', 'khu vuc'],
  province: ['province', 'tinh', 'tinh thanh'],
  people: ['people', 'population', 'dan so', 'so dan', 'nhan khau'],
  year: ['year', 'nam'],
  source: ['source', 'nguon'],
} as const;
type Field = keyof typeof headings;
const required = ['commune', 'people', 'year', 'source'] as const satisfies readonly Field[];

/** Where each column stands; undefined for what the file has not. */
export const columnsOf = (header: readonly string[]): Record<Field, number | undefined> => {
  const said = header.map((text) => syllables(text).join(' '));
  const placeOf = (names: readonly string[]): number | undefined =>
    names
      .flatMap((name) => [said.indexOf(name), said.findIndex((text) => text.startsWith(`${name} `))])
      .find((at) => at >= 0);
  return Object.fromEntries(Object.entries(headings).map(([field, names]) => [field, placeOf(names)])) as Record<
    Field,
    number | undefined
  >;
};

export const missingColumns = (columns: Record<Field, number | undefined>): string[] =>
  required.filter((field) => columns[field] === undefined);

/** '12.345', '12,345' and '12 345' are how people write 12345. */
const wholeNumber = (text: string): number | undefined => {
  const plain = /^\d{1,3}([.,\s]\d{3})+$/.test(text) ? text.replace(/\D/g, '') : text;
  return /^\d{1,9}$/.test(plain) ? Number(plain) : undefined;
};

const communesBelow = (tree: AreaTree, area: AreaPath): AreaUnit[] =>
  tree.childrenOf(area).flatMap((unit) => (unit.level === 'commune' ? [unit] : communesBelow(tree, unit.path)));

type Named = { commune: string; district: string; province: string };

/** Finds the commune that a row means: by path, by code, or by name with the units above it where one name is borne by several. */
export const communeFinder = (tree: AreaTree, within: AreaPath): ((row: Named) => AreaPath | { code: string }) => {
  const everywhere = communesBelow(tree, '' as AreaPath);
  const byCode = new Map(everywhere.map((unit) => [unit.code, unit]));
  const communes = everywhere.filter(({ path }) => isWithin(path, within));
  const byName = Map.groupBy(communes, ({ name }) => fold(name));
  const byBareName = Map.groupBy(communes, ({ name }) => fold(bareName(name)));
  const isNamed = (path: AreaPath | undefined, text: string): boolean => {
    const name = path === undefined ? undefined : tree.find(path)?.name;
    return name !== undefined && (fold(name) === fold(text) || fold(bareName(name)) === fold(text));
  };
  const isBelow = ({ path }: AreaUnit, { district, province }: Named): boolean =>
    (district === '' || isNamed(parentOf(path), district)) &&
    (province === '' || isNamed(parseAreaPath(path.split('.')[0] ?? ''), province));
  const only = (unit: AreaUnit | undefined): AreaPath | { code: string } => {
    if (!unit) return { code: 'area.unknown' };
    if (unit.level !== 'commune') return { code: 'area.not_commune' };
    return isWithin(unit.path, within) ? unit.path : { code: 'area.outside' };
  };
  return (row) => {
    const { commune } = row;
    const path = commune.includes('.') ? parseAreaPath(commune) : undefined;
    if (path !== undefined) return only(tree.find(path));
    // A spreadsheet takes the noughts before a number away.
    if (/^\d{1,5}$/.test(commune)) return only(byCode.get(commune.padStart(5, '0')));
    const named = byName.get(fold(commune)) ?? byBareName.get(fold(commune)) ?? [];
    const [first, ...others] = named.filter((unit) => isBelow(unit, row));
    if (!first) return { code: 'area.unknown' };
    return others.length > 0 ? { code: 'area.ambiguous' } : first.path;
  };
};

const mostPeople = 2_000_000;
const firstYear = 1979;

export type Checked = { rows: number; accepted: Population[]; rejected: Rejected[] };

/** Each row by itself: what is right of the file, and of every other row which field is wrong. `thisYear` ends the years. */
export const checkPopulation = (
  tree: AreaTree,
  {
    header,
    rows,
    lines,
  }: { header: readonly string[]; rows: readonly (readonly string[])[]; lines: readonly number[] },
  { within, thisYear }: { within: AreaPath; thisYear: number },
): Checked => {
  const columns = columnsOf(header);
  const find = communeFinder(tree, within);
  const seen = new Set<string>();
  const accepted: Population[] = [];
  const rejected: Rejected[] = [];
  for (const [i, cells] of rows.entries()) {
    const cell = (field: Field): string => cells[columns[field] ?? -1]?.trim() ?? '';
    const found = find({ commune: cell('commune'), district: cell('district'), province: cell('province') });
    const [people, year] = [wholeNumber(cell('people')), wholeNumber(cell('year'))];
    const source = cell('source');
    const isCounted = people !== undefined && people <= mostPeople;
    const isYear = year !== undefined && year >= firstYear && year <= thisYear;
    const wrong = [
      ...(typeof found === 'string' ? [] : [{ field: 'commune', code: found.code }]),
      ...(isCounted ? [] : [{ field: 'people', code: 'number.range' }]),
      ...(isYear ? [] : [{ field: 'year', code: 'year.range' }]),
      ...(source === '' ? [{ field: 'source', code: 'field.missing' }] : []),
      ...(source.length > 200 ? [{ field: 'source', code: 'text.too_long' }] : []),
      ...(source.includes('\0') || !source.isWellFormed() ? [{ field: 'source', code: 'text.characters' }] : []),
    ];
    const key = `${found} ${year}`;
    if (wrong.length === 0 && seen.has(key)) wrong.push({ field: 'commune', code: 'row.duplicate' });
    seen.add(key);
    if (wrong.length > 0) rejected.push(...wrong.map((one) => ({ row: lines[i] ?? i + 2, ...one })));
    else if (typeof found === 'string' && isCounted && isYear) accepted.push({ area: found, year, people, source });
  }
  return { rows: rows.length, accepted, rejected };
};
