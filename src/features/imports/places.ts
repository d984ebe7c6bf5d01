import { type AreaPath, isWithin, parseAreaPath } from '../../core/area.ts';
import { fold, foldWithMarks } from '../../core/fold.ts';
import { type AreaTree, type AreaUnit, bareName } from '../areas/index.ts';

/** What a row says of where somebody lives; '' for what it does not. */
export type Said = { code: string; province: string; district: string; commune: string; address: string };
export type Found = { unit: AreaUnit; note?: 'area.from_address' | 'area.district_unread' };
export type NotFound = {
  code: 'area.missing' | 'area.unknown' | 'area.outside' | 'area.ambiguous';
  candidates?: string[];
};

/** Communes of the whole country by code and name, and the names of what lies above them. */
export type PlaceIndex = {
  tree: AreaTree;
  /** The kind and bare name of each unit, by path. */
  names: ReadonlyMap<AreaPath, Name>;
  byCode: ReadonlyMap<string, AreaUnit>;
  communes: ReadonlyMap<string, readonly AreaUnit[]>;
  /** Names of provinces and of districts: a text that is none of them is a slip of the pen, and hinders nothing. */
  provinces: ReadonlyMap<string, readonly AreaUnit[]>;
  districts: ReadonlyMap<string, readonly AreaUnit[]>;
};

const kindWords: [RegExp, string][] = [
  [/^(?:thanh pho|t p|tp)(?=\s)/, 'thanh pho'],
  [/^(?:thi xa|t x|tx)(?=\s)/, 'thi xa'],
  [/^(?:thi tran|t t|tt|ttr)(?=\s)/, 'thi tran'],
  [/^(?:dac khu|dk)(?=\s)/, 'dac khu'],
  [/^(?:tinh|t)(?=\s)/, 'tinh'],
  [/^(?:quan|q)(?=\s|\d)/, 'quan'],
  [/^(?:huyen|h)(?=\s)/, 'huyen'],
  [/^(?:phuong|p|f)(?=\s|\d)/, 'phuong'],
  [/^(?:xa|x)(?=\s)/, 'xa'],
];

type Name = { kind: string; bare: string };
/** Names that are written in ways of their own. */
const aliases: Record<string, string> = {
  hcm: 'hochiminh',
  tphcm: 'hochiminh',
  saigon: 'hochiminh',
  hue: 'thuathienhue',
  brvt: 'bariavungtau',
};

/** The kind and the bare name of a unit, folded: `TP.Thanh Hoá`, `Tp Thanh Hóa`, `P.01`, `F1` say what their full forms say. */
export const readName = (text: string): Name => {
  const folded = fold(text.replace(/[.\p{Pd}_]/gu, ' '));
  const [pattern, kind] = kindWords.find(([word]) => word.test(folded)) ?? [];
  const bare = (pattern ? folded.replace(pattern, '').trim() : folded).replace(/^0+(?=\d)/, '');
  return { kind: kind ?? '', bare: bare.replaceAll(' ', '') };
};
const readProvince = (text: string): Name => {
  const { kind, bare } = readName(text);
  return { kind, bare: aliases[bare] ?? bare };
};

const indexes = new WeakMap<AreaTree, PlaceIndex>();

/** Built once for a tree, in about 100 ms. */
export const placeIndex = (tree: AreaTree): PlaceIndex => {
  const known = indexes.get(tree);
  if (known) return known;
  const below = (path: AreaPath): AreaUnit[] => tree.childrenOf(path).flatMap((unit) => [unit, ...below(unit.path)]);
  const units = below('' as AreaPath);
  const communes = units.filter(({ level }) => level === 'commune');
  const names = new Map(units.map(({ path, name }) => [path, readName(name)]));
  const bareOf = ({ path }: AreaUnit): string => names.get(path)?.bare ?? '';
  const namesOf = (level: AreaUnit['level']) =>
    Map.groupBy(
      units.filter((unit) => unit.level === level),
      bareOf,
    );
  const [provinces, districts] = [namesOf('province'), namesOf('district')];
  const index: PlaceIndex = {
    tree,
    names,
    byCode: new Map(communes.map((unit) => [unit.code, unit])),
    communes: Map.groupBy(communes, bareOf),
    provinces,
    districts,
  };
  indexes.set(tree, index);
  return index;
};

const hasAbove = (index: PlaceIndex, unit: AreaUnit, level: AreaUnit['level'], asked: Name): boolean =>
  index.tree.trail(unit.path).some((above) => {
    const name = index.names.get(above.path);
    const isKind = asked.kind === '' || asked.kind === name?.kind || level === 'province';
    return above.level === level && name?.bare === asked.bare && isKind;
  });

