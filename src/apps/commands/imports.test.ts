import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts';
import { connect } from '../../core/db.ts';

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
const people = async (): Promise<number> => {
  const owner = connect(database.url, 1);
  const [row] = await owner<{ count: number }[]>`select count(*)::int as count from person`.finally(() => owner.end());
  return row?.count ?? 0;
};

test('import people checks without recording, records, and writes what it refused to a file', async () => {
  const [file, refused] = [join(database.folder, 'ds.csv'), join(database.folder, 'sua.csv')];
  await writeFile(file, 'Họ tên;Năm sinh;Xã\nLê Văn A;1957;Hàm Rồng\nTrần B;1990;Yên Trường\n');
  const looked = await run('import', 'people', file, '--area', '38.380', '--check', '--json');
  assert.equal(looked.code, 0, looked.err);
  assert.deepEqual(JSON.parse(looked.out).counts, { new: 1, rejected: 1 });
  assert.equal(await people(), 0);
  const done = await run('import', 'people', file, '--area', '38.380', '--rejected', refused);
  assert.match(done.out, /^applied: 2 rows, 1 new, 1 rejected\n {2}columns {2}fullName=1,birth=2,commune=3\n$/);
  assert.equal(await people(), 1);
  assert.match(await readFile(refused, 'utf8'), /Trần B,1990,Yên Trường,Xã: không thuộc địa bàn/);
});

test('import says what is wrong with how it was asked: 2; with the file: 1', async () => {
  const file = join(database.folder, 'la.csv');
  await writeFile(file, 'A;B\nx;y\n');
  assert.equal((await run('import', 'people', file)).code, 2);
  assert.equal((await run('import', 'people', file, '--area', 'Thanh Hóa')).code, 2);
  assert.match(
    (await run('import', 'people', file, '--area', '38', '--mapping', 'ten=1')).err,
    /"ten=1" is no FIELD=COLUMN/,
  );
  const lacking = await run('import', 'people', file, '--area', '38');
  assert.deepEqual([lacking.code, /lacks a column/.test(lacking.err)], [1, true], lacking.err);
  assert.equal((await run('import', 'people', '/nowhere.csv', '--area', '38')).code, 1);
});
