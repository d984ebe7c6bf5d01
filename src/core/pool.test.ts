import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { connect, type Db, isOutage, type Pool } from './db.ts';

let database: TestDatabase;
let pool: Pool;
let hand: Pool;
before(async () => {
  database = await testDatabase();
  [pool, hand] = [connect(database.url, 2), connect(database.url, 1)];
  await hand`create table note (text text not null)`;
});
after(async () => {
  await Promise.all([pool?.end(), hand?.end()]);
  await database?.drop();
});

const notes = async () => (await hand<{ text: string }[]>`select text from note order by text`).map(({ text }) => text);
/** Ends the connection that a transaction stands on, from outside. */
const cut = async (db: Db | Pool): Promise<void> => {
  const [{ pid } = { pid: 0 }] = await db<{ pid: number }[]>`select pg_backend_pid() as pid`;
  await hand`select pg_terminate_backend(${pid})`;
};

test('a transaction whose connection is lost fails as an outage, and nothing of it is written', async () => {
  const transaction = pool.begin(async (db) => {
    await db`insert into note values ('before')`;
    await Promise.all([cut(db), db`select pg_sleep(10)`, db`select 1`, db`insert into note values ('queued')`]);
  });
  await assert.rejects(transaction, isOutage);
  assert.deepEqual(await notes(), []);
});

test('a transaction that goes on after the loss never writes outside of itself', async () => {
  const later: unknown[] = [];
  const transaction = pool.begin(async (db) => {
    await cut(db);
    await Promise.all(Array.from({ length: 20 }, () => pool`select pg_sleep(0.01)`.catch(() => {})));
    later.push(await db`insert into note values ('astray')`.catch((error) => error));
  });
  await assert.rejects(transaction, isOutage);
  await sleep(300);
  assert.ok(isOutage(later[0]), 'the statement was not refused');
  assert.deepEqual(await notes(), []);
});

test('the next one who asks is served', async () => {
  await assert.rejects(
    pool.begin((db) => cut(db).then(() => db`select pg_sleep(10)`)),
    isOutage,
  );
  assert.equal((await pool`select 1 as one`)[0]?.one, 1);
});

test('who listens hears again after the loss', async () => {
  const heard: string[] = [];
  await pool.listen('note', (payload) => void heard.push(payload));
  await hand`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query ilike 'listen%'`;
  for (let n = 0; heard.length === 0 && n < 500; n += 1) {
    await hand`select pg_notify('note', 'again')`;
    await sleep(10);
  }
  assert.ok(heard.length > 0);
  assert.equal(heard[0], 'again');
});

test('a connection that grew old is replaced without anybody noticing', async () => {
  const short = connect(`${database.url}?max_lifetime=1`, 2);
  const until = Date.now() + 2_500;
  const work = async () => {
    while (Date.now() < until) await short.begin((db) => db`select pg_sleep(0.01)`);
  };
  await Promise.all([work(), work(), work()]);
  await short.end();
});
