import type { AreaPath } from '../../core/area.ts';
import { fold } from '../../core/fold.ts';
import type { House } from '../../core/house.ts';
import { parsePhone } from '../../core/phone.ts';
import { fail } from '../../core/problem.ts';
import { readSheet } from '../../core/sheet/read.ts';
import { areaTree, communeFinder } from '../areas/index.ts';
import { kindOfWord, type VenueKind } from './rules.ts';

export type ReadVenue = { name: string; kind: VenueKind; area: AreaPath; address?: string; phone?: string };
export type Rejected = { row: number; field: string; code: string };
export type Left = { header: string[]; rows: { row: number; cells: string[] }[] };

type Named = { area: AreaPath; kind: VenueKind; name: string; address?: string | null };

/** The venues of a list that do not stand yet: one of the same commune, kind and name does, unless both have an address and these differ. */
export const unknownOf = (venues: readonly ReadVenue[], standing: readonly Named[]): ReadVenue[] => {
  const key = ({ area, kind, name }: Named): string => `${area}|${kind}|${fold(name)}`;
  const namesakes = Map.groupBy(standing, key);
  return venues.filter((venue) => {
    const address = fold(venue.address ?? '');
    const same = namesakes.get(key(venue)) ?? [];
    return !same.some((one) => !address || !one.address || fold(one.address) === address);
  });
};

const heads = {
  name: ['name', 'ten', 'ten dia diem', 'dia diem', 'venue'],
  kind: ['kind', 'loai', 'loai hinh', 'type'],
  commune: ['commune', 'xa', 'phuong', 'xa phuong', 'phuong xa', 'ma xa', 'area'],
  district: ['district', 'huyen', 'quan huyen'],
  address: ['address', 'dia chi'],
  phone: ['phone', 'dien thoai', 'so dien thoai', 'sdt'],
} as const;
type Head = keyof typeof heads;

/** The venues of a list (CSV or XLSX), and every row that is none, with the reason; rows are numbered as in the file. */
export const readVenues = async (
  house: House,
  file: Buffer,
  within: AreaPath,
): Promise<{ rows: number; venues: ReadVenue[]; rejected: Rejected[]; left: Left }> => {
  const { header, rows, lines } = await readSheet(file);
  const folded = header.map((head) => fold(head));
  const at = Object.fromEntries(
    Object.entries(heads).map(([head, names]) => [
      head,
      folded.findIndex((one) => (names as readonly string[]).includes(one)),
    ]),
  ) as Record<Head, number>;
  const missing = (['name', 'commune'] as const).filter((head) => at[head] < 0);
  if (missing.length > 0)
    fail(
      'sheet.column_missing',
      missing.map((path) => ({ path, code: 'field.missing' })),
    );
  const find = communeFinder(await areaTree(house), within);
  const seen = new Set<string>();
  const venues: ReadVenue[] = [];
  const rejected: Rejected[] = [];
  const left: Left = { header: [...header], rows: [] };
  for (const [i, cells] of rows.entries()) {
    const cell = (head: Head): string => (cells[at[head]] ?? '').trim();
    const area = find({ commune: cell('commune'), district: cell('district'), province: '' });
    const name = cell('name').normalize('NFC');
    const kind = cell('kind') === '' ? 'other' : kindOfWord(fold(cell('kind')));
    const phone = cell('phone') === '' ? undefined : parsePhone(cell('phone'));
    const key = `${fold(name)}|${typeof area === 'string' ? area : ''}|${fold(cell('address'))}`;
    const wrong = [
      ...(name === '' ? [{ field: 'name', code: 'field.missing' }] : []),
      ...(name.length > 200 ? [{ field: 'name', code: 'text.too_long' }] : []),
      ...(typeof area === 'string' ? [] : [{ field: 'commune', code: area.code }]),
      ...(kind ? [] : [{ field: 'kind', code: 'field.choice' }]),
      ...(cell('phone') !== '' && phone === undefined ? [{ field: 'phone', code: 'phone.format' }] : []),
      ...(cell('address').length > 300 ? [{ field: 'address', code: 'text.too_long' }] : []),
      ...(seen.has(key) ? [{ field: 'name', code: 'row.duplicate' }] : []),
    ];
    seen.add(key);
    const row = lines[i] ?? i + 2;
    if (wrong.length > 0) {
      rejected.push(...wrong.map((one) => ({ row, ...one })));
      left.rows.push({ row, cells: [...cells] });
    } else if (typeof area === 'string' && kind)
      venues.push({ name, kind, area, ...(cell('address') && { address: cell('address') }), ...(phone && { phone }) });
  }
  return { rows: rows.length, venues, rejected, left };
};
