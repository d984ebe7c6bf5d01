import { readFile } from 'node:fs/promises';
import { parseAreaPath } from '../../core/area.ts';
import { UsageError } from '../../core/config.ts';
import { findArea } from '../../features/areas/index.ts';
import { importGates } from '../../features/travel/index.ts';
import type { Command } from '../command.ts';

export const gateCommands: Command[] = [
  {
    name: 'gates import',
    says: 'reads border gates, airports, ports, stations and checkpoints from a CSV or XLSX: name, kind, area',
    argument: 'FILE',
    options: {
      '--area': { value: 'AREA', says: 'where gates lie whose row says no area: 38; without it, the nation' },
      '--check': { says: 'writes nothing, only tells which rows are refused' },
    },
    run: async ({ argument, text, has, withHouse }) => {
      const area = parseAreaPath(text('--area'));
      if (area === undefined) throw new UsageError('--area must be an area such as 38 or 38.387');
      const file = await readFile(argument).catch(() => {
        throw new Error(`there is no file ${argument}`);
      });
      return withHouse(async (house) => {
        if (!(await findArea(house, area))) throw new UsageError(`there is no area ${text('--area')}`);
        const json = await importGates(house, file, area, !has('--check'));
        const { rows, accepted, added, rejected } = json;
        const done = has('--check') ? 'would be new' : 'new';
        const said = `${rows} rows, ${accepted} gates, ${added} ${done}, ${rejected.length} refused`;
        const refused = rejected.map(({ row, field, code }) => `  row ${row}  ${field}  ${code}`);
        return { text: [said, ...refused], json, failed: rows > 0 && accepted === 0 };
      });
    },
  },
];
