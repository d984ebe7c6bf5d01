import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aPerson, aServer, made, places, somePhone } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';
import { dayOf } from '../../core/day.ts';
import { newestMessage } from '../messages/index.ts';

// A case that was revoked in error is one again: what it had made comes back, and nobody hears of it by itself.

const server = await aServer();
const officer = await server.officer(places.district, ['officer']);
const tracer = await server.officer(places.district, ['tracer']);

const today = () => dayOf(server.clock.now());
const ago = (minutes: number) => server.ago(minutes * 60_000);
const person = async (phone = somePhone()): Promise<string> => (await made(officer, '/people', aPerson({ phone }))).id;
const openCase = async (who: string): Promise<string> =>
  (await made(tracer, '/cases', { person: who, sampledOn: today(), confirmedOn: today() })).id;
const contact = async (id: string, who: string, level: number, from: number, via?: string) => {
  const met = { kind: 'interview', from: ago(from), to: ago(from - 60), ...(via && { via }) };
  await made(tracer, `/cases/${id}/contacts`, { person: who, ...met });
  await made(tracer, `/cases/${id}/decisions`, { decisions: [{ person: who, level, accept: true }] });
};
const revoke = (id: string, reason = 'xét nghiệm lại âm tính') =>
  made(tracer, `/cases/${id}/revocation`, { reason }) as Promise<{ state: string }>;
const restore = (id: string, body: object = {}) =>
  tracer.post(`/cases/${id}/revocation`, { id: newId(), reason: 'hủy nhầm hồ sơ', withdraw: true, ...body });
const classOf = async (who: string, asOf?: Date) =>
  (await officer.get(`/people/${who}/classification${asOf ? `?asOf=${asOf.toISOString()}` : ''}`)).body;
const step = () => {
  server.clock.step(60_000);
  return server.clock.now();
};

test('classes, work and history of a restored case are back, once; the time between is kept as it was', async () => {
  const phone = somePhone();
  const [f0, f1, f2] = [await person(), await person(phone), await person()];
  const id = await openCase(f0);
  await contact(id, f1, 1, 300);
  await contact(id, f2, 2, 200, f1);
  const everybody = async (asOf?: Date) =>
    Promise.all([f0, f1, f2].map(async (who) => (await classOf(who, asOf)).level));
  const tell = () => made(tracer, '/classifications/notices', { persons: [f0, f1, f2] });
  const tasks = async () =>
    (await officer.get('/contacts?limit=200')).body.items.filter((one: { case: string }) => one.case === id).length;
  assert.equal(await tasks(), 2);
  await tell();
  const before = server.clock.now();
  step();
  assert.equal((await revoke(id)).state, 'revoked');
  assert.deepEqual([await everybody(), await tasks()], [[null, null, null], 0]);
  await tell();
  const said = await newestMessage(server.house, phone);
  const between = server.clock.now();
  step();
  const act = { id: newId() };
  const { status, body } = await restore(id, act);
  assert.deepEqual([status, body.state, body.changed], [201, 'open', 3], JSON.stringify(body));
  assert.equal((await restore(id, act)).status, 200, 'the same act is done once');
  assert.equal((await restore(id)).body.code, 'case.not_revoked');
  assert.deepEqual([await everybody(), await tasks()], [['F0', 'F1', 'F2'], 2]);
  assert.deepEqual(
    await Promise.all([f0, f1, f2].map(async (who) => (await classOf(who)).told)),
    [false, false, false],
    'an officer tells them',
  );
  assert.deepEqual(await newestMessage(server.house, phone), said);
  await tell();
  assert.match((await newestMessage(server.house, phone))?.text ?? '', /o gan nguoi mac benh/);
  step();
  assert.deepEqual(
    [await everybody(before), await everybody(between), await everybody(server.clock.now())],
    [
      ['F0', 'F1', 'F2'],
      [null, null, null],
      ['F0', 'F1', 'F2'],
    ],
  );
  const reasons = (await classOf(f1)).history.map((one: { reason: string }) => one.reason);
  assert.deepEqual(reasons, ['decision', 'case.revoked', 'case.restored']);
  const deeds = (await tracer.get(`/cases/${id}/history`)).body;
  assert.deepEqual(
    deeds
      .slice(0, 2)
      .map(({ kind, note, by }: { kind: string; note: string; by: string }) => [kind, note, by !== null]),
    [
      ['restored', 'hủy nhầm hồ sơ', true],
      ['revoked', 'xét nghiệm lại âm tính', true],
    ],
  );
});

test('a closed case is closed again, what was told and not taken back needs no second word, and revoking goes on', async () => {
  const [f0, f1] = [await person(), await person()];
  const id = await openCase(f0);
  await contact(id, f1, 1, 300);
  await made(tracer, '/classifications/notices', { persons: [f1] });
  await made(tracer, `/cases/${id}/changes`, { close: true, outcome: 'recovered' });
  await revoke(id);
  assert.equal((await classOf(f1)).told, false);
  assert.equal((await restore(id)).body.state, 'closed');
  const { level, told } = await classOf(f1);
  assert.deepEqual([level, told], ['F1', true]);
  assert.equal((await revoke(id, 'nhầm mẫu')).state, 'revoked');
  assert.equal((await classOf(f1)).level, null);
});

test('nobody has two open cases by a case that is restored or opened again, under whichever id', async () => {
  const [one, other] = [await person(), await person()];
  const [first, closed] = [await openCase(one), await openCase(other)];
  await revoke(first);
  await made(tracer, `/cases/${closed}/changes`, { close: true, outcome: 'recovered' });
  await made(officer, `/people/${one}/merge`, { other });
  const second = await openCase(one);
  const again = await restore(first);
  assert.deepEqual([again.status, again.body.code, again.body.case], [409, 'case.open', second]);
  const opened = await tracer.post(`/cases/${closed}/changes`, { id: newId(), close: false });
  assert.deepEqual([opened.status, opened.body.code], [409, 'case.open']);
  await revoke(second);
  assert.equal((await restore(first)).status, 201);
});

test('only who may write the case restores it, and says why', async () => {
  const id = await openCase(await person());
  await revoke(id);
  const body = { id: newId(), reason: 'nhầm', withdraw: true };
  const neighbour = await server.officer(places.otherProvince, ['tracer']);
  assert.equal((await officer.post(`/cases/${id}/revocation`, body)).status, 403);
  assert.equal((await neighbour.post(`/cases/${id}/revocation`, body)).status, 404);
  assert.equal((await restore(id, { reason: ' ' })).status, 400);
  assert.equal((await tracer.get(`/cases/${id}`)).body.state, 'revoked');
});
