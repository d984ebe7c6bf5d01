import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { testDatabase } from '../../test/support/database.ts';
import { aDeclaration, aFolder, aServer, places, somePhone } from '../../test/support/server.ts';
import { newId } from '../core/client.ts';
import { newKeyFile } from '../core/crypto.ts';
import { connect, type Pool } from '../core/db.ts';

const cli = fileURLToPath(new URL('./cli.ts', import.meta.url));
const serverProgram = fileURLToPath(new URL('./server.ts', import.meta.url));

type Result = { code: number; out: string; err: string };
const runWith = (env: Record<string, string>, ...args: string[]): Promise<Result> =>
  new Promise((resolve) => {
    const bare = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' };
    execFile(process.execPath, [cli, ...args], { env: { ...bare, ...env } }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : Number(error !== null), out, err }),
    );
  });
/** The one line that --json prints. */
const lineOf = ({ out, err }: Result) => {
  assert.match(out, /^[^\n]+\n$/, err);
  return JSON.parse(out);
};

const urlOf = ({ options }: Pool): string => {
  const { host, port, user, pass, database } = options;
  return `postgres://${user}:${pass}@${host[0]}:${port[0]}/${database}`;
};

const server = await aServer();
const database = await testDatabase();
after(database.drop);
const scratch = await aFolder();
const { keys, data, port } = server.house.config;
const env = {
  DATABASE_URL: urlOf(server.house.database.pools.owner),
  LACHAN_KEYS: keys,
  LACHAN_DATA: data,
  PORT: String(port),
};
const run = (...args: string[]): Promise<Result> => runWith(env, ...args);

const tokenFor = async (...args: string[]): Promise<string> =>
  lineOf(await run('tokens', 'create', '--name', 'x y', '--json', ...args)).token;

test('tokens create prints exactly one line with the token, and the token works in its area', async () => {
  const made = await run(
    'tokens',
    'create',
    '--area',
    '38.380',
    '--roles',
    'officer,manager',
    '--name',
    'district import',
    '--json',
  );
  assert.equal(made.code, 0);
  assert.match(made.out, /^\{"token":"lct_[\w-]{32}"\}\n$/);
  const token = JSON.parse(made.out).token;
  const response = await fetch(`${server.base}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } });
  const { account } = (await response.json()) as { account: Record<string, unknown> };
  assert.deepEqual([account.area, account.roles, account.name], ['38.380', ['officer', 'manager'], 'district import']);
  const { tokens } = lineOf(await run('tokens', 'list', '--json'));
  const { id } = tokens.find(({ name }: { name: string }) => name === 'district import');
  assert.deepEqual(lineOf(await run('tokens', 'revoke', '--id', id, '--json')), { revoked: id });
  assert.equal(
    (await fetch(`${server.base}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } })).status,
    401,
  );
  assert.equal((await run('tokens', 'revoke', '--id', id)).code, 1);
});

