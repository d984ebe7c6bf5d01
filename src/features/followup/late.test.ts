import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aPerson, aServer, type Caller, made, places, somePhone } from '../../../test/support/server.ts';
import { dayOf } from '../../core/day.ts';
import { newestMessage } from '../messages/index.ts';

const server = await aServer();
const nurse = await server.officer(places.commune);
const tracer = await server.officer(places.district, ['tracer']);
const district = await server.officer(places.district);

const hour = 3_600_000;
const today = () => dayOf(server.clock.now());
const person = async (area: string = places.commune): Promise<string> =>
  (await made(district, '/people', aPerson({ area, phone: somePhone() }))).id;
const openCase = async (): Promise<string> =>
  (await made(tracer, '/cases', { person: await person(), sampledOn: today(), confirmedOn: today() })).id;
const accept = async (caseId: string, who: string) => {
  const met = { person: who, from: server.ago(5 * hour), to: server.ago(4 * hour), kind: 'interview' };
  await made(tracer, `/cases/${caseId}/contacts`, met);
  await made(tracer, `/cases/${caseId}/decisions`, { decisions: [{ person: who, level: 1, accept: true }] });
};
type Task = { person: { id: string }; overdue: boolean; escalatedAt: string | null };
const taskOf = async (who: string, by: Caller = nurse, query = ''): Promise<Task | undefined> =>
  (await by.get(`/contacts?limit=200&${query}`)).body.items.find((one: Task) => one.person.id === who);
const onDuty = async (area: string): Promise<string> => {
  const phone = somePhone();
  await made(district, '/duty', { area, name: 'Trực', phone, from: server.ago(hour), to: server.ago(-100 * hour) });
  return phone;
};
const told = async (phone: string) => newestMessage(server.house, phone);

test('a contact past its time is made known to the level above, once, and again when the next time is over', async () => {
  const phone = await onDuty(places.district);
  const f0 = await openCase();
  const [late, done] = [await person(), await person()];
  await accept(f0, late);
  await accept(f0, done);
  await made(nurse, `/cases/${f0}/assignments`, { person: done, state: 'closed' });
  await server.job('followup.escalate');
  assert.deepEqual([await told(phone), (await taskOf(late))?.escalatedAt], [undefined, null]);

  server.clock.step(3 * hour);
  await server.job('followup.escalate');
  const message = await told(phone);
  assert.match(message?.text ?? '', /^La Chan: 1 nguoi tiep xuc qua han tai Phuong Ham Rong, /);
  assert.ok(!message?.text.includes('Hang'));
  const escalatedAt = (await taskOf(late))?.escalatedAt;
  assert.equal(typeof escalatedAt, 'string', 'the station sees that the level above knows');
  assert.equal((await taskOf(late, district, 'overdue=true'))?.escalatedAt, escalatedAt, 'there it is on the list');
  const [own] = (await district.get('/contacts/summary')).body.filter(
    ({ area }: { area: string }) => area === places.commune,
  );
  assert.equal(own.overdue, 1);

  server.clock.step(hour / 4);
  await server.job('followup.escalate');
  assert.deepEqual((await told(phone))?.at, message?.at, 'what is known is not told twice');
  await made(nurse, `/cases/${f0}/assignments`, { person: late, state: 'to_call', note: 'không nghe máy' });
  assert.equal((await taskOf(late))?.escalatedAt, null, 'something was done: another time counts');
  server.clock.step(2 * hour);
  await server.job('followup.escalate');
  assert.ok(((await taskOf(late))?.escalatedAt ?? '') > (escalatedAt ?? ''));
  assert.notDeepEqual((await told(phone))?.at, message?.at);
});

test('what is late in several communes is one message; another district is told nothing of it', async () => {
  const [phone, other] = [await onDuty(places.district), somePhone()];
  const beside = await server.officer('38.381');
  const duty = { area: '38.381', name: 'Trực', phone: other, from: server.ago(hour), to: server.ago(-100 * hour) };
  await made(beside, '/duty', duty);
  const f0 = await openCase();
  for (const area of [places.commune, places.neighbour, places.neighbour]) await accept(f0, await person(area));
  server.clock.step(3 * hour);
  await server.job('followup.escalate');
  assert.match((await told(phone))?.text ?? '', /^La Chan: [34] nguoi tiep xuc qua han tai 2 xa, phuong, /);
  assert.equal(await told(other), undefined);
});
