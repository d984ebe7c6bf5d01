import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Caller, places, somePhone, type TestServer, testServer } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';

// A commune's own list of places.

let server: TestServer;
let manager: Caller;
before(async () => {
  server = await testServer({ at: '2026-03-11T05:00:00Z' });
  manager = await server.officer(places.commune, ['manager']);
});
after(() => server?.stop());

test('a list gives back the rows to be mended, as they stood', async () => {
  const sheet = Buffer.from(
    [
      'STT;Tên địa điểm;Loại;Phường xã;Điện thoại',
      '1;Quán Sen;ca phe;Hàm Rồng;',
      '2;=cmd;quan gi day;Hàm Rồng;12',
      '3;;cho;Hàm Rồng;',
    ].join('\n'),
  );
  const { status, body } = await manager.post(`/venues/import?id=${newId()}&mode=check&area=${places.commune}`, sheet);
  assert.equal(status, 201, JSON.stringify(body));
  assert.deepEqual([body.rows, body.accepted], [3, 1]);
  assert.deepEqual(body.left, {
    header: ['STT', 'Tên địa điểm', 'Loại', 'Phường xã', 'Điện thoại'],
    rows: [
      { row: 3, cells: ['2', '=cmd', 'quan gi day', 'Hàm Rồng', '12'] },
      { row: 4, cells: ['3', '', 'cho', 'Hàm Rồng', ''] },
    ],
  });
});

const sheetOf = (...lines: string[]) => Buffer.from(['Tên địa điểm;Loại;Phường xã;Địa chỉ', ...lines].join('\n'));
const send = async (mode: 'check' | 'apply', sheet: Buffer, id = newId()) => {
  const { status, body } = await manager.post(`/venues/import?id=${id}&mode=${mode}&area=${places.commune}`, sheet);
  assert.ok(status === 200 || status === 201, JSON.stringify(body));
  return body;
};
const namesStanding = async (search: string): Promise<string[]> => {
  const { body } = await manager.get(`/venues?area=${places.commune}&search=${encodeURIComponent(search)}`);
  return body.items.map(({ name }: { name: string }) => name).sort();
};

test('a list that is uploaded twice makes each place once', async () => {
  const sheet = sheetOf('Chợ Đông Ba;cho;Hàm Rồng;2 Bà Triệu', 'Chợ Đông Thành;cho;Hàm Rồng;', ';cho;Hàm Rồng;');
  const id = newId();
  const first = await send('apply', sheet, id);
  assert.deepEqual([first.rows, first.accepted, first.known], [3, 2, 0]);
  assert.deepEqual(await send('apply', sheet, id), first, 'the same upload has the same answer');
  for (const mode of ['check', 'apply'] as const) {
    const again = await send(mode, sheet);
    assert.deepEqual([again.accepted, again.known, again.rejected.length], [2, 2, 1]);
  }
  assert.deepEqual(await namesStanding('Chợ Đông'), ['Chợ Đông Ba', 'Chợ Đông Thành']);
});

test('a place stands already by folded name and kind, and by the address where both have one', async () => {
  await send('apply', sheetOf('Quán Hồng Hà;ca phe;Hàm Rồng;5 Lê Lợi'));
  const { known } = await send('check', sheetOf('QUAN HONG HA;ca phe;Hàm Rồng;5 le loi'));
  assert.equal(known, 1, 'written otherwise');
  assert.equal((await send('check', sheetOf('Quán Hồng Hà;ca phe;Hàm Rồng;'))).known, 1, 'without its address');
  assert.equal((await send('check', sheetOf('Quán Hồng Hà;ca phe;Hàm Rồng;9 Lê Lợi'))).known, 0, 'another address');
  assert.equal((await send('check', sheetOf('Quán Hồng Hà;nha hang;Hàm Rồng;5 Lê Lợi'))).known, 0, 'another kind');
  const mixed = await send('apply', sheetOf('Quán Hồng Hà;ca phe;Hàm Rồng;5 Lê Lợi', 'Quán Hồng Lam;ca phe;Hàm Rồng;'));
  assert.deepEqual([mixed.accepted, mixed.known], [2, 1]);
  assert.deepEqual(await namesStanding('Quán Hồng'), ['Quán Hồng Hà', 'Quán Hồng Lam']);
});

test('a place with a phone belongs to whoever holds it, one without to who brought the list', async () => {
  const phone = somePhone();
  const sheet = Buffer.from(
    [
      'Tên;Loại;Xã;Điện thoại',
      `Quán Ven;cafe;Hàm Rồng;${phone}`,
      `Quán Vui;cafe;Hàm Rồng;${phone}`,
      'Quán Vô;cafe;Hàm Rồng;',
    ].join('\n'),
  );
  const { status } = await manager.post(`/venues/import?id=${newId()}&mode=apply&area=${places.commune}`, sheet);
  assert.equal(status, 201);
  const holder = await server.citizen(phone);
  const { body } = await holder.get('/venues');
  const names = body.items.map(({ name }: { name: string }) => name).sort();
  assert.deepEqual(names, ['Quán Ven', 'Quán Vui']);
  const changed = await holder.post(`/venues/${body.items[0].id}/changes`, { id: newId(), address: '1 Lê Lợi' });
  assert.equal(changed.status, 201, JSON.stringify(changed.body));
  const [left] = (await manager.get(`/venues?area=${places.commune}&search=${encodeURIComponent('Quán Vô')}`)).body
    .items;
  const { body: members } = await manager.get(`/venues/${left.id}/members`);
  assert.deepEqual(
    members.map(({ role, phone: known }: { role: string; phone: string | null }) => [role, known]),
    [['owner', null]],
  );
});

test('kinds are known by the words that lists use for them', async () => {
  const words =
    'bưu điện, công trường, quán vỉa hè, quán net, bể bơi, sân vận động, công viên, spa, đám cưới, đám tang, hội trường, thư viện, bảo tàng, máy bay, thang máy, chốt kiểm dịch, khu cách ly';
  const rows = words.split(', ').map((word, i) => `Nơi số ${i};${word};Hàm Rồng;`);
  const { accepted, rejected } = await send('check', sheetOf(...rows));
  assert.deepEqual([accepted, rejected], [rows.length, []]);
});

test('a place that was closed does not stand in the way of a new one', async () => {
  await send('apply', sheetOf('Bến Hàm Rồng;ben xe;Hàm Rồng;'));
  const { body } = await manager.get(`/venues?area=${places.commune}&search=${encodeURIComponent('Bến')}`);
  await manager.post(`/venues/${body.items[0].id}/closure`, { id: newId() });
  assert.equal((await send('check', sheetOf('Bến Hàm Rồng;ben xe;Hàm Rồng;'))).known, 0);
});
