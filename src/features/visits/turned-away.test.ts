import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aDeclaration, aPerson, aServer, type Caller, places } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';
import { dayOf } from '../../core/day.ts';

// Whom a door asks to call the station, and who is not let in there.

const server = await aServer({ at: '2026-03-11T05:00:00Z' });

const minute = 60_000;
const { ago } = server;
const aDoor = async (kind = 'restaurant'): Promise<{ owner: Caller; venue: string }> => {
  const owner = await server.citizen();
  const venue = { id: newId(), name: 'Quán Hương', kind, area: places.commune };
  assert.equal((await owner.post('/venues', venue)).status, 201);
  return { owner, venue: venue.id };
};
/** Somebody breathless, with a code on paper. */
const anIllOne = async () => {
  const citizen = await server.citizen();
  const person = aPerson({ relation: 'self' });
  await citizen.post('/people', person);
  const answers = { symptoms: ['fever', 'breathless'] };
  await citizen.post('/declarations', aDeclaration({ person: { id: person.id }, answers }));
  const { body } = await citizen.post(`/people/${person.id}/code`, { id: newId() });
  return { citizen, qr: body.url as string };
};
const scan = async ({ owner, venue }: { owner: Caller; venue: string }, qr: string, at = ago(0)) => {
  const body = { id: newId(), venue, visitor: { qr }, in: at, method: 'controller' };
  const answer = await owner.post('/visits', body);
  assert.deepEqual([answer.status, answer.body.answer], [201, 'call_station'], JSON.stringify(answer.body));
  return { body, answer: answer.body };
};
const staysOf = async (venue: string) => {
  const rows = await server.house.database.pools.owner<{ inAt: Date; outAt: Date | null; flags: number }[]>`
    select in_at, out_at, flags from visit where venue_id = ${venue} order by in_at`;
  return rows.map(({ inAt, outAt, flags }) => [
    outAt && (outAt.getTime() - inAt.getTime()) / minute,
    (flags & 2) !== 0,
  ]);
};
const counts = async ({ owner, venue }: { owner: Caller; venue: string }) =>
  (await owner.get(`/venues/${venue}/days`)).body.map(({ entered, left }: { entered: number; left: number }) => [
    entered,
    left,
  ]);

test('who is turned away at the door was there a minute, and is counted neither in nor out', async () => {
  const door = await aDoor();
  const { qr } = await anIllOne();
  const { body, answer } = await scan(door, qr);
  assert.equal(answer.out, null);
  const again = await door.owner.post('/visits', body);
  assert.deepEqual([again.status, again.body], [200, answer], 'a retry is told the same');
  assert.deepEqual(await staysOf(door.venue), [[1, true]]);
  server.clock.step(120 * minute);
  await server.job('visits closing');
  assert.deepEqual(await staysOf(door.venue), [[1, true]], 'nothing is left to be closed');
  assert.deepEqual(await counts(door), []);
});

test('who is scanned again after that went in: the second stay is an ordinary one', async () => {
  const door = await aDoor();
  const { qr } = await anIllOne();
  await scan(door, qr);
  server.clock.step(10 * minute);
  await scan(door, qr);
  assert.deepEqual(await staysOf(door.venue), [
    [1, true],
    [null, false],
  ]);
  assert.deepEqual(await counts(door), [[1, 0]]);
});

test('who went in unscanned and is seen leaving was there until then', async () => {
  const door = await aDoor();
  const { qr } = await anIllOne();
  await scan(door, qr);
  server.clock.step(40 * minute);
  const items = [{ id: newId(), at: ago(0), visitor: { qr } }];
  const { body } = await door.owner.post(`/venues/${door.venue}/departures/batch`, { items });
  assert.equal(body.results[0].status, 200);
  const [[length, isEstimated] = []] = await staysOf(door.venue);
  assert.deepEqual([Math.round(Number(length)), isEstimated], [40, false]);
});

