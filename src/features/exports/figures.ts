import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import type { Cell } from '../../core/sheet/write.ts';
import { figuresByChild } from '../statistics/index.ts';
import type { Words } from './words.ts';

const columns = [
  'declared',
  'people',
  'urgent',
  'risk',
  'symptom',
  'clear',
  'verified',
  'inTime',
  'confirmed',
  'checked',
  'open',
  'overdue',
  'unreachable',
] as const;

/** The table of figures as its screen shows it, the head first. A share is a number from 0 to 1; unknown residents are an empty cell. */
export const figureRows = async (
  house: House,
  db: Db,
  asked: Parameters<typeof figuresByChild>[2],
  { statistics, exports }: Words,
): Promise<Cell[][]> => {
  const rows = await figuresByChild(house, db, asked);
  const head = [
    statistics.area,
    exports.column.area,
    ...columns.map((name) => statistics[name]),
    statistics.population,
    exports.column.populationSource,
    statistics.share,
  ];
  return [
    head,
    ...rows.map((row) => [
      row.name,
      row.area.slice(0, -1),
      ...columns.map((name) => row[name]),
      row.population?.people ?? null,
      row.population ? `${row.population.source}, ${row.population.year}` : null,
      row.share === null ? null : Math.round(row.share * 1e4) / 1e4,
    ]),
  ];
};
