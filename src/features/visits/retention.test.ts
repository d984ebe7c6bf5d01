import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { aFolder, aPerson, aServer, places, testServer } from '../../../test/support/server.ts';
import { restoreBackup, writeBackup } from '../../core/backup.ts';
import { newId } from '../../core/client.ts';
import { keysFrom, newKeyFile } from '../../core/crypto.ts';
import { addDays, dayOf } from '../../core/day.ts';
import { connect, type Pool } from '../../core/db.ts';
import { mondayOf, weekName } from './weeks.ts';

// The end of what is kept: keys are destroyed day by day, rows dropped week by week, and no older copy brings them back.

const hour = 3_600_000;
const day = 24 * hour;

// A key file of its own: this test destroys keys.
const scratch = await aFolder();
const keyFile = join(scratch, 'keys.json');
await writeFile(keyFile, JSON.stringify(newKeyFile()), { mode: 0o600 });
const server = await aServer({ at: '2026-03-11T05:00:00Z', env: { LACHAN_KEYS: keyFile } });
const officer = await server.officer(places.commune, ['officer']);
const { owner } = server.house.database.pools;

const { ago } = server;
type Row = { inAt: Date; visitor: string };
const rowsOf = (pool: Pool) => pool<Row[]>`select in_at, visitor from visit order by in_at`;
const opened = (keys: ReturnType<typeof keysFrom>, { inAt, visitor }: Row, person: string): boolean =>
  keys.days.pseudonym(dayOf(inAt), person) === visitor;

test('retention moves the ratchet, drops the weeks, and an older backup cannot be read with the newer key file', async () => {
  const who = aPerson();
  await officer.post('/people', who);
  const { body } = await officer.post('/venues', { id: newId(), name: 'Chợ', kind: 'market', area: places.commune });
  for (const days of [20, 12, 1]) {
    const times = { in: ago(days * day), out: ago(days * day - hour) };
    const visit = { id: newId(), venue: body.id, visitor: { person: who.id }, method: 'on_behalf', ...times };
    assert.equal((await officer.post('/visits', visit)).status, 201);
  }
  const folder = join(scratch, 'backup');
  await writeBackup(owner, server.house.keys, folder);
  const older = keysFrom(JSON.parse(await readFile(keyFile, 'utf8')));
  const all = await rowsOf(owner);
  assert.deepEqual(
    all.map((row) => opened(older, row, who.id)),
    [true, true, true],
  );

  server.clock.step(14 * day);
  await server.job('visits retention');
  const oldest = addDays(dayOf(server.clock.now()), -server.house.config.visitDays);
  assert.equal(server.house.keys.days.oldest(), oldest);
  const [kept] = await rowsOf(owner);
  assert.deepEqual([kept && opened(server.house.keys, kept, who.id), (await rowsOf(owner)).length], [true, 1]);
  const weeks = await owner<
    { name: string }[]
  >`select inhrelid::regclass::text as name from pg_inherits where inhparent = 'visit'::regclass`;
  assert.ok(weeks.every(({ name }) => name >= weekName(mondayOf(oldest))));
  const text = await readFile(keyFile, 'utf8');
  const newer = keysFrom(JSON.parse(text));
  assert.equal(newer.days.oldest(), oldest);
  assert.deepEqual(
    all.map((row) => opened(newer, row, who.id)),
    [false, false, true],
  );

  const target = await testDatabase();
  const copy = connect(target.url, 1);
  await restoreBackup(copy, newer, folder);
  const restored = await rowsOf(copy);
  await copy.end();
  assert.deepEqual(
    restored.map((row) => opened(newer, row, who.id)),
    [false, false, true],
  );
  const again = await testServer({ at: ago(0), database: target, env: { LACHAN_KEYS: keyFile } });
  try {
    await again.job('visits retention');
    assert.equal(
      (await rowsOf(again.house.database.pools.owner)).length,
      1,
      'and the next sweep removes them there too',
    );
  } finally {
    await again.stop();
  }
});

test('who goes on living after a retention of a day still checks in, and what is older is refused', async () => {
  const who = aPerson();
  await officer.post('/people', who);
  const { body } = await officer.post('/venues', { id: newId(), name: 'Quán', kind: 'cafe', area: places.commune });
  const send = (from: string) =>
    officer.post('/visits', {
      id: newId(),
      venue: body.id,
      visitor: { person: who.id },
      in: from,
      method: 'on_behalf',
    });
  assert.equal((await send(ago(hour))).status, 201);
  assert.equal((await send(ago(20 * day))).status, 201, 'a week that was dropped as empty is made again');
  assert.equal((await send(ago(23 * day))).body.code, 'visit.too_old');
});
