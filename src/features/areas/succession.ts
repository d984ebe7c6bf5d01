import type { SourceProblem, Unit } from './unit.ts';

/** What became of an old unit: `same` it alone is the new one, `merged` it went whole into one of several, `split` into several. */
export type Succession = { old: string; new: string; kind: 'same' | 'merged' | 'split' };

/** One row of the list of mergers: communes of 30 June 2025 and what they became on 1 July (Resolution 202/2025/QH15). */
export type Merger = {
  old_ward_code: string | null;
  old_ward_name: string | null;
  old_district_name: string | null;
  old_province_name: string | null;
  new_ward_code: string;
  new_ward_name: string;
  new_province_name: string;
};

const toneMarks = /[\u0300\u0301\u0303\u0309\u0323]/g;
/** One spelling for 'Thuỷ' and 'Thủy', 'Phường 01' and 'Phường 1': tone marks go to the end of the syllable. */
const spelling = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .split(/\s+/)
    .map((word) => (word.replace(toneMarks, '') + (word.match(toneMarks) ?? []).join('')).replace(/^0+(?=\d)/, ''))
    .join(' ')
    .trim();

const keyOf = (...names: (string | null | undefined)[]): string => names.map((name) => spelling(name ?? '')).join('|');
/** Provinces are named with their kind in one table and without in the other. */
const bareProvince = (name: string): string => name.replace(/^(Tỉnh|Thành phố) /, '');
const mergerKey = (row: Merger) => keyOf(row.old_ward_name, row.old_district_name, row.old_province_name);

/** Looks codes up by a key made of names. */
const named = <Entry>(entries: readonly Entry[], key: (entry: Entry) => string, code: (entry: Entry) => string) => {
  const byKey = Map.groupBy(entries, key);
  return (name: string): string[] => [...new Set(byKey.get(name)?.map(code))];
};

/** The old communes a row may mean: by its code, else by the name it had in 2025, else by the name of 2021. */
const oldFinder = (mergers: readonly Merger[], units: readonly Unit[]) => {
  const byPath = new Map(units.map((unit) => [unit.path, unit]));
  const nameOf = (path: string | undefined) => byPath.get(path ?? '')?.name;
  const communes = units.filter(({ level }) => level === 'commune');
  const fullName = ({ name, parent }: Unit) => keyOf(name, nameOf(parent), nameOf(byPath.get(parent ?? '')?.parent));
  const coded = mergers.filter((row) => row.old_ward_code);
  const byOwnName = named(coded, mergerKey, (row) => row.old_ward_code ?? '');
  const byOldName = named(communes, fullName, ({ code }) => code);
  return (row: Merger): string[] => {
    if (row.old_ward_code) return [row.old_ward_code];
    const own = byOwnName(mergerKey(row));
    return own.length > 0 ? own : byOldName(mergerKey(row));
  };
};

/** The new communes a row may mean: by name within the province, for the rows without an old code number them otherwise. */
const newFinder = (units: readonly Unit[]) => {
  const provinces = new Map(units.filter(({ level }) => level === 'province').map(({ path, name }) => [path, name]));
  const communes = units.filter(({ level }) => level === 'commune');
  const inProvince = ({ name, parent }: Unit) => keyOf(name, bareProvince(provinces.get(parent ?? '') ?? ''));
  const byName = named(communes, inProvince, ({ code }) => code);
  return (row: Merger): string[] => byName(keyOf(row.new_ward_name, bareProvince(row.new_province_name)));
};

const kindsOf = (pairs: readonly { old: string; new: string }[]): Succession[] => {
  const byOld = Map.groupBy(pairs, (pair) => pair.old);
  const byNew = Map.groupBy(pairs, (pair) => pair.new);
  const isShared = <Key>(groups: Map<Key, unknown[]>, key: Key) => (groups.get(key)?.length ?? 0) > 1;
  const kindOf = (pair: { old: string; new: string }) =>
    isShared(byOld, pair.old) ? 'split' : isShared(byNew, pair.new) ? 'merged' : 'same';
  return pairs.map((pair) => ({ ...pair, kind: kindOf(pair) }));
};

