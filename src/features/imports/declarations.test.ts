import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bringer, csv } from '../../../test/support/lists.ts';
import { aServer, places } from '../../../test/support/server.ts';

const server = await aServer({ at: '2021-08-20T08:00:00+07:00' });
const station = await server.officer(places.commune, ['officer'], 'Trạm Y tế Hàm Rồng');

const { upload, checked, applied, rowsOf } = bringer(station, 'declarations');

const old = csv(
  'Ngày khai,Giờ,Họ tên,Năm sinh,SĐT,Triệu chứng,Nhiệt độ,Tiếp xúc,Nơi đã đến,Kết quả',
  '5/6/2021,8h30,Lê Văn Cũ,1957,912000001,"Sốt, khó thở","38,5",tiếp xúc F0,về từ Bắc Giang,Âm tính',
  '6/6/2021,,Lê Văn Cũ,1957,912000001,không,36.6,không,,',
  '5/6/2021,,Trần Thị Cũ,1960,,ho khan,,,,',
);

test('past declarations are kept with their triage and figures, and give nobody work', async () => {
  const done = await applied(old);
  assert.deepEqual(done.counts, { new: 3, same: 0, changed: 0, duplicate: 0, rejected: 0 });
  const rows = await rowsOf(done.id);
  assert.equal(rows[0]?.person, rows[1]?.person);
  const { body } = await station.get(`/declarations?area=${places.commune}`);
  const first = body.items.find((one: { triage: { level: string } }) => one.triage.level === 'urgent');
  assert.equal(first.at, '2021-06-05T01:30:00.000Z');
  assert.equal(first.onBehalf, true);
  const { body: whole } = await station.get(`/declarations/${first.id}`);
  assert.equal(whole.answers.note, 'Âm tính');
  assert.deepEqual(whole.answers.places, [{ text: 'về từ Bắc Giang', area: '24.' }]);
  const { body: work } = await station.get(`/work?area=${places.commune}`);
  assert.deepEqual(work.items, []);
  const { owner } = server.house.database.pools;
  assert.deepEqual([...(await owner`select id from message`)], []);
  const { body: figures } = await station.get(`/statistics/declarations?area=${places.commune}`);
  assert.deepEqual(
    figures.map(({ declared, open }: { declared: number; open: number }) => [declared, open]),
    [[3, 0]],
  );
});

test('the same declarations again are known, also from another list', async () => {
  const looked = await checked(old);
  assert.equal(looked.counts.same, 3);
  const again = await applied(old);
  assert.deepEqual(again.counts, { new: 0, same: 3, changed: 0, duplicate: 0, rejected: 0 });
  const other = await applied(
    csv('Ngày khai,Giờ,Họ tên,Năm sinh,SĐT,Triệu chứng', '5/6/2021,8h30,Lê Văn Cũ,1957,0912000001,ho'),
  );
  const [row] = await rowsOf(other.id);
  assert.deepEqual([row?.fate, row?.problems[0]?.code], ['duplicate', 'declaration.known']);
});

test('what was declared within the look-back gives the station its work', async () => {
  const done = await applied(
    csv(
      'Ngày khai,Họ tên,Năm sinh,SĐT,Khó thở,Sốt',
      '19/8/2021,Đặng Thị Nay,1950,912000002,x,có',
      '19/8/2021,Đặng Văn Khỏe,1980,,,',
    ),
  );
  assert.equal(done.counts.new, 2);
  const { body: work } = await station.get(`/work?area=${places.commune}`);
  assert.equal(work.items.length, 1);
});

