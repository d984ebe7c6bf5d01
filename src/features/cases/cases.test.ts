import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aPerson, type Caller, places, type TestServer, testServer } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';
import { dayOf } from '../../core/day.ts';

let server: TestServer;
let officer: Caller;
let tracer: Caller;
before(async () => {
  server = await testServer();
  officer = await server.officer(places.commune, ['officer']);
  tracer = await server.officer(places.district, ['tracer']);
});
after(() => server?.stop());

const today = () => dayOf(server.clock.now());
const ago = (minutes: number) => new Date(server.clock.now().getTime() - minutes * 60_000).toISOString();

const person = async (over = {}): Promise<string> => (await officer.post('/people', aPerson(over))).body.id;
const venue = async (kind = 'restaurant'): Promise<string> =>
  (await officer.post('/venues', { id: newId(), name: 'Quán', kind, area: places.commune })).body.id;
const visit = async (who: string, where: string, from: number, to: number) => {
  const answer = await officer.post('/visits', {
    id: newId(),
    venue: where,
    visitor: { person: who },
    in: ago(from),
    out: ago(to),
    method: 'on_behalf',
  });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
};
const openCase = async (who: string, over = {}): Promise<string> => {
  const { status, body } = await tracer.post('/cases', {
    id: newId(),
    person: who,
    sampledOn: today(),
    confirmedOn: today(),
    ...over,
  });
  assert.equal(status, 201, JSON.stringify(body));
  return body.id;
};
const classOf = async (who: string) => (await officer.get(`/people/${who}/classification`)).body;

test('whoever shared a room with the F0 is listed with the minutes; accepted they are F1, and F2 come through them', async () => {
  const [f0, f1, f2, short] = [await person(), await person(), await person(), await person()];
  const [room, cafe] = [await venue(), await venue('cafe')];
  await visit(f0, room, 300, 240);
  await visit(f1, room, 290, 250);
  await visit(short, room, 250, 200);
  await visit(f1, cafe, 200, 100);
  await visit(f2, cafe, 150, 120);
  const id = await openCase(f0);
  const { status, body } = await tracer.get(`/cases/${id}/contacts?level=1`);
  assert.equal(status, 200, JSON.stringify(body));
  assert.deepEqual(
    body.items.map((one: { person: { id: string }; evidence: { minutes: number }[]; state: string }) => [
      one.person.id,
      one.state,
      one.evidence[0]?.minutes,
    ]),
    [[f1, 'candidate', 40]],
  );
  const below = (await tracer.get(`/cases/${id}/contacts?level=1&state=below`)).body.items;
  assert.deepEqual([below.length, below[0].person.id, below[0].evidence[0].minutes], [1, short, 10]);
  const second = (await tracer.get(`/cases/${id}/contacts?level=2`)).body.items;
  assert.deepEqual([second.length, second[0]?.person.id, second[0]?.evidence[0].via.id], [1, f2, f1]);

  const decided = await tracer.post(`/cases/${id}/decisions`, {
    id: newId(),
    decisions: [
      { person: f1, level: 1, accept: true },
      { person: f2, level: 2, accept: true },
    ],
  });
  assert.equal(decided.status, 201, JSON.stringify(decided.body));
  assert.deepEqual(
    [(await classOf(f0)).level, (await classOf(f1)).level, (await classOf(f2)).level],
    ['F0', 'F1', 'F2'],
  );
  assert.deepEqual(
    (await classOf(f2)).chain.map((step: { person: { id: string } }) => step.person?.id),
    [f0, f1, f2],
  );
  const revoked = await tracer.post(`/cases/${id}/revocation`, { id: newId(), reason: 'dương tính giả' });
  assert.deepEqual([revoked.status, revoked.body.changed], [201, 3], JSON.stringify(revoked.body));
  assert.deepEqual(
    [(await classOf(f0)).level, (await classOf(f1)).level, (await classOf(f2)).level],
    [null, null, null],
  );
});
