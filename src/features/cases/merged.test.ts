import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aPerson, aServer, places } from '../../../test/support/server.ts';
import { tracing } from '../../../test/support/tracing.ts';
import { newId } from '../../core/client.ts';
import { dayOf } from '../../core/day.ts';

// Two records of one human: what stands under either is the human's, and stays under its own id for when they part again.

const server = await aServer({ at: '2026-03-11T05:00:00Z' });
const officer = await server.officer(places.district, ['officer']);
const tracer = await server.officer(places.district, ['tracer']);

const minute = 60_000;
const start = Date.parse('2026-03-11T04:00:00Z');
const ago = (minutes: number) => new Date(start - minutes * minute).toISOString();
const acts = tracing(server, officer, tracer);
const { person, venue, openCase, decide } = acts;
const visit = (who: string, where: string, from: number, to: number) => acts.visit(who, where, ago(from), ago(to));
const merge = async (kept: string, other: string) => {
  const { status, body } = await officer.post(`/people/${kept}/merge`, { id: newId(), other });
  assert.equal(status, 201, JSON.stringify(body));
  await server.job('cases merges');
};
const unmerge = async (kept: string) => {
  const { status, body } = await officer.post(`/people/${kept}/unmerge`, { id: newId(), reason: 'hai người' });
  assert.equal(status, 201, JSON.stringify(body));
  await server.job('cases merges');
};
const contactsOf = async (id: string, level = 1): Promise<[string, number[]][]> =>
  (await tracer.get(`/cases/${id}/contacts?level=${level}`)).body.items.map(
    (one: { person: { id: string }; evidence: { minutes: number }[] }) => [
      one.person.id,
      one.evidence.map(({ minutes }) => minutes),
    ],
  );
const levelOf = async (who: string) => (await officer.get(`/people/${who}/classification`)).body.level;

test('a contact seen under two ids is listed once, with each minute once; parted they are two again', async () => {
  const [f0, one, other] = [await person(), await person(), await person()];
  const room = await venue();
  await visit(f0, room, 300, 200);
  await visit(one, room, 300, 270);
  await visit(other, room, 280, 250);
  const id = await openCase(f0);
  const apart = await contactsOf(id);
  assert.deepEqual(
    new Map(apart),
    new Map([
      [one, [30]],
      [other, [30]],
    ]),
  );
  await merge(one, other);
  assert.deepEqual(await contactsOf(id), [[one, [50]]]);
  await unmerge(one);
  assert.deepEqual(await contactsOf(id), apart);
});

test('records merged one into the other are one human, in whatever order they were', async () => {
  const [f0, first, second, third] = [await person(), await person(), await person(), await person()];
  const room = await venue();
  await visit(f0, room, 300, 200);
  await visit(first, room, 300, 270);
  await visit(second, room, 260, 240);
  const id = await openCase(f0);
  await merge(second, first);
  await merge(third, second);
  assert.deepEqual(await contactsOf(id), [[third, [50]]]);
  assert.deepEqual(await contactsOf(id, 2), []);
});

test('visits of a merged F0 and of a merged F1 are opened under both ids', async () => {
  const [f0, f0other, f1, f1other, f2] = [
    await person(),
    await person(),
    await person(),
    await person(),
    await person(),
  ];
  const [room, cafe, hall] = [await venue(), await venue('cafe'), await venue('event')];
  await visit(f0other, room, 500, 400);
  await visit(f1, room, 480, 420);
  await visit(f1other, cafe, 300, 200);
  await visit(f2, cafe, 280, 220);
  await visit(f0, hall, 190, 180);
  const id = await openCase(f0);
  assert.deepEqual(await contactsOf(id), []);
  await merge(f0, f0other);
  assert.deepEqual(await contactsOf(id), [[f1, [60]]]);
  assert.equal((await tracer.get(`/cases/${id}/stays`)).body.length, 2);
  const asked = new URLSearchParams({ venue: room, from: ago(500), to: ago(400), reach: 'all' });
  assert.equal((await tracer.get(`/cases/${id}/exposure?${asked}`)).body.there, 1);
  assert.deepEqual(await contactsOf(id, 2), []);
  await merge(f1, f1other);
  assert.deepEqual(await contactsOf(id, 2), [[f2, [60]]]);
  await decide(id, f1other, 1);
  assert.equal(await levelOf(f1), 'F1', 'a decision by the merged id is one on the human');
  await visit(f1other, room, 20, 10);
  const rows = await server.house.database.pools.owner<
    { visitor: string }[]
  >`select visitor from visit where in_at = ${ago(20)}`;
  assert.equal(
    rows[0]?.visitor,
    server.house.keys.days.pseudonym('2026-03-11', f1),
    'a new visit stands under the kept id',
  );
});

