import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aServer } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';

const server = await aServer();
const manager = await server.officer('38', ['manager']);

const aGate = async (area: string) => {
  const { status, body } = await manager.post('/gates', {
    id: newId(),
    name: `Cửa khẩu ${newId()}`,
    kind: 'border',
    area,
  });
  assert.equal(status, 201, JSON.stringify(body));
  return body;
};

test('gates are kept by managers of their area, public while open, and closed rather than removed', async () => {
  const gate = await aGate('38.387');
  const shown = async (query = '') =>
    (await server.anonymous.get(`/gates${query}`)).body.find(({ id }: { id: string }) => id === gate.id);
  assert.equal((await shown()).name, gate.name);
  assert.equal(await shown('?kind=airport'), undefined);
  const beside = await server.officer('01', ['manager']);
  const change = { id: newId(), name: 'Khác' };
  assert.equal((await beside.post(`/gates/${gate.id}/changes`, change)).status, 404);
  assert.equal((await beside.post('/gates', { id: newId(), name: 'X', kind: 'port', area: '38' })).status, 404);
  const officer = await server.officer('38');
  assert.equal((await officer.post('/gates', { id: newId(), name: 'X', kind: 'port', area: '38' })).status, 403);
  const closed = await manager.post(`/gates/${gate.id}/changes`, { id: newId(), closed: true });
  assert.ok(closed.body.closedAt);
  assert.equal(await shown(), undefined);
  assert.ok((await shown('?closed=true')).closedAt);
});

test('a gate of no known province is taken into an area by its manager', async () => {
  const nation = await server.officer('', ['administrator']);
  const { body: gate } = await nation.post('/gates', { id: newId(), name: 'Tén Tằn', kind: 'border', area: '' });
  assert.equal(gate.area, '');
  assert.equal((await manager.post(`/gates/${gate.id}/changes`, { id: newId(), name: 'Của tôi' })).status, 404);
  const taken = await manager.post(`/gates/${gate.id}/changes`, { id: newId(), area: '38.384' });
  assert.deepEqual([taken.status, taken.body.area], [201, '38.384']);
});

test('a list is looked through first, then taken in once; what is no gate comes back with its row and reason', async () => {
  const list =
    'STT;Tên cửa khẩu;Loại;Địa bàn\n1;Cảng Lệ Môn;;\n2;Na Mèo;cửa khẩu;38.387\n3;;;\n4;Cầu Treo;;42\n5;Cảng Lệ Môn;;\n';
  const send = (mode: string, id = newId()) => manager.post(`/gates/import?id=${id}&mode=${mode}`, Buffer.from(list));
  const rejected = [
    { row: 4, field: 'name', code: 'field.missing' },
    { row: 5, field: 'area', code: 'area.unknown' },
    { row: 6, field: 'name', code: 'row.duplicate' },
  ];
  const looked = await send('check');
  assert.equal(looked.status, 201, JSON.stringify(looked.body));
  assert.deepEqual(looked.body, { rows: 5, accepted: 2, added: 2, rejected, receipt: null });
  const id = newId();
  const taken = await send('apply', id);
  assert.deepEqual(taken.body, { rows: 5, accepted: 2, added: 2, rejected, receipt: id });
  const again = await send('apply', id);
  assert.deepEqual([again.status, again.body], [200, taken.body]);
  assert.equal((await send('apply')).body.added, 0);
  const { body: ports } = await server.anonymous.get('/gates?kind=port');
  assert.deepEqual(
    ports.map(({ name }: { name: string }) => name),
    ['Cảng Lệ Môn'],
  );
  const other = await manager.post(`/gates/import?id=${newId()}&mode=check`, Buffer.from('ngày,số\n1,2\n'));
  assert.deepEqual([other.status, other.body.code], [422, 'sheet.column_missing']);
});
