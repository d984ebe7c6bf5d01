import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aDeclaration, aPerson, aServer, type Caller, places } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';
import { codeBody, codeText, readCode, uuidOf } from '../../core/code.ts';

const server = await aServer();

const hours = (count: number) => new Date(server.clock.now().getTime() + count * 3_600_000).toISOString();

const trip = (over: Record<string, unknown> = {}) => ({
  symptoms: [],
  vehicle: 'coach',
  trip: '36B-012.34',
  from: places.commune,
  to: places.elsewhere,
  departure: hours(-1),
  ...over,
});
const domestic = (over: Record<string, unknown> = {}, answers: Record<string, unknown> = {}) =>
  aDeclaration({ form: 'domestic', answers: trip(answers), ...over });

const traveller = async (answers: Record<string, unknown> = {}) => {
  const citizen = await server.citizen();
  const person = aPerson();
  const { body: declared } = await citizen.post('/declarations', domestic({ person }, answers));
  const { status, body: pass } = await citizen.post(`/declarations/${declared.id}/pass`, { id: newId() });
  assert.equal(status, 201, JSON.stringify(pass));
  return { citizen, person, declared, pass };
};
const post = (area: string = places.elsewhere) => server.officer(area, ['gate']);
const look = async (caller: Caller, text: string, over: Record<string, unknown> = {}) => {
  const { status, body } = await caller.post('/checks', { id: newId(), text, ...over });
  assert.equal(status, 201, JSON.stringify(body));
  return body;
};

test('a traveller has a pass for 72 hours, and both ends of the journey see who travels', async () => {
  const { person, pass } = await traveller();
  assert.equal(Date.parse(pass.validUntil) - Date.parse(pass.validFrom), 72 * 3_600_000);
  assert.deepEqual(
    [pass.state, pass.level, pass.fromName, pass.trip],
    ['valid', 'clear', 'Phường Hàm Rồng', '36B-012.34'],
  );
  const [there, here, beside] = await Promise.all(
    [places.elsewhere, places.commune, places.neighbour].map((area) => server.officer(area)),
  );
  const names = async (caller: Caller | undefined, query: string) =>
    (await caller?.get(`/travels?${query}`))?.body.items.map((one: { id: string }) => one.id);
  assert.ok((await names(there, 'direction=arriving')).includes(pass.id));
  assert.ok((await names(here, 'direction=leaving')).includes(pass.id));
  assert.deepEqual(await names(beside, 'direction=arriving'), []);
  assert.equal((await there?.get(`/people/${person.id}`))?.status, 200);
  assert.equal((await beside?.get(`/people/${person.id}`))?.status, 404);
  assert.equal((await beside?.get(`/passes/${pass.id}`))?.status, 404);
});

test('the code of a pass names nobody: an id, two times, a verdict and two provinces', async () => {
  const { pass } = await traveller();
  const code = readCode(pass.url);
  assert.equal(code?.payload.length, 27);
  assert.equal(uuidOf(code?.payload ?? new Uint8Array()), pass.id);
  assert.deepEqual([...(code?.payload ?? [])].slice(24), [0, 38, 38]);
});

test('a declaration has one pass, which needs a journey to state', async () => {
  const { citizen, declared, pass } = await traveller();
  const again = await citizen.post(`/declarations/${declared.id}/pass`, { id: newId() });
  assert.deepEqual([again.status, again.body.code, again.body.pass], [409, 'pass.issued', pass.id]);

  const bare = await citizen.post(
    '/declarations',
    aDeclaration({ form: 'domestic', person: aPerson({ relation: 'family' }) }),
  );
  assert.equal(bare.status, 201);
  const refused = await citizen.post(`/declarations/${bare.body.id}/pass`, { id: newId() });
  assert.deepEqual([refused.status, refused.body.code], [422, 'pass.needs']);
  assert.deepEqual(
    refused.body.fields.map(({ path }: { path: string }) => path),
    ['answers.vehicle', 'answers.from', 'answers.to', 'answers.departure'],
  );
  const stranger = await server.citizen();
  assert.equal((await stranger.post(`/declarations/${declared.id}/pass`, { id: newId() })).status, 404);
  const general = await citizen.post('/declarations', aDeclaration({ person: aPerson({ relation: 'family' }) }));
  const other = await citizen.post(`/declarations/${general.body.id}/pass`, { id: newId() });
  assert.deepEqual([other.status, other.body.code], [422, 'pass.form']);
});

