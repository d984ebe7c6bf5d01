import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aDeclaration, aPerson, places, type TestServer, testServer } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';

// What the station learns from a door: who and in which hour, never where.

let server: TestServer;
before(async () => {
  server = await testServer({ at: '2026-03-11T05:20:00Z' });
});
after(() => server?.stop());

/** Somebody breathless is scanned at a door of a commune and asked to call the station. */
const sent = async (home: string = places.commune, at: string = places.commune) => {
  const owner = await server.citizen();
  const venue = { id: newId(), name: 'Quán Hương', kind: 'restaurant', area: at };
  assert.equal((await owner.post('/venues', venue)).status, 201);
  const citizen = await server.citizen();
  const person = aPerson({ relation: 'self', area: home });
  assert.equal((await citizen.post('/people', person)).status, 201);
  const answers = { symptoms: ['fever', 'breathless'] };
  const declared = await citizen.post(
    '/declarations',
    aDeclaration({ person: { id: person.id }, area: home, answers }),
  );
  assert.equal(declared.status, 201, JSON.stringify(declared.body));
  const visit = { id: newId(), venue: venue.id, in: server.clock.now().toISOString(), method: 'self' };
  const came = await citizen.post('/visits', visit);
  assert.equal(came.body.answer, 'call_station', JSON.stringify(came.body));
  return { person: person.id as string, fullName: person.fullName as string, visit: visit.id, venue: venue.id };
};

test('the station is shown the person and the hour; no venue, no visit, no minute', async () => {
  const { person, fullName, visit, venue } = await sent();
  const nurse = await server.officer(places.commune);
  const { status, body } = await nurse.get('/door-alerts');
  assert.equal(status, 200, JSON.stringify(body));
  const [alert] = body.items;
  assert.deepEqual(
    [alert.person.id, alert.person.fullName, alert.at, alert.area],
    [person, fullName, '2026-03-11T05:00:00.000Z', places.commune],
  );
  for (const secret of [visit, venue, 'Quán']) assert.ok(!JSON.stringify(body).includes(secret), secret);
  const [read] = await server.house.database.pools.owner<{ persons: string[] }[]>`
    select persons from audit_inbox where route = 'GET /door-alerts' order by at desc limit 1`;
  assert.deepEqual(read?.persons, [person]);
});

test('the count opens nobody’s record', async () => {
  await sent();
  const nurse = await server.officer(places.commune);
  const { body } = await nurse.get('/door-alerts?count=true');
  assert.ok(body.today >= 1);
  assert.deepEqual(body.items, []);
});

test('pages follow one another without a gap or a double', async () => {
  for (let n = 0; n < 3; n += 1) await sent();
  const nurse = await server.officer(places.commune);
  const whole = (await nurse.get('/door-alerts')).body.items.map(({ id }: { id: string }) => id);
  const paged: string[] = [];
  let next = '';
  do {
    const { body } = await nurse.get(`/door-alerts?limit=2${next && `&after=${next}`}`);
    paged.push(...body.items.map(({ id }: { id: string }) => id));
    next = body.next ?? '';
  } while (next);
  assert.deepEqual(paged, whole);
  assert.ok(whole.length >= 3);
});

test('who lives elsewhere has no name here; other stations and other roles see nothing', async () => {
  const { person } = await sent(places.neighbour, places.commune);
  const here = await server.officer(places.commune);
  const seen = (await here.get('/door-alerts')).body.items;
  assert.ok(seen.some((alert: { person: object | null }) => alert.person === null));
  assert.ok(!JSON.stringify(seen).includes(person));
  const home = await server.officer(places.neighbour);
  assert.deepEqual((await home.get('/door-alerts')).body.items, []);
  assert.equal((await home.get(`/door-alerts?area=${places.commune}`)).status, 404);
  for (const role of ['tracer', 'manager', 'leader', 'auditor'])
    assert.equal((await (await server.officer(places.commune, [role])).get('/door-alerts')).status, 403, role);
  assert.equal((await (await server.citizen()).get('/door-alerts')).status, 403);
  assert.equal((await here.get('/door-alerts?after=x')).status, 400);
});

test('after a week an alert is no longer shown', async () => {
  await sent();
  server.clock.set(new Date('2026-03-19T05:20:00Z'));
  const nurse = await server.officer(places.commune);
  assert.deepEqual((await nurse.get('/door-alerts')).body.items, []);
});