test('an empty area is the nation', async () => {
  const token = await tokenFor('--area', '', '--roles', 'leader');
  const response = await fetch(`${server.base}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } });
  assert.equal(((await response.json()) as { account: { area: string } }).account.area, '');
});

test('tokens are made side by side', async () => {
  const tokens = await Promise.all([1, 2, 3, 4].map(() => tokenFor('--area=38', '--roles=officer')));
  assert.equal(new Set(tokens).size, 4);
});

test('outbox shows the newest message to a phone', async () => {
  const phone = somePhone();
  const none = await run('outbox', '--phone', phone, '--json');
  assert.deepEqual([none.code, typeof lineOf(none).error], [1, 'string']);
  await server.anonymous.post('/otp', { phone });
  const { to, text, code, at, ...more } = lineOf(await run('outbox', '--phone', phone, '--json'));
  assert.equal(to, `+84${phone.slice(1)}`);
  assert.ok(text.includes(code) && /^\d{6}$/.test(code));
  assert.ok(!Number.isNaN(Date.parse(at)));
  assert.deepEqual(more, {});
  assert.equal((await server.anonymous.post('/sessions', { phone, code, as: 'token' })).status, 201);
});

test('audit verify tells that the chain is whole, and that it was cut', async () => {
  await run('tokens', 'create', '--area', '38', '--roles', 'officer', '--name', 'x');
  const verdict = lineOf(await run('audit', 'verify', '--json'));
  assert.deepEqual(Object.keys(verdict), ['ok', 'entries', 'unsealed', 'head']);
  assert.equal(verdict.ok, true);
  assert.ok(verdict.entries > 0 && /^[0-9a-f]{64}$/.test(verdict.head));
  const { owner } = server.house.database.pools;
  const [last] = await owner`delete from audit_entry where seq = (select max(seq) from audit_entry) returning *`;
  const cut = await run('audit', 'verify', '--json');
  assert.equal(cut.code, 1);
  assert.equal(lineOf(cut).ok, false);
  assert.match((await run('audit', 'verify')).out, /^BROKEN at entry/);
  assert.equal((await run('doctor')).code, 1);
  await owner`insert into audit_entry ${owner(last as never)}`;
  assert.equal((await run('audit', 'verify')).code, 0);
});

test('an officer gets an account with a link, and a new one when it is reset', async () => {
  const made = [
    'accounts',
    'create',
    '--area',
    '38.380',
    '--roles',
    'manager',
    '--login',
    'ttyt.thanhhoa',
    '--name',
    'Lê Văn Hùng',
  ];
  const { id, login, link, linkUntil } = lineOf(await run(...made, '--json'));
  assert.deepEqual(
    [login, link.startsWith(`${server.house.publicUrl()}/console/invitation#`)],
    ['ttyt.thanhhoa', true],
  );
  assert.ok(id && Date.parse(linkUntil) > Date.now());
  const taken = await run(...made);
  assert.deepEqual([taken.code, taken.err], [1, 'This id already stands for something else: login.taken\n']);
  const again = lineOf(await run('accounts', 'reset', '--login', login, '--json'));
  assert.equal(again.id, id);
  assert.notEqual(again.link, link);
  const { status } = await server.anonymous.post('/invitations/check', { token: again.link.split('#')[1] });
  assert.equal(status, 200);
  assert.equal((await run('accounts', 'reset', '--login', 'nobody')).code, 1);
});

test('what is wrongly asked is told in one line with exit code 2', async () => {
  const wrong: [string[], RegExp][] = [
    [[], /a command is missing/],
    [['frobnicate'], /unknown command "frobnicate"/],
    [['tokens', 'create', '--area', '38', '--roles', 'officer'], /needs --name/],
    [['tokens', 'create', '--area', '38', '--roles', 'king', '--name', 'x'], /--roles must be of/],
    [['tokens', 'create', '--area', 'a/b', '--roles', 'officer', '--name', 'x'], /--area must be a path/],
    [['tokens', 'create', '--colour', 'red'], /has no option --colour/],
    [['outbox', '--phone'], /--phone needs a value/],
    [['outbox', '--phone', '12'], /--phone must be a phone number/],
    [['doctor', '--areas', '1999'], /--areas must be 2021 or 2025/],
  ];
  for (const [args, says] of wrong) {
    const { code, out, err } = await run(...args);
    assert.deepEqual([code, out, err.split('\n').length], [2, '', 2], args.join(' '));
    assert.match(err, says);
  }
  const missing = await run('tokens', 'create', '--area', '38.999', '--roles', 'officer', '--name', 'x');
  assert.deepEqual([missing.code, missing.err], [1, 'there is no area 38.999 in the set of this installation\n']);
});

test('every command explains itself', async () => {
  const { code, out } = await run('--help');
  assert.equal(code, 0);
  const names = Array.from(out.matchAll(/^ {2}([a-z]+(?: [a-z]+)?) {2,}\S/gm), ([, name]) => name as string);
  assert.ok(names.length >= 15 && names.includes('keys rotate'));
  for (const name of names.filter((_, i) => i % 4 === 0)) {
    const help = await run(...name.split(' '), '--help');
    assert.equal(help.code, 0);
    assert.match(help.out, new RegExp(`^lachan ${name}(?: [A-Z]+)?: `));
  }
});

test('areas check lists what is doubtful in the source, areas load again changes nothing', async () => {
  const check = lineOf(await run('areas', 'check', '--areas', '2025', '--json'));
  assert.deepEqual([check.set, check.units], ['2025', 1 + 34 + 3_321]);
  assert.ok(Array.isArray(check.problems));
  assert.equal(lineOf(await run('areas', 'load', '--json')).changed, 0);
  assert.deepEqual(lineOf(await run('migrate', '--json')), { applied: [] });
});

