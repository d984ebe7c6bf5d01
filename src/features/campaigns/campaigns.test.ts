import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aDeclaration, aPerson, aServer, places } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';
import { findDrift } from '../statistics/index.ts';

const server = await aServer({ at: '2021-11-20T08:00:00+07:00' });
const nurse = await server.officer(places.commune);

const campaign = async (over: Record<string, unknown> = {}, by = nurse) =>
  by.post('/campaigns', { id: newId(), area: places.commune, name: 'Loa chợ Tây Thành', ...over });
const counts = async (by = nurse) => {
  const { items } = (await by.get('/campaigns')).body;
  return Object.fromEntries(
    items.map(({ code, declaredToday, declared }: { code: string; declaredToday: number; declared: number }) => [
      code,
      [declaredToday, declared],
    ]),
  );
};

test('a station makes a poster code, and the link its QR opens', async () => {
  const { status, body } = await campaign();
  assert.equal(status, 201);
  assert.match(body.code, /^[34679ACDEFGHJKMNPRTUVWXY]{6}$/);
  assert.equal(body.link, `${server.house.publicUrl()}/?s=${body.code}`);
  assert.deepEqual([body.declaredToday, body.declared], [0, 0]);
  assert.match(body.areaName, /^Phường Hàm Rồng, /);
});

test('a code of the own choosing is kept in capitals, and given once in the whole country', async () => {
  assert.equal((await campaign({ code: 'hamrong1' })).body.code, 'HAMRONG1');
  const hanoi = await server.officer('01', ['manager']);
  const taken = await campaign({ code: 'HAMRONG1', area: '01' }, hanoi);
  assert.deepEqual([taken.status, taken.body.code], [422, 'campaign.code_taken']);
  for (const code of ['abc', 'có dấu', 'A-B-C-D', 'x'.repeat(13)]) assert.equal((await campaign({ code })).status, 400);
});

test('declarations are counted by the source they came by, today and in all, whoever answers for them later', async () => {
  const { code } = (await campaign()).body;
  const citizen = await server.citizen();
  const declare = (over: Record<string, unknown>) =>
    citizen.post('/declarations', aDeclaration({ source: code, ...over }));
  const person = aPerson();
  assert.equal((await declare({ person })).status, 201);
  assert.equal(
    (await declare({ person: { id: person.id }, source: code.toLowerCase(), at: '2021-11-19T09:00:00+07:00' })).status,
    201,
  );
  const elsewhere = { ...aPerson({ relation: 'family', birthYear: 2015 }), area: places.elsewhere };
  assert.equal((await declare({ person: elsewhere, area: places.elsewhere })).status, 201);
  assert.deepEqual((await counts())[code], [2, 3]);
  const manager = await server.officer(places.province, ['manager']);
  assert.deepEqual((await counts(manager))[code], [2, 3]);
  const listed = async (query: string): Promise<number> =>
    (await nurse.get(`/declarations?source=${query}`)).body.items.length;
  assert.deepEqual([await listed(code), await listed(code.toLowerCase()), await listed('NOTHING1')], [2, 2, 0]);
  assert.deepEqual([...(await findDrift(server.house.database.pools.owner))], []);
});

test('a source that no campaign has hinders nobody and is not kept', async () => {
  const { status, body } = await nurse.post('/declarations', aDeclaration({ person: aPerson(), source: 'NOTHING1' }));
  assert.equal(status, 201);
  const { owner } = server.house.database.pools;
  const [row] = await owner`select source from declaration where id = ${body.id}`;
  assert.equal(row?.source, null);
  assert.equal((await nurse.post('/declarations', aDeclaration({ source: 'x'.repeat(13) }))).status, 400);
});

test('a unit sees its own campaigns, the units above all below, the neighbour none', async () => {
  assert.equal(Object.keys(await counts()).length, 3);
  assert.equal(Object.keys(await counts(await server.officer(places.province, ['manager']))).length, 3);
  const neighbour = await server.officer(places.neighbour);
  assert.deepEqual(await counts(neighbour), {});
  assert.equal((await neighbour.get(`/campaigns?area=${places.commune}`)).status, 404);
  assert.equal((await campaign({}, neighbour)).status, 404);
  assert.equal((await campaign({}, await server.officer(places.commune, ['leader']))).status, 403);
  const nation = await server.officer('', ['manager']);
  const { status, body } = await campaign({ area: '', name: 'Cả nước' }, nation);
  assert.deepEqual([status, (await counts(nation))[body.code]], [201, [0, 0]]);
});

test('a campaign that is over counts nothing more and hinders nobody; begun again it counts again', async () => {
  const { id, code } = (await campaign({ name: 'Áp phích bến xe' })).body;
  const [citizen, person] = [await server.citizen(), aPerson()];
  const declare = async (at = server.clock.now()) => {
    const given = aDeclaration({ person, source: code, at: at.toISOString() });
    assert.equal((await citizen.post('/declarations', given)).status, 201);
    Object.assign(person, { id: given.person.id });
  };
  const change = (ended: boolean, by = nurse) => by.post(`/campaigns/${id}/changes`, { id: newId(), ended });
  await declare();
  const over = await change(true);
  assert.deepEqual([over.status, over.body.declared], [201, 1]);
  assert.match(over.body.endedAt, /^2021-11-20T/);
  server.clock.step(3_600_000);
  await declare();
  assert.deepEqual((await counts())[code], [1, 1]);
  // Signed before the end, on a phone that found no network until now.
  await declare(new Date(server.clock.now().getTime() - 2 * 3_600_000));
  assert.deepEqual((await counts())[code], [2, 2]);
  assert.equal((await change(true)).body.endedAt, over.body.endedAt);
  assert.equal((await nurse.get('/campaigns')).body.items[0].endedAt, over.body.endedAt);
  assert.equal((await change(false)).body.endedAt, null);
  await declare();
  assert.deepEqual((await counts())[code], [3, 3]);
  assert.deepEqual([...(await findDrift(server.house.database.pools.owner))], []);
});

test('a campaign is ended by who may make one there, once, and it stands in the audit', async () => {
  const { id } = (await campaign({ name: 'Loa phường' })).body;
  const body = { id: newId(), ended: true };
  const first = await nurse.post(`/campaigns/${id}/changes`, body);
  server.clock.step(60_000);
  assert.deepEqual((await nurse.post(`/campaigns/${id}/changes`, body)).body, first.body);
  const by = async (area: string, role: string) =>
    (await (await server.officer(area, [role])).post(`/campaigns/${id}/changes`, { id: newId(), ended: false })).status;
  assert.deepEqual(
    [await by(places.neighbour, 'manager'), await by(places.commune, 'leader'), await by(places.district, 'manager')],
    [404, 403, 201],
  );
  const entries = await server.house.database.pools.owner`
    select detail from audit_inbox where route = 'POST /campaigns/:id/changes' and detail ->> 'campaign' = ${id} order by at`;
  assert.deepEqual(
    entries.map(({ detail }) => detail.ended),
    [true, false],
  );
});
