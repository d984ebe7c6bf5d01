import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aDeclaration, aPerson, aServer, made, places, somePhone } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';

const server = await aServer();
/** Far from where the travellers will stay. */
const border = '38.387.15013';
const manager = await server.officer(places.province, ['manager']);
const gateOfficer = await server.officer(border, ['gate']);
const station = await server.officer(places.commune);
const gate = (await made(manager, '/gates', { name: 'Cửa khẩu Na Mèo', kind: 'border', area: border })).id;

const entered = async (person = aPerson({ phone: somePhone() })) => {
  const citizen = await server.citizen();
  const answers = { symptoms: [], gate, countries: ['LA'], traveller: 'expert', enteredOn: '2026-01-02' };
  const declared = await citizen.post('/declarations', aDeclaration({ form: 'entry', person, answers }));
  assert.equal(declared.status, 201, JSON.stringify(declared.body));
  return { person: person.id, entry: declared.body.id };
};
const confirm = (entry: string, outcome: string, more: object = {}) =>
  made(gateOfficer, `/entries/${entry}/confirmation`, { gate, outcome, ...more });
type Test = { id: string; person: { id: string }; sampledAt: string; method: string };
const awaited = async (person: string): Promise<Test[]> =>
  (await station.get('/tests?awaiting=true&limit=200')).body.items.filter((one: Test) => one.person.id === person);

test('whom a gate has sampled waits for the result where the stay is, once', async () => {
  const [sampled, cleared] = [await entered(), await entered()];
  await confirm(cleared.entry, 'cleared');
  await confirm(sampled.entry, 'sample');
  assert.deepEqual(await awaited(cleared.person), []);
  const [one, ...more] = await awaited(sampled.person);
  assert.deepEqual([one?.method, more], ['pcr', []]);
  await confirm(sampled.entry, 'cleared', { correction: 'âm tính tại chỗ' });
  await confirm(sampled.entry, 'sample', { correction: 'bấm nhầm' });
  assert.deepEqual(
    (await awaited(sampled.person)).map(({ id }) => id),
    [one?.id],
    'the same sample waits',
  );
});

test('in quarantine only whom the gate has sampled as well waits for a result', async () => {
  const [kept, both] = [await entered(), await entered()];
  await confirm(kept.entry, 'quarantine');
  await confirm(both.entry, 'quarantine', { sampled: true });
  assert.deepEqual([(await awaited(kept.person)).length, (await awaited(both.person)).length], [0, 1]);
});

test('the laboratory finds it by the identity number, and a positive one proposes a case', async () => {
  const identity = { type: 'passport', number: 'N7654321' };
  const { person, entry } = await entered(aPerson({ fullName: 'Đỗ Thị Lào', phone: somePhone(), identity }));
  await confirm(entry, 'sample');
  const rows = 'Họ và tên,CCCD,Kết quả\nĐỗ Thị Lào,N7654321,Dương tính';
  const { status, body } = await station.post(`/tests/import?id=${newId()}&mode=apply`, Buffer.from(rows));
  assert.deepEqual([status, body.accepted, body.positive], [201, 1, 1], JSON.stringify(body));
  assert.deepEqual(await awaited(person), []);
  const tracer = await server.officer(places.district, ['tracer']);
  const proposed = (await tracer.get('/tests/positives')).body.items.map((one: Test) => one.person.id);
  assert.deepEqual(proposed, [person]);
});
