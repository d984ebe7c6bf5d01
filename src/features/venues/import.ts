import type { AreaPath } from '../../core/area.ts';
import { fold } from '../../core/fold.ts';
import type { House } from '../../core/house.ts';
import { findColumns } from '../../core/sheet/columns.ts';
import { readSheet } from '../../core/sheet/read.ts';
import { areaTree, communeFinder } from '../areas/index.ts';
import { heads, type ReadVenue, readRow, type Wrong } from './import-row.ts';
import type { VenueRow } from './store.ts';

export type Rejected = Wrong & { row: number };
export type Left = { header: string[]; rows: { row: number; cells: string[] }[] };

type Named = Pick<VenueRow, 'area' | 'kind' | 'name'> & {
  address?: string | null;
  vehicle?: ReadVenue['vehicle'] | null;
};

/** What tells namesakes apart: the address, and of vehicles the plate, the route and the trip. */
const marksOf = ({ address, vehicle }: Named): string[] =>
  [address, vehicle?.plate, vehicle?.route, vehicle?.trip].map((mark) => fold(mark ?? ''));
const nameOf = ({ area, kind, name }: Named): string => `${area}|${kind}|${fold(name)}`;

/** The venues of a list that do not stand yet: a namesake of the same commune and kind is another one when both have such a mark, and it differs. */
export const unknownOf = (venues: readonly ReadVenue[], standing: readonly Named[]): ReadVenue[] => {
  const namesakes = Map.groupBy(standing, nameOf);
  return venues.filter((venue) => {
    const marks = marksOf(venue);
    const same = namesakes.get(nameOf(venue)) ?? [];
    return !same.some((one) => marksOf(one).every((mark, i) => !mark || !marks[i] || mark === marks[i]));
  });
};

/** How many say more than where to find them: zero where a column was not understood. */
export const partsOf = (venues: readonly ReadVenue[]) => {
  const count = (part: 'point' | 'hours' | 'vehicle'): number => venues.filter((venue) => venue[part]).length;
  return { withPoint: count('point'), withHours: count('hours'), vehicles: count('vehicle') };
};

/** The venues of a list (CSV or XLSX), and every row that is none, with the reason; rows are numbered as in the file. */
export const readVenues = async (
  house: House,
  file: Buffer,
  within: AreaPath,
): Promise<{ rows: number; venues: ReadVenue[]; rejected: Rejected[]; left: Left }> => {
  const { header, rows, lines } = await readSheet(file);
  const columns = findColumns(header, heads, ['name', 'commune']);
  const find = communeFinder(await areaTree(house), within);
  const seen = new Set<string | undefined>();
  const venues: ReadVenue[] = [];
  const rejected: Rejected[] = [];
  const left: Left = { header: [...header], rows: [] };
  for (const [i, cells] of rows.entries()) {
    const read = readRow((head) => columns.cell(cells, head), find);
    const key = Array.isArray(read) ? undefined : [read.area, fold(read.name), ...marksOf(read)].join('|');
    const wrong = Array.isArray(read) ? read : seen.has(key) ? [{ field: 'name', code: 'row.duplicate' }] : [];
    seen.add(key);
    const row = lines[i] ?? i + 2;
    if (!Array.isArray(read) && wrong.length === 0) venues.push(read);
    else {
      rejected.push(...wrong.map((one) => ({ row, ...one })));
      left.rows.push({ row, cells: [...cells] });
    }
  }
  return { rows: rows.length, venues, rejected, left };
};