test('a version of a form is loaded as data once, listed, and told apart from one that is stored', async () => {
  const file = join(scratch, 'daily.json');
  const text = { vi: 'Ngủ được không?', en: 'Slept well?' };
  const version = {
    form: 'daily',
    version: '2030-1',
    lookBackDays: 14,
    from: '2030-01-01',
    definition: {
      title: text,
      languages: ['vi', 'en'],
      questions: [
        { id: 'symptoms', kind: 'symptoms', options: ['fever'] },
        { id: 'slept', kind: 'yesno', text },
      ],
      certification: text,
    },
  };
  const load = async (given: unknown) => {
    await writeFile(file, JSON.stringify(given));
    return run('forms', 'load', file, '--json');
  };
  assert.equal(lineOf(await load(version)).isNew, true);
  assert.equal(lineOf(await load(version)).isNew, false);
  const changed = await load({ ...version, lookBackDays: 10 });
  assert.deepEqual([changed.code, /not changed/.test(changed.out)], [1, true]);
  const { questions, ...rest } = version.definition;
  const faulty = { ...rest, questions: [...questions, { id: 'slept', kind: 'rating' }, { id: 'B', kind: 'text' }] };
  const wrong = await load({ ...version, version: '2030-2', definition: faulty });
  assert.deepEqual([wrong.code, lineOf(wrong).problems.length], [1, 2]);
  const listed = lineOf(await run('forms', 'list', '--json'));
  const daily = listed.filter(({ form }: { form: string }) => form === 'daily');
  assert.deepEqual(
    daily.map(({ version: name, current }: { version: string; current: boolean }) => [name, current]),
    [
      ['2021-1', false],
      ['2021-2', true],
      ['2030-1', false],
    ],
  );
});

test('gates are imported from a list of names, twice without doubles', async () => {
  const file = join(scratch, 'gates.csv');
  await writeFile(file, 'Tên,Loại,Tỉnh\nSân bay Thọ Xuân,,\nNa Mèo,cửa khẩu,Thanh Hóa\n,,\nNa Mèo,border,38\nX,Y,\n');
  const checked = lineOf(await run('gates', 'import', file, '--area', '38', '--check', '--json'));
  assert.deepEqual([checked.rows, checked.accepted, checked.added], [4, 2, 2]);
  const done = lineOf(await run('gates', 'import', file, '--area', '38', '--json'));
  assert.deepEqual(
    [done.added, done.rejected],
    [
      2,
      [
        { row: 5, field: 'name', code: 'row.duplicate' },
        { row: 6, field: 'kind', code: 'field.choice' },
      ],
    ],
  );
  assert.equal(lineOf(await run('gates', 'import', file, '--area', '38', '--json')).added, 0);
  const { body } = await server.anonymous.get('/gates');
  assert.deepEqual(
    body.map(({ name, kind, area }: Record<string, string>) => [name, kind, area]),
    [
      ['Na Mèo', 'border', '38'],
      ['Sân bay Thọ Xuân', 'airport', '38'],
    ],
  );
  assert.equal((await run('gates', 'import', file, '--area', '99')).code, 2);
});

test('statistics rebuild proves that the counters equal the rows', async () => {
  const nurse = await server.officer(places.commune);
  assert.equal((await nurse.post('/declarations', aDeclaration())).status, 201);
  assert.deepEqual(lineOf(await run('statistics', 'rebuild', '--check', '--json')), { ok: true, drift: 0 });
  await server.house.database.pools.owner`update commune_day set declared = declared + 1 where day > '-infinity'`;
  assert.equal((await run('statistics', 'rebuild', '--check')).code, 1);
  assert.deepEqual(lineOf(await run('statistics', 'rebuild', '--json')), { changed: 1 });
  assert.equal((await run('statistics', 'rebuild', '--check')).code, 0);
});

