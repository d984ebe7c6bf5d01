import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bringer, csv } from '../../../test/support/lists.ts';
import { aServer, places } from '../../../test/support/server.ts';
import { hostileBooks } from '../../../test/support/workbooks.ts';
import { readSheet } from '../../core/sheet/read.ts';
import { guessMapping } from './headings.ts';
import { kinds } from './rules.ts';
import { templateFields, templateHead } from './template.ts';

const server = await aServer({ at: '2021-08-20T08:00:00+07:00' });
const station = await server.officer(places.commune);
const lists = bringer(station);

const take = async (path: string): Promise<{ bytes: Buffer; headers: Headers }> => {
  const response = await fetch(`${server.base}/api/v1${path}`, {
    headers: { authorization: `Bearer ${station.token}` },
  });
  assert.equal(response.status, 200, path);
  return { bytes: Buffer.from(await response.arrayBuffer()), headers: response.headers };
};

test('hostile files are answered with a code, and nothing of them is kept', async () => {
  for (const { name, bytes, code } of hostileBooks()) {
    const { status, body } = await lists.upload(bytes);
    assert.deepEqual([status < 500, body.code], [true, code], name);
  }
  assert.deepEqual((await station.get('/imports')).body.items, []);
});

test('whoever reads rows of a list, or takes them away, stands in the audit', async () => {
  const { owner } = server.house.database.pools;
  /** Route, persons named and rows of each entry, sorted: entries of one moment have no order. */
  const read = async (id: string) =>
    [
      ...(await owner<{ route: string; persons: string[]; rows: number }[]>`
        select route, persons, (detail->>'rows')::int as rows from audit_inbox
        where route like 'GET /imports/%' and detail->>'import' = ${id}`),
    ]
      .map(({ route, persons, rows }) => `${route.replace('GET /imports/:id', '')} ${persons.length} ${rows}`)
      .sort();
  await lists.applied(csv('Họ tên,Năm sinh,Thôn', 'Ngô Thị Đọc,1960,Phố 1'));
  const file = csv('Họ tên,Năm sinh,Thôn', 'Ngô Thị Đọc,1960,Phố 9', 'Ngô Văn Mới,1961,', 'Ngô Văn Sai,năm sau,');
  const { body } = await lists.upload(file);
  await station.get(`/imports/${body.id}/preview?encoding=vni`);
  await station.get(`/imports/${body.id}`);
  assert.deepEqual(await read(body.id), [' 0 3', '/preview 0 3']);
  await lists.act(body.id, 'check', { mapping: body.mapping });
  const { id } = await lists.settled(body.id);
  await lists.rowsOf(id, 'fate=new');
  await lists.rowsOf(id, 'fate=duplicate');
  await station.get(`/imports/${id}/rejected`);
  assert.deepEqual(await read(id), [
    ' 0 3',
    ' 0 3',
    '/preview 0 3',
    '/rejected 0 2',
    '/rejected 1 1',
    '/rows 0 1',
    '/rows 1 1',
  ]);
});

test('the rows that were not taken also come as a workbook of text, which is mended and sent again', async () => {
  const file = csv('Họ tên,Ngày sinh,SĐT', 'Phùng Văn Sai,31/2/1970,0912100009', 'Phùng Thị Đúng,1/1/1970,');
  const { id } = await lists.applied(file);
  const { bytes, headers } = await take(`/imports/${id}/rejected?format=xlsx`);
  assert.equal(headers.get('x-rows-expected'), '1');
  const { header, rows } = await readSheet(bytes);
  assert.deepEqual(header, ['Họ tên', 'Ngày sinh', 'SĐT', 'Lý do chưa nhận']);
  assert.deepEqual(
    rows.map((row) => row.slice(0, 3)),
    [['Phùng Văn Sai', '31/2/1970', '0912100009']],
  );
  assert.equal((await lists.checked(bytes)).counts.rejected, 1);
});

test('a template holds every column that is known, and each is known again when it is sent', async () => {
  for (const kind of kinds) {
    for (const language of ['vi', 'en'] as const)
      assert.deepEqual(
        guessMapping(kind, templateHead(kind, language)),
        Object.fromEntries(templateFields(kind).map((field, column) => [field, column])),
      );
    const { bytes } = await take(`/imports/template?kind=${kind}&format=csv`);
    assert.equal(bytes.toString(), `\uFEFF${templateHead(kind, 'vi').join(',')}\r\n`);
    const { bytes: book } = await take(`/imports/template?kind=${kind}&format=xlsx`);
    assert.equal((await lists.upload(book)).body.code, 'sheet.empty');
  }
});
