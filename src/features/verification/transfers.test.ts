import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aDeclaration, aPerson, aServer, type Caller, places, urgentAnswers } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';
import { newestMessage } from '../messages/index.ts';
import { findDrift } from '../statistics/index.ts';

/** What these tests read of a listed row. */
type Row = Record<'id' | 'kind' | 'declaration', string> & { person: { id: string } };

const server = await aServer();
const sender = await server.officer(places.commune);
const receiver = await server.officer(places.neighbour);
const district = await server.officer(places.district);
const province = await server.officer(places.province);

const declare = async () => {
  const citizen = await server.citizen();
  const declaration = aDeclaration({
    answers: urgentAnswers,
    person: aPerson({ phone: citizen.phone, relation: 'self' }),
  });
  assert.equal((await citizen.post('/declarations', declaration)).status, 201);
  return { citizen, declaration };
};
const send = async (id: string, area: string = places.neighbour, by = sender) => {
  const body = { id: newId(), area, reason: 'khai nhầm phường' };
  return { id: body.id, ...(await by.post(`/declarations/${id}/transfer`, body)) };
};
const answer = (by: Caller, id: string, accept: boolean) => by.post(`/transfers/${id}/answer`, { id: newId(), accept });
const waiting = async (by: Caller): Promise<string[]> =>
  (await by.get('/transfers?limit=200')).body.items.map(({ id }: Row) => id);
const holds = async (by: Caller, declaration: string) =>
  (await by.get('/work?limit=200')).body.items.find((one: Row) => one.declaration === declaration);
const declared = async (by: Caller, area: string) =>
  (await by.get(`/statistics/declarations?area=${area}`)).body[0]?.declared ?? 0;

test('the sender keeps an item until the receiving station accepts it; then person, item, figures and message move', async () => {
  const { citizen, declaration } = await declare();
  await sender.post(`/declarations/${declaration.id}/verification`, { id: newId(), result: 'confirmed' });
  const due = (await holds(sender, declaration.id)).reachBy;
  const sent = await send(declaration.id);
  assert.deepEqual(
    [sent.status, sent.body.state, sent.body.from, sent.body.to],
    [201, 'waiting', places.commune, places.neighbour],
  );
  assert.equal((await holds(sender, declaration.id)).transferTo, places.neighbour);
  assert.equal(await holds(receiver, declaration.id), undefined);
  assert.equal((await receiver.get(`/people/${declaration.person.id}`)).status, 404);
  assert.ok((await waiting(receiver)).includes(sent.id) && (await waiting(sender)).includes(sent.id));
  const [before, beside] = [await declared(district, places.commune), await declared(district, places.neighbour)];
  assert.equal((await answer(sender, sent.id, true)).status, 404);
  assert.equal((await answer(await server.officer(places.elsewhere), sent.id, true)).status, 404);
  const accepted = await answer(receiver, sent.id, true);
  assert.deepEqual([accepted.status, accepted.body.state], [201, 'accepted']);
  const moved = await holds(receiver, declaration.id);
  assert.deepEqual(
    [moved.state, moved.reachBy, moved.transferTo, moved.area],
    ['confirmed', due, null, places.neighbour],
  );
  assert.equal(await holds(sender, declaration.id), undefined);
  assert.equal((await receiver.get(`/people/${declaration.person.id}`)).status, 200);
  assert.equal(
    (await receiver.post(`/declarations/${declaration.id}/medical-check`, { id: newId(), conclusion: 'none' })).status,
    201,
  );
  assert.equal(
    (await sender.post(`/declarations/${declaration.id}/medical-check`, { id: newId(), conclusion: 'none' })).status,
    404,
  );
  assert.deepEqual(
    [await declared(district, places.commune), await declared(district, places.neighbour)],
    [before - 1, beside + 1],
  );
  assert.match((await newestMessage(server.house, citizen.phone))?.text ?? '', /Tram Y te .* tiep nhan/);
  const own = (await citizen.get('/declarations')).body.items[0];
  assert.deepEqual([own.area, own.areaCode], [places.neighbour, places.commune.split('.').at(-1)]);
  const again = await answer(receiver, sent.id, false);
  assert.deepEqual([again.status, again.body.code, again.body.state], [409, 'transfer.settled', 'accepted']);
  assert.deepEqual([...(await findDrift(server.house.database.pools.owner))], []);
});

