import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bringer, csv } from '../../../test/support/lists.ts';
import { aServer, places } from '../../../test/support/server.ts';
import { twinFinder } from './compare.ts';

const server = await aServer({ at: '2021-08-20T08:00:00+07:00' });
const lists = bringer(await server.officer(places.commune));

const nothing = { new: 0, same: 0, changed: 0, duplicate: 0, rejected: 0 };

test('namesakes of a list who are far apart in it are recorded as the check said', async () => {
  const between = Array.from(
    { length: 300 },
    (_, at) => `Người Giữa ${'abcdefghik'[at % 10]}${at},${1930 + (at % 60)},,`,
  );
  const file = csv(
    'Họ tên,Năm sinh,SĐT,Thôn',
    'Lưu Thị Cả,1951,,Phố 1',
    'Lưu Thị Hai,1952,0912100001,',
    ...between,
    'Lưu Thị Cả,1951,,Phố 2',
    'Lưu Thị Hai,1952,0912100002,',
  );
  assert.deepEqual((await lists.checked(file)).counts, { ...nothing, new: 304 });
  const done = await lists.applied(file);
  assert.deepEqual(done.counts, { ...nothing, new: 304 });
  assert.deepEqual((await lists.applied(file)).counts, { ...nothing, same: 304 });
});

test('a list that goes on after a crash knows whom its earlier chunks have made', async () => {
  const between = Array.from(
    { length: 260 },
    (_, at) => `Người Sau ${'abcdefghik'[at % 10]}${at},${1930 + (at % 60)},`,
  );
  const { id } = await lists.checked(
    csv('Họ tên,Năm sinh,Thôn', 'Trương Thị Ba,1953,Phố 1', ...between, 'Trương Thị Ba,1953,Phố 2'),
  );
  const { owner } = server.house.database.pools;
  await owner`update import set state = 'applying', done = 0, counts = '{}' where id = ${id}`;
  await server.job('imports');
  const [last] = await owner<{ personId: string }[]>`
    select person_id from person_area pa join person p on p.id = pa.person_id
    where p.hamlet = 'Phố 2' and p.birth_year = 1953`;
  // As if the server had died behind the first chunk.
  await owner`delete from person_area where person_id = ${last?.personId ?? ''}`;
  await owner`delete from person where id = ${last?.personId ?? ''}`;
  await owner`update import set state = 'applying', done = 256, counts = '{"new": 256}' where id = ${id}`;
  await server.job('imports');
  const { body } = await (await server.officer(places.commune)).get(`/imports/${id}`);
  assert.deepEqual([body.counts.new + body.counts.same, body.counts.duplicate], [262, 0]);
});

test('of several namesakes the one born that day is meant, else one whose day is not known', async () => {
  const file = csv('Họ tên,Ngày sinh', 'Đinh Văn Tư,1/1/1957', 'Đinh Văn Tư,2/2/1957', 'Đinh Văn Tư,3/3/1957');
  assert.equal((await lists.applied(file)).counts.new, 3);
  assert.deepEqual((await lists.applied(file)).counts, { ...nothing, same: 3 });
  const homes = csv('Họ tên,Năm sinh,Thôn', 'Đinh Thị Năm,1958,Phố 1', 'Đinh Thị Năm,1958,Phố 2');
  assert.equal((await lists.applied(homes)).counts.new, 2);
  assert.deepEqual((await lists.applied(homes)).counts, { ...nothing, same: 2 });
});

test('a name alone decides nothing where the marks differ, and what it decides is said', async () => {
  await lists.applied(csv('Họ tên,Ngày sinh,SĐT', 'Trần Văn Hùng,5/3/1957,', 'Trần Văn Sáu,1/1/1960,0912100003'));
  const looked = await lists.checked(
    csv(
      'Họ tên,Ngày sinh,SĐT',
      'Trần Văn Hưng,5/3/1957,',
      'Trần Văn Hùng,5/3/1957,',
      'Trần Văn Sấu,1/1/1960,0912100003',
    ),
  );
  assert.deepEqual(await lists.verdictsOf(looked.id), [
    '2 duplicate person.namesake',
    '3 duplicate row.namesake',
    '4 duplicate person.namesake',
  ]);
  const known = await lists.checked(
    csv('Họ tên,Ngày sinh,SĐT', 'Trần Văn Hùng,5/3/1957,', 'TRAN VAN SAU,1/1/1960,0912100003'),
  );
  assert.deepEqual(await lists.verdictsOf(known.id), ['2 same person.by_name', '3 same']);
});

test('whoever is another person of that name is recorded by the choice that the remark names', async () => {
  await lists.applied(csv('Họ tên,Năm sinh', 'Cù Thị Bảy,1961'));
  const file = csv('Họ tên,Năm sinh,SĐT', 'Cù Thị Bảy,1961,0912100004');
  const looked = await lists.checked(file);
  const [row] = await lists.rowsOf(looked.id);
  assert.match(JSON.stringify(row?.problems), /xin chọn ghi cả những dòng trùng họ tên/);
  assert.equal((await lists.applied(file, { apply: { addDuplicates: true } })).counts.new, 1);
});

test('a third row of a name is held against each before it', async () => {
  const file = csv(
    'Họ tên,Năm sinh,Thôn',
    'Lại Thị Tám,1962,Phố 2',
    'Lại Thị Tám,1962,Phố 3',
    'Lại Thị Tám,1962,Phố 3',
    'Lại Thị Tám,1962,Phố 4',
  );
  const { id } = await lists.checked(file);
  assert.deepEqual(await lists.verdictsOf(id), ['2 new', '3 new', '4 duplicate row.namesake', '5 new']);
});

test('beside the same phone a row without a birth repeats one that has it', async () => {
  const file = csv(
    'Họ tên,Năm sinh,SĐT',
    'Mạc Thị Chín,1963,0912100005',
    'Mạc Thị Chín,,0912100005',
    'Mạc Thị Chín,1990,0912100005',
  );
  const { id } = await lists.checked(file);
  assert.deepEqual(await lists.verdictsOf(id), ['2 new', '3 duplicate row.twice', '4 new']);
});

test('a list of one name alone is judged without end of comparing', () => {
  const find = twinFinder();
  const found = Array.from({ length: 20_000 }, (_, at) =>
    find(at, { who: { fullName: 'Lê Thị Lan', birthYear: 1960, hamlet: `Phố ${at}` }, area: '38.380.14755.' as never }),
  );
  assert.equal(found.filter((twin) => twin === undefined).length, 200);
});

test('letters that were lost in reading are told', async () => {
  const file = Buffer.concat([
    Buffer.from('Họ tên,Năm sinh\r\nNguy'),
    Buffer.from([0xff]),
    Buffer.from('n An,1960\r\n'),
  ]);
  const looked = await lists.checked(file, { check: { encoding: 'utf-8' } });
  assert.deepEqual(await lists.verdictsOf(looked.id), ['2 rejected name.unread']);
});