test('doctor passes with warnings, and fails on a key file that others can read', async () => {
  const { ok, checks } = lineOf(await run('doctor', '--json'));
  const failed = checks.filter(({ state }: { state: string }) => state === 'fail');
  assert.deepEqual([ok, failed], [true, []]);
  const keys = join(scratch, 'open-keys.json');
  await writeFile(keys, await readFile(server.house.config.keys));
  await chmod(keys, 0o644);
  const open = await runWith({ ...env, LACHAN_KEYS: keys }, 'doctor');
  assert.equal(open.code, 1);
  assert.match(open.out, /^fail {2}key file .* must be 0600$/m);
  const gone = await runWith({ LACHAN_DATA: join(scratch, 'none') }, 'doctor');
  assert.equal(gone.code, 1);
  assert.match(gone.out, /npm start makes it/);
});

test('a backup is restored into an empty database, row by row, and only with its keys', async () => {
  const folder = join(scratch, 'backup');
  const nurse = await server.officer(places.commune);
  assert.equal((await nurse.post('/declarations', aDeclaration())).status, 201);
  const hamlet = { id: newId(), area: places.commune, name: 'Phố \\N \t "Lê Lai"' };
  assert.equal((await nurse.post('/hamlets', hamlet)).status, 201);
  const { tables, rows, keys } = lineOf(await run('backup', '--to', folder, '--json'));
  assert.equal(keys, false);
  assert.ok(!(await readdir(folder)).some((name) => name.startsWith('keys')));
  assert.equal((await run('backup', '--to', folder)).code, 1, 'the folder is not empty');

  const target = { ...env, DATABASE_URL: database.url };
  const stranger = join(scratch, 'other-keys.json');
  await writeFile(stranger, JSON.stringify(newKeyFile()), { mode: 0o600 });
  assert.match(
    (await runWith({ ...target, LACHAN_KEYS: stranger }, 'restore', '--from', folder)).err,
    /key file is not the one/,
  );
  const restored = await runWith(target, 'restore', '--from', folder, '--json');
  const { at: _, ...counts } = lineOf(restored);
  assert.deepEqual(counts, { tables, rows });
  const copy = connect(database.url, 1);
  const of = async (pool: typeof copy) =>
    pool`select p.id, md5(p::text) as row from person p union all select h.id, h.name from hamlet h order by 1`;
  assert.deepEqual([...(await of(copy))], [...(await of(server.house.database.pools.owner))]);
  const [forced] = await copy`select relforcerowsecurity as is_forced from pg_class where oid = 'person'::regclass`;
  assert.equal(forced?.isForced, true);
  await copy.end();
  assert.match(
    (await runWith(target, 'restore', '--from', folder)).err,
    /^the database is not empty: table account has rows\n$/,
  );
});

test('a damaged backup is refused', async () => {
  const folder = join(scratch, 'damaged');
  await run('backup', '--to', folder);
  await writeFile(join(folder, 'person.copy.gz'), 'x');
  assert.match((await run('restore', '--from', folder)).err, /^the backup of table person is damaged\n$/);
  assert.match((await run('restore', '--from', scratch)).err, /manifest.json is missing/);
});

test('the tool works when the server is stopped and while it runs', async (t) => {
  const data = join(scratch, 'data');
  const own = { LACHAN_DATA: data };
  const first = lineOf(
    await runWith(own, 'tokens', 'create', '--area', '38', '--roles', 'officer', '--name', 'a', '--json'),
  );
  assert.match((await runWith(own, 'keys')).out, /^mode +600$/m);
  const child = spawn(process.execPath, [serverProgram, '--data', data, '--port', '0'], {
    env: { ...process.env, DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL'));
  const lines: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => lines.push(text));
  while (!/http:\/\/localhost:\d+/.test(lines.join(''))) await once(child.stdout, 'data');
  const [base] = /http:\/\/localhost:\d+/.exec(lines.join('')) ?? [''];
  const second = lineOf(
    await runWith(own, 'tokens', 'create', '--area', '38', '--roles', 'officer', '--name', 'b', '--json'),
  );
  for (const { token } of [first, second]) {
    assert.equal((await fetch(`${base}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } })).status, 200);
  }
  assert.equal((await runWith(own, 'doctor')).code, 0);
  child.kill('SIGTERM');
  await once(child, 'exit');
  assert.equal(lineOf(await runWith(own, 'tokens', 'list', '--json')).tokens.length, 2);
  assert.deepEqual(lineOf(await runWith(own, 'keys', 'rotate', '--json')), { version: 2 });
});