test('a checkpoint of another district sees green, with the name to compare with the card', async () => {
  const { person, pass } = await traveller();
  const seen = await look(await post(), pass.url);
  assert.deepEqual([seen.colour, seen.reason, seen.advise, seen.validUntil], ['green', 'valid', 'go', pass.validUntil]);
  assert.deepEqual(seen.person, { id: person.id, fullName: person.fullName, birthYear: 1988, sex: 'female' });
});

test('what the traveller declares later counts at the next post, and what the station found does too', async () => {
  const { citizen, person, pass } = await traveller();
  const gate = await post();
  const officer = await server.officer(places.commune);
  await citizen.post('/declarations', aDeclaration({ person: { id: person.id }, answers: { symptoms: ['cough'] } }));
  assert.deepEqual([(await look(gate, pass.url)).colour, (await look(gate, pass.url)).reason], ['amber', 'symptom']);
  const { body: worse } = await citizen.post(
    '/declarations',
    aDeclaration({ person: { id: person.id }, answers: { symptoms: ['breathless'] } }),
  );
  const red = await look(gate, pass.url);
  assert.deepEqual([red.colour, red.reason, red.advise], ['red', 'urgent', 'station']);
  await officer.post(`/declarations/${worse.id}/verification`, { id: newId(), result: 'not_confirmed' });
  assert.equal((await look(gate, pass.url)).reason, 'symptom');
});

test('red: a forged pass, an expired one, one that was revoked', async () => {
  const gate = await post();
  const { citizen, pass } = await traveller({ departure: hours(-71) });
  const code = readCode(pass.url);
  assert.ok(code);
  const longer = Uint8Array.from(code.payload);
  longer[20] = 255;
  const forged = codeText(codeBody('pass', code.kid, longer), code.signature);
  assert.deepEqual([(await look(gate, forged)).colour, (await look(gate, forged)).person], ['red', null]);

  const { body: since } = await gate.get('/passes/revoked');
  const revoked = await citizen.post(`/passes/${pass.id}/revocation`, { id: newId(), reason: 'hoãn chuyến' });
  assert.deepEqual([revoked.status, revoked.body.state], [201, 'revoked']);
  assert.equal((await look(gate, pass.url)).reason, 'revoked');
  const { body: list } = await gate.get(`/passes/revoked?since=${encodeURIComponent(since.at)}`);
  assert.ok(list.items.includes(pass.id));
  assert.equal(revoked.body.revokedFor, 'traveller');
  const again = await citizen.post(`/passes/${pass.id}/revocation`, { id: newId(), reason: 'lần nữa' });
  assert.equal(again.body.code, 'pass.revoked');

  const { pass: old } = await traveller({ departure: hours(-71) });
  server.clock.step(2 * 3_600_000);
  assert.deepEqual([(await look(gate, old.url)).colour, (await look(gate, old.url)).reason], ['red', 'expired']);
});

test('amber: before the departure, with symptoms, and what cannot be read', async () => {
  const gate = await post();
  const { pass: early } = await traveller({ departure: hours(5) });
  assert.deepEqual([(await look(gate, early.url)).colour, (await look(gate, early.url)).reason], ['amber', 'not_yet']);
  const { pass: ill } = await traveller({ symptoms: ['cough'] });
  assert.equal((await look(gate, ill.url)).reason, 'symptom');
  assert.equal((await look(gate, 'https://example.org')).reason, 'unreadable');
});

test('the own code or card leads to the pass; without one the last declaration speaks; a stranger card finds nobody', async () => {
  const number = '038188000123';
  const citizen = await server.citizen();
  const person = aPerson({ identity: { type: 'cccd', number }, sex: 'female' });
  const gate = await post();
  const card = `${number}||Nguyễn Thị Thu Hằng|01011988|Nữ|Hàm Rồng, Thanh Hóa|01012021`;
  assert.equal((await look(gate, card)).reason, 'undeclared');
  const { body: declared } = await citizen.post('/declarations', domestic({ person }));
  assert.equal((await look(gate, card)).reason, 'declared');
  const { body: pass } = await citizen.post(`/declarations/${declared.id}/pass`, { id: newId() });
  const seen = await look(gate, card);
  assert.deepEqual([seen.reason, seen.pass.id, seen.person.id], ['valid', pass.id, person.id]);
  const { body: code } = await citizen.post(`/people/${person.id}/code`, { id: newId() });
  assert.equal((await look(gate, code.url)).pass.id, pass.id);
  const guessed = await look(gate, card.replace('Thu Hằng', 'Bích Ngọc'));
  assert.deepEqual([guessed.reason, guessed.person], ['undeclared', null]);
});

