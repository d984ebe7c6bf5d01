import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aDeclaration, aPerson, aServer, made, places, urgentAnswers } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';

// Beside the rows of visits nothing stands that says whose they are. `lachan doctor` looks for that too.

const minute = 60_000;
const hour = 60 * minute;

const server = await aServer({ at: '2026-03-11T05:00:00Z' });
const officer = await server.officer(places.commune, ['officer']);
const { owner } = server.house.database.pools;
const { id: venue } = await made(officer, '/venues', { name: 'Chợ', kind: 'restaurant', area: places.commune });

const { ago } = server;
test('times do not join what names somebody to the rows: neither what was stored when, nor who ended a stay', async () => {
  const citizen = await server.citizen();
  const self = aPerson({ relation: 'self' });
  await citizen.post('/people', self);
  await citizen.post('/declarations', aDeclaration({ person: { id: self.id }, answers: urgentAnswers }));
  const visit = { id: newId(), venue, in: ago(hour / 2), method: 'self' };
  await citizen.post('/visits', visit);
  const out = { id: newId(), venue, in: visit.in, at: ago(0) };
  assert.equal((await citizen.post(`/visits/${visit.id}/out`, out)).status, 201);
  assert.equal((await citizen.post(`/visits/${visit.id}/out`, out)).status, 200, 'and is still done once');
  const stranger = await server.citizen();
  assert.equal((await stranger.post(`/visits/${visit.id}/out`, out)).body.code, 'record.conflict');
  const { body: me } = await citizen.get('/me');
  const [stored] = await owner<{ storedAt: Date }[]>`select stored_at from visit where id = ${visit.id}`;
  assert.equal(stored?.storedAt.toISOString(), '2026-03-10T17:00:00.000Z', 'the day alone');
  const alerts = await owner<{ at: Date; row: string }[]>`select at, a::text as row from door_alert a`;
  assert.deepEqual(
    alerts.map(({ at, row }) => [at.getTime() % hour, row.includes(self.id)]),
    [[0, false]],
    'the hour alone, and the person sealed',
  );
  const [receipt] = await owner<{ actor: string }[]>`select actor from receipt where id = ${out.id}`;
  assert.ok(receipt && receipt.actor !== me.account?.id);
  const entries = await owner<{ account: string | null }[]>`
    select account from audit_inbox where route in ('POST /visits', 'POST /visits/:id/out') and detail->>'id' = ${out.id}`;
  assert.deepEqual(
    entries.map(({ account }) => account),
    [null],
  );
});

test('a refused check-out names neither the visit nor the citizen, and of officers the officer', async () => {
  const citizen = await server.citizen();
  const self = aPerson({ relation: 'self' });
  await citizen.post('/people', self);
  const visit = { id: newId(), venue, in: ago(hour / 2), method: 'self' };
  await citizen.post('/visits', visit);
  const neighbour = await server.officer(places.neighbour, ['officer']);
  const when = { venue, in: ago(hour) };
  for (const who of [citizen, neighbour]) {
    const { body } = await who.post(`/visits/${visit.id}/out`, { id: newId(), ...when, at: ago(0) });
    assert.equal(body.code, 'record.missing');
  }
  const code = { id: newId(), ...when, phone: citizen.phone, code: '123456' };
  assert.equal((await citizen.post(`/visits/${visit.id}/confirmation`, code)).body.code, 'record.missing');
  const { body: me } = await neighbour.get('/me');
  const entries = await owner<{ route: string; account: string | null; row: string }[]>`
    select route, account, a::text as row from audit_inbox a where outcome = 'refused' and route like 'POST /visits/%'
    union all select route, account, a::text from audit_entry a where outcome = 'refused' and route like 'POST /visits/%'`;
  assert.deepEqual(
    new Set(entries.map(({ route, account, row }) => `${route} ${account} ${row.includes(visit.id)}`)),
    new Set([
      'POST /visits/:id/out null false',
      `POST /visits/:id/out ${me.account.id} false`,
      'POST /visits/:id/confirmation null false',
    ]),
  );
});
