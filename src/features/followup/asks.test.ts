import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aPerson, aServer, made, places, somePhone } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';
import { dayOf } from '../../core/day.ts';
import { newestMessage } from '../messages/index.ts';

const server = await aServer();
const nurse = await server.officer(places.commune);
const tracer = await server.officer(places.district, ['tracer']);

const today = () => dayOf(server.clock.now());
const minutes = (n: number) => new Date(server.clock.now().getTime() + n * 60_000).toISOString();
const person = async (who = nurse, over: object = {}): Promise<string> =>
  (await made(who, '/people', aPerson({ phone: somePhone(), ...over }))).id;
const openCase = async (who: string): Promise<string> =>
  (await made(tracer, '/cases', { person: who, sampledOn: today(), confirmedOn: today() })).id;
const accept = async (caseId: string, one: string) => {
  const met = { person: one, from: minutes(-300), to: minutes(-240), kind: 'interview' };
  await made(tracer, `/cases/${caseId}/contacts`, met);
  await made(tracer, `/cases/${caseId}/decisions`, { decisions: [{ person: one, level: 1, accept: true }] });
};
/** A citizen with an account of the own, who is the F1 of a case. */
const contact = async () => {
  const citizen = await server.citizen();
  const own = (await made(citizen, '/people', aPerson({ relation: 'self', phone: citizen.phone }))).id as string;
  const f0 = await openCase(await person());
  await accept(f0, own);
  return { citizen, own, f0 };
};
const met = () => ({
  id: newId(),
  fullName: 'Lê Văn Bạn',
  from: minutes(-90),
  to: minutes(-60),
  kind: 'interview',
});

test('a contact with an account is asked in the app too, and answers there; the tracer reviews it like any other', async () => {
  const { citizen, own, f0 } = await contact();
  assert.deepEqual((await citizen.get('/contact-asks')).body, [], 'nobody is asked whom the station has not asked');
  await made(nurse, `/cases/${f0}/asks`, { person: own });
  const [ask] = (await citizen.get('/contact-asks')).body;
  assert.deepEqual([ask.person, ask.name, ask.named, ask.answered], [own, 'Hằng', 0, false]);
  assert.ok(!JSON.stringify(ask).includes(f0));
  const path = `/contact-asks/${ask.id}/answers`;
  const wrong = { ...met(), to: minutes(-100) };
  assert.equal((await citizen.post(path, { id: newId(), people: [wrong] })).body.code, 'time.order');
  assert.equal((await citizen.post(path, { id: newId(), people: [] })).status, 400);
  const sent = { id: newId(), people: [met()] };
  const first = await citizen.post(path, sent);
  assert.deepEqual([first.status, first.body], [201, { named: 1 }]);
  assert.deepEqual([(await citizen.post(path, sent)).status, (await citizen.post(path, sent)).body.named], [200, 1]);
  const [answered] = (await citizen.get('/contact-asks')).body;
  assert.deepEqual([answered.named, answered.answered], [1, true]);
  const [named] = (await tracer.get(`/cases/${f0}/named`)).body;
  assert.deepEqual([named.fullName, named.by.id, named.state, named.writtenBy], ['Lê Văn Bạn', own, 'waiting', null]);
  server.clock.step(4 * 86_400_000);
  assert.deepEqual((await citizen.get('/contact-asks')).body, []);
  assert.equal((await citizen.post(path, { id: newId(), people: [met()] })).body.code, 'ask.expired');
});