test('a post sends what it checked without network: each stands alone, once, judged as of its time', async () => {
  const gate = await post();
  const { citizen, pass } = await traveller();
  const at = hours(-0.01);
  await citizen.post(`/passes/${pass.id}/revocation`, { id: newId(), reason: 'hoãn chuyến' });
  const good = { id: newId(), text: pass.url, at, shown: 'green' };
  const items = [good, { id: 'x', text: '' }, { id: newId(), text: pass.url, at: hours(9) }, good];
  const { status, body } = await gate.post('/checks/batch', { items });
  assert.equal(status, 200);
  assert.deepEqual(
    body.results.map((one: { status: number; code?: string; reason?: string }) => [one.status, one.code ?? one.reason]),
    [
      [201, 'valid'],
      [400, 'request.invalid'],
      [422, 'time.future'],
      [200, 'valid'],
    ],
  );
  assert.equal((await gate.post('/checks/batch', { items: [good] })).body.results[0].status, 200);
  const { body: list } = await gate.get('/checks');
  const mine = list.items.filter(({ id }: { id: string }) => id === good.id);
  assert.deepEqual([mine.length, mine[0].colour, mine[0].shown], [1, 'green', 'green']);
  const other = await post(places.neighbour);
  assert.equal((await other.post('/checks/batch', { items: [good] })).body.results[0].code, 'record.conflict');
});

test('who could not go on is seen at the post for a day, so that a declaration can be made there', async () => {
  const gate = await post(places.neighbour);
  const { person, pass } = await traveller({ symptoms: ['cough'] });
  const declare = () => gate.post('/declarations', domestic({ person: { id: person.id } }));
  assert.equal((await declare()).status, 404);
  await look(gate, pass.url);
  assert.equal((await declare()).status, 201);
});

test('a death ends the pass; a correction gives it back', async () => {
  const { person, pass } = await traveller();
  const gate = await post();
  const officer = await server.officer(places.commune);
  const diedOn = server.clock.now().toISOString().slice(0, 10);
  await officer.post(`/people/${person.id}/death`, { id: newId(), diedOn, place: 'nhà', source: 'gia đình' });
  assert.equal((await look(gate, pass.url)).reason, 'revoked');
  await officer.post(`/people/${person.id}/death/correction`, { id: newId(), reason: 'nhầm người' });
  assert.equal((await look(gate, pass.url)).reason, 'valid');
});

test('what an officer ended is not made again from the same declaration; what the traveller gave up is', async () => {
  const { citizen, declared, pass } = await traveller();
  const station = await server.officer(places.commune);
  const end = (caller: Caller, id: string) =>
    caller.post(`/passes/${id}/revocation`, { id: newId(), reason: 'có dịch' });
  const make = () => citizen.post(`/declarations/${declared.id}/pass`, { id: newId() });
  assert.equal((await end(citizen, pass.id)).status, 201);
  const second = await make();
  assert.equal(second.status, 201);
  assert.equal((await end(station, second.body.id)).status, 201);
  const third = await make();
  assert.deepEqual([third.status, third.body.code], [409, 'pass.revoked']);
});

