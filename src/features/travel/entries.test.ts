import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aDeclaration, aPerson, aServer, places, somePhone } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';
import { newestMessage } from '../messages/index.ts';

const server = await aServer();
const manager = await server.officer('38', ['manager']);

/** Far from where the travellers will stay. */
const border = '38.387.15013';

const aGate = async (area = border, over: Record<string, unknown> = {}) => {
  const { status, body } = await manager.post('/gates', {
    id: newId(),
    name: `Cửa khẩu ${newId()}`,
    kind: 'border',
    area,
    ...over,
  });
  assert.equal(status, 201, JSON.stringify(body));
  return body;
};
const entering = (gate: string, over: Record<string, unknown> = {}) =>
  aDeclaration({
    form: 'entry',
    answers: {
      symptoms: [],
      gate,
      passport: 'B1234567',
      countries: ['LA'],
      traveller: 'expert',
      enteredOn: '2026-01-02',
    },
    ...over,
  });

test('an entry waits at its gate, whose officer confirms it; the commune of stay follows', async () => {
  const gate = await aGate();
  const citizen = await server.citizen();
  const { body: declared } = await citizen.post('/declarations', entering(gate.id));
  const officer = await server.officer(border, ['gate']);
  const { body: list } = await officer.get(`/entries?gate=${gate.id}&state=waiting`);
  assert.deepEqual(
    list.items.map(({ id }: { id: string }) => id),
    [declared.id],
  );
  const [entry] = list.items;
  assert.deepEqual(
    [entry.gate, entry.person.fullName, entry.answers.countries, entry.areaName],
    [{ id: gate.id, name: gate.name }, 'Nguyễn Thị Thu Hằng', ['LA'], 'Phường Hàm Rồng'],
  );
  const station = await server.officer(places.commune);
  assert.equal((await station.get('/entries')).body.items[0].id, declared.id);
  const elsewhere = await server.officer(places.elsewhere, ['gate']);
  assert.deepEqual((await elsewhere.get('/entries')).body.items, []);
  assert.equal((await elsewhere.get(`/entries?gate=${gate.id}`)).body.items.length, 0);

  const confirmation = {
    id: newId(),
    gate: gate.id,
    outcome: 'sample',
    temperature: 37.8,
    documents: ['passport'],
    note: 'ho',
  };
  assert.equal((await elsewhere.post(`/entries/${declared.id}/confirmation`, confirmation)).status, 404);
  const done = await officer.post(`/entries/${declared.id}/confirmation`, confirmation);
  assert.deepEqual([done.status, done.body.state, done.body.confirmation.temperature], [201, 'sample', 37.8]);
  const again = await officer.post(`/entries/${declared.id}/confirmation`, { ...confirmation, id: newId() });
  assert.equal(again.body.code, 'entry.confirmed');
  const right = { ...confirmation, id: newId(), outcome: 'cleared', correction: 'bấm nhầm' };
  assert.equal((await officer.post(`/entries/${declared.id}/confirmation`, right)).body.state, 'cleared');
  const own = (await citizen.get('/entries')).body.items[0];
  assert.deepEqual([own.state, own.confirmation.note, own.confirmation.by], ['cleared', null, null]);
});

test('whoever comes to another gate shows the own code and is found there', async () => {
  const [named, reached] = [await aGate(), await aGate(places.elsewhere)];
  const citizen = await server.citizen();
  const person = aPerson();
  const { body: declared } = await citizen.post('/declarations', entering(named.id, { person }));
  const { body: code } = await citizen.post(`/people/${person.id}/code`, { id: newId() });
  const officer = await server.officer(places.elsewhere, ['gate']);
  const { body: list } = await officer.get(`/entries?state=waiting&code=${encodeURIComponent(code.url)}`);
  assert.deepEqual(
    list.items.map(({ id }: { id: string }) => id),
    [declared.id],
  );
  const confirmation = { id: newId(), gate: reached.id, outcome: 'quarantine' };
  assert.equal((await officer.post(`/entries/${declared.id}/confirmation`, confirmation)).status, 404);
  const done = await officer.post(`/entries/${declared.id}/confirmation`, {
    ...confirmation,
    id: newId(),
    code: code.url,
  });
  assert.deepEqual([done.status, done.body.gate.id], [201, reached.id]);
});