test('an ask is nobody else’s, and ends with a case that was revoked', async () => {
  const { citizen, own, f0 } = await contact();
  await made(nurse, `/cases/${f0}/asks`, { person: own });
  const [ask] = (await citizen.get('/contact-asks')).body;
  const path = `/contact-asks/${ask.id}/answers`;
  const stranger = await server.citizen();
  assert.deepEqual((await stranger.get('/contact-asks')).body, []);
  assert.equal((await stranger.post(path, { id: newId(), people: [met()] })).status, 404);
  assert.equal((await nurse.get('/contact-asks')).status, 403);
  assert.equal((await nurse.post(path, { id: newId(), people: [met()] })).status, 403);
  assert.equal((await server.anonymous.get('/contact-asks')).status, 401);
  await made(tracer, `/cases/${f0}/revocation`, { reason: 'dương tính giả' });
  assert.deepEqual((await citizen.get('/contact-asks')).body, []);
  assert.equal((await citizen.post(path, { id: newId(), people: [met()] })).status, 404);
});

test('a list not acknowledged within a day is told to both sides, once', async () => {
  const [here, there] = [somePhone(), somePhone()];
  const hanoi = await server.officer('01.001.00001');
  const other = await server.officer('01', ['tracer']);
  const f0 = await openCase(await person());
  const [away, later] = [await person(hanoi, { area: '01.001.00001' }), await person(hanoi, { area: '01.001.00001' })];
  await accept(f0, away);
  await made(tracer, `/cases/${f0}/elsewhere`, { province: '01' });
  const duty = (area: string, phone: string) => ({
    area,
    name: 'Trực',
    phone,
    from: minutes(-60),
    to: minutes(6000),
  });
  await made(await server.officer(places.district), '/duty', duty(places.district, here));
  await made(await server.officer('01'), '/duty', duty('01', there));
  const heard = async (phone: string) => (await newestMessage(server.house, phone))?.text;
  server.clock.step(23 * 3_600_000);
  await server.job('followup.remind');
  assert.deepEqual([await heard(here), await heard(there)], [undefined, undefined]);
  server.clock.step(2 * 3_600_000);
  await server.job('followup.remind');
  assert.match((await heard(there)) ?? '', /qua 24 gio chua xac nhan 1 nguoi tiep xuc do Thanh Hoa gui/);
  assert.match((await heard(here)) ?? '', /^La Chan: Ha Noi qua 24 gio chua xac nhan 1 nguoi .* xin goi 09\d{8}\.$/);
  const at = async () => [
    (await newestMessage(server.house, here))?.at,
    (await newestMessage(server.house, there))?.at,
  ];
  const once = await at();
  server.clock.step(3_600_000);
  await server.job('followup.remind');
  assert.deepEqual(await at(), once);
  await accept(f0, later);
  await made(tracer, `/cases/${f0}/elsewhere`, { province: '01' });
  await made(other, `/cases/${f0}/elsewhere/acknowledgement`, { province: '01' });
  const sent = await heard(here);
  server.clock.step(25 * 3_600_000);
  await server.job('followup.remind');
  assert.equal(await heard(here), sent, 'what was acknowledged is not told');
});

test('a place an officer wrote down for the case is enough to tell whoever was there', async () => {
  const venue = (await made(nurse, '/venues', { name: 'Chợ Vườn Hoa', kind: 'market', area: places.commune })).id;
  const phone = somePhone();
  const visitor = await person(nurse, { phone });
  const visit = { venue, visitor: { person: visitor }, in: minutes(-200), out: minutes(-100), method: 'on_behalf' };
  await made(nurse, '/visits', visit);
  const f0 = await openCase(await person());
  const asked = { venue, from: minutes(-240), to: minutes(-60), reach: 'all' };
  const look = async () => (await tracer.get(`/cases/${f0}/exposure?${new URLSearchParams(asked)}`)).body;
  assert.equal((await look()).code, 'exposure.not_there');
  const milestone = { kind: 'other', venue, from: minutes(-180), to: minutes(-150), text: 'Mua rau' };
  await made(tracer, `/cases/${f0}/milestones`, milestone);
  assert.equal((await look()).told, 1);
  const told = await made(tracer, `/cases/${f0}/exposure-notices`, { ...asked, namesVenue: false });
  assert.equal(told.told, 1);
  assert.match((await newestMessage(server.house, phone))?.text ?? '', /co the da o noi co ca benh/);
});