test('a pass that the traveller gave up says nothing against the own card; one that an officer ended does', async () => {
  const number = '038188000456';
  const citizen = await server.citizen();
  const person = aPerson({ identity: { type: 'cccd', number }, sex: 'female' });
  const card = `${number}||Nguyễn Thị Thu Hằng|01011988|Nữ|Hàm Rồng, Thanh Hóa|01012021`;
  const { body: declared } = await citizen.post('/declarations', domestic({ person }));
  const { body: pass } = await citizen.post(`/declarations/${declared.id}/pass`, { id: newId() });
  await citizen.post(`/passes/${pass.id}/revocation`, { id: newId(), reason: 'hoãn chuyến' });
  const gate = await post();
  const seen = await look(gate, card);
  assert.deepEqual([seen.colour, seen.reason, seen.pass], ['green', 'declared', null]);
  assert.equal((await look(gate, pass.url)).reason, 'revoked');
  const { body: again } = await citizen.post(`/declarations/${declared.id}/pass`, { id: newId() });
  const station = await server.officer(places.commune);
  await station.post(`/passes/${again.id}/revocation`, { id: newId(), reason: 'có dịch' });
  assert.deepEqual([(await look(gate, card)).colour, (await look(gate, card)).reason], ['red', 'revoked']);
});

test('a post that gave up waiting says afterwards what it had shown, and finds who should not have gone on', async () => {
  const gate = await post(places.district);
  const { citizen, person, pass } = await traveller();
  await citizen.post(
    '/declarations',
    aDeclaration({ person: { id: person.id }, answers: { symptoms: ['breathless'] } }),
  );
  const item = { id: newId(), text: pass.url, at: hours(0) };
  assert.equal((await gate.post('/checks', item)).body.colour, 'red');
  const again = { items: [{ ...item, shown: 'green' }] };
  assert.deepEqual((await gate.post('/checks/batch', again)).body.results[0].status, 200);
  assert.deepEqual((await gate.post('/checks/batch', again)).body.results[0].status, 200);
  const query = `colour=red&shown=green&since=${encodeURIComponent(hours(-24))}`;
  const { body } = await gate.get(`/checks?${query}`);
  assert.deepEqual(
    body.items.map(({ id, reason }: { id: string; reason: string }) => [id, reason]),
    [[item.id, 'urgent']],
  );
  assert.deepEqual((await gate.get(`/checks?colour=red&shown=amber`)).body.items, []);
});

test('a domestic declaration is seen at both ends by itself, and a pass takes its place in the list', async () => {
  const citizen = await server.citizen();
  const [origin, destination] = ['38.380.14761', '38.381.14812'];
  const person = aPerson();
  const sent = domestic({ person }, { from: origin, to: destination, departure: hours(0) });
  const there = await server.officer(destination);
  const here = await server.officer(origin);
  assert.equal((await citizen.post('/declarations', sent)).status, 201);
  const { body: arriving } = await there.get('/travels');
  assert.deepEqual([arriving.items.length, arriving.today], [1, 1]);
  const [item] = arriving.items;
  assert.deepEqual(
    [item.id, item.declaration, item.state, item.person.id, item.trip],
    [null, sent.id, 'declared', person.id, '36B-012.34'],
  );
  assert.equal((await here.get('/travels?direction=leaving')).body.items[0].declaration, sent.id);
  assert.equal((await there.get(`/people/${person.id}`)).status, 200);
  const { body: pass } = await citizen.post(`/declarations/${sent.id}/pass`, { id: newId() });
  const { body: after } = await there.get('/travels');
  assert.deepEqual([after.items.length, after.items[0].id, after.today], [1, pass.id, 1]);
  const bare = domestic({ person: { id: person.id } }, { to: destination, from: undefined, departure: undefined });
  await citizen.post('/declarations', bare);
  assert.equal((await there.get('/travels')).body.items.length, 2);
});

test('a gate takes back the pass that it issued, and no other; the post shows red', async () => {
  const [gate, other] = [await post(), await post()];
  const sent = domestic({ person: aPerson(), area: places.commune });
  assert.equal((await gate.post('/declarations', sent)).status, 201);
  const { body: pass } = await gate.post(`/declarations/${sent.id}/pass`, { id: newId() });
  const end = (caller: Caller, id: string) =>
    caller.post(`/passes/${id}/revocation`, { id: newId(), reason: 'ghi nhầm nơi đến' });
  assert.equal((await end(other, pass.id)).status, 404);
  assert.equal((await end(gate, (await traveller()).pass.id)).status, 404);
  assert.equal((await look(other, pass.url)).colour, 'green');
  const ended = await end(gate, pass.id);
  assert.deepEqual([ended.status, ended.body.state], [201, 'revoked']);
  const seen = await look(other, pass.url);
  assert.deepEqual([seen.colour, seen.reason], ['red', 'revoked']);
});
