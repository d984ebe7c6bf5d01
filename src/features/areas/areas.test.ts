import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aDeclaration, aServer, type Caller, places } from '../../../test/support/server.ts';
import type { AreaPath } from '../../core/area.ts';
import { newId } from '../../core/client.ts';
import { loadAreas, onDutyPhone } from './index.ts';

const server = await aServer();

const get = async (path: string) => (await server.anonymous.get(path)).body;
const communePath = '38.380.14755.' as AreaPath;
const onDuty = () => onDutyPhone(server.house.database.pools.owner, server.house, communePath, server.clock.now());

test('the children of an area come whole, and an unknown parent is not found', async () => {
  assert.equal((await get('/areas')).length, 63);
  assert.equal((await get('/areas?parent=38')).length, 27);
  assert.equal((await get('/areas?parent=38.')).length, 27);
  const communes = await get('/areas?parent=38.380');
  assert.deepEqual(
    communes.find(({ path }: { path: string }) => path === places.commune),
    {
      path: '38.380.14755',
      code: '14755',
      name: 'Phường Hàm Rồng',
      level: 'commune',
    },
  );
  assert.deepEqual(await get(`/areas?parent=${places.commune}`), []);
  assert.equal((await server.anonymous.get('/areas?parent=99')).body.code, 'record.missing');
  assert.equal((await server.anonymous.get('/areas?parent=a-b')).body.fields[0].code, 'area.format');
});

test('the trail of a commune goes from its province down', async () => {
  const names = (await get(`/areas/trail?area=${places.commune}`)).map(({ name }: { name: string }) => name);
  assert.deepEqual(names, ['Tỉnh Thanh Hóa', 'Thành phố Thanh Hóa', 'Phường Hàm Rồng']);
});

test('a name is found with and without marks, by a part, with the unit above, and within an area', async () => {
  const trails = async (text: string, within = '38') =>
    (await get(`/areas/search?text=${encodeURIComponent(text)}&within=${within}`)).map(
      ({ trail }: { trail: string }) => trail,
    );
  const full = 'Phường Đông Vệ, Thành phố Thanh Hóa, Thanh Hóa';
  assert.equal((await trails('Đông Vệ'))[0], full);
  assert.equal((await trails('dong ve'))[0], full);
  assert.equal((await trails('phuong dong ve', ''))[0], full);
  assert.equal((await trails('dong ve thanh hoa', ''))[0], full);
  assert.equal((await trails('thanh hoa', ''))[0], 'Tỉnh Thanh Hóa');
  assert.ok((await trails('dong v'))[0]?.startsWith('Phường Đông Vệ'));
  assert.deepEqual(await trails('dong ve', '01.001'), []);
  assert.deepEqual(await trails('...'), []);
  assert.ok((await trails('an', '')).length <= 30);
});

test('areas load again changes nothing, and another set is refused once declarations rest on this one', async () => {
  const { owner } = server.house.database.pools;
  const again = await loadAreas(owner, '2021');
  assert.deepEqual([again.changed, again.units], [0, 1 + 63 + 705 + 10_599]);
  const nurse = await server.officer(places.commune);
  assert.equal((await nurse.post('/declarations', aDeclaration())).status, 201);
  await assert.rejects(loadAreas(owner, '2025'), /declarations rest on the areas of 2021/);
});

test('a station keeps its hamlets: everybody reads their names, officers of the area their leaders', async () => {
  const nurse = await server.officer(places.commune);
  const id = newId();
  const made = await nurse.post('/hamlets', {
    id,
    area: places.commune,
    name: 'Phố Lê Lai',
    leader: 'Trần Văn Bình',
    phone: '0912 000 111',
  });
  assert.deepEqual(made.body, {
    id,
    area: places.commune,
    name: 'Phố Lê Lai',
    leader: 'Trần Văn Bình',
    phone: '+84912000111',
    teams: [],
  });
  assert.deepEqual(await get(`/hamlets?area=${places.commune}`), [{ id, area: places.commune, name: 'Phố Lê Lai' }]);
  assert.equal((await (await server.citizen()).get(`/hamlets?area=${places.commune}`)).body.length, 1);
  assert.equal((await server.anonymous.get(`/hamlets/leaders?area=${places.commune}`)).status, 401);
  const neighbour = await server.officer(places.neighbour);
  assert.equal((await neighbour.get(`/hamlets/leaders?area=${places.commune}`)).status, 404);
  assert.equal((await neighbour.post(`/hamlets/${id}/changes`, { id: newId(), name: 'x' })).status, 404);
  const changed = await nurse.post(`/hamlets/${id}/changes`, { id: newId(), leader: '', name: 'Phố Lê Lai 1' });
  assert.deepEqual(
    [changed.body.leader, changed.body.phone, changed.body.name],
    [null, '+84912000111', 'Phố Lê Lai 1'],
  );
  await nurse.post(`/hamlets/${id}/changes`, { id: newId(), closed: true });
  assert.deepEqual(await get(`/hamlets?area=${places.commune}`), []);
  assert.equal((await nurse.post('/hamlets', { id: newId(), area: places.commune })).body.fields[0].path, 'name');
  const district = await server.officer(places.district);
  assert.equal(
    (await district.post('/hamlets', { id: newId(), area: places.district, name: 'x' })).body.code,
    'area.not_commune',
  );
});

