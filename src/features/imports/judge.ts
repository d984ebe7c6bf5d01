import type { AreaPath } from '../../core/area.ts';
import { fold } from '../../core/fold.ts';
import type { AreaUnit } from '../areas/index.ts';
import type { Listed } from '../people/index.ts';
import { birthYearOf, checkName, type Sex } from '../people/rules.ts';
import { type DateOrder, readDate } from './dates.ts';
import { readIdentity, readPhone } from './numbers.ts';
import { type Found, findPlace, type NotFound, type PlaceIndex } from './places.ts';
import type { Fate, Field, Mapping } from './rules.ts';
import { readSex } from './words.ts';

/** What is to be said of a row; of one that is not rejected it is a remark. `cell` is what stands there, `row` another row. */
export type Remark = { field: Field | 'row'; code: string; cell?: string; candidates?: string[]; row?: number };

/** What became of a row, as it is kept: `row` by the file's own count, `values` as they were understood. */
export type Verdict = {
  row: number;
  fate: Fate;
  applied: boolean;
  person?: string;
  values: Record<string, string | number>;
  problems: Remark[];
};

/** How a list is read: chosen once, before it is checked. */
export type Reading = {
  mapping: Mapping;
  /** Of each column of dates: a form's own timestamps need not be written as people write a birth. */
  orders: Record<'birth' | 'date', DateOrder>;
  today: string;
  index: PlaceIndex;
  /** The list may only hold people of this area; rows that name no commune belong to `fallback`. */
  within: AreaPath;
  fallback: AreaUnit | undefined;
  places: Map<string, Found | NotFound>;
};

