import { readFile } from 'node:fs/promises';
import { connect } from '../../core/db.ts';
import { migrate } from '../../core/migrate.ts';
import { importPopulation, loadAreas, readAreas } from '../../features/areas/index.ts';
import type { Command } from '../command.ts';

type Problems = Awaited<ReturnType<typeof readAreas>>['problems'];
const lines = (problems: Problems): string[] => problems.map(({ code, detail }) => `  ${code}  ${detail}`);

export const areaCommands: Command[] = [
  {
    name: 'areas load',
    says: 'writes the administrative units of --areas; again changes nothing',
    run: ({ config, withDatabase }) =>
      withDatabase(async (ownerUrl) => {
        await migrate(ownerUrl);
        const owner = connect(ownerUrl, 1);
        const loaded = await loadAreas(owner, config.areas).finally(() => owner.end());
        const { set, units, changed, problems } = loaded;
        const text = `areas of ${set}: ${units} units, ${changed} changed, ${problems.length} problems in the source`;
        return { text: [text, ...lines(problems)], json: loaded };
      }),
  },
  {
    name: 'areas check',
    says: 'tells what is wrong or missing in the source of --areas, without a database',
    run: async ({ config }) => {
      const set = config.areas ?? '2021';
      const { units, succession, problems } = await readAreas(set);
      const text = `areas of ${set}: ${units.length} units, ${succession.length} successions, ${problems.length} problems`;
      const json = { set, units: units.length, succession: succession.length, problems };
      return { text: [text, ...lines(problems)], json };
    },
  },
  {
    name: 'areas population',
    says: 'reads the residents of communes from a CSV or XLSX: commune, people, year, source',
    argument: 'FILE',
    options: { '--check': { says: 'writes nothing, only tells which rows are refused' } },
    run: async ({ argument, has, withHouse }) => {
      const file = await readFile(argument).catch(() => {
        throw new Error(`there is no file ${argument}`);
      });
      return withHouse(async (house) => {
        const { rows, accepted, rejected } = await importPopulation(house, file, !has('--check'));
        const text = `${rows} rows, ${accepted.length} ${has('--check') ? 'in order' : 'written'}, ${rejected.length} problems`;
        const refused = rejected.map(({ row, field, code }) => `  row ${row}  ${field}  ${code}`);
        const json = { rows, accepted: accepted.length, rejected };
        return { text: [text, ...refused], json, failed: accepted.length === 0 };
      });
    },
  },
];
