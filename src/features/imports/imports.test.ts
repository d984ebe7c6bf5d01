import assert from 'node:assert/strict';
import { test } from 'node:test';
import writeXlsxFile from 'write-excel-file/node';
import { bringer, csv } from '../../../test/support/lists.ts';
import { aServer, places } from '../../../test/support/server.ts';

const server = await aServer({ at: '2021-08-20T08:00:00+07:00' });
const station = await server.officer(places.commune, ['officer'], 'Trạm Y tế Hàm Rồng');

const { upload, act, checked, applied, rowsOf } = bringer(station);

const people = csv(
  'STT,Họ và tên,Ngày sinh,Giới tính,Số điện thoại,Số CCCD,Thôn/tổ dân phố,Địa chỉ',
  '1,Lê Văn Bảy,5/3/1957,Nam,912345678,38057000123,Phố 1,12 Lê Lợi',
  '2,Trần Thị Mai,năm 1990,nữ,0987 654 321,,Phố 2,',
  '3,Phạm Đức,31/02/1980,nam,,,Phố 2,',
);

test('a list is read, checked and applied, and its people are found', async () => {
  const sent = await upload(people);
  assert.equal(sent.status, 201, JSON.stringify(sent.body));
  assert.equal(sent.body.rows, 3);
  assert.deepEqual(sent.body.mapping, { fullName: 1, birth: 2, sex: 3, phone: 4, identity: 5, hamlet: 6, address: 7 });
  const after = await applied(people);
  assert.equal(after.state, 'applied');
  assert.deepEqual(after.counts, { new: 2, same: 0, changed: 0, duplicate: 0, rejected: 1 });
  const [first] = await rowsOf(after.id, 'fate=new');
  const { body: person } = await station.get(`/people/${first?.person}`);
  assert.equal(person.phone, '+84912345678');
  assert.deepEqual(person.identity, { type: 'cccd', number: '038057000123' });
  const { body: found } = await station.get('/people?search=mai tran');
  assert.equal(found.items[0].fullName, 'Trần Thị Mai');
});

const text = async (path: string): Promise<string> => (await station.get(path)).body;
const table = (body: string): string[][] =>
  body
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));

test('the same list again finds everybody recorded already and records nobody twice', async () => {
  const file = csv(
    'Họ tên,Ngày sinh,SĐT,Thôn',
    'Đỗ Thị Sen,1/1/1971,0911000001,Phố 1',
    'Vũ Văn Đủ,1/2/1972,,Phố 1',
    'Hồ Thị Tý,1973,,',
  );
  assert.deepEqual((await applied(file)).counts.new, 3);
  const again = await applied(file);
  assert.deepEqual(again.counts, { new: 0, same: 3, changed: 0, duplicate: 0, rejected: 0 });
  assert.equal((await station.get('/people?search=do thi sen')).body.items.length, 1);
});

test('a row adds what a record lacks; what differs is kept, or written over when that was chosen', async () => {
  await applied(csv('Họ tên,Năm sinh,SĐT,Địa chỉ', 'Mai Xuân Tế,1961,0911000002,1 Lê Lợi'));
  const next = csv('Họ tên,Ngày sinh,SĐT,CCCD,Địa chỉ', 'Mai Xuân Tế,9/9/1961,911000002,038061000009,2 Lê Lợi');
  const filled = await applied(next);
  assert.equal(filled.counts.changed, 1);
  const [row] = await rowsOf(filled.id);
  assert.deepEqual(
    row?.problems.map(({ field, code }) => `${field} ${code}`),
    ['birth field.added', 'identity field.added', 'address field.kept', 'phone phone.zero_restored'],
  );
  const { body: person } = await station.get(`/people/${row?.person}`);
  assert.equal(person.birthDate, '1961-09-09');
  assert.equal(person.identity.number, '038061000009');
  assert.equal(person.address, '1 Lê Lợi');
  const replaced = await applied(next, { check: { existing: 'replace' } });
  assert.equal(replaced.counts.changed, 1);
  assert.equal((await station.get(`/people/${row?.person}`)).body.address, '2 Lê Lợi');
});