test('a sign that is not understood, a day to come and a tick that says neither are refused', async () => {
  const { id, counts } = await checked(
    csv(
      'Ngày khai,Họ tên,Năm sinh,Triệu chứng,Ho,Nhiệt độ',
      '1/6/2021,Người Một,1950,đau lưng,,',
      '1/9/2021,Người Hai,1950,,,',
      ',Người Ba,1950,,,',
      '1/6/2021,Người Bốn,1950,,nhiều,375',
      '1/6/2021,Người Năm,1950,,x,',
      '1/6/2021,Người Năm,1950,,x,',
    ),
  );
  assert.deepEqual(counts, { new: 1, same: 0, changed: 0, duplicate: 1, rejected: 4 });
  const codes = (await rowsOf(id)).map((row) => row.problems.map(({ code }) => code).join(' '));
  assert.deepEqual(codes, [
    'symptoms.unknown',
    'time.future',
    'field.missing',
    'tick.unknown temperature.range',
    '',
    'row.twice',
  ]);
});

test('namesakes without a number are told apart by marks and by hamlet', async () => {
  const done = await applied(
    csv(
      'Ngày khai,Họ tên,Năm sinh,Thôn',
      '1/6/2021,Trịnh Văn Hùng,1957,Phố 1',
      '1/6/2021,Trịnh Văn Hưng,1957,Phố 1',
      '1/6/2021,Trịnh Văn Hùng,1957,Phố 2',
    ),
  );
  assert.equal(done.counts.new, 3);
  const rows = await rowsOf(done.id);
  assert.equal(new Set(rows.map(({ person }) => person)).size, 3);
  const later = await applied(csv('Ngày khai,Họ tên,Năm sinh,Thôn', '2/6/2021,Trịnh Văn Hưng,1957,Phố 1'));
  assert.equal((await rowsOf(later.id))[0]?.person, rows[1]?.person);
});

test('the check says what the applying will: declared otherwise, declared by another, and who had died', async () => {
  const file = csv('Ngày khai,Giờ,Họ tên,Năm sinh,SĐT,Triệu chứng', '7/6/2021,8h,Lê Văn Lại,1957,912000009,sốt');
  const first = await applied(file);
  const otherwise = csv('Ngày khai,Giờ,Họ tên,Năm sinh,SĐT,Triệu chứng', '7/6/2021,8h,Lê Văn Lại,1957,912000009,ho');
  assert.equal((await checked(otherwise)).counts.duplicate, 1);
  const colleague = bringer(await server.officer(places.commune), 'declarations');
  const known = await colleague.checked(file);
  assert.deepEqual(await colleague.verdictsOf(known.id), ['2 duplicate declaration.known phone.zero_restored']);
  const [row] = await rowsOf(first.id);
  const { owner } = server.house.database.pools;
  await owner`update person set died_on = '2021-07-01' where id = ${row?.person ?? ''}`;
  const after = csv('Ngày khai,Họ tên,Năm sinh,SĐT', '2/7/2021,Lê Văn Lại,1957,912000009');
  const { id } = await checked(after);
  assert.deepEqual(
    (await rowsOf(id)).map(({ fate, problems }) => [fate, problems[0]?.code]),
    [['rejected', 'death.recorded']],
  );
});

test('the timestamps of a form are read in their order, and births typed beside them in theirs', async () => {
  const file = csv(
    'Thời gian khai báo,Họ tên,Ngày sinh,SĐT',
    '7/8/2021 14:05,Đào Thị Đơn,5/3/1957,912000010',
    '7/20/2021 9:30,Đào Thị Đơn,5/3/1957,912000010',
  );
  const { body } = await upload(file);
  assert.deepEqual([body.dateOrder, body.declaredOrder], ['dmy', 'mdy']);
  const { id } = await checked(file);
  const rows = await rowsOf(id);
  assert.deepEqual(
    rows.map(({ values }) => [values.at, values.birth]),
    [
      ['2021-07-08T07:05:00.000Z', '1957-03-05'],
      ['2021-07-20T02:30:00.000Z', '1957-03-05'],
    ],
  );
  const both = await checked(file, { check: { dateOrder: 'mdy', declaredOrder: undefined } });
  assert.equal((await rowsOf(both.id))[0]?.values.birth, '1957-05-03');
});
