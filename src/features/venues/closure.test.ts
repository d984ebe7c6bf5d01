import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aPerson, aServer, places } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';
import { newestMessage } from '../messages/index.ts';

// A place that closes: what was there before it did, and who opens it again.

const server = await aServer({ at: '2026-03-11T05:00:00Z' });
const officer = await server.officer(places.commune);

const hour = 3_600_000;
const { ago } = server;
const aPlace = async () => {
  const owner = await server.citizen();
  const venue = { id: newId(), name: 'Quán Hương', kind: 'restaurant', area: places.commune };
  assert.equal((await owner.post('/venues', venue)).status, 201);
  return { owner, id: venue.id };
};
const aVisitor = async (): Promise<string> => (await officer.post('/people', aPerson())).body.id;
const visit = async (venue: string, person: string, from: string) => {
  const body = { id: newId(), venue, visitor: { person }, in: from, method: 'on_behalf' };
  const { status, body: answer } = await officer.post('/visits', body);
  return status === 201 ? status : answer.code;
};

test('visits before the closing are taken after it, later ones refused until it opens again', async () => {
  const { owner, id } = await aPlace();
  const [early, late] = [await aVisitor(), await aVisitor()];
  server.clock.step(hour);
  assert.equal((await owner.post(`/venues/${id}/closure`, { id: newId() })).status, 201);
  server.clock.step(hour);
  const [before, during] = [ago(hour + 60_000), ago(60_000)];
  assert.equal(await visit(id, early, before), 201, 'scanned before, sent after');
  assert.equal(await visit(id, late, during), 'venue.closed');
  const closing = (await owner.get(`/venues/${id}`)).body.closure;
  assert.deepEqual([closing.byStation, closing.reason], [false, null]);
  await officer.post(`/venues/${id}/closure`, { id: newId(), reason: 'x' });
  assert.equal((await owner.get(`/venues/${id}`)).body.closure.at, closing.at, 'closed once, at the first closing');
  const opened = await officer.post(`/venues/${id}/closure`, { id: newId(), reopen: true });
  assert.deepEqual([opened.body.state, opened.body.closure], ['active', null]);
  assert.equal(await visit(id, late, during), 201);
});

test('what the station closed the station opens: the owner is told and reads why', async () => {
  const { owner, id } = await aPlace();
  const why = 'Có người mắc bệnh, chờ khử khuẩn';
  const closed = await officer.post(`/venues/${id}/closure`, { id: newId(), reason: why });
  assert.deepEqual([closed.status, closed.body.state], [201, 'closed']);
  const seen = (await owner.get(`/venues/${id}`)).body;
  assert.deepEqual([seen.closure.byStation, seen.closure.reason], [true, why]);
  assert.match((await newestMessage(server.house, owner.phone))?.text ?? '', /da dong dia diem Quan Huong/);
  const tried = await owner.post(`/venues/${id}/closure`, { id: newId(), reopen: true });
  assert.deepEqual([tried.status, tried.body.code], [409, 'venue.closed_by_station']);
  const again = await owner.post(`/venues/${id}/closure`, { id: newId(), reason: 'Nghỉ Tết' });
  assert.deepEqual([again.status, again.body.closure.byStation, again.body.closure.reason], [201, true, why]);
  assert.equal((await officer.post(`/venues/${id}/closure`, { id: newId(), reopen: true })).body.state, 'active');
  assert.match((await newestMessage(server.house, owner.phone))?.text ?? '', /da mo lai dia diem/);
  const [row] = await server.house.database.pools.owner`select closed_reason from venue where id = ${id}`;
  assert.equal(row?.closedReason, null);
});

test('a place that its owner closed its owner opens', async () => {
  const { owner, id } = await aPlace();
  await owner.post(`/venues/${id}/closure`, { id: newId(), reason: 'Nghỉ Tết' });
  assert.equal((await owner.get(`/venues/${id}`)).body.closure.reason, 'Nghỉ Tết');
  assert.equal((await owner.post(`/venues/${id}/closure`, { id: newId(), reopen: true })).body.state, 'active');
});

test('whoever stands before the poster learns that it is closed, and not why', async () => {
  const { id } = await aPlace();
  const { body } = await officer.post(`/venues/${id}/closure`, { id: newId(), reason: 'kín' });
  const { body: shown } = await server.anonymous.get(`/venues/lookup?code=${body.code}`);
  assert.equal(shown.state, 'closed');
  assert.ok(!JSON.stringify(shown).includes('kín'));
});

test('hours that end before they begin run over midnight: a visit at one in the morning is not doubtful', async () => {
  const owner = await server.citizen();
  const everyDay = (from: number, to: number) => Array.from({ length: 7 }, (_, day) => ({ day, from, to }));
  const bar = { id: newId(), name: 'Bar', kind: 'bar', area: places.commune, hours: everyDay(1080, 120) };
  assert.equal((await owner.post('/venues', bar)).status, 201);
  const person = await aVisitor();
  // The clock shows noon of a day in Viet Nam, and some hours.
  for (const [at, isDoubtful] of [
    ['2026-03-10T18:00:00Z', false],
    ['2026-03-10T14:00:00Z', false],
    ['2026-03-10T05:00:00Z', true],
  ] as const) {
    const body = { id: newId(), venue: bar.id, visitor: { person }, in: at, method: 'on_behalf' };
    assert.equal((await officer.post('/visits', body)).body.doubtful, isDoubtful, at);
  }
});