test('scanned without a network, by oneself, or where the ill are let in: an ordinary stay', async () => {
  const offline = await aDoor();
  await scan(offline, (await anIllOne()).qr, ago(10 * minute));
  const clinic = await aDoor('clinic');
  await scan(clinic, (await anIllOne()).qr);
  const poster = await aDoor();
  const { citizen } = await anIllOne();
  const own = { id: newId(), venue: poster.venue, in: ago(0), method: 'self' };
  assert.equal((await citizen.post('/visits', own)).body.answer, 'call_station');
  for (const { venue } of [offline, clinic, poster]) assert.deepEqual(await staysOf(venue), [[null, false]]);
});

test('a departure sent again by a clock that is put right by another minute is the same one', async () => {
  const door = await aDoor();
  const { qr } = await anIllOne();
  await scan(door, qr, ago(30 * minute));
  const at = ago(10 * minute);
  const items = [{ id: newId(), at, visitor: { qr } }];
  const send = async (seconds: number) => {
    const now = new Date(server.clock.now().getTime() + seconds * 1000).toISOString();
    return (await door.owner.post(`/venues/${door.venue}/departures/batch`, { items, now })).body.results[0];
  };
  const [first, again] = [await send(145), await send(155)];
  assert.deepEqual([first.status, again.status, again.out], [200, 200, first.out]);
});

test('no stored answer tells who was sent to the station', async () => {
  const door = await aDoor();
  for (let n = 0; n < 6; n += 1) await scan(door, (await anIllOne()).qr);
  const rows = await server.house.database.pools.owner<
    { answer: number }[]
  >`select answer from visit where venue_id = ${door.venue}`;
  assert.ok(rows.every(({ answer }) => answer >= 3 && answer <= 5));
  const all = await server.house.database.pools.owner<{ answer: number }[]>`select distinct answer from visit`;
  assert.ok(all.length > 1, 'the same answer is stored as different numbers');
});

test('a contact is sent to the station before anybody has told, hears no class by it, and is let in once it was unwound', async () => {
  const door = await aDoor();
  const [citizen, tracer] = [await server.citizen(), await server.officer(places.district, ['tracer', 'officer'])];
  const [ill, contact] = [aPerson(), aPerson({ relation: 'self' })];
  assert.equal((await tracer.post('/people', ill)).status, 201);
  assert.equal((await citizen.post('/people', contact)).status, 201);
  await citizen.post('/declarations', aDeclaration({ person: { id: contact.id } }));
  const { url: qr } = (await citizen.post(`/people/${contact.id}/code`, { id: newId() })).body;
  const answer = async () => {
    const visit = { id: newId(), venue: door.venue, visitor: { qr }, in: ago(0), method: 'controller' };
    return (await door.owner.post('/visits', visit)).body.answer;
  };
  assert.equal(await answer(), 'enter');
  const today = dayOf(server.clock.now());
  const positive = { id: newId(), person: ill.id, sampledOn: today, confirmedOn: today };
  assert.equal((await tracer.post('/cases', positive)).status, 201);
  const link = { id: newId(), person: contact.id, kind: 'household', from: ago(3 * 60 * minute), to: ago(minute) };
  assert.equal((await tracer.post(`/cases/${positive.id}/contacts`, link)).status, 201);
  assert.equal(await answer(), 'enter', 'a candidate is no contact yet');
  const accepted = { id: newId(), decisions: [{ person: contact.id, level: 1, accept: true }] };
  assert.equal((await tracer.post(`/cases/${positive.id}/decisions`, accepted)).status, 201);
  assert.equal(await answer(), 'call_station');
  const own = async () => (await citizen.get(`/people/${contact.id}/classification`)).body.level;
  assert.equal(await own(), null);
  const revoked = await tracer.post(`/cases/${positive.id}/revocation`, { id: newId(), reason: 'Dương tính giả' });
  assert.equal(revoked.status, 201);
  assert.equal(await answer(), 'enter');
});
