import { type AreaPath, isWithin, parseAreaPath } from '../../core/area.ts';
import { newId } from '../../core/client.ts';
import { fold } from '../../core/fold.ts';
import type { House } from '../../core/house.ts';
import { findColumns } from '../../core/sheet/columns.ts';
import { type AreaTree, areaTree, bareName } from '../areas/index.ts';
import type { GateRow } from './gate-store.ts';
import { type GateKind, kindOfName, readGateKind, spellingOf } from './rules.ts';

/** The heads of columns, folded, that stand for each. */
const heads = {
  name: ['name', 'ten', 'ten cua khau', 'ten chot', 'cua khau', 'gate'],
  kind: ['kind', 'loai', 'type'],
  area: ['area', 'dia ban', 'tinh', 'ma dia ban', 'province'],
} as const;
const longestName = 200;

/** What a cell left empty stands for, and how far the importer's rights reach. */
type Given = { area: AreaPath; kind?: GateKind; within: AreaPath; now: Date };
type Refused = { row: number; field: string; code: string };
export type ReadGates = { rows: number; gates: GateRow[]; rejected: Refused[] };

/** An area by its path, or a province by its name. */
const readArea = (tree: AreaTree, text: string): AreaPath | undefined => {
  const path = parseAreaPath(text);
  if (path !== undefined && tree.find(path)) return path;
  const folded = fold(text);
  const provinces = tree.childrenOf('' as AreaPath);
  return provinces.find(({ name }) => fold(name) === folded || fold(bareName(name)) === folded)?.path;
};

const readRow = (
  tree: AreaTree,
  cells: { name: string; kind: string; area: string },
  given: Given,
): GateRow | Omit<Refused, 'row'> => {
  const name = cells.name.normalize('NFC');
  const folded = fold(name);
  const spelling = spellingOf(name);
  if (spelling === '') return { field: 'name', code: 'field.missing' };
  if (name.length > longestName) return { field: 'name', code: 'text.too_long' };
  const kind = cells.kind === '' ? (given.kind ?? kindOfName(folded) ?? 'border') : readGateKind(fold(cells.kind));
  if (!kind) return { field: 'kind', code: 'field.choice' };
  const area = cells.area === '' ? given.area : readArea(tree, cells.area);
  if (area === undefined || !isWithin(area, given.within)) return { field: 'area', code: 'area.unknown' };
  return { id: newId(given.now.getTime()), name, spelling, kind, area, closedAt: null, byAccount: null, at: given.now };
};

/**
 * The gates of a list (CSV or XLSX), and every row that is none, with the reason. A kind that no cell says is read from the
 * name, else it is a border gate. Rows are numbered as in the file.
 */
export const readGates = async (house: House, file: Buffer, given: Given): Promise<ReadGates> => {
  // Loaded when a table comes: the reader of workbooks is large.
  const { readSheet } = await import('../../core/sheet/read.ts');
  const tree = await areaTree(house);
  const { header, rows, lines } = await readSheet(file);
  const { cell } = findColumns(header, heads, ['name']);
  const seen = new Set<string>();
  const read = rows.map((cells, index): GateRow | Refused => {
    const row = readRow(
      tree,
      { name: cell(cells, 'name'), kind: cell(cells, 'kind'), area: cell(cells, 'area') },
      given,
    );
    const line = lines[index] ?? index + 2;
    if ('code' in row) return { row: line, ...row };
    const key = `${row.spelling}|${row.kind}|${row.area}`;
    if (seen.has(key)) return { row: line, field: 'name', code: 'row.duplicate' };
    seen.add(key);
    return row;
  });
  return {
    rows: rows.length,
    gates: read.filter((row): row is GateRow => 'spelling' in row),
    rejected: read.filter((row): row is Refused => 'code' in row),
  };
};