const distinct = (pairs: readonly { old: string; new: string }[]) => [
  ...new Map(pairs.map((pair) => [`${pair.old}>${pair.new}`, pair])).values(),
];

const described = ({ name, path }: Unit) => `${name} (${path})`;
const describedMerger = (row: Merger) =>
  `${row.old_ward_name}, ${row.old_district_name}, ${row.old_province_name} → ${row.new_ward_name}, ${row.new_province_name}`;

const communesOf = (units: readonly Unit[]) =>
  new Map(units.filter(({ level }) => level === 'commune').map((unit) => [unit.code, unit]));

/** Which commune, and so which province, became which. What no code or single name decides is listed, never guessed. */
export const readSuccession = (
  mergers: readonly Merger[],
  before: readonly Unit[],
  now: readonly Unit[],
): { succession: Succession[]; problems: SourceProblem[] } => {
  const [findOld, findNew] = [oldFinder(mergers, before), newFinder(now)];
  const [oldCommunes, newCommunes] = [communesOf(before), communesOf(now)];
  /** The source lists some of its rows twice. */
  const written = [...new Map(mergers.map((row) => [`${row.old_ward_code} ${describedMerger(row)}`, row])).values()];
  const rows = written.map((row) => {
    const [olds, news] = [findOld(row), findNew(row)];
    return { row, olds, news, old: oldCommunes.get(olds[0] ?? ''), successor: newCommunes.get(news[0] ?? '') };
  });
  type Row = (typeof rows)[number];
  const pairs = distinct(
    rows.flatMap(({ olds, news, old, successor }) =>
      old && successor && olds.length + news.length === 2 ? [{ old: old.code, new: successor.code }] : [],
    ),
  );
  const provinceOf = (unit: Unit | undefined) => unit?.path.split('.')[0] ?? '';
  const provinces = distinct(
    pairs.map((pair) => ({
      old: provinceOf(oldCommunes.get(pair.old)),
      new: provinceOf(newCommunes.get(pair.new)),
    })),
  );
  const [withNew, withOld] = [Map.groupBy(pairs, (pair) => pair.old), new Set(pairs.map((pair) => pair.new))];

  const ofRows = (code: string, isWrong: (row: Row) => boolean): SourceProblem[] =>
    rows.filter(isWrong).map(({ row, olds }) => ({ code, unit: olds[0], detail: describedMerger(row) }));
  const ofUnits = (code: string, units: ReadonlyMap<string, Unit>, isWrong: (unit: Unit) => boolean): SourceProblem[] =>
    [...units.values()].filter(isWrong).map((unit) => ({ code, unit: unit.code, detail: described(unit) }));
  /** A code that passed on must have passed to the unit that bears it now. */
  const bearsCodeOfAnother = ({ code }: Unit) =>
    withNew.has(code) && !withNew.get(code)?.some((pair) => pair.new === code);

  return {
    succession: [...kindsOf(provinces), ...kindsOf(pairs)],
    problems: [
      ...ofRows('succession.old_ambiguous', ({ olds }) => olds.length > 1),
      ...ofRows('succession.old_unknown', ({ olds, old }) => olds.length < 2 && !old),
      ...ofRows('succession.new_unknown', ({ news }) => news.length !== 1),
      ...ofRows('succession.name_differs', ({ row, old }) => !!old && keyOf(row.old_ward_name) !== keyOf(old.name)),
      ...ofUnits('succession.old_without_new', oldCommunes, ({ code }) => !withNew.has(code)),
      ...ofUnits('succession.new_without_old', newCommunes, ({ code }) => !withOld.has(code)),
      ...ofUnits('succession.code_of_another', newCommunes, bearsCodeOfAnother),
    ],
  };
};
