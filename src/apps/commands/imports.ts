import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseAreaPath } from '../../core/area.ts';
import { UsageError } from '../../core/config.ts';
import { encodings, fields, importList, type Mapping } from '../../features/imports/index.ts';
import type { Call, Command, Outcome } from '../command.ts';

const usage = (line: string): never => {
  throw new UsageError(line);
};

/** `fullName=1,birth=3`: columns as people count them, from 1. */
const readMapping = (text: string): Mapping =>
  Object.fromEntries(
    text.split(',').map((part) => {
      const [, field = '', column = ''] = /^\s*(\w+)=([1-9]\d{0,2})\s*$/.exec(part) ?? [];
      if (!(fields as readonly string[]).includes(field))
        usage(`--mapping: "${part}" is no FIELD=COLUMN; fields: ${fields.join(' ')}`);
      return [field, Number(column) - 1];
    }),
  );

const run = async (kind: 'people' | 'declarations', { argument, text, has, withHouse }: Call): Promise<Outcome> => {
  const area = parseAreaPath(text('--area'));
  const encoding = encodings.find((known) => known === text('--encoding'));
  if (area === undefined || area === '') usage('--area is a path such as 38.380');
  if (has('--encoding') && !encoding) usage(`--encoding is one of ${encodings.join(' ')}`);
  const mapping = has('--mapping') ? readMapping(text('--mapping')) : undefined;
  const file = await readFile(argument).catch(() => {
    throw new Error(`there is no file ${argument}`);
  });
  return withHouse(async (house) => {
    const done = await importList(house, file, {
      kind,
      name: basename(argument).slice(0, 200),
      area: area as NonNullable<typeof area>,
      encoding,
      mapping,
      isApplied: !has('--check'),
    });
    const { rejected, ...json } = done;
    if (has('--rejected')) await writeFile(text('--rejected'), rejected);
    const counts = Object.entries(done.counts).map(([fate, count]) => `${count} ${fate}`);
    const columns = Object.entries(done.mapping).map(([field, column]) => `${field}=${column + 1}`);
    return {
      text: [`${done.state}: ${done.rows} rows, ${counts.join(', ')}`, `  columns  ${columns.join(',')}`],
      json,
      failed: done.state === 'failed',
    };
  });
};

const options: Command['options'] = {
  '--area': { says: 'the area whose people the list holds', value: 'PATH', required: true },
  '--check': { says: 'writes nothing but verdicts, only tells what each row would do' },
  '--mapping': { says: 'FIELD=COLUMN,… instead of what the heads say', value: 'TEXT' },
  '--encoding': { says: 'instead of the one that is recognised', value: 'NAME' },
  '--rejected': { says: 'writes the rows that were not taken, with reasons', value: 'FILE' },
};

export const importCommands: Command[] = [
  {
    name: 'import people',
    says: 'records the people of a CSV or XLSX',
    argument: 'FILE',
    options,
    run: (call) => run('people', call),
  },
  {
    name: 'import declarations',
    says: 'records past declarations of a CSV or XLSX',
    argument: 'FILE',
    options,
    run: (call) => run('declarations', call),
  },
];
