import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aPerson, aServer, type Caller, made, places, somePhone } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';
import { dayOf } from '../../core/day.ts';
import { newestMessage } from '../messages/index.ts';

// The work on contacts follows from what makes them contacts: it ends, goes on, changes its hurry and its place with that.

const server = await aServer();
const nurse = await server.officer(places.commune);
const district = await server.officer(places.province);
const tracer = await server.officer(places.province, ['tracer']);

const hour = 3_600_000;
const today = () => dayOf(server.clock.now());
const hours = (n: number) => new Date(server.clock.now().getTime() + n * hour).toISOString();
const person = async (over: object = {}): Promise<string> =>
  (await made(district, '/people', aPerson({ phone: somePhone(), ...over }))).id;
const openCase = async (): Promise<string> =>
  (await made(tracer, '/cases', { person: await person(), sampledOn: today(), confirmedOn: today() })).id;
const decide = (caseId: string, who: string, level: number, accept = true) =>
  made(tracer, `/cases/${caseId}/decisions`, { decisions: [{ person: who, level, accept }] });
const link = (caseId: string, who: string, [from, to] = [-6, -5], via?: string) =>
  made(tracer, `/cases/${caseId}/contacts`, {
    person: who,
    from: hours(from),
    to: hours(to),
    kind: 'interview',
    ...(via && { via }),
  });
const accept = async (caseId: string, who: string, met?: number[], via?: string) => {
  await link(caseId, who, met as [number, number] | undefined, via);
  await decide(caseId, who, via ? 2 : 1);
};
type Task = { person: { id: string }; case: string; state: string; level: number; dueAt: string; ended: string | null };
const tasks = async (who: Caller, query = ''): Promise<Task[]> =>
  (await who.get(`/contacts?limit=200&${query}`)).body.items;
const taskOf = async (who: string, by = nurse): Promise<Task | undefined> =>
  [...(await tasks(by)), ...(await tasks(by, 'state=closed'))].find((one) => one.person.id === who);
const move = (caseId: string, who: string, state: string, by = nurse) =>
  by.post(`/cases/${caseId}/assignments`, { id: newId(), person: who, state });

test('work ends with the class: of a revoked case, below a rejected F1, of a withdrawn link', async () => {
  const f0 = await openCase();
  const [f1, f2, other] = [await person(), await person(), await person()];
  await accept(f0, f1);
  await accept(f0, f2, [-3, -2], f1);
  await accept(f0, other);
  await decide(f0, f1, 1, false);
  assert.deepEqual((await taskOf(f1))?.ended, 'class');
  assert.deepEqual((await taskOf(f2))?.ended, 'class', 'who met nobody but a rejected F1 is called no more');
  await decide(f0, f1, 1);
  assert.equal((await taskOf(f2))?.state, 'to_call', 'it comes back with the class');
  assert.equal((await move(f0, f2, 'reached')).status, 201);
  await made(tracer, `/cases/${f0}/revocation`, { reason: 'dương tính giả' });
  assert.deepEqual(
    (await tasks(nurse)).filter((one) => one.case === f0),
    [],
  );
  const ended = await taskOf(f2);
  assert.deepEqual([ended?.state, ended?.dueAt, ended?.ended], ['closed', null, 'class']);
  const moves = (await nurse.get(`/cases/${f0}/assignments?person=${f2}`)).body;
  assert.deepEqual([moves[0].previous, moves[0].state], ['reached', 'closed']);
});

test('what an officer has finished stays finished, and a contact of two cases is followed for the other', async () => {
  const [one, two] = [await openCase(), await openCase()];
  const [both, done] = [await person(), await person()];
  await accept(one, both);
  await accept(two, both);
  await accept(one, done);
  await move(one, done, 'closed');
  await made(tracer, `/cases/${one}/revocation`, { reason: 'nhầm mẫu' });
  const open = (await tasks(nurse)).filter(({ person: { id } }) => id === both);
  assert.deepEqual(
    open.map((task) => task.case),
    [two],
  );
  assert.equal((await taskOf(done))?.ended, null);
});

test('an F2 who becomes F1 is as urgent as an F1; a correction that takes the class away and back takes the work with it', async () => {
  const f0 = await openCase();
  const [f1, rising] = [await person(), await person()];
  await accept(f0, f1);
  await accept(f0, rising, [-3, -2], f1);
  const before = await taskOf(rising);
  assert.equal(before?.level, 2);
  await accept(f0, rising, [-4, -3]);
  const risen = await taskOf(rising);
  assert.equal(risen?.level, 1);
  assert.ok(Date.parse(risen?.dueAt ?? '') <= server.clock.now().getTime() + 2 * hour, risen?.dueAt);
  await made(tracer, `/cases/${f0}/changes`, { isolatedAt: hours(-20) });
  assert.equal((await taskOf(rising))?.ended, 'class');
  await made(tracer, `/cases/${f0}/changes`, { isolatedAt: null });
  const back = await taskOf(rising);
  assert.deepEqual([back?.state, back?.level, back?.dueAt], ['to_call', 1, risen?.dueAt]);
});

