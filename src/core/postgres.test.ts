import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import postgres from 'postgres';
import { attachPostgres, startPostgres } from './postgres.ts';

/** A home that nobody else can enter, with what people have in their names. */
const home = join(mkdtempSync(join(tmpdir(), 'lachan-')), 'Nhà bà Tám');
mkdirSync(home, { mode: 0o700 });
after(() => rmSync(join(home, '..'), { recursive: true }));

const start = (folder: string) => startPostgres(join(home, folder), { fast: true });

async function ask(url: string, question: string) {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await sql.unsafe(question);
  } finally {
    await sql.end();
  }
}

/** A launcher in a process of its own, which can be killed, and ends with ours; with what it prints once PostgreSQL runs. */
async function startElsewhere(folder: string): Promise<{ process: ChildProcess; pid: number; url: string }> {
  const program = `
    const { startPostgres } = await import(${JSON.stringify(import.meta.resolve('./postgres.ts'))});
    const { pid, url, stop } = await startPostgres(${JSON.stringify(join(home, folder))}, { fast: true });
    console.log(JSON.stringify({ pid, url }));
    process.once('disconnect', () => stop().then(() => process.exit()));`;
  const launcher = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  assert.ok(launcher.stdout);
  const [line] = await once(launcher.stdout, 'data');
  return { process: launcher, ...JSON.parse(line) };
}

async function kill(process: ChildProcess) {
  process.kill('SIGKILL');
  await once(process, 'exit');
}

test('a first start makes the cluster, a second one finds what was written', async () => {
  const first = await start('data');
  await ask(first.url, "create table note as select 'Đà Nẵng' as text");
  await first.stop();
  await first.exited;
  const second = await start('data');
  assert.deepEqual([...(await ask(second.url, 'select lower(text) as text from note'))], [{ text: 'đà nẵng' }]);
  assert.equal(second.adopted, false);
  await second.stop();
});

test('the password is kept from others', async () => {
  assert.equal(statSync(join(home, 'data', 'postgres.json')).mode & 0o777, 0o600);
});

test('the database thinks in Vietnamese time and in UTF-8', async () => {
  const { url, stop } = await start('data');
  const [row] = await ask(
    url,
    "select current_setting('timezone') as zone, current_setting('server_encoding') as text",
  );
  assert.deepEqual({ ...row }, { zone: 'Asia/Ho_Chi_Minh', text: 'UTF8' });
  await stop();
});

test('another port is taken when the remembered one is in use', async () => {
  const { port } = JSON.parse(readFileSync(join(home, 'data', 'postgres.json'), 'utf8'));
  const squatter = createServer().listen(port, '127.0.0.1');
  await once(squatter, 'listening');
  const { url, stop } = await start('data');
  assert.notEqual(new URL(url).port, String(port));
  await stop();
  squatter.close();
});

test('a second launcher is refused with the folder and the process that has it, and may attach', async () => {
  const launcher = await startElsewhere('data');
  await assert.rejects(start('data'), (error: Error) => {
    assert.ok(error.message.includes(join(home, 'data')));
    assert.ok(error.message.includes(`process ${launcher.process.pid}:`));
    return true;
  });
  const attached = await attachPostgres(join(home, 'data'));
  assert.equal(attached?.url, launcher.url);
  await kill(launcher.process);
});

test('the orphan of a killed launcher is adopted, its connections live on', async () => {
  const launcher = await startElsewhere('data');
  const sql = postgres(launcher.url, { max: 1 });
  const backend = async () => (await sql`select pg_backend_pid() as pid`)[0]?.pid;
  const before = await backend();
  await kill(launcher.process);
  const next = await start('data');
  assert.equal(next.adopted, true);
  assert.equal(await backend(), before);
  await sql.end();
  await next.stop();
  await next.exited;
  assert.equal(await attachPostgres(join(home, 'data')), undefined);
});

test('an orphan that does not accept the stored password is stopped', async () => {
  const launcher = await startElsewhere('data');
  await ask(launcher.url, "alter role lachan password 'another'");
  await kill(launcher.process);
  const state = JSON.parse(readFileSync(join(home, 'data', 'postgres.json'), 'utf8'));
  await assert.rejects(start('data'), /password authentication failed/);
  writeFileSync(join(home, 'data', 'postgres.json'), JSON.stringify({ ...state, password: 'another' }));
  const { adopted, stop } = await start('data');
  assert.equal(adopted, false);
  await stop();
});

test('a killed PostgreSQL starts again, also when its pid has passed to another process', async () => {
  const first = await start('data');
  await ask(first.url, 'create table kept as select 1 as one');
  process.kill(first.pid, 'SIGKILL');
  await first.exited;
  await first.stop();
  const bystander = spawn('sleep', ['60']);
  const pidFile = join(home, 'data', 'postgres', 'postmaster.pid');
  writeFileSync(pidFile, readFileSync(pidFile, 'utf8').replace(/^\d+/, String(bystander.pid)));
  const second = await start('data');
  assert.equal((await ask(second.url, 'select one from kept')).length, 1);
  assert.equal(bystander.exitCode, null);
  await second.stop();
  await kill(bystander);
});

test('its launcher brings a killed PostgreSQL back at the same address', async () => {
  const database = await start('data');
  const { url, pid } = database;
  process.kill(pid, 'SIGKILL');
  await database.exited;
  await database.restart();
  assert.notEqual(database.pid, pid);
  assert.equal((await ask(url, 'select 1')).length, 1);
  await database.stop();
  await database.exited;
});

test('nothing is attached to where nothing was ever started', async () => {
  assert.equal(await attachPostgres(join(home, 'nowhere')), undefined);
});
