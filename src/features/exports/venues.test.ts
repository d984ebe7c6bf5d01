import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSheet } from 'read-excel-file/node';
import { aServer, places, somePhone } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';

// The list of places as a file.

const phone = somePhone();
const server = await aServer({ at: '2026-03-11T05:00:00Z' });
const manager = await server.officer(places.commune, ['manager']);
const made = [
  { name: 'Chợ Hàm Rồng', kind: 'market', address: '1 Trần Phú' },
  { name: '=cmd|calc', kind: 'coach', vehicle: { plate: '36B-012.34' } },
];
for (const venue of made)
  assert.equal((await manager.post('/venues', { id: newId(), area: places.commune, phone, ...venue })).status, 201);

const take = async (query: string, area: string, role: 'officer' | 'manager' | 'leader' = 'manager') => {
  const { token } = await server.officer(area, [role]);
  return fetch(`${server.base}/api/v1/exports/venues?${query}`, { headers: { authorization: `Bearer ${token}` } });
};
const linesOf = async (response: Response): Promise<string[]> => (await response.text()).split('\r\n').slice(0, -1);

test('a commune exports its places in words, and nothing of who owns them', async () => {
  const response = await take(`area=${places.commune}`, places.commune, 'officer');
  assert.equal(response.status, 200);
  const text = await response.text();
  assert.match(text, /^\uFEFF?Mã,Địa bàn,Mã địa bàn,Tên địa điểm,Loại,Địa chỉ,Biển số,Mã gõ tay,Trạng thái,/);
  assert.match(text, /,Chợ Hàm Rồng,Chợ,1 Trần Phú,,[2-9A-Z]{8},Đang hoạt động,2026-03-11 12:00,/);
  assert.match(text, /,'=cmd\|calc,Xe khách,,36B-012\.34,/);
  assert.match(text, /# rows: 2\r\n$/);
  assert.ok(!text.includes(phone.slice(-9)) && !text.includes('Điện thoại') && !text.includes('Họ tên'));
});

test('the filters are those of the list', async () => {
  for (const [query, rows] of [
    ['kind=market', 1],
    ['search=Rồng', 1],
    ['closed=true', 0],
    ['visited=7', 0],
  ] as const)
    assert.equal((await linesOf(await take(query, places.commune))).at(-1), `# rows: ${rows}`, query);
  assert.equal((await take('kind=castle', places.commune)).status, 400);
});

test('a workbook holds the same rows', async () => {
  const rows = await readSheet(Buffer.from(await (await take('format=xlsx', places.commune)).arrayBuffer()));
  assert.equal(rows.length, 4);
  assert.equal(rows.at(-1)?.[0], '# rows: 2');
});

test('not to leaders and citizens, and no other area', async () => {
  assert.equal((await take('', places.province, 'leader')).status, 403);
  assert.equal((await (await server.citizen()).get('/exports/venues')).status, 403);
  assert.equal((await take(`area=${places.commune}`, places.neighbour)).status, 404);
  assert.equal((await linesOf(await take('', places.neighbour))).at(-1), '# rows: 0');
});