/** Communes of a name, narrowed by the units said to lie above and, where several are left, by the kind. */
const named = (index: PlaceIndex, { province, district, commune }: Said): { units: AreaUnit[]; isUnread: boolean } => {
  const { kind, bare } = readName(commune);
  const [ofProvince, ofDistrict] = [readProvince(province), readName(district)];
  // Since July 2025 there are no districts: then a district's name is read by nobody, and hinders nothing.
  const [hasProvince, hasDistrict] = [index.provinces.has(ofProvince.bare), index.districts.has(ofDistrict.bare)];
  const narrowed = (index.communes.get(bare) ?? []).filter(
    (unit) =>
      (!hasProvince || hasAbove(index, unit, 'province', ofProvince)) &&
      (!hasDistrict || hasAbove(index, unit, 'district', ofDistrict)),
  );
  const isUnread = (province !== '' && !hasProvince) || (district !== '' && !hasDistrict);
  const ofKind = narrowWhere(narrowed, (unit) => kind !== '' && index.names.get(unit.path)?.kind === kind);
  // Hoằng Đồng and Hoằng Đông lie side by side: of several, the one with the same marks is meant.
  const marked = ofKind.length > 1 ? withMarks(commune) : '';
  return {
    units: narrowWhere(ofKind, ({ name }) => withMarks(name) === marked || withMarks(bareName(name)) === marked),
    isUnread,
  };
};

/** Those that meet a condition, or all when none does. */
const narrowWhere = (units: AreaUnit[], isMeant: (unit: AreaUnit) => boolean): AreaUnit[] => {
  if (units.length < 2) return units;
  const meant = units.filter(isMeant);
  return meant.length > 0 ? meant : units;
};

/** A name with its marks, the word for the kind left away. */
const withMarks = (text: string): string =>
  foldWithMarks(bareName(text.trim().replace(/^(?:x|xã|p|phường|tt|thị trấn)(?:\.|\s)\s*/i, '')));

const withoutNoughts = (code: string): string => code.replace(/^0+(?=\d)/, '');

const choose = (index: PlaceIndex, units: readonly AreaUnit[], within: AreaPath): AreaUnit | NotFound => {
  const own = units.filter(({ path }) => isWithin(path, within));
  if (own.length === 1 && own[0]) return own[0];
  if (own.length > 1)
    return { code: 'area.ambiguous', candidates: own.slice(0, 5).map(({ path }) => index.tree.trailText(path)) };
  return { code: units.length > 0 ? 'area.outside' : 'area.unknown' };
};

/** The province, district and commune that an address names behind its commas, from the end; '' for what it does not. */
const partsOf = (index: PlaceIndex, address: string): Pick<Said, 'province' | 'district' | 'commune'> => {
  const parts = address
    .split(/[,;]| - /)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const said = { province: '', district: '', commune: '' };
  for (const part of parts.toReversed()) {
    const { kind, bare } = readName(part);
    const isOf = (...all: string[]) => kind === '' || all.includes(kind);
    if (
      said.province + said.district + said.commune === '' &&
      index.provinces.has(aliases[bare] ?? bare) &&
      isOf('tinh', 'thanh pho')
    )
      said.province = part;
    else if (
      said.district + said.commune === '' &&
      index.districts.has(bare) &&
      isOf('huyen', 'quan', 'thi xa', 'thanh pho')
    )
      said.district = part;
    else if (index.communes.has(bare) && isOf('xa', 'phuong', 'thi tran', 'dac khu')) return { ...said, commune: part };
  }
  return said;
};

/**
 * The commune that a row means, within an area: by code, by names with the units above, or by what the address says. What lies
 * elsewhere is `area.outside`; a name that several communes have is `area.ambiguous` with the candidates. `fallback` is the
 * commune of rows that say nothing.
 */
export const findPlace = (
  index: PlaceIndex,
  said: Said,
  within: AreaPath,
  fallback: AreaUnit | undefined,
): Found | NotFound => {
  const result = (unit: AreaUnit | NotFound, note?: Found['note']): Found | NotFound =>
    'path' in unit ? { unit, ...(note && { note }) } : unit;
  if (said.code !== '') {
    const path = parseAreaPath(said.code.trim());
    const unit = index.byCode.get(withoutNoughts(said.code.trim()).padStart(5, '0')) ?? (path && index.tree.find(path));
    if (unit?.level !== 'commune') return { code: 'area.unknown' };
    return result(choose(index, [unit], within));
  }
  if (said.commune !== '') {
    const { units, isUnread } = named(index, said);
    return result(choose(index, units, within), isUnread ? 'area.district_unread' : undefined);
  }
  const parts = partsOf(index, said.address);
  if (parts.commune !== '') {
    const { units } = named(index, {
      ...said,
      ...parts,
      province: said.province || parts.province,
      district: said.district || parts.district,
    });
    const chosen = choose(index, units, within);
    // What an address seems to name may be a street; a list's own commune is surer than that.
    if ('path' in chosen || !fallback) return result(chosen, 'area.from_address');
  }
  return fallback ? { unit: fallback } : { code: 'area.missing' };
};

/** The unit that words of a journey name, as narrow as they say: 'Bắc Giang' is the province. Undefined when several could be meant. */
export const findStay = (index: PlaceIndex, text: string): AreaUnit | undefined => {
  const said = partsOf(index, text.replace(/^\s*(?:về từ|đi từ|đến từ|từ|ở|tại|đi)\s+/i, ''));
  const { province, district, commune } = said;
  const [ofProvince, ofDistrict] = [readProvince(province), readName(district)];
  const communes = commune === '' ? [] : named(index, { code: '', address: '', ...said }).units;
  const districts = (index.districts.get(ofDistrict.bare) ?? []).filter(
    (unit) => province === '' || hasAbove(index, unit, 'province', ofProvince),
  );
  const [unit, another] =
    commune !== '' ? communes : district !== '' ? districts : (index.provinces.get(ofProvince.bare) ?? []);
  return another ? undefined : unit;
};
