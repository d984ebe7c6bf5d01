import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aServer, places } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';

const server = await aServer();
const root = await server.officer('', ['administrator', 'manager']);

type Unit = {
  area: string;
  name: string;
  officers: number;
  invited: number;
  suspended: number;
  active7d: number;
  managers: number;
};
const day = 86_400_000;

const made = async (area: string, over: { state?: string; roles?: string[]; seen?: number } = {}): Promise<string> => {
  const account = {
    id: newId(),
    area,
    login: `cb.${newId().slice(-8)}`,
    name: 'Cán bộ',
    roles: over.roles ?? ['officer'],
  };
  assert.equal((await root.post('/accounts', account)).status, 201);
  const seen = over.seen === undefined ? null : new Date(server.clock.now().getTime() - over.seen * day);
  await server.house.database.pools.owner`
    update account set state = ${over.state ?? 'invited'}, last_seen_at = ${seen} where id = ${account.id}`;
  return account.id;
};

test('a manager sees for each unit of the level below who has not signed in yet and who lags', async () => {
  await made(places.commune);
  await made(places.commune, { state: 'active', seen: 1 });
  await made(places.commune, { state: 'active', seen: 20, roles: ['manager'] });
  await made(places.neighbour, { state: 'suspended', seen: 3 });
  await made(places.district, { state: 'active', seen: 0, roles: ['manager'] });
  const manager = await server.officer(places.district, ['manager']);
  const { body } = (await manager.get('/accounts/units')) as { body: Unit[] };
  const [own, ...below] = body;
  assert.deepEqual([own?.area, own?.officers, own?.managers], [places.district, 1, 1]);
  const of = (area: string) => below.find((unit) => unit.area === area);
  const { name, lastSeenAt, ...counts } = of(places.commune) as Unit & { lastSeenAt: string };
  assert.deepEqual(counts, { area: places.commune, officers: 3, invited: 1, suspended: 0, active7d: 1, managers: 1 });
  assert.equal(name, 'Phường Hàm Rồng');
  assert.equal(Math.round((server.clock.now().getTime() - Date.parse(lastSeenAt)) / day), 1);
  assert.deepEqual([of(places.neighbour)?.suspended, of(places.neighbour)?.managers], [1, 0]);
  const { body: communes } = await manager.get(`/areas?parent=${places.district}`);
  assert.deepEqual(
    below.map(({ area }) => area),
    communes.map(({ path }: { path: string }) => path),
    'units without accounts too',
  );
});

test('a district counts with its communes, its managers are its own, and a number leads to the list behind it', async () => {
  const province = await server.officer(places.province, ['manager']);
  const { body } = (await province.get('/accounts/units')) as { body: Unit[] };
  const district = body.find(({ area }) => area === places.district);
  assert.deepEqual([district?.officers, district?.invited, district?.suspended, district?.managers], [5, 1, 1, 1]);
  const count = async (query: string) => (await province.get(`/accounts?limit=200&${query}`)).body.items.length;
  assert.equal(await count(`area=${places.district}`), 5);
  assert.equal(await count(`area=${places.district}&state=invited`), 1);
  assert.equal(await count(`area=${places.district}&state=suspended`), 1);
  assert.equal(await count(`area=${places.district}&only=true`), 1);
  assert.equal((await province.get('/accounts?state=lost')).status, 400);
  const down = (await province.get(`/accounts/units?area=${places.district}`)).body as Unit[];
  assert.equal(down.find(({ area }) => area === places.commune)?.officers, 3);
});

test('the nation counts its own unit and its provinces', async () => {
  const [own, ...provinces] = (await root.get('/accounts/units')).body as Unit[];
  assert.deepEqual([own?.area, own?.name, own?.officers], ['', 'Việt Nam', 0]);
  assert.equal(provinces.length, 63);
  assert.equal(provinces.find(({ area }) => area === places.province)?.officers, 5);
});

test('units outside the own area are not there, and only who reads accounts sees any', async () => {
  const manager = await server.officer(places.district, ['manager']);
  for (const area of [places.province, places.elsewhere, places.otherProvince, '38.380.99999'])
    assert.equal((await manager.get(`/accounts/units?area=${area}`)).status, 404, area);
  assert.equal((await (await server.officer(places.district)).get('/accounts/units')).status, 403);
  assert.equal((await server.anonymous.get('/accounts/units')).status, 401);
});
