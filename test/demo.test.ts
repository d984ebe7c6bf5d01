import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openDesk } from '../src/apps/demo-desk.ts';
import { advance, type Sent } from '../src/apps/demo-fill.ts';
import { codeOf, newPassword } from '../src/apps/demo-logins.ts';
import { centreOf, fillDemo, stepDemo } from '../src/apps/demo-run.ts';
import { type DemoState, readDemo, writeDemo } from '../src/apps/demo-state.ts';
import { minutesSince, planOf } from '../src/apps/demo-world.ts';
import { allFeatures } from '../src/apps/features.ts';
import { openHouse } from '../src/apps/house.ts';
import { type Server, serve } from '../src/apps/serve.ts';
import { formatAreaPath } from '../src/core/area.ts';
import { readConfig } from '../src/core/config.ts';
import { addDays, dayOf } from '../src/core/day.ts';
import type { House } from '../src/core/house.ts';
import { roles } from '../src/features/accounts/index.ts';
import { newestMessage } from '../src/features/messages/index.ts';
import { findDrift } from '../src/features/statistics/index.ts';
import { minutesOfDay, simulate, type World } from '../src/simulation/index.ts';
import { eventually, freePort } from './support/child-server.ts';
import { type TestDatabase, testDatabase } from './support/database.ts';

const people = 1_000;
const days = 10;

let database: TestDatabase;
let house: House;
let server: Server;
let world: World;
let sent: Sent;
const features = () => server.features;
const state = (): DemoState => readDemo(database.folder) as DemoState;

before(async () => {
  database = await testDatabase();
  const firstDay = addDays(dayOf(new Date()), -days);
  const now = minutesSince(firstDay, new Date());
  const begun = { seed: 3, people, days, areas: '2021', firstDay, sentTo: 0, digest: '', isFilled: false } as const;
  const more = { leaveFrom: now - minutesOfDay, ahead: 0, password: newPassword(), logins: [], phone: '' };
  writeDemo(database.folder, { ...begun, ...more });
  const { config } = readConfig(['--data', database.folder, '--port', '0'], {
    LACHAN_KEYS: database.keys,
    LACHAN_LOG: process.env.LACHAN_LOG ?? 'error',
  });
  house = await openHouse(config, database.url, { ready: true });
  world = simulate(await planOf(state())).world;
  const all = allFeatures(house);
  sent = await fillDemo(house, all, world, state(), () => {});
  server = await serve(house, { features: all, jobs: false });
});
after(async () => {
  await server?.stop();
  await database?.drop();
});

type Reply = { status: number; body: Record<string, unknown>; cookie: string };
const call = async (path: string, { body, cookie }: { body?: object; cookie?: string } = {}): Promise<Reply> => {
  const response = await fetch(`http://127.0.0.1:${server.port}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { ...(body && { 'content-type': 'application/json' }), ...(cookie && { cookie }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  return {
    status: response.status,
    body: (await response.json().catch(() => ({}))) as Record<string, unknown>,
    cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '',
  };
};
const signIn = async (login: string, at = new Date()): Promise<Reply> => {
  const held = state().logins.find((one) => one.login === login);
  assert.ok(held, login);
  const { code } = codeOf(held, at);
  return call('/api/v1/sessions/officer', { body: { login, password: state().password, code } });
};
const rowCounts = async () => {
  const [row] = await house.database.pools.owner`
    select (select count(*) from person) as people, (select count(*) from declaration) as declarations,
      (select count(*) from work_item) as items, (select count(*) from work_event) as events, (select count(*) from test) as tests,
      (select count(*) from account) as accounts, (select count(*) from health_change) as changes`;
  return row;
};

test('nothing that the simulation sends is refused, and the counters equal the rows', async () => {
  assert.deepEqual([...sent.refused], []);
  assert.ok(sent.declarations > people / 3 && sent.events > sent.declarations + 20);
  assert.equal((await findDrift(house.database.pools.owner)).length, 0);
});

test('what was scanned is there, and an outbreak to trace: cases, the contacts named for them, and their classes', async () => {
  const [row] = await house.database.pools.owner`
    select (select count(*)::int from visit) as visits, (select count(*)::int from venue) as venues,
      (select count(*)::int from confirmed_case) as cases,
      (select count(*)::int from classification where level = 0) as f0, (select count(*)::int from classification where level = 1) as f1`;
  assert.equal(row?.visits, sent.visits);
  assert.ok(
    row.venues > 100 && row.visits > 100 && row.cases > 0 && row.f0 === row.cases && row.f1 > 0,
    JSON.stringify(row),
  );
});

test('a log-in for every role works with its password and code', async () => {
  const held = new Set<string>();
  for (const { login } of state().logins) {
    const { status, cookie } = await signIn(login);
    assert.equal(status, 201, login);
    const { body } = await call('/api/v1/me', { cookie });
    for (const role of (body.account as { roles: string[] }).roles) held.add(role);
  }
  assert.deepEqual([...held].sort(), [...roles].sort());
});

test('the station of the centre has work to do, and figures are those of what was sent', async () => {
  const { cookie } = await signIn('tinh', new Date(Date.now() + 30_000));
  const statistics = await call('/api/v1/statistics/declarations?area=38', { cookie });
  const rows = statistics.body as unknown as { declared: number; people: number }[];
  const declared = rows.reduce((sum, row) => sum + row.declared, 0);
  assert.equal(declared, sent.declarations);
  const work = await call(`/api/v1/work?area=${formatAreaPath(centreOf(world))}`, { cookie });
  assert.ok((work.body.items as unknown[]).length > 0);
});

test('a household signs in with its phone and finds its family', async () => {
  const { phone } = state();
  assert.equal((await call('/api/v1/otp', { body: { phone } })).status, 202);
  const code = (await newestMessage(house, phone))?.code;
  const { status, cookie } = await call('/api/v1/sessions', { body: { phone, code } });
  assert.equal(status, 201);
  const { body } = await call('/api/v1/me', { cookie });
  assert.ok((body.persons as unknown[]).length >= 4);
});

test('every page says that nothing is real, and knows the time of the exercise', async () => {
  const docs = await fetch(`http://127.0.0.1:${server.port}/api/v1/docs`);
  assert.ok(/Dữ liệu tập dượt, không có thật.*Exercise data.*<h1>/.test(await docs.text()));
  const { body } = await call('/exercise.json');
  assert.ok(Math.abs((body.at as number) - house.clock.now().getTime()) < 5_000);
});

