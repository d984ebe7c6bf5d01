import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aServer, places } from '../../../test/support/server.ts';
import type { AreaPath } from '../../core/area.ts';
import { newId } from '../../core/client.ts';
import { technicalFocalPoint } from './index.ts';

const server = await aServer();

const named = (area: string, over: object = {}) => ({
  id: newId(),
  area,
  kind: 'general',
  name: 'Phòng Nghiệp vụ y',
  phone: '0237 3852 333',
  ...over,
});
const read = async (area: string) => (await server.anonymous.get(`/focal-points?area=${area}`)).body;

test('everybody reads the focal points of a unit and of those above it, the nearest first', async () => {
  const nurse = await server.officer(places.commune);
  const province = await server.officer(places.province, ['manager']);
  const nation = await server.officer('', ['administrator']);
  assert.deepEqual(await read(places.commune), []);
  await nation.post('/focal-points', named('', { kind: 'technical', name: 'Trực hệ thống' }));
  await province.post('/focal-points', named('38', { kind: 'press', name: 'Tổ báo chí', hours: '7:30 – 17:00' }));
  const mine = await nurse.post('/focal-points', named(places.commune));
  assert.equal(mine.status, 201, JSON.stringify(mine.body));
  assert.deepEqual(
    (await read(places.commune)).map(({ unit, kind, hours }: Record<string, string>) => [unit, kind, hours]),
    [
      ['Trạm Y tế phường Hàm Rồng', 'general', null],
      ['Trung tâm Kiểm soát bệnh tật tỉnh Thanh Hóa', 'press', '7:30 – 17:00'],
      ['Bộ Y tế', 'technical', null],
    ],
  );
  assert.equal((await read(places.neighbour)).length, 2);
  assert.equal((await read(places.otherProvince)).length, 1);
  assert.equal(mine.body.phone, '+842373852333');

  assert.equal((await nurse.post(`/focal-points/${mine.body.id}/removal`, { id: newId() })).status, 201);
  assert.equal((await nurse.post(`/focal-points/${mine.body.id}/removal`, { id: newId() })).status, 404);
  assert.equal((await read(places.commune)).length, 2);
});

test('a focal point may be a hot-line; of a problem then the nearest that a message reaches is told', async () => {
  const elsewhere = await server.officer(places.elsewhere);
  const { status, body } = await elsewhere.post(
    '/focal-points',
    named(places.elsewhere, { kind: 'technical', phone: '1900 9095' }),
  );
  assert.deepEqual([status, body.phone], [201, '19009095']);
  const focal = await technicalFocalPoint(server.house, '38.381.14809.' as AreaPath);
  assert.equal(focal?.area, '', JSON.stringify(focal));
  assert.equal((await elsewhere.post(`/focal-points/${body.id}/removal`, { id: newId() })).status, 201);
});

test('an officer names those of the own unit only, a manager of every unit of the area, and nobody outside it', async () => {
  const district = await server.officer(places.district);
  const manager = await server.officer(places.district, ['manager']);
  assert.equal((await district.post('/focal-points', named(places.district))).status, 201);
  assert.equal((await district.post('/focal-points', named(places.commune))).body.code, 'permission.denied');
  assert.equal((await manager.post('/focal-points', named(places.commune))).status, 201);
  assert.equal((await manager.post('/focal-points', named(places.elsewhere))).status, 404);
  assert.equal((await manager.post('/focal-points', named('38'))).status, 404);
  assert.equal((await (await server.citizen()).post('/focal-points', named(places.commune))).status, 403);
  assert.equal((await server.anonymous.post('/focal-points', named(places.commune))).status, 401);
  const other = await server.officer('38', ['manager']);
  const { body } = await other.post('/focal-points', named('38'));
  assert.equal((await manager.post(`/focal-points/${body.id}/removal`, { id: newId() })).status, 404);
});

test('a focal point needs a kind, a name and a number, and a unit has no more than people can read', async () => {
  const manager = await server.officer(places.neighbour, ['manager']);
  const wrong = async (over: object) =>
    (await manager.post('/focal-points', named(places.neighbour, over))).body.fields?.map(
      ({ path, code }: Record<string, string>) => `${path} ${code}`,
    );
  assert.deepEqual(await wrong({ kind: 'secret' }), ['kind field.choice']);
  assert.deepEqual(await wrong({ name: ' ' }), ['name text.empty']);
  assert.deepEqual(await wrong({ phone: '12' }), ['phone phone.format']);
  assert.deepEqual(await wrong({ hours: 'x'.repeat(121) }), ['hours text.too_long']);
  assert.equal((await manager.get('/focal-points?area=38.380.99999')).status, 404);
  const sent = named(places.neighbour);
  const first = await manager.post('/focal-points', sent);
  const again = await manager.post('/focal-points', sent);
  assert.deepEqual([again.status, again.body], [200, first.body]);
  for (let left = 19; left > 0; left -= 1) await manager.post('/focal-points', named(places.neighbour));
  assert.equal((await manager.post('/focal-points', named(places.neighbour))).body.code, 'focal.too_many');
});
