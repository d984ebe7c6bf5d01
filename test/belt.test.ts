import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type AreaPath, parseAreaPath } from '../src/core/area.ts';
import { rescope } from '../src/core/db.ts';
import { aDeclaration, aPerson, places, type TestServer, testServer, urgentAnswers } from './support/server.ts';

/** The third belt alone: raw SQL on the connections of the app, without a handler between. */
const area = (path: string) => parseAreaPath(path) as AreaPath;
const tables = [
  'declaration',
  'work_item',
  'person_area',
  'person',
  'test',
  'transfer',
  'work_event',
  'health_change',
  'hamlet',
  'duty',
] as const;

let server: TestServer;
let person: string;
before(async () => {
  server = await testServer();
  const officer = await server.officer('', ['officer', 'manager']);
  const sent = aDeclaration({ answers: urgentAnswers });
  person = sent.person.id;
  await officer.post('/declarations', sent);
  await officer.post(`/people/${person}/tests`, {
    id: crypto.randomUUID(),
    sampledAt: '2026-01-01T08:00:00+07:00',
    method: 'pcr',
  });
  await officer.post(`/declarations/${sent.id}/attempts`, {
    id: crypto.randomUUID(),
    channel: 'call',
    outcome: 'no_answer',
  });
  await officer.post(`/declarations/${sent.id}/transfer`, {
    id: crypto.randomUUID(),
    area: places.elsewhere,
    reason: 'x',
  });
  await officer.post(`/people/${person}/health`, { id: crypto.randomUUID(), status: 'symptomatic' });
  await officer.post('/hamlets', { id: crypto.randomUUID(), area: places.commune, name: 'Thôn 1' });
  await officer.post('/duty', {
    id: crypto.randomUUID(),
    area: places.commune,
    name: 'Trực',
    phone: '0912345678',
    from: '2026-01-01T00:00:00Z',
    to: '2036-01-01T00:00:00Z',
  });
});
after(() => server?.stop());

const counts = (db: { unsafe: (text: string) => Promise<{ n: number }[]> }) =>
  Promise.all(
    tables.map(async (table) => [table, (await db.unsafe(`select count(*)::int as n from ${table}`))[0]?.n] as const),
  ).then(Object.fromEntries);

const none = Object.fromEntries(tables.map((table) => [table, 0]));

test('an officer of the commune sees its rows, whatever the statement asks for', async () => {
  const seen = await server.house.database.within({ role: 'app', area: area(places.commune), account: person }, (db) =>
    counts(db as never),
  );
  for (const table of tables) assert.ok(seen[table] > 0, `${table} shows nothing`);
});

test('an officer of the neighbouring commune sees none of them', async () => {
  const seen = await server.house.database.within(
    { role: 'app', area: area(places.neighbour), account: person },
    (db) => counts(db as never),
  );
  assert.deepEqual(seen, none);
});

test('a connection without a scope sees nothing, and neither does one that was used before', async () => {
  const { app, citizen } = server.house.database.pools;
  for (const pool of [app, citizen]) {
    await pool.reserve().then(async (connection) => {
      const readable =
        pool === app ? tables : (['declaration', 'work_item', 'person_area', 'person', 'health_change'] as const);
      const look = async () => {
        for (const table of readable)
          assert.equal((await connection.unsafe(`select count(*)::int as n from ${table}`))[0]?.n, 0, table);
      };
      await look();
      await connection.unsafe(
        `begin; set local app.area_from = '0'; set local app.area_to = '~'; set local app.persons = '${person}'; commit`,
      );
      await look();
      connection.release();
    });
  }
});

test('a citizen sees the own persons and nobody else', async () => {
  const { within } = server.house.database;
  const own = await within({ role: 'citizen', persons: [person], account: person }, (db) => db`select id from person`);
  assert.deepEqual([...own], [{ id: person }]);
  const other = await within({ role: 'citizen', persons: [], account: person }, (db) => db`select id from person`);
  assert.equal(other.length, 0);
});

test('nobody writes a row into another area, nor moves one there', async () => {
  await assert.rejects(
    server.house.database.within({ role: 'app', area: area(places.commune), account: person }, async (db) => {
      await db`update work_item set area = ${'38.381.14809.'} where person_id = ${person}`;
    }),
    /row-level security/,
  );
});

test('the ingest role inserts and reads no sealed thing', async () => {
  const { ingest, door } = server.house.database.pools;
  for (const column of ['sealed', 'phone_hash', 'identity_hash']) {
    await assert.rejects(ingest.unsafe(`select ${column} from person`), /permission denied/);
  }
  await assert.rejects(ingest.unsafe('select sealed from declaration'), /permission denied/);
  await assert.rejects(ingest.unsafe('delete from declaration'), /permission denied/);
  await assert.rejects(door.unsafe('select * from declaration'), /permission denied/);
  assert.equal((await door.unsafe('select id from person')).length, 0);
  await assert.rejects(server.house.database.pools.app.unsafe('select * from audit_entry'), /permission denied/);
});

test('a scope is written from a branded path and ids alone', async () => {
  await assert.rejects(
    server.house.database.within(
      { role: 'app', area: "38.'; set role postgres; --" as AreaPath, account: person },
      (db) => db`select 1`,
    ),
    /must not/,
  );
  const rows = await server.house.database.within(
    { role: 'citizen', persons: ["x') or true --"], account: person },
    async (db) => {
      await rescope(db, { role: 'citizen', persons: ["x') or true --"], account: person });
      return db`select id from person`;
    },
  );
  assert.equal(rows.length, 0);
});

test('a stolen database shows no number, phone or address; of a name only the folded syllables that search needs', async () => {
  const officer = await server.officer('', ['officer']);
  const marked = aPerson({
    fullName: 'Zuyền Thị Độcnhất',
    phone: '0987 654 321',
    identity: { type: 'passport', number: 'C9876543' },
    address: 'Ngõ Lạ 77',
  });
  const made = await officer.post('/people', marked);
  assert.equal(made.status, 201);
  const names = await server.house.database.pools.owner<
    { name: string }[]
  >`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`;
  const dump = (
    await Promise.all(
      names.map(({ name }) => server.house.database.pools.owner.unsafe(`select t::text as line from ${name} t`)),
    )
  )
    .flat()
    .map(({ line }) => line)
    .join('\n');
  for (const secret of ['Độcnhất', '987654321', 'C9876543', 'Ngõ Lạ'])
    assert.ok(!dump.includes(secret), `${secret} stands in the open`);
});
