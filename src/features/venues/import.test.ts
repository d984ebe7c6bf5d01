import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aServer, places, somePhone } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';

// A commune's own list of places.

const server = await aServer({ at: '2026-03-11T05:00:00Z' });
const manager = await server.officer(places.commune, ['manager']);

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

const parts = ['name', 'kind', 'commune', 'address', 'lat', 'lon', 'hours', 'plate', 'route', 'trip'] as const;
type Part = (typeof parts)[number];
const rowOf = (more: Partial<Record<Part, string>>) => {
  const row: Partial<Record<Part, string>> = { name: 'Quán Gió', kind: 'cafe', commune: 'Hàm Rồng', ...more };
  return parts.map((part) => row[part] ?? '').join(';');
};
const header = 'Tên địa điểm;Loại;Phường xã;Địa chỉ;Vĩ độ;Kinh độ;Giờ mở cửa;Biển số;Tuyến;Chuyến';
const partsSheet = (...rows: Partial<Record<Part, string>>[]) => Buffer.from([header, ...rows.map(rowOf)].join('\n'));
const theOnly = async (search: string) => {
  const { body } = await manager.get(`/venues?area=${places.commune}&search=${encodeURIComponent(search)}`);
  assert.equal(body.items.length, 1);
  return body.items[0];
};
const everyDay = (from: number, to: number) => [0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, from, to }));

test('a row may say where the place is, when it is open, and of a vehicle its plate, route and trip', async () => {
  const coach = { name: 'Xe Hoàng Long', kind: 'xe khách', route: 'Thanh Hóa – Hà Nội' };
  const sheet = partsSheet(
    { name: 'Quán Bờ Sông', lat: '19,8067', lon: '105.7852', hours: '18h–2h' },
    { ...coach, plate: '36B-012.34', trip: '6:00' },
    { ...coach, plate: '36B-012.34', trip: '14:00' },
    { name: 'Quán Không Ghi' },
  );
  const sent = await send('apply', sheet);
  assert.deepEqual([sent.accepted, sent.withPoint, sent.withHours, sent.vehicles], [4, 1, 1, 2]);
  const river = await theOnly('Bờ Sông');
  assert.deepEqual([river.point, river.hours], [{ lat: 19.8067, lon: 105.7852 }, everyDay(1080, 1560)]);
  const plain = await theOnly('Không Ghi');
  assert.deepEqual([plain.point, plain.hours, plain.vehicle], [null, null, null]);
  const { body } = await manager.get(
    `/venues?area=${places.commune}&kind=coach&search=${encodeURIComponent('Hoàng Long')}`,
  );
  assert.deepEqual(
    body.items
      .map(({ vehicle }: { vehicle: object }) => vehicle)
      .toSorted((a: { trip: string }, b: { trip: string }) => (a.trip < b.trip ? -1 : 1)),
    ['14:00', '6:00'].map((trip) => ({ plate: '36B-012.34', route: coach.route, trip })),
  );
  assert.deepEqual((await send('check', sheet)).known, 4, 'the same plate and trip stand already');
  assert.equal((await send('check', partsSheet({ ...coach, plate: '36B-999.99', trip: '6:00' }))).known, 0);
});

test('each wrong cell of a row is named with its reason', async () => {
  const bad: [Partial<Record<Part, string>>, string][] = [
    [{ lat: '105.7852', lon: '19.8067' }, 'lat point.range'],
    [{ lat: '19°48′', lon: '105.7852' }, 'lat point.format'],
    [{ lat: '19.8067' }, 'lon field.missing'],
    [{ lat: '1e1', lon: 'abc' }, 'lat point.format, lon point.format'],
    [{ hours: '8 giờ sáng' }, 'hours hours.format'],
    [{ hours: '25:00–26:00' }, 'hours hours.format'],
    [{ hours: '8-9,10-11,12-13,14-15,16-17' }, 'hours hours.too_many'],
    [{ plate: '36B-012.34' }, 'kind venue.not_vehicle'],
    [{ kind: 'xe buýt', plate: '3'.repeat(21) }, 'plate text.too_long'],
    [{ kind: 'xe buýt', route: 'x'.repeat(121) }, 'route text.too_long'],
    [{ address: 'x'.repeat(301), hours: 'mai' }, 'address text.too_long, hours hours.format'],
  ];
  const { accepted, rejected } = await send('check', partsSheet(...bad.map(([row]) => row)));
  const said = bad.map((_, i) =>
    rejected
      .filter(({ row }: { row: number }) => row === i + 2)
      .map(({ field, code }: { field: string; code: string }) => `${field} ${code}`)
      .join(', '),
  );
  assert.deepEqual([accepted, said], [0, bad.map(([, why]) => why)]);
});

test('a point stands in one cell too, as maps give it, and hours in two', async () => {
  const sheet = Buffer.from(
    [
      'Tên;Xã;Tọa độ;Giờ mở cửa;Giờ đóng cửa',
      'Nhà Đo;Hàm Rồng;19.8067, 105.7852;7:30;17:00',
      'Nhà Lệch;Hàm Rồng;gần cầu;7:30;',
    ].join('\n'),
  );
  const { rejected } = await send('apply', sheet);
  assert.deepEqual(rejected, [
    { row: 3, field: 'point', code: 'point.format' },
    { row: 3, field: 'hours', code: 'hours.format' },
  ]);
  const { point, hours } = await theOnly('Nhà Đo');
  assert.deepEqual([point, hours], [{ lat: 19.8067, lon: 105.7852 }, everyDay(450, 1020)]);
});
