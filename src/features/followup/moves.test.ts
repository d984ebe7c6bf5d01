import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aPerson, aServer, type Caller, made, places, somePhone } from '../../../test/support/server.ts';
import { dayOf } from '../../core/day.ts';

// Each look of the sweep goes on where the last one ended: what it does not look at has to be found by what changed.

const server = await aServer();
const here = await server.officer(places.commune);
const there = await server.officer(places.neighbour);
const district = await server.officer(places.district);
const tracer = await server.officer(places.district, ['tracer']);

const hour = 3_600_000;
const today = () => dayOf(server.clock.now());
const person = async (over: object = {}): Promise<string> =>
  (await made(district, '/people', aPerson({ phone: somePhone(), ...over }))).id;
const f0 = (await made(tracer, '/cases', { person: await person(), sampledOn: today(), confirmedOn: today() })).id;
const decide = (who: string, accept = true) =>
  made(tracer, `/cases/${f0}/decisions`, { decisions: [{ person: who, level: 1, accept }] });
const contact = async (over: object = {}): Promise<string> => {
  const who = await person(over);
  const met = { person: who, from: server.ago(5 * hour), to: server.ago(4 * hour), kind: 'interview' };
  await made(tracer, `/cases/${f0}/contacts`, met);
  await decide(who);
  return who;
};
const moveTo = (who: string, area: string) => made(district, `/people/${who}/changes`, { area });
const look = () => server.job('followup.moves');
const follows = async (by: Caller): Promise<string[]> =>
  (await by.get('/contacts?limit=200')).body.items.map((task: { person: { id: string } }) => task.person.id);
const pending = async (area: string): Promise<string[]> =>
  (await tracer.get(`/classifications/pending?limit=200&area=${area}`)).body.items.map(
    (one: { person: { id: string } }) => one.person.id,
  );

test('a move is followed by the next look, and one back by the look after it', async () => {
  const who = await contact();
  await look();
  await moveTo(who, places.neighbour);
  assert.ok(!(await follows(there)).includes(who));
  server.clock.step(60_000);
  await look();
  assert.ok((await follows(there)).includes(who) && !(await follows(here)).includes(who));
  assert.ok((await pending(places.neighbour)).includes(who), 'what is to be told goes with it');
  server.clock.step(hour);
  await look();
  await moveTo(who, places.commune);
  server.clock.step(60_000);
  await look();
  assert.ok((await follows(here)).includes(who));
});

test('work that was over while somebody moved is taken up where the person lives now', async () => {
  const who = await contact();
  await decide(who, false);
  await moveTo(who, places.neighbour);
  await look();
  server.clock.step(24 * hour);
  await look();
  await decide(who);
  await look();
  assert.ok((await follows(there)).includes(who) && !(await follows(here)).includes(who));
});

test('of merged records the work lies where the one that stands lives, and goes back when they part', async () => {
  const phone = somePhone();
  const kept = await person({ area: places.neighbour, phone });
  const other = await contact({ phone });
  await look();
  server.clock.step(hour);
  await made(district, `/people/${kept}/merge`, { other });
  await look();
  assert.ok((await follows(there)).includes(kept));
  server.clock.step(hour);
  await look();
  await made(district, `/people/${kept}/unmerge`, { reason: 'hai người' });
  await look();
  assert.ok((await follows(here)).includes(other) && !(await follows(there)).includes(kept));
});