test('twins in a list and namesakes of the commune wait for a person; added by choice, a repeated number never', async () => {
  await applied(csv('Họ tên,Năm sinh,Thôn', 'Lê Thị Nhàn,1980,Phố 1'));
  const file = csv(
    'Họ tên,Năm sinh,SĐT,CCCD,Thôn',
    'Lê Thị Nhàn,1980,0911000003,,Phố 9',
    'Cao Văn Bá,1950,,038050000011,',
    'Cao Văn Bá,1950,,38050000011,',
    'Lưu Thị Cả,1951,,,Phố 2',
    'Lưu Thị Cả,1951,,,Phố 2',
    'Lưu Thị Cả,1951,,,Phố 3',
  );
  const looked = await checked(file);
  assert.deepEqual(looked.counts, { new: 3, same: 0, changed: 0, duplicate: 3, rejected: 0 });
  const codes = (await rowsOf(looked.id, 'fate=duplicate')).map((row) => [row.row, row.problems[0]?.code]);
  assert.deepEqual(codes, [
    [2, 'person.namesake'],
    [4, 'row.twice'],
    [6, 'row.namesake'],
  ]);
  const done = await applied(file, { apply: { addDuplicates: true } });
  assert.deepEqual(done.counts, { new: 5, same: 0, changed: 0, duplicate: 1, rejected: 0 });
});

test('a number that is recorded with another name is for a person to look at', async () => {
  await applied(csv('Họ tên,Năm sinh,CCCD', 'Tô Văn Ất,1944,038044000021'));
  const other = await checked(csv('Họ tên,Năm sinh,CCCD', 'Tô Văn Giáp,1944,038044000021'));
  const [row] = await rowsOf(other.id);
  assert.deepEqual([row?.fate, row?.problems[0]?.code, typeof row?.person], ['duplicate', 'name.differs', 'string']);
});

test('whoever lives elsewhere is refused without a word of who is recorded there', async () => {
  const file = csv(
    'Họ tên,Năm sinh,Xã,Huyện',
    'Người Xa,1970,Xã Yên Trường,Huyện Yên Định',
    'Người Lạ,1970,Xã Không Có,',
    'Người Gần,1970,P. Hàm Rồng,TP Thanh Hoá',
  );
  const { id, counts } = await checked(file);
  assert.deepEqual([counts.new, counts.rejected], [1, 2]);
  const rows = await rowsOf(id, 'fate=rejected');
  assert.deepEqual(
    rows.map((row) => [row.person, row.problems[0]?.code]),
    [
      [null, 'area.outside'],
      [null, 'area.unknown'],
    ],
  );
});

