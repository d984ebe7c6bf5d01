import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aPerson, aServer, places, somePhone } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';
import { listTokens, revokeToken } from './index.ts';

const server = await aServer();

test('without a session, or with one that never was, the answer is 401', async () => {
  assert.equal((await server.anonymous.get('/me')).body.code, 'session.missing');
  const response = await fetch(`${server.base}/api/v1/me`, {
    headers: { authorization: `Bearer lct_${'x'.repeat(32)}` },
  });
  assert.equal(response.status, 401);
});

test('a session that its holder revokes from another device is out at once', async () => {
  const first = await server.citizen();
  const second = await server.citizen(first.phone);
  const { body } = await second.get('/sessions');
  assert.equal(body.length, 2);
  const other = body.find(({ current }: { current: boolean }) => !current);
  assert.equal((await second.post(`/sessions/${other.id}/revocation`, { id: newId() })).status, 201);
  assert.equal((await first.get('/me')).status, 401);
  assert.equal((await second.get('/me')).status, 200);
  const stranger = await server.citizen();
  const own = (await second.get('/sessions')).body[0];
  assert.equal((await stranger.post(`/sessions/${own.id}/revocation`, { id: newId() })).status, 404);
});

test('whoever signs out is out', async () => {
  const citizen = await server.citizen();
  assert.equal((await citizen.post('/sessions/end', {})).status, 200);
  assert.equal((await citizen.get('/me')).status, 401);
});

test('a citizen stays signed in for ninety days', async () => {
  const citizen = await server.citizen();
  server.clock.step(89 * 86_400_000);
  assert.equal((await citizen.get('/me')).status, 200);
  server.clock.step(2 * 86_400_000);
  assert.equal((await citizen.get('/me')).status, 401);
});

test('who asks who is signed in is told the time of the server, by which days are counted', async () => {
  const citizen = await server.citizen();
  server.clock.step(86_400_000);
  const { at } = (await citizen.get('/me')).body;
  assert.ok(Math.abs(Date.parse(at) - server.clock.now().getTime()) < 60_000);
});

test('a token acts within its area and roles until it is revoked', async () => {
  const nurse = await server.officer(places.commune);
  const me = (await nurse.get('/me')).body;
  assert.deepEqual(
    [me.account.area, me.account.areaName, me.account.kind],
    [places.commune, 'Phường Hàm Rồng', 'program'],
  );
  assert.ok(me.verbs.includes('work.read') && !me.verbs.includes('account.manage'));
  const hamlet = { name: 'Phố Quang Trung', leader: 'Nguyễn Văn A' };
  assert.equal((await nurse.post('/hamlets', { id: newId(), area: places.commune, ...hamlet })).status, 201);
  assert.equal((await nurse.post('/hamlets', { id: newId(), area: places.neighbour, ...hamlet })).status, 404);
  const [token] = (await listTokens(server.house)).filter(({ name }) => name === `test ${places.commune}`);
  assert.equal(await revokeToken(server.house, token?.id ?? ''), true);
  assert.equal((await nurse.get('/me')).status, 401);
});

test('many requests at once find each its own holder', async () => {
  const callers = await Promise.all(['38', '01', '38.380', '38.381'].map((area) => server.officer(area)));
  const answers = await Promise.all(Array.from({ length: 80 }, (_, i) => callers[i % 4]?.get('/me')));
  assert.deepEqual(
    answers.map((answer) => answer?.body.account.area),
    Array.from({ length: 80 }, (_, i) => ['38', '01', '38.380', '38.381'][i % 4]),
  );
});

test('a citizen sees the own persons, and who was recorded with the own phone', async () => {
  const phone = somePhone();
  const child = await server.citizen();
  const mother = aPerson({ relation: 'family', fullName: 'Phạm Thị Mai', phone });
  assert.equal((await child.post('/people', mother)).status, 201);
  const me = (await child.get('/me')).body;
  assert.deepEqual(me.persons, [
    {
      id: mother.id,
      fullName: 'Phạm Thị Mai',
      birthYear: 1988,
      relation: 'family',
      state: 'pending',
      area: places.commune,
    },
  ]);
  const { body } = await (await server.citizen(phone)).get('/me');
  assert.equal(body.phone, `+84${phone.slice(1)}`);
  assert.deepEqual([body.persons, body.offers], [[], [{ id: mother.id, fullName: 'Phạm Thị Mai', addedBy: 'family' }]]);
});

test('when an account was last seen is noted once an hour, and to the hour', async () => {
  const citizen = await server.citizen();
  const { owner } = server.house.database.pools;
  const { id } = (await citizen.get('/me')).body.account;
  const seen = async () => (await owner`select last_seen_at from account where id = ${id}`)[0]?.lastSeenAt;
  const settled = async () => {
    for (const _ of Array(50)) {
      if (await seen()) return seen();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const first = await settled();
  await citizen.get('/me');
  assert.deepEqual(await seen(), first);
  assert.equal(first.getTime() % 3_600_000, 0);
});
