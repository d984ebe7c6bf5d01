import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aDeclaration, aPerson, aServer, places, somePhone } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';
import { newestMessage } from '../messages/index.ts';

// What the station learns from a door: who and in which hour, never where.

const minute = 60_000;

const server = await aServer({ at: '2026-03-11T05:20:00Z' });

/** Somebody breathless is scanned at a door of a commune and asked to call the station. */
const sent = async (home: string = places.commune, at: string = places.commune, minutesAgo = 0) => {
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
  const come = async (minutesAgo = 0) => {
    const at = new Date(server.clock.now().getTime() - minutesAgo * minute).toISOString();
    const visit = { id: newId(), venue: venue.id, in: at, method: 'self' };
    const came = await citizen.post('/visits', visit);
    assert.equal(came.body.answer, 'call_station', JSON.stringify(came.body));
    return visit.id;
  };
  const visit = await come(minutesAgo);
  const { phone } = citizen;
  return { person: person.id as string, fullName: person.fullName as string, visit, venue: venue.id, come, phone };
};

type Shown = { id: string; person: { id: string } | null; called: { at: string; by: string } | null };

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

test('who lives elsewhere has no name here and one at home; other stations and other roles see nothing', async () => {
  const { person } = await sent(places.neighbour, places.commune);
  const here = await server.officer(places.commune);
  const seen = (await here.get('/door-alerts')).body.items;
  assert.ok(seen.some((alert: { person: object | null }) => alert.person === null));
  assert.ok(!JSON.stringify(seen).includes(person));
  const home = await server.officer(places.neighbour);
  const [alert] = (await home.get('/door-alerts')).body.items;
  assert.deepEqual([alert.person.id, alert.area], [person, places.neighbour], 'its own commune, not that of the door');
  assert.equal((await home.get('/door-alerts?count=true')).body.today, 1);
  const district = await server.officer(places.district);
  const both = (await district.get('/door-alerts')).body.items.filter((one: Shown) => one.id === alert.id);
  assert.equal(both.length, 1, 'one alert, whoever of the two sees it');
  assert.deepEqual((await (await server.officer(places.elsewhere)).get('/door-alerts')).body.items, []);
  assert.equal((await home.get(`/door-alerts?area=${places.commune}`)).status, 404);
  for (const role of ['tracer', 'manager', 'leader', 'auditor'])
    assert.equal((await (await server.officer(places.commune, [role])).get('/door-alerts')).status, 403, role);
  assert.equal((await (await server.citizen()).get('/door-alerts')).status, 403);
  assert.equal((await here.get('/door-alerts?after=x')).status, 400);
});

test('one alert a person and day, and none for a visit of an hour ago', async () => {
  const nurse = await server.officer(places.commune);
  const count = async (person: string) =>
    (await nurse.get('/door-alerts?limit=200')).body.items.filter((one: Shown) => one.person?.id === person).length;
  const { person, come } = await sent();
  await come();
  assert.equal(await count(person), 1);
  const late = await sent(places.commune, places.commune, 61);
  assert.equal(await count(late.person), 0);
  await late.come(59);
  assert.equal(await count(late.person), 1);
});

test('a typed phone raises the alert when its code has come, and not before', async () => {
  const citizen = await server.citizen();
  const person = aPerson({ relation: 'self', phone: citizen.phone, fullName: 'Lê Thị Cúc', area: places.neighbour });
  assert.equal((await citizen.post('/people', person)).status, 201);
  const answers = { symptoms: ['fever', 'breathless'] };
  await citizen.post('/declarations', aDeclaration({ person: { id: person.id }, area: places.neighbour, answers }));
  server.clock.step(61_000);
  const door = await server.citizen();
  const venue = { id: newId(), name: 'Quán Hương', kind: 'restaurant', area: places.commune };
  assert.equal((await door.post('/venues', venue)).status, 201);
  const home = await server.officer(places.neighbour);
  const alerts = async () =>
    (await home.get('/door-alerts?limit=200')).body.items.filter((one: Shown) => one.person?.id === person.id);

  const visitor = { phone: citizen.phone, fullName: 'Lê Thị Cúc' };
  const visit = { id: newId(), venue: venue.id, visitor, in: server.ago(minute), method: 'phone' };
  assert.equal((await door.post('/visits', visit)).body.answer, 'declare');
  assert.deepEqual(await alerts(), []);
  await door.post('/otp', { phone: citizen.phone, purpose: 'visit' });
  const code = (await newestMessage(server.house, citizen.phone))?.code;
  const proof = { id: newId(), venue: venue.id, in: visit.in, phone: citizen.phone, code };
  assert.equal((await door.post(`/visits/${visit.id}/confirmation`, proof)).body.answer, 'call_station');
  const [alert, ...more] = await alerts();
  assert.deepEqual([alert?.at, alert?.area, more], ['2026-03-11T05:00:00.000Z', places.neighbour, []]);
  const here = (await (await server.officer(places.commune)).get('/door-alerts?limit=200')).body.items;
  assert.ok(
    here.some(({ id }: Shown) => id === alert.id),
    'the station of the door as well',
  );
});