/** Cells by field, without the apostrophe by which a spreadsheet, or our own file of rejected rows, keeps a cell from running. */
export type Cells = (field: Field) => string;
export const cellsOf =
  (mapping: Mapping, row: readonly string[]): Cells =>
  (field) => {
    const column = mapping[field];
    if (column === undefined) return '';
    return (row[column] ?? '')
      .replace(/^'(?=[=+\-@\t\r\n＝＋－＠\d])/, '')
      .replace(/[\s\u00a0]+/g, ' ')
      .trim();
  };

/** Gathers what is wrong with a row and what was mended in it; a `wrong` one makes it rejected. */
export const remarks = () => {
  const [wrong, mended]: [Remark[], Remark[]] = [[], []];
  const about =
    (list: Remark[]) =>
    (field: Field | 'row', code: string, cell?: string, more?: Partial<Remark>): undefined => {
      list.push({ field, code, ...(cell && { cell: cell.slice(0, 200) }), ...more });
    };
  return { wrong, mended, refuse: about(wrong), remark: about(mended) };
};
export type Remarks = ReturnType<typeof remarks>;

/** 'NGUYễN' is what old fonts make of a name in capitals: a syllable half in small letters goes into capitals whole. */
const mendCase = (name: string): string =>
  name
    .split(' ')
    .map((word) =>
      /\p{Lu}.*\p{Lu}/u.test(word) && /\p{Ll}/u.test(word.slice(1)) ? word.toLocaleUpperCase('vi') : word,
    )
    .join(' ');

/** What a reader puts where bytes are no letter in the chosen encoding. */
const lost = '\uFFFD';

const nameOf = (cells: Cells, { refuse, remark }: Remarks): string => {
  const parted = [cells('familyName'), cells('givenName')].filter((part) => part !== '').join(' ');
  const name = cells('fullName') || parted;
  const formula = /^[=@]/.test(name);
  const [problem] = formula ? ['name.formula'] : name.includes(lost) ? ['name.unread'] : checkName(name);
  if (problem) refuse('fullName', problem, name);
  else if (/\d/.test(name)) remark('fullName', 'name.digits', name);
  return formula ? name : mendCase(name.normalize('NFC'));
};

const birthOf = (cells: Cells, { orders, today }: Reading, { refuse, remark }: Remarks) => {
  const cell = cells('birth');
  if (cell === '') return {};
  const read = readDate(cell, orders.birth, Number(today.slice(0, 4)));
  if (!read) return refuse('birth', 'date.format', cell) ?? {};
  if ((read.day ?? '') > today || (read.year ?? 0) > Number(today.slice(0, 4)))
    return refuse('birth', 'time.future', cell) ?? {};
  if (read.note) remark('birth', read.note, cell);
  return read.day === undefined ? { birthYear: read.year } : { birthDate: read.day };
};

const sexOf = (cells: Cells, { refuse }: Remarks): Sex | undefined => {
  const cell = cells('sex');
  if (cell === '') return undefined;
  return readSex(cell) ?? refuse('sex', 'sex.unknown', cell);
};

const longest: [Field, number][] = [
  ['nationality', 60],
  ['hamlet', 120],
  ['address', 300],
  ['permanentAddress', 300],
];

/** Who a row speaks of, from the cells alone. What cannot be true of anyone is refused, what a spreadsheet spoils is mended. */
export const readWho = (cells: Cells, reading: Reading, notes: Remarks): Listed['who'] => {
  const fullName = nameOf(cells, notes);
  const birth = birthOf(cells, reading, notes);
  const sex = sexOf(cells, notes);
  const phone = numberOf('phone', 'phone.format', cells, notes, readPhone);
  const identity = numberOf('identity', 'identity.format', cells, notes, (cell) =>
    readIdentity(cell, { birthYear: birthYearOf(birth), sex }),
  );
  for (const [field, most] of longest) {
    if (cells(field).length > most) notes.refuse(field, 'text.too_long', cells(field));
  }
  const text = (field: Field) => cells(field) || undefined;
  return {
    fullName,
    ...birth,
    sex,
    phone,
    identity,
    nationality: text('nationality'),
    hamlet: text('hamlet'),
    address: text('address'),
    permanentAddress: text('permanentAddress'),
  };
};

const numberOf = <T>(
  field: Field,
  code: string,
  cells: Cells,
  { refuse, remark }: Remarks,
  read: (cell: string) => { value: T; note?: string } | undefined,
): T | undefined => {
  const cell = cells(field);
  // A dash, a dot or the word for none is what lists put where there is no number.
  if (
    cell === '' ||
    (cell.length < 12 && !/\d{2}/.test(cell) && /^(?:[-–.\s]+|khong( co)?|ko|chua co|0)$/.test(fold(cell) || '-'))
  )
    return undefined;
  const found = read(cell);
  if (!found) return refuse(field, code, cell);
  if (found.note) remark(field, found.note, cell);
  return found.value;
};

/** The commune a row names, from memory where the same words came before. */
export const readPlace = (cells: Cells, reading: Reading, { refuse, remark }: Remarks): AreaUnit | undefined => {
  const { index, within, fallback, places } = reading;
  const [code, province, district, commune] = [
    cells('areaCode'),
    cells('province'),
    cells('district'),
    cells('commune'),
  ];
  const address = code === '' && commune === '' ? cells('address') : '';
  const key = [code, province, district, commune, address].join('\n');
  const known = places.get(key);
  const found = known ?? findPlace(index, { code, province, district, commune, address }, within, fallback);
  if (!known) places.set(key, found);
  const field = code !== '' ? 'areaCode' : commune !== '' || address === '' ? 'commune' : 'address';
  const cell = [address || code || commune, district, province].filter(Boolean).join(', ');
  if ('code' in found) return refuse(field, found.code, cell, found.candidates && { candidates: found.candidates });
  if (found.note) remark(field, found.note, cell);
  return found.unit;
};

/** What of a person is shown and kept of a row that was understood. */
export const valuesOf = (who: Listed['who'], unit: AreaUnit | undefined): Verdict['values'] =>
  given({
    fullName: who.fullName,
    birth: who.birthDate ?? who.birthYear,
    sex: who.sex,
    phone: who.phone,
    identity: who.identity?.number,
    nationality: who.nationality,
    commune: unit?.name,
    hamlet: who.hamlet,
    address: who.address,
    permanentAddress: who.permanentAddress,
  });

export const given = (values: Record<string, string | number | undefined>): Verdict['values'] =>
  Object.fromEntries(
    Object.entries(values).filter(
      (entry): entry is [string, string | number] => entry[1] !== undefined && entry[1] !== '',
    ),
  );

/** A row of people, understood: who, and of which commune; without an area when it is rejected. */
export type JudgedPerson = { row: number; listed: Listed | undefined; values: Verdict['values']; notes: Remarks };

export const judgePerson = (cells: readonly string[], row: number, reading: Reading): JudgedPerson => {
  const [read, notes] = [cellsOf(reading.mapping, cells), remarks()];
  const who = readWho(read, reading, notes);
  const unit = readPlace(read, reading, notes);
  const listed = unit && notes.wrong.length === 0 ? { who, area: unit.path } : undefined;
  return { row, listed, values: valuesOf(who, unit), notes };
};