test('cases, links and classes follow the human, through revocation, and are as before when parted', async () => {
  const [f0, copy, f1, f1copy, f2] = [await person(), await person(), await person(), await person(), await person()];
  const [room, cafe] = [await venue(), await venue('cafe')];
  await visit(copy, room, 500, 400);
  await visit(f1, room, 480, 420);
  await visit(f1, cafe, 300, 200);
  await visit(f2, cafe, 280, 220);
  const id = await openCase(copy);
  await decide(id, f1, 1);
  await decide(id, f2, 2);
  const levels = async () => Promise.all([f0, copy, f1, f1copy, f2].map(levelOf));
  const earlier = await levels();
  assert.deepEqual(earlier, [null, 'F0', 'F1', null, 'F2']);
  await merge(f0, copy);
  await merge(f1copy, f1);
  assert.deepEqual(await levels(), ['F0', 'F0', 'F1', 'F1', 'F2']);
  const today = dayOf(server.clock.now());
  const again = await tracer.post('/cases', { id: newId(), person: f0, sampledOn: today, confirmedOn: today });
  assert.equal(again.body.code, 'case.open');
  assert.deepEqual(
    (await tracer.get(`/cases?person=${f0}`)).body.items.map((one: { id: string }) => one.id),
    [id],
  );
  const chain = (await officer.get(`/people/${f2}/classification`)).body.chain.map(
    (one: { person: { id: string } }) => one.person?.id,
  );
  assert.deepEqual(chain, [f0, f1copy, f2]);
  await unmerge(f1copy);
  await unmerge(f0);
  assert.deepEqual(await levels(), earlier);
  await merge(f0, copy);
  const { body: revoked } = await tracer.post(`/cases/${id}/revocation`, { id: newId(), reason: 'âm tính' });
  assert.equal(revoked.changed, 3, JSON.stringify(revoked));
  await unmerge(f0);
  assert.deepEqual(
    await levels(),
    [null, null, null, null, null],
    'what was revoked while they were one stays revoked',
  );
});

test('own visits and the copy of one’s data hold what stands under every id, and who opened it', async () => {
  const citizen = await server.citizen();
  const self = aPerson({ relation: 'self' });
  await citizen.post('/people', self);
  const other = await person();
  const room = await venue();
  await visit(self.id, room, 300, 200);
  await visit(other, room, 190, 100);
  const own = async () =>
    (await citizen.get('/visits')).body.items.map((one: { person: string; in: string }) => [one.person, one.in]);
  const earlier = await own();
  assert.deepEqual(earlier, [[self.id, ago(300)]]);
  await merge(self.id, other);
  assert.deepEqual(await own(), [
    [self.id, ago(190)],
    [self.id, ago(300)],
  ]);
  const id = await openCase(other);
  await contactsOf(id);
  const { body: openings } = await citizen.get('/visits/openings');
  assert.deepEqual(
    openings.map((one: { person: string }) => one.person),
    [self.id],
  );
  const { body: data } = await citizen.get(`/people/${self.id}/data`);
  assert.deepEqual([data.more.visits.length, data.more.openings.length], [2, 1], JSON.stringify(data.more));
  assert.deepEqual(data.more.visits[0].venue, 'Quán');
  await unmerge(self.id);
  assert.deepEqual(await own(), earlier);
});