test('who was reached is ticked off, which can be taken back', async () => {
  const { person } = await sent(places.neighbour, places.commune);
  const home = await server.officer(places.neighbour, ['officer'], 'Lê Thị Hoa');
  const here = await server.officer(places.commune);
  const counts = async () =>
    Promise.all([home, here].map(async (one) => (await one.get('/door-alerts?count=true')).body.today));
  const before = (await counts()) as [number, number];
  const find = async () => (await home.get('/door-alerts')).body.items.find((one: Shown) => one.person?.id === person);
  const { id } = await find();
  const body = { id: newId() };
  const done = await home.post(`/door-alerts/${id}/call`, body);
  assert.deepEqual(
    [done.status, done.body.called?.by, done.body.called?.at.slice(0, 16)],
    [201, 'Lê Thị Hoa', server.clock.now().toISOString().slice(0, 16)],
    JSON.stringify(done.body),
  );
  assert.deepEqual((await find()).called, done.body.called);
  assert.deepEqual(await counts(), [before[0] - 1, before[1] - 1], 'off the band of both stations');
  assert.deepEqual((await home.post(`/door-alerts/${id}/call`, body)).body, done.body);
  const again = await here.post(`/door-alerts/${id}/call`, { id: newId() });
  assert.equal(again.body.called.by, 'Lê Thị Hoa', 'who called first stays');
  const undone = await home.post(`/door-alerts/${id}/call`, { id: newId(), undo: true });
  assert.equal(undone.body.called, null);
  assert.deepEqual(await counts(), before);
  const stranger = await server.officer(places.elsewhere);
  assert.equal((await stranger.post(`/door-alerts/${id}/call`, { id: newId() })).status, 404);
  const tracer = await server.officer(places.commune, ['tracer']);
  assert.equal((await tracer.post(`/door-alerts/${id}/call`, { id: newId() })).status, 403);
});

test('each station hears once how many; each person on the own phone; nobody where', async () => {
  await server.job('visits doors');
  const phones = { here: somePhone(), home: somePhone() };
  const times = {
    from: new Date(server.clock.now().getTime() - minute),
    to: new Date(server.clock.now().getTime() + 60 * minute),
  };
  for (const [area, phone] of [
    [places.commune, phones.here],
    [places.neighbour, phones.home],
  ]) {
    const manager = await server.officer(places.district, ['manager']);
    const duty = { id: newId(), area, name: 'Trực', phone, from: times.from.toISOString(), to: times.to.toISOString() };
    assert.equal((await manager.post('/duty', duty)).status, 201);
  }
  const people = [await sent(), await sent(), await sent(places.neighbour, places.commune)];
  server.clock.step(minute);
  await server.job('visits doors');
  const told = async (phone: string) => (await newestMessage(server.house, phone))?.text ?? '';
  assert.match(await told(phones.here), /^La Chan: 3 nguoi/);
  assert.match(await told(phones.home), /^La Chan: 1 nguoi/);
  for (const { phone } of people) assert.match(await told(phone), /moi goi Tram Y te/);
  const { owner } = server.house.database.pools;
  const sms = async () => (await owner`select count(*)::int as count from message where purpose = 'door'`)[0]?.count;
  const before = await sms();
  await server.job('visits doors');
  assert.equal(await sms(), before, 'told once');
});

test('after a week an alert is no longer shown', async () => {
  await sent();
  server.clock.set(new Date('2026-03-19T05:20:00Z'));
  const nurse = await server.officer(places.commune);
  assert.deepEqual((await nurse.get('/door-alerts')).body.items, []);
});