test('the rows that were not taken come back with reasons, run nothing, and mended are sent as they are', async () => {
  const file = csv(
    'Họ tên,Ngày sinh,SĐT,Ghi chú riêng',
    'Bùi Thị Lành,5/3/1957,0911000004,tốt',
    '"=HYPERLINK(""http://x"",""y"")",1/1/1970,,a',
    'Bùi Văn Sai,31/2/1970,091,b',
  );
  const { id, counts } = await applied(file);
  assert.deepEqual([counts.new, counts.rejected], [1, 2]);
  const body = await text(`/imports/${id}/rejected`);
  const [head, formula = '', wrong = ''] = body.replace(/^\uFEFF/, '').split('\r\n');
  assert.equal(head, 'Họ tên,Ngày sinh,SĐT,Ghi chú riêng,Lý do chưa nhận');
  assert.match(formula, /^"'=HYPERLINK/);
  assert.match(wrong, /^Bùi Văn Sai,31\/2\/1970,091,b,"?Ngày sinh: ngày chưa đúng.*SĐT: số điện thoại chưa đúng/);
  assert.match(body, /# rows: 2\r\n$/);
  const mended = body
    .replace('31/2/1970,091', "28/2/1970,'+84911000005")
    .replace(/"'=HYPERLINK.*?\)",/, 'Bùi Thị Mới,');
  const second = await applied(Buffer.from(mended));
  assert.deepEqual(second.counts, { new: 2, same: 0, changed: 0, duplicate: 0, rejected: 0 });
  assert.equal(
    table(await text(`/imports/${second.id}/rejected`))[0]?.filter((cell) => cell.startsWith('Lý do')).length,
    1,
  );
  assert.equal((await station.get('/people?search=0911000005')).body.items[0].fullName, 'Bùi Văn Sai');
});

test('a list in an old encoding is recognised, shown as others would read it, and read as chosen', async () => {
  const tcvn3 = Buffer.from('Hä vµ tªn,N¨m sinh\r\nNguyÔn ThÞ H\u00adêng,1957\r\nLª V¨n TÝ,1960\r\n', 'latin1');
  const sent = await upload(tcvn3);
  assert.equal(sent.body.encoding, 'tcvn3');
  assert.equal(sent.body.sample[0][0], 'Nguyễn Thị Hường');
  const { body: other } = await station.get(`/imports/${sent.body.id}/preview?encoding=vni`);
  assert.notEqual(other.sample[0][0], 'Nguyễn Thị Hường');
  assert.equal((await station.get(`/imports/${sent.body.id}`)).body.encoding, 'tcvn3');
  const done = await applied(tcvn3, { check: { encoding: 'tcvn3' } });
  assert.equal(done.counts.new, 2);
  assert.equal((await station.get('/people?search=nguyen thi huong')).body.items[0].fullName, 'Nguyễn Thị Hường');
});

test('a workbook is read as a person sees it: dates, numbers without their zeros', async () => {
  const day = { type: Date, value: new Date('1957-03-05T00:00:00Z'), format: 'dd/mm/yyyy' };
  const cells = [
    ['Họ tên', 'Ngày sinh', 'SĐT', 'CCCD'].map((value) => ({ value })),
    [{ value: 'Đinh Văn Sổ' }, day, { value: 912000007 }, { value: 38057000777 }],
  ];
  const workbook = await writeXlsxFile(cells as never).toBuffer();
  const { id, counts } = await applied(Buffer.from(workbook));
  assert.equal(counts.new, 1);
  const values = (await rowsOf(id))[0]?.values;
  assert.deepEqual([values?.birth, values?.phone, values?.identity], ['1957-03-05', '+84912000007', '038057000777']);
});

const tall = (count: number, tag: string) =>
  csv(
    'Họ tên,Năm sinh,Thôn',
    ...Array.from(
      { length: count },
      (_, at) =>
        `Người ${tag} Số ${'ABCDEFGHIK'[at % 10]}${'abcdefghik'[Math.floor(at / 10) % 10]}${'lmnopqrstu'[Math.floor(at / 100) % 10]},${1930 + (at % 80)},Phố ${at % 9}`,
    ),
  );

test('a list that is stopped keeps what it has done, says how much, and is not begun again', async () => {
  const { id } = await checked(tall(900, 'Dừng'));
  const { owner } = server.house.database.pools;
  await owner`update import set state = 'applying', done = 0, counts = '{}' where id = ${id}`;
  const running = server.job('imports');
  for (let done = 0; done === 0; ) done = (await station.get(`/imports/${id}`)).body.done;
  const stopping: ReturnType<typeof act>[] = [];
  await owner.begin(async (db) => {
    // The recording stands still before its next rows while the officer stops it.
    await db`select id from import where id = ${id} for update`;
    stopping.push(act(id, 'cancel'));
  });
  const [stopped] = await Promise.all(stopping);
  await running;
  assert.equal(stopped?.status, 201, JSON.stringify(stopped?.body));
  const { body: after } = await station.get(`/imports/${id}`);
  assert.deepEqual([after.state, after.done % 256, after.done < 900], ['cancelled', 0, true]);
  assert.equal(after.counts.new, after.done);
  const { length } = (await rowsOf(id, 'fate=new&limit=200')).filter((row) => row.applied);
  assert.equal(length, Math.min(200, after.done));
  for (const verb of ['check', 'apply', 'cancel'])
    assert.equal(
      (await act(id, verb, verb === 'check' ? { mapping: { fullName: 0 } } : {})).body.code,
      'import.settled',
    );
  const rest = await text(`/imports/${id}/rejected`);
  const [, ...lines] = table(rest);
  assert.equal(lines.length, 900 - after.done + 1);
  assert.match(String(lines[0]), /danh sách đã dừng trước dòng này$/);
  const nobody = { same: 0, changed: 0, duplicate: 0, rejected: 0 };
  assert.deepEqual((await applied(Buffer.from(rest))).counts, { ...nobody, new: 900 - after.done });
  assert.deepEqual((await applied(tall(900, 'Dừng'))).counts, { ...nobody, new: 0, same: 900 });
});

test('when a server dies the next one goes on behind the last chunk, and no row is done twice', async () => {
  const { id } = await checked(tall(600, 'Chết'));
  const { owner } = server.house.database.pools;
  const count = async () => {
    const [row] = await owner<{ count: number }[]>`select count(*)::int as count from person`;
    return row?.count ?? 0;
  };
  const before = await count();
  // A server that took the list and was never heard of again; its lease has still a while to run.
  await owner`update import set state = 'applying', done = 0, counts = '{}', runner = gen_random_uuid(),
    lease_until = ${new Date(server.clock.now().getTime() + 30_000)} where id = ${id}`;
  await server.job('imports');
  assert.equal((await station.get(`/imports/${id}`)).body.done, 0);
  server.clock.step(31_000);
  await server.job('imports');
  assert.equal((await station.get(`/imports/${id}`)).body.state, 'applied');
  assert.equal(await count(), before + 600);
  // As if the last chunks had been written and their progress not.
  await owner`update import set state = 'applying', done = 256, counts = '{}' where id = ${id}`;
  await server.job('imports');
  assert.equal(await count(), before + 600);
});

test('a list is looked at page by page, by fate', async () => {
  const { id } = await checked(tall(300, 'Trang'));
  const seen: number[] = [];
  for (let after = ''; ; ) {
    const { body } = await station.get(`/imports/${id}/rows?limit=200&fate=new${after && `&after=${after}`}`);
    seen.push(...body.items.map(({ row }: { row: number }) => row));
    if (body.next === null) break;
    after = body.next;
  }
  assert.deepEqual(
    seen,
    Array.from({ length: 300 }, (_, at) => at + 2),
  );
  assert.equal((await station.get(`/imports/${id}/rows?after=xyz`)).body.code, 'request.invalid');
});

test('what a list needs is said before a row is looked at', async () => {
  const { body } = await upload(csv('A,B', 'x,y'));
  const check = (mapping: object) => act(body.id, 'check', { mapping });
  assert.deepEqual((await check({ birth: 1 })).body.fields, [{ path: 'mapping.fullName', code: 'field.missing' }]);
  assert.deepEqual((await check({ fullName: 9 })).body.fields, [{ path: 'mapping.fullName', code: 'column.range' }]);
  assert.equal((await check({ fullName: 0, birth: 0 })).body.fields[0].code, 'column.twice');
  assert.equal((await act(body.id, 'apply')).body.code, 'import.unchecked');
  assert.equal((await upload(csv('A,B'))).body.code, 'sheet.empty');
});

test('an officer of another area sees nothing of a list; one above sees it', async () => {
  const { body } = await upload(people);
  const neighbour = await server.officer(places.neighbour);
  const theirs = bringer(neighbour);
  for (const path of ['', '/rows', '/rejected', '/preview'])
    assert.equal((await neighbour.get(`/imports/${body.id}${path}`)).status, 404, path);
  for (const verb of ['apply', 'cancel']) assert.equal((await theirs.act(body.id, verb)).status, 404, verb);
  assert.equal((await theirs.upload(people, { query: `&area=${places.commune}` })).status, 404);
  assert.equal((await bringer(await server.officer(places.commune, ['manager'])).upload(people)).status, 403);
  const above = await server.officer(places.district);
  assert.ok((await above.get('/imports')).body.items.some(({ id }: { id: string }) => id === body.id));
});

test('nothing of who stands in a list can be read in the database', async () => {
  const { id } = await applied(csv('Họ tên,Năm sinh,SĐT', 'Tịch Thị Mịch,1950,0911000006'));
  const { owner } = server.house.database.pools;
  const kept = [
    await owner`select * from import where id = ${id}`,
    await owner`select * from import_file where import_id = ${id}`,
    await owner`select * from import_chunk where import_id = ${id}`,
  ].flat();
  const dump = kept
    .flatMap((row) => Object.values(row))
    .map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : JSON.stringify(value)))
    .join();
  assert.ok(kept.length >= 3);
  assert.doesNotMatch(dump, /Mịch|M\xe1\xbb\x8bch|911000006|ds\.csv/);
});

test('file and rows are destroyed after thirty days; the receipt stays', async () => {
  const { id } = await applied(csv('Họ tên,Năm sinh', 'Vĩnh Văn Biệt,1950'));
  server.clock.step(31 * 86_400_000);
  await server.job('imports');
  const { body: own } = await station.get(`/imports/${id}`);
  assert.equal(own.isKept, false);
  assert.equal(own.counts.new, 1);
  assert.equal((await station.get(`/imports/${id}/rows`)).body.code, 'import.emptied');
});
