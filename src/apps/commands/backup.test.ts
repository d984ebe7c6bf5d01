import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { aFolder, aPerson, aServer, type Caller, made, places, testServer } from '../../../test/support/server.ts';
import { restoreBackup, writeBackup } from '../../core/backup.ts';
import { newId } from '../../core/client.ts';
import { keysFrom, newKeyFile } from '../../core/crypto.ts';
import { dayOf } from '../../core/day.ts';
import { connect, type Pool } from '../../core/db.ts';
import { leaksOf, whatVisitsTell } from './doctor-visits.ts';

// A backup holds the visits of all weeks, and no key.

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const server = await aServer({ at: '2026-03-11T05:00:00Z' });
const officer = await server.officer(places.commune, ['officer']);
const tracer = await server.officer(places.district, ['tracer']);
const { owner } = server.house.database.pools;
const scratch = await aFolder();
const { id: venue } = await made(officer, '/venues', { name: 'Chợ', kind: 'restaurant', area: places.commune });

const { ago } = server;
const person = async (over = {}): Promise<string> => (await officer.post('/people', aPerson(over))).body.id;
const stay = async (who: string, from: number, to: number) => {
  const body = { id: newId(), venue, visitor: { person: who }, in: ago(from), out: ago(to), method: 'on_behalf' };
  const answer = await officer.post('/visits', body);
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return body;
};

const rowsOf = async (pool: Pool): Promise<unknown[]> => [
  ...(await pool`select tableoid::regclass::text as week, md5(v::text) as row from visit v order by 1, 2`),
];

test('a backup is restored into an empty database with its weeks; with the keys everything is as before, without them nobody is named', async () => {
  const [f0, f1, far] = [await person(), await person(), await person()];
  await stay(f0, 4 * hour, 2 * hour);
  await stay(f1, 3 * hour, hour);
  await stay(f0, 8 * day + 2 * hour, 8 * day);
  await stay(far, 20 * day + 2 * hour, 20 * day);
  const citizen = await server.citizen();
  await citizen.post('/people', aPerson({ relation: 'self' }));
  await citizen.post('/visits', { id: newId(), venue, in: ago(30 * minute), method: 'self' });
  const today = dayOf(server.clock.now());
  const opened = await tracer.post('/cases', { id: newId(), person: f0, sampledOn: today, confirmedOn: today });
  const folder = join(scratch, 'backup');
  await writeBackup(owner, server.house.keys, folder);
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  const visits = manifest.tables.find(({ name }: { name: string }) => name === 'visit');
  assert.ok(visits.parts.length >= 3, 'the weeks are named');
  const before = {
    contacts: (await tracer.get(`/cases/${opened.body.id}/contacts?level=1`)).body,
    own: (await citizen.get('/visits')).body,
    rows: await rowsOf(owner),
  };
  assert.deepEqual([before.contacts.items[0].person.id, before.own.items.length], [f1, 1]);

  const target = await testDatabase();
  const copy = connect(target.url, 1);
  await assert.rejects(restoreBackup(copy, keysFrom(newKeyFile()), folder), /key file is not the one/);
  await restoreBackup(copy, server.house.keys, folder);
  assert.deepEqual(await rowsOf(copy), before.rows);
  const told = await whatVisitsTell(copy, join(scratch, 'none.json'));
  assert.deepEqual([leaksOf(told), told.rows, told.opened], [[], before.rows.length, undefined]);
  await copy.end();
  const restored = await testServer({ at: server.clock.now().toISOString(), database: target });
  try {
    const again = (who: Caller, path: string) => restored.as(who).get(path);
    assert.deepEqual(
      (await again(tracer, `/cases/${opened.body.id}/contacts?level=1`)).body.items,
      before.contacts.items,
    );
    assert.deepEqual((await again(citizen, '/visits')).body, before.own);
    const next = { id: newId(), venue, in: ago(minute), method: 'self' };
    assert.equal((await restored.as(citizen).post('/visits', next)).status, 201, 'and the door goes on');
  } finally {
    await restored.stop();
  }
});