test('the commune of stay and the level above are told of whom a gate sends into quarantine, and of a correction', async () => {
  const stay = '38.380.14761';
  const phones = { commune: somePhone(), district: somePhone() };
  const set = async (area: string, phone: string) =>
    (await server.officer(area)).post('/stations', { id: newId(), area, phone });
  await set(stay, phones.commune);
  await set(places.district, phones.district);
  const named = await aGate();
  const citizen = await server.citizen();
  const { body: declared } = await citizen.post('/declarations', entering(named.id, { area: stay }));
  const gate = await server.officer(border, ['gate']);
  const station = await server.officer(stay);
  const counted = async () => (await station.get('/entries')).body.quarantine;
  const confirm = (outcome: string, correction?: string) =>
    gate.post(`/entries/${declared.id}/confirmation`, {
      id: newId(),
      gate: named.id,
      outcome,
      ...(correction && { correction }),
    });
  assert.equal(await counted(), 0);
  assert.equal((await confirm('quarantine')).status, 201);
  for (const phone of Object.values(phones)) {
    const { text = '' } = (await newestMessage(server.house, phone)) ?? {};
    assert.match(text, /1 nguoi nhap canh qua .* phai cach ly/);
    assert.ok(!text.includes('Hang'));
  }
  assert.equal(await counted(), 1);
  assert.equal((await confirm('cleared', 'bấm nhầm')).status, 201);
  assert.match((await newestMessage(server.house, phones.commune))?.text ?? '', /khong con phai cach ly/);
  assert.equal(await counted(), 0);
});

test('a gate in words, or none at all, is an entry too; a gate declares for whoever stands before it', async () => {
  const citizen = await server.citizen();
  const words = entering('Cửa khẩu nhỏ', { person: aPerson() });
  assert.equal((await citizen.post('/declarations', words)).status, 201);
  const bare = aDeclaration({ form: 'entry', person: aPerson({ relation: 'family' }) });
  assert.equal((await citizen.post('/declarations', bare)).status, 201);
  const { body: list } = await citizen.get('/entries');
  assert.deepEqual(
    list.items.map(({ gate }: { gate: unknown }) => gate).toSorted(),
    [null, { id: null, name: 'Cửa khẩu nhỏ' }].toSorted(),
  );
  const gate = await server.officer(border, ['gate']);
  assert.equal((await gate.post('/declarations', entering((await aGate()).id))).status, 201);
  assert.equal((await gate.post('/declarations', aDeclaration())).status, 404);
});

test('an entry declared again waits once, at the gate that was named last, and goes with a transfer', async () => {
  const [first, second] = [await aGate(), await aGate()];
  const citizen = await server.citizen();
  const person = aPerson();
  const { body: before } = await citizen.post('/declarations', entering(first.id, { person }));
  const again = entering(second.id, { person: { id: person.id } });
  Object.assign(again.answers, { symptoms: ['fever', 'breathless'] });
  assert.equal((await citizen.post('/declarations', again)).status, 201);
  const officer = await server.officer(border, ['gate']);
  assert.deepEqual((await officer.get(`/entries?gate=${first.id}`)).body.items, []);
  assert.equal((await officer.get(`/entries?gate=${second.id}`)).body.items[0].id, again.id);
  const stale = { id: newId(), gate: first.id, outcome: 'cleared' };
  const refused = await officer.post(`/entries/${before.id}/confirmation`, stale);
  assert.deepEqual([refused.status, refused.body.code], [409, 'declaration.superseded']);

  const station = await server.officer(places.commune);
  const transfer = { id: newId(), area: places.neighbour, reason: 'ở phường bên' };
  assert.equal((await station.post(`/declarations/${again.id}/transfer`, transfer)).status, 201);
  const taker = await server.officer(places.neighbour);
  await taker.post(`/transfers/${transfer.id}/answer`, { id: newId(), accept: true });
  assert.deepEqual(
    (await taker.get('/entries')).body.items.map(({ id, area }: { id: string; area: string }) => [id, area]),
    [[again.id, places.neighbour]],
  );
});