test('a station is named after its area until it says more', async () => {
  assert.deepEqual(await get(`/stations?area=${places.commune}`), {
    area: places.commune,
    name: 'Trạm Y tế phường Hàm Rồng',
    phone: null,
    address: null,
  });
  assert.equal((await get('/stations?area=38.380')).name, 'Trung tâm Y tế thành phố Thanh Hóa');
  const nurse = await server.officer(places.neighbour);
  const station = { area: places.neighbour, phone: '0237 385 2123', address: '5 Lê Lai' };
  assert.equal((await nurse.post('/stations', { id: newId(), ...station })).status, 201);
  assert.equal((await get(`/stations?area=${places.neighbour}`)).phone, '+842373852123');
  assert.equal((await nurse.post('/stations', { id: newId(), ...station, area: places.commune })).status, 404);
});

test("the phone on duty is the roster's, else the station's, else that of the level above", async () => {
  const [nurse, district] = [await server.officer(places.commune), await server.officer(places.district)];
  assert.equal(await onDuty(), undefined);
  await district.post('/stations', { id: newId(), area: places.district, phone: '0237 385 0000' });
  assert.deepEqual(await onDuty(), { area: '38.380.', name: null, phone: '+842373850000' });
  await nurse.post('/stations', { id: newId(), area: places.commune, phone: '0237 385 1111' });
  assert.equal((await onDuty())?.phone, '+842373851111');
  const now = server.clock.now().getTime();
  const turn = { from: new Date(now - 1_000).toISOString(), to: new Date(now + 3_600_000).toISOString() };
  const id = newId();
  const duty = { id, area: places.commune, name: 'Y sĩ Hạnh', phone: '0912 222 333', ...turn };
  assert.equal((await nurse.post('/duty', duty)).status, 201);
  assert.deepEqual(await onDuty(), { area: '38.380.14755.', name: 'Y sĩ Hạnh', phone: '+84912222333' });
  assert.equal((await nurse.get(`/duty?area=${places.commune}`)).body[0].name, 'Y sĩ Hạnh');
  const neighbour = await server.officer(places.neighbour);
  assert.equal((await neighbour.get(`/duty?area=${places.commune}`)).status, 404);
  assert.equal((await neighbour.post(`/duty/${id}/removal`, { id: newId() })).status, 404);
  assert.equal((await nurse.post('/duty', { ...duty, id: newId(), to: turn.from })).body.code, 'time.order');
  assert.equal((await nurse.post(`/duty/${id}/removal`, { id: newId() })).status, 201);
  assert.equal((await onDuty())?.phone, '+842373851111');
});

test('a hot-line that people call is kept as the number of a station, and nothing is texted to it', async () => {
  const station = await server.officer(places.neighbour);
  const path = '38.380.14758.' as AreaPath;
  const told = () => onDutyPhone(server.house.database.pools.owner, server.house, path, server.clock.now());
  const kept = async (phone: string) => {
    const { status, body } = await station.post('/stations', { id: newId(), area: places.neighbour, phone });
    assert.equal(status, 201, JSON.stringify(body));
    return (await get(`/stations?area=${places.neighbour}`)).phone;
  };
  assert.equal(await kept('1900 9095'), '19009095');
  assert.equal((await told())?.area, '38.380.', 'the level above is told');
  assert.equal(await kept('1022'), '1022');
  assert.equal(await kept('0237 3852 334'), '+842373852334');
  assert.equal((await told())?.phone, '+842373852334');
  const wrong = await station.post('/stations', { id: newId(), area: places.neighbour, phone: '1900' });
  assert.deepEqual([wrong.status, wrong.body.fields[0].code], [400, 'phone.format']);
  const roster = { id: newId(), area: places.neighbour, name: 'Trực', phone: '115' };
  const duty = { ...roster, from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' };
  assert.equal((await station.post('/duty', duty)).status, 400, 'who is on duty is texted');
});

test('a station names the accounts of a hamlet team, of its own commune and with that role', async () => {
  const station = await server.officer(places.commune);
  const idOf = async (caller: Caller): Promise<string> => (await caller.get('/me')).body.account.id;
  const own = await idOf(await server.officer(places.commune, ['community'], 'Tổ COVID Phố 7'));
  const away = await idOf(await server.officer(places.neighbour, ['community']));
  const hamlet = { id: newId(), area: places.commune, name: 'Phố 7' };
  assert.deepEqual((await station.post('/hamlets', hamlet)).body.teams, []);
  const change = (teams: string[]) => station.post(`/hamlets/${hamlet.id}/changes`, { id: newId(), teams });
  assert.deepEqual((await change([own])).body.teams, [{ id: own, login: null, name: 'Tổ COVID Phố 7' }]);
  for (const wrong of [away, await idOf(station), 'to.phong']) {
    const { status, body } = await change([own, wrong]);
    assert.deepEqual([status, body.code, body.fields[0].path], [422, 'hamlet.team', 'teams.1']);
  }
  await station.post(`/hamlets/${hamlet.id}/changes`, { id: newId(), leader: 'Ngô Văn Tám' });
  const { body } = await station.get(`/hamlets/leaders?area=${places.commune}`);
  const found = body.find(({ id }: { id: string }) => id === hamlet.id);
  assert.deepEqual([found.leader, found.teams.length], ['Ngô Văn Tám', 1]);
  assert.deepEqual((await change([])).body.teams, []);
});
