import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aServer, places, type TestServer } from '../../../test/support/server.ts';
import type { AreaPath } from '../../core/area.ts';
import { newId } from '../../core/client.ts';
import { areaTree, populationBelow } from './index.ts';
import { checkPopulation, columnsOf } from './population-rows.ts';

const server = await aServer({ at: '2026-03-01T08:00:00+07:00' });

const header = ['Xã', 'Huyện', 'Dân số', 'Năm', 'Nguồn'];
const source = 'Cục Thống kê';
const check = async (rows: string[][], within = '38.') =>
  checkPopulation(
    await areaTree(server.house),
    { header, rows, lines: rows.map((_, i) => i + 2) },
    { within: within as AreaPath, thisYear: 2026 },
  );
const codes = async (cells: string[], within?: string) =>
  (await check([cells], within)).rejected.map(({ field, code }) => `${field} ${code}`);

test('columns are known by their names in either language, in any order', () => {
  const places = columnsOf(['STT', 'Tên xã, phường', 'Nguồn số liệu', 'Năm', 'Dân số (người)']);
  assert.deepEqual([places.commune, places.source, places.year, places.people], [1, 2, 3, 4]);
  const english = columnsOf(['year', 'people', 'source', 'commune']);
  assert.deepEqual([english.year, english.people, english.source, english.commune], [0, 1, 2, 3]);
  assert.equal(columnsOf(['Mã xã', 'Tên xã']).commune, 0);
});

test('a commune is found by path, by code also without its noughts, and by name with the district where the name is not the only one', async () => {
  const areasOf = async (...communes: [string, string?][]) =>
    (
      await check(communes.map(([commune, district = '']) => [commune, district, '5.120', '2024', source]))
    ).accepted.map(({ area }) => area);
  assert.deepEqual(await areasOf(['38.380.14755']), ['38.380.14755.']);
  assert.deepEqual(await areasOf(['14755']), ['38.380.14755.']);
  assert.deepEqual(await areasOf(['Phường Hàm Rồng']), ['38.380.14755.']);
  assert.deepEqual(await areasOf(['ham rong', 'Thành phố Thanh Hoá']), ['38.380.14755.']);
  assert.deepEqual((await check([['1', '', '900', '2024', source]], '')).accepted[0]?.area, '01.001.00001.');
  assert.deepEqual(await codes(['Quảng Phú', '', '900', '2024', source], ''), ['commune area.ambiguous']);
  assert.deepEqual(await codes(['Hàm Rồng', 'Quan Hóa', '900', '2024', source]), ['commune area.unknown']);
});

test('every wrong field of a row has its code, and the other rows are taken', async () => {
  const { rows, accepted, rejected } = await check([
    ['14755', '', '12.345', '2024', source],
    ['14755', '', '12 345', '2024', source],
    ['99999', '', '-5', '2030', ''],
    ['38.380', '', '1e9', '', 'x'.repeat(201)],
    ['01.001.00001', '', '', 'năm nay', '\u0000'],
    [],
  ]);
  assert.equal(rows, 6);
  assert.deepEqual(accepted, [{ area: '38.380.14755.', year: 2024, people: 12_345, source }]);
  assert.deepEqual(
    rejected.map(({ row, field, code }) => `${row} ${field} ${code}`),
    [
      '3 commune row.duplicate',
      '4 commune area.unknown',
      '4 people number.range',
      '4 year year.range',
      '4 source field.missing',
      '5 commune area.not_commune',
      '5 people number.range',
      '5 year year.range',
      '5 source text.too_long',
      '6 commune area.outside',
      '6 people number.range',
      '6 year year.range',
      '6 source text.characters',
      '7 commune area.unknown',
      '7 people number.range',
      '7 year year.range',
      '7 source field.missing',
    ],
  );
});

const csv = (...lines: string[]) => Buffer.from(`commune,people,year,source\n${lines.join('\n')}\n`);
const send = (file: Buffer, mode: string, caller: { post: TestServer['anonymous']['post'] }, id = newId()) =>
  caller.post(`/areas/population?id=${id}&mode=${mode}`, file);
const known = async (area: string) =>
  Object.fromEntries(await populationBelow(server.house.database.door, area as AreaPath));

test('a manager of the province checks a file, then applies it; the newest year of each commune counts', async () => {
  const manager = await server.officer(places.province, ['manager']);
  const file = csv('14755,5120,2019,GSO', '14755,5300,2024,GSO', '14758,,2024,GSO');
  const checked = await send(file, 'check', manager);
  assert.deepEqual(
    [checked.status, checked.body],
    [201, { rows: 3, accepted: 2, rejected: [{ row: 4, field: 'people', code: 'number.range' }] }],
  );
  assert.deepEqual(await known('38.'), {});
  const id = newId();
  const applied = await send(file, 'apply', manager, id);
  assert.deepEqual(applied.body, checked.body);
  assert.deepEqual(await known('38.380.'), { '38.380.14755.': { people: 5300, year: 2024, source: 'GSO' } });
  assert.deepEqual(await known('38.381.'), {});
  const again = await send(file, 'apply', manager, id);
  assert.deepEqual([again.status, again.body], [200, applied.body]);
  assert.equal((await send(csv('14755,1,2024,x'), 'apply', manager, id)).body.code, 'record.conflict');
  await send(csv('14755,5301,2024,"GSO, sửa"'), 'apply', manager);
  assert.deepEqual(await known('38.380.14755.'), { '38.380.14755.': { people: 5301, year: 2024, source: 'GSO, sửa' } });
});

test('below the province nobody writes it, an officer may not, and another province lies outside', async () => {
  const file = csv('00001,900,2024,GSO');
  assert.equal(
    (await send(file, 'apply', await server.officer(places.district, ['manager']))).body.code,
    'permission.denied',
  );
  assert.equal((await send(file, 'apply', await server.officer(places.province))).body.code, 'permission.denied');
  assert.equal((await send(file, 'apply', server.anonymous)).status, 401);
  const outside = await send(file, 'apply', await server.officer(places.province, ['manager']));
  assert.deepEqual(outside.body.rejected, [{ row: 2, field: 'commune', code: 'area.outside' }]);
  const nation = await server.officer('', ['administrator']);
  assert.equal((await send(file, 'apply', nation)).body.accepted, 1);
  assert.equal((await nation.post(`/areas/population?id=${newId()}&mode=later`, file)).body.fields[0].path, 'mode');
});

test('a file that is no table, is empty, lacks a column or is hostile gets a code', async () => {
  const manager = await server.officer(places.province, ['manager']);
  const lacking = await send(Buffer.from('commune,year\n14755,2024\n'), 'apply', manager);
  assert.deepEqual(
    [lacking.status, lacking.body.code, lacking.body.fields.map(({ path }: { path: string }) => path)],
    [422, 'sheet.column_missing', ['people', 'source']],
  );
  for (const bytes of ['', '\u0000\u0001\u0002', 'PK\u0003\u0004 not a workbook', '{"a":1}', '\n\n\n', '"open']) {
    const { status, body } = await send(Buffer.from(bytes, 'latin1'), 'apply', manager);
    assert.ok(status >= 400 && status < 500 && body.code, `${JSON.stringify(bytes)}: ${status} ${body?.code}`);
  }
  const formula = await send(csv('=1+1,=2,2024,=cmd'), 'check', manager);
  assert.equal(formula.body.accepted, 0);
});
