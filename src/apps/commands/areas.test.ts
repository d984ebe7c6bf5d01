import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts';
import { connect } from '../../core/db.ts';
import { populationBelow } from '../../features/areas/index.ts';

const cli = fileURLToPath(new URL('../cli.ts', import.meta.url));

let database: TestDatabase;
before(async () => {
  database = await testDatabase();
});
after(() => database?.drop());

const run = (...args: string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise((resolve) => {
    const env = { PATH: process.env.PATH, DATABASE_URL: database.url, LACHAN_KEYS: database.keys };
    execFile(process.execPath, [cli, ...args, '--data', database.folder], { env }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });

test('areas population reads a file, tells what it refused, and with --check writes nothing', async () => {
  const file = join(database.folder, 'dan-so.csv');
  await writeFile(file, 'Xã;Dân số;Năm;Nguồn\n14755;5.120;2019;GSO\n99999;1;2019;GSO\n');
  const known = async () => {
    const owner = connect(database.url, 1);
    const found = await populationBelow(owner, '38.' as never).finally(() => owner.end());
    return [...found.values()];
  };
  const rejected = [{ row: 3, field: 'commune', code: 'area.unknown' }];
  const checked = await run('areas', 'population', file, '--check', '--json');
  assert.deepEqual([checked.code, JSON.parse(checked.out)], [0, { rows: 2, accepted: 1, rejected }], checked.err);
  assert.deepEqual(await known(), []);
  const written = await run('areas', 'population', file);
  assert.match(written.out, /^2 rows, 1 written, 1 problems\n {2}row 3 {2}commune {2}area\.unknown\n$/);
  assert.deepEqual(await known(), [{ year: 2019, people: 5120, source: 'GSO' }]);
});

test('areas population says what is wrong with how it was asked: 2; with the file: 1', async () => {
  const unasked = await run('areas', 'population');
  assert.deepEqual([unasked.code, unasked.err], [2, 'lachan areas population needs FILE\n']);
  const absent = await run('areas', 'population', '/nowhere.csv');
  assert.deepEqual([absent.code, absent.err], [1, 'there is no file /nowhere.csv\n']);
  const file = join(database.folder, 'leer.csv');
  await writeFile(file, 'Xã;Năm\n14755;2019\n');
  const lacking = await run('areas', 'population', file, '--json');
  const { error } = JSON.parse(lacking.out);
  assert.deepEqual([lacking.code, `${error}\n`], [1, lacking.err]);
  assert.match(error, /^The table lacks a column/);
  assert.match((await run('areas', 'population', '--help')).out, /^lachan areas population FILE: /);
});