test('a refusal goes to the common superior, who sends it over', async () => {
  const { declaration } = await declare();
  const { id } = await send(declaration.id);
  const refused = await answer(receiver, id, false);
  assert.deepEqual([refused.status, refused.body.state], [201, 'refused']);
  assert.ok(await holds(sender, declaration.id));
  assert.equal((await answer(receiver, id, true)).body.code, 'transfer.settled');
  assert.equal((await answer(sender, id, true)).status, 404);
  assert.ok((await waiting(district)).includes(id));
  assert.ok((await district.get('/work/summary')).body.transfersWaiting > 0);
  const ruled = await answer(district, id, true);
  assert.deepEqual([ruled.status, ruled.body.state], [201, 'decided']);
  const moved = await holds(receiver, declaration.id);
  assert.deepEqual([moved.state, moved.takenBy], ['new', null]);
  assert.equal((await answer(province, id, false)).body.code, 'transfer.settled');
});

test('a superior may also leave it where it is', async () => {
  const { declaration } = await declare();
  const { id } = await send(declaration.id, places.elsewhere);
  const far = await server.officer(places.elsewhere);
  assert.equal((await answer(far, id, false)).status, 201);
  assert.equal((await answer(district, id, false)).status, 404);
  assert.equal((await answer(province, id, false)).body.state, 'decided');
  assert.equal((await holds(sender, declaration.id)).transferTo, null);
  assert.equal((await send(declaration.id)).status, 201);
});

test('a transfer needs another commune, an open item, and no other transfer', async () => {
  const { declaration } = await declare();
  const refusals: [string, number, string][] = [
    [places.commune, 422, 'transfer.same_area'],
    ['38.380.99999', 422, 'area.unknown'],
    [places.district, 422, 'area.not_commune'],
  ];
  for (const [area, status, code] of refusals) {
    const { body, ...sent } = await send(declaration.id, area);
    assert.deepEqual([sent.status, body.code], [status, code]);
  }
  assert.equal((await send(declaration.id, places.neighbour, receiver)).status, 404);
  assert.equal((await send(declaration.id)).status, 201);
  assert.deepEqual((await send(declaration.id, places.elsewhere)).body.code, 'work.transfer_open');
});

test("an item that closes is nobody's to receive", async () => {
  const { declaration } = await declare();
  const { id } = await send(declaration.id);
  await sender.post(`/declarations/${declaration.id}/verification`, { id: newId(), result: 'not_confirmed' });
  assert.equal((await answer(receiver, id, true)).body.code, 'transfer.settled');
  assert.ok(!(await waiting(receiver)).includes(id));
  assert.deepEqual((await send(declaration.id)).body.code, 'work.closed');
});

test('of two answers at once one counts', async () => {
  const { declaration } = await declare();
  const { id } = await send(declaration.id);
  const answers = await Promise.all([answer(receiver, id, true), answer(receiver, id, false)]);
  const codes = answers.map(({ status, body }) => body.code ?? status);
  // A refusal first leaves the acceptance to the superior; either way one of the two is told.
  assert.deepEqual(codes.toSorted(), [201, 'transfer.settled']);
});

test('a citizen neither sees nor answers transfers', async () => {
  const { citizen, declaration } = await declare();
  const { id } = await send(declaration.id);
  assert.equal((await citizen.get('/transfers')).status, 403);
  assert.equal((await answer(citizen, id, true)).status, 403);
  assert.equal((await answer(receiver, newId(), true)).status, 404);
});