test('of two records of one human there is one task, and every button works under the kept id', async () => {
  const f0 = await openCase();
  const [kept, other] = [await person(), await person()];
  await accept(f0, other);
  await made(district, `/people/${kept}/merge`, { other });
  await server.job('cases merges');
  const [task] = (await tasks(nurse)).filter((one) => one.case === f0);
  assert.equal(task?.person.id, kept);
  const moved = await move(f0, kept, 'reached');
  assert.deepEqual([moved.status, moved.body.state], [201, 'reached']);
  assert.equal((await nurse.get(`/cases/${f0}/assignments?person=${kept}`)).body.length, 1);
  await made(nurse, `/cases/${f0}/asks`, { person: kept });
  const met = { id: newId(), fullName: 'Lê Văn Bạn', from: hours(-2), to: hours(-1), kind: 'interview' };
  await made(nurse, `/cases/${f0}/named`, { person: kept, people: [met] });
  await accept(f0, kept);
  assert.equal((await tasks(nurse)).filter((one) => one.case === f0).length, 1, 'nobody is called twice');
  await made(district, `/people/${kept}/unmerge`, { reason: 'hai người' });
  await server.job('cases merges');
  assert.equal((await tasks(nurse)).filter((one) => one.case === f0).length, 2, 'two people are called');
  await made(district, `/people/${kept}/merge`, { other });
  await server.job('cases merges');
  await decide(f0, kept, 1, false);
  assert.deepEqual(
    (await tasks(nurse)).filter((one) => one.case === f0),
    [],
  );
});

test('the dead are neither followed nor told nor asked; an error brings the work back as it was', async () => {
  const f0 = await openCase();
  const who = await person();
  await accept(f0, who);
  await move(f0, who, 'reached');
  const due = (await taskOf(who))?.dueAt;
  const pending = async () =>
    (await tracer.get('/classifications/pending?limit=200')).body.items.some((one: Task) => one.person.id === who);
  assert.equal(await pending(), true);
  await made(nurse, `/people/${who}/death`, { diedOn: today(), place: 'nhà', source: 'gia đình' });
  assert.equal((await taskOf(who))?.ended, 'death');
  assert.equal(await pending(), false);
  const told = await made(tracer, '/classifications/notices', { persons: [who] });
  assert.deepEqual([told.told, told.passed], [0, [who]]);
  const asked = await tracer.post(`/cases/${f0}/asks`, { id: newId(), person: who });
  assert.equal(asked.body.code, 'death.recorded');
  await link(f0, who, [-5, -4]);
  assert.equal((await taskOf(who))?.ended, 'death', 'new evidence does not call the dead');
  assert.equal(await pending(), false);
  await made(nurse, `/people/${who}/death/correction`, { reason: 'nhầm người' });
  const back = await taskOf(who);
  assert.deepEqual([back?.state, back?.dueAt, back?.ended], ['reached', due, null]);
  assert.equal(await pending(), true);
});

test('work goes with a person who moves to another commune, and its station sees it', async () => {
  const f0 = await openCase();
  const who = await person();
  await accept(f0, who);
  const there = await server.officer(places.neighbour);
  await made(district, `/people/${who}/changes`, { area: places.neighbour });
  await server.job('followup.moves');
  assert.equal(await taskOf(who), undefined);
  assert.equal((await taskOf(who, there))?.state, 'to_call');
  assert.equal((await move(f0, who, 'reached', there)).status, 201);
});

test('to another province goes who is followed; who is taken back is sent anew', async () => {
  const f0 = await openCase();
  const hanoi = await server.officer('01.001.00001');
  const whole = await server.officer('01', ['tracer']);
  const [one, other] = [newId(), newId()];
  for (const id of [one, other])
    assert.equal((await hanoi.post('/people', aPerson({ id, phone: somePhone(), area: '01.001.00001' }))).status, 201);
  await accept(f0, one);
  await accept(f0, other);
  await decide(f0, other, 1, false);
  const counts = async () =>
    (await tracer.get('/contacts/elsewhere')).body
      .filter((row: { case: string }) => row.case === f0)
      .map(({ people, unsent, acknowledgedAt }: Record<string, unknown>) => [people, unsent, acknowledgedAt !== null]);
  assert.deepEqual(await counts(), [[1, 1, false]], 'who was rejected is not counted');
  await made(tracer, `/cases/${f0}/elsewhere`, { province: '01' });
  await made(whole, `/cases/${f0}/elsewhere/acknowledgement`, { province: '01' });
  assert.deepEqual(await counts(), [[1, 0, true]]);
  await decide(f0, one, 1, false);
  assert.deepEqual(await counts(), []);
  await decide(f0, one, 1);
  assert.deepEqual(await counts(), [[1, 1, false]], 'sent and acknowledged was what has ended');
});

test('a revoked case asks nobody for names any more, and its picture shows nobody as F0', async () => {
  const f0 = await openCase();
  const phone = somePhone();
  const who = await person({ phone });
  await accept(f0, who);
  await made(nurse, `/cases/${f0}/asks`, { person: who });
  const token = /#([\w-]{22})/.exec((await newestMessage(server.house, phone))?.text ?? '')?.[1] ?? '';
  const check = async () => (await server.anonymous.post('/contact-asks/check', { token })).status;
  const levels = async () =>
    (await tracer.get(`/cases/${f0}/graph`)).body.nodes.map((node: { level: string | null }) => node.level).toSorted();
  assert.deepEqual([await check(), await levels()], [200, ['F0', 'F1']]);
  await made(tracer, `/cases/${f0}/revocation`, { reason: 'dương tính giả' });
  assert.deepEqual([await check(), await levels()], [409, [null, null]]);
});
