import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bringer, csv } from '../../../test/support/lists.ts';
import { aServer, places } from '../../../test/support/server.ts';
import { openImport, sealImport } from './file.ts';
import type { ImportRow } from './store.ts';

const server = await aServer({ at: '2021-08-20T08:00:00+07:00' });
const station = await server.officer(places.commune);
const lists = bringer(station);

const owner = () => server.house.database.pools.owner;
const shown = async (id: string) => (await station.get(`/imports/${id}`)).body;
const nothing = { new: 0, same: 0, changed: 0, duplicate: 0, rejected: 0 };

const rowsNamed = (tag: string, count: number): Buffer =>
  csv(
    'Họ tên,Năm sinh',
    ...Array.from({ length: count }, (_, at) => `${tag} ${'abcdefghik'[at % 10]}${at},${1930 + (at % 80)}`),
  );

test('a list that is dropped before anything was recorded says so on its receipt', async () => {
  const looked = await lists.checked(rowsNamed('Bỏ', 3));
  assert.equal(looked.counts.new, 3);
  const { body: dropped } = await lists.act(looked.id, 'cancel');
  assert.deepEqual([dropped.state, dropped.done, dropped.counts], ['cancelled', 0, nothing]);
});

test('a list that failed half-way and is dropped keeps the count of what it recorded', async () => {
  const file = Buffer.concat([rowsNamed('Nửa', 550), Buffer.from('\r\nNửa Sai,năm sau')]);
  const { id } = await lists.checked(file);
  await owner()`delete from import_chunk where import_id = ${id} and number = 1`;
  await lists.act(id, 'apply');
  const failed = await lists.settled(id);
  assert.deepEqual([failed.state, failed.problem, failed.done], ['failed', 'import.unchecked', 256]);
  const { body: left } = await station.get(`/imports/${id}/rejected`);
  assert.match(left, /# rows: 0\r\n$/, 'what it has not come to may still be recorded');
  const { body: dropped } = await lists.act(id, 'cancel');
  assert.deepEqual([dropped.state, dropped.done, dropped.counts.new], ['cancelled', 256, 256]);
});

test('a check that was overtaken by other columns writes nothing over them', async () => {
  const { body } = await lists.upload(csv('Họ tên,Tên khác,Năm sinh', 'Lê Thị Cũ,Lê Thị Mới,1960'));
  const { keys } = server.house;
  const { owner: own } = server.house.database.pools;
  const running: Promise<void>[] = [];
  await own.begin(async (db) => {
    await db`lock table import_file in access exclusive mode`;
    const [row] = await own<ImportRow[]>`update import set state = 'checking' where id = ${body.id} returning *`;
    running.push(server.job('imports'));
    for (;;) {
      const [held] = await own`select 1 from import where id = ${body.id} and runner is not null`;
      if (held) break;
    }
    // Stopped and begun again while the first run waits for the file.
    assert.ok(row);
    const sealed = sealImport(keys, row.id, { ...openImport(keys, row), mapping: { fullName: 1, birth: 2 } });
    await own`update import set sealed = ${sealed}, runner = null, lease_until = null where id = ${body.id}`;
  });
  await Promise.all(running);
  await server.job('imports');
  assert.deepEqual((await shown(body.id)).mapping, { fullName: 1, birth: 2 });
  const { body: rows } = await station.get(`/imports/${body.id}/rows`);
  assert.equal(rows.items[0].values.fullName, 'Lê Thị Mới');
});

test('a short list does not wait until a long one is done; one that waits says so', async () => {
  const long = await lists.checked(rowsNamed('Dài', 1_300));
  const short = await lists.checked(rowsNamed('Ngắn', 10));
  await owner()`update import set state = 'applying', done = 0, counts = '{}' where id = any (${[long.id, short.id]})`;
  await owner()`update import set changed_at = changed_at - interval '1 hour' where id = ${long.id}`;
  assert.equal((await shown(short.id)).isWaiting, true);
  await server.job('imports');
  const [both] = await owner()<{ isShortFirst: boolean; states: string[] }[]>`
    select array_agg(state) as states,
      max(xmin::text::bigint) filter (where id = ${short.id}) < max(xmin::text::bigint) filter (where id = ${long.id}) as is_short_first
    from import where id = any (${[long.id, short.id]})`;
  assert.deepEqual(both, { states: ['applied', 'applied'], isShortFirst: true });
  assert.equal((await shown(short.id)).isWaiting, false);
});

test('the commune of rows that name none lies in the area of the list, and can be taken away', async () => {
  const above = await server.officer(places.province);
  const own = bringer(above);
  const { body } = await own.upload(csv('Họ tên,Năm sinh', 'Lê Thị Đâu,1960'), { query: `&area=${places.district}` });
  const check = (area: string | null) =>
    own.act(body.id, 'check', { mapping: body.mapping, dateOrder: body.dateOrder, area });
  const outside = await check(places.elsewhere);
  assert.deepEqual([outside.status, outside.body.fields], [400, [{ path: 'area', code: 'area.outside' }]]);
  assert.equal((await check(places.commune)).body.defaultArea, `${places.commune}`);
  assert.equal((await own.settled(body.id)).counts.new, 1);
  assert.equal((await check(null)).body.defaultArea, null);
  await own.settled(body.id);
  assert.deepEqual(await own.verdictsOf(body.id), ['2 rejected area.missing']);
});
