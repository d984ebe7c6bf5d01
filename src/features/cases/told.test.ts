import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aPerson, aServer, places } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';
import { dayOf } from '../../core/day.ts';

const server = await aServer();
const officer = await server.officer(places.commune, ['officer']);
const tracer = await server.officer(places.district, ['tracer']);

const ago = (minutes: number) => server.ago(minutes * 60_000);
const nothing = { level: null, firstLevel: null, since: null, until: null, chain: [], history: [], told: true };

/** A citizen whom a tracer has made the F1 of a case, and was not told yet. */
const contact = async () => {
  const citizen = await server.citizen();
  const { body: own } = await citizen.post('/people', aPerson({ fullName: 'Lê Thị Mai', relation: 'self' }));
  const { body: ill } = await officer.post('/people', aPerson({ fullName: 'Phạm Văn Đức', sex: 'male' }));
  const day = dayOf(server.clock.now());
  const dates = { sampledOn: day, confirmedOn: day };
  const { body: f0 } = await tracer.post('/cases', { id: newId(), person: ill.id, ...dates });
  const met = { id: newId(), person: own.id, kind: 'interview', from: ago(300), to: ago(240) };
  const { status, body } = await tracer.post(`/cases/${f0.id}/contacts`, met);
  assert.equal(status, 201, JSON.stringify(body));
  const decisions = [{ person: own.id, level: 1, accept: true }];
  const decided = await tracer.post(`/cases/${f0.id}/decisions`, { id: newId(), decisions });
  assert.equal(decided.status, 201, JSON.stringify(decided.body));
  return { citizen, person: own.id as string, case: f0.id as string };
};

test('a citizen reads of a class what was told, never that something is still to be told, and nobody else of the chain', async () => {
  const { citizen, person, case: id } = await contact();
  const read = async () => (await citizen.get(`/people/${person}/classification`)).body;
  assert.deepEqual(await read(), nothing);
  assert.equal((await officer.get(`/people/${person}/classification`)).body.told, false);

  const told = await tracer.post('/classifications/notices', { id: newId(), persons: [person], spoken: true });
  assert.equal(told.body.told, 1, JSON.stringify(told.body));
  const { level, chain, history, until } = await read();
  assert.deepEqual([level, chain, history], ['F1', [], []]);
  assert.ok(new Date(until) > server.clock.now());

  await tracer.post(`/cases/${id}/revocation`, { id: newId(), reason: 'dương tính giả' });
  assert.equal((await read()).level, 'F1', 'what was told stands until it is taken back by an officer');
  await tracer.post('/classifications/notices', { id: newId(), persons: [person], spoken: true });
  assert.deepEqual(await read(), nothing);
});

test('the reading of a notice is told once, and by nobody but whom it is for', async () => {
  const { citizen, person } = await contact();
  await tracer.post('/classifications/notices', { id: newId(), persons: [person], spoken: true });
  const receipt = { id: newId() };
  const stranger = await server.citizen();
  assert.equal((await stranger.get(`/people/${person}/classification`)).status, 404);
  assert.equal((await stranger.post(`/people/${person}/notice/receipt`, receipt)).status, 404);
  const first = await citizen.post(`/people/${person}/notice/receipt`, receipt);
  assert.equal(first.status, 201, JSON.stringify(first.body));
  const again = await citizen.post(`/people/${person}/notice/receipt`, receipt);
  assert.deepEqual(again.body, first.body);
});