test('sent again from the beginning, as after a kill, it changes nothing', async () => {
  const before = await rowCounts();
  const again = await advance(house, openDesk(house, features()), { ...state(), sentTo: 0 }, state().sentTo, () => {});
  assert.deepEqual([again.events, [...again.refused]], [sent.events, []]);
  assert.deepEqual(await rowCounts(), before);
});

test('a step brings the next day, moves the clock, and signs nobody out', async () => {
  const { cookie } = await signIn('tinh.quanly', new Date(Date.now() + 30_000));
  const before = await rowCounts();
  const today = dayOf(house.clock.now());
  await stepDemo(house, features(), 1, () => {});
  await eventually(() => (dayOf(house.clock.now()) === addDays(today, 1) ? true : undefined));
  const after = await rowCounts();
  assert.ok(after?.declarations > before?.declarations);
  const days = await call(`/api/v1/statistics/days?area=38&from=${today}`, { cookie });
  assert.equal(days.status, 200);
  const rows = days.body as unknown as { day: string; declared: number }[];
  assert.ok(rows.some(({ declared }) => declared > 0));
  assert.equal((await findDrift(house.database.pools.owner)).length, 0);
  // The authenticator app shows the time of the street.
  assert.equal((await signIn('lanhdao', new Date(Date.now() + 30_000))).status, 201);
});

test('a folder that another simulation filled is not gone on with', async () => {
  const odd = { ...state(), digest: 'x' };
  await assert.rejects(
    advance(house, openDesk(house, features()), odd, odd.sentTo + 60, () => {}),
    /--fresh/,
  );
});

// As it is started.

const program = (path: string): string => fileURLToPath(new URL(`../src/apps/${path}`, import.meta.url));
const bare = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' };
type Ended = { code: number; out: string; err: string };
const runProgram = (args: string[], env: Record<string, string> = {}): Promise<Ended> =>
  new Promise((resolve) => {
    const [path = '', ...rest] = args;
    execFile(process.execPath, [program(path), ...rest], { env: { ...bare, ...env } }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : Number(error !== null), out, err }),
    );
  });

test('an exercise is refused in production, in a folder of something else, and with a gateway', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'lachan-demo-'));
  t.after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'keys.json'), '{}');
  const args = ['demo.ts', '--data', folder];
  const refused: [string[], Record<string, string>, RegExp][] = [
    [args, { NODE_ENV: 'production', LACHAN_SMS: 'http', LACHAN_SMS_URL: 'https://sms.example' }, /production/],
    [args, {}, /no exercise/],
    [[...args, '--people', '7'], {}, /--people must be/],
    [['cli.ts', 'demo', 'step', '--data', folder], {}, /there is no exercise/],
  ];
  const tried = refused.map(async ([given, env, says]) => {
    const { code, err } = await runProgram(given, env);
    assert.deepEqual([code, err.trim().split('\n').length], [2, 1], given.join(' '));
    assert.match(err, says);
  });
  await Promise.all(tried);
});

test('killed while it fills it goes on; once filled it starts at once; a step works beside it and without it', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'lachan-demo-'));
  const port = await freePort();
  const start = () => {
    const args = ['--data', folder, '--port', String(port), '--people', '1000', '--days', '20'];
    const child = spawn(process.execPath, [program('demo.ts'), ...args], {
      env: bare,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const printed = { text: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed.text += text;
    });
    t.after(() => child.kill('SIGKILL'));
    return { child, printed };
  };
  t.after(() => rm(folder, { recursive: true, force: true }));
  const isReady = () =>
    fetch(`http://127.0.0.1:${port}/readyz`).then(
      ({ status }) => (status === 200 ? true : undefined),
      () => undefined,
    );
  const operate = async (...args: string[]) => {
    const { out, err } = await runProgram(['cli.ts', 'demo', ...args, '--json', '--data', folder]);
    return JSON.parse(out || `"${err}"`);
  };

  const first = start();
  await eventually(() => (first.printed.text.includes('ngày 2:') ? true : undefined));
  assert.equal(await isReady(), undefined, 'not ready before it is filled');
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');

  const second = start();
  await eventually(isReady);
  assert.match(second.printed.text, /ngày 20:/);
  assert.doesNotMatch(second.printed.text, /ngày 1:|refused/);
  const { day } = await operate('step');
  second.child.kill('SIGTERM');
  await once(second.child, 'exit');

  assert.equal((await operate('step', '--days', '2')).day, day + 2);
  const third = start();
  await eventually(isReady);
  assert.match(third.printed.text, /the exercise is there already/);
  const status = await operate('status');
  assert.deepEqual([status.day, status.people, status.filled], [day + 2, 1_000, true]);
  assert.ok(status.system.declarations > 0);
  third.child.kill('SIGTERM');
  await once(third.child, 'exit');
});
