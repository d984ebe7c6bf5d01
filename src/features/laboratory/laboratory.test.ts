import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aPerson, aServer, type Caller, made, places, somePhone } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';
import { dayOf } from '../../core/day.ts';
import { readResult } from './rules.ts';

const server = await aServer();
const nurse = await server.officer(places.commune);
const tracer = await server.officer(places.district, ['tracer']);

const hoursAgo = (n: number) => new Date(server.clock.now().getTime() - n * 3_600_000).toISOString();
const sampled = async (over: object = {}, hours = 5): Promise<{ person: string; test: string }> => {
  const person = (await made(nurse, '/people', aPerson({ phone: somePhone(), ...over }))).id;
  const { id } = await made(nurse, `/people/${person}/tests`, { sampledAt: hoursAgo(hours), method: 'pcr' });
  return { person, test: id };
};
const list = (who: Caller, mode: string, rows: string[][], id = newId()) =>
  who.post(`/tests/import?id=${id}&mode=${mode}`, Buffer.from(rows.map((row) => row.join(',')).join('\n')));

test('what laboratories write is read', () => {
  for (const text of [
    'Dương tính',
    '(+)',
    'POS',
    'Dương tính (+)',
    'dương tính +',
    'POSITIVE(+)',
    'DƯƠNG TÍNH với SARS-CoV-2',
    'Positive',
  ])
    assert.equal(readResult(text), 'positive', text);
  for (const text of [
    'Âm tính',
    '-',
    'neg',
    'Âm tính (-)',
    'Âm tính (–)',
    'negative -',
    'Âm tính (–)'.slice(0, 7),
    'not detected',
  ])
    assert.equal(readResult(text), 'negative', text);
  assert.equal(readResult('Không xác định'), 'invalid');
  for (const text of ['Âm tính (+)', 'Dương tính (-)']) assert.equal(readResult(text), undefined, text);
  for (const text of ['', 'mẫu hỏng?', 'dương']) assert.notEqual(readResult(text), 'negative', text);
});

test('a list is matched to the samples that await a result; what is not certain comes back with the reason', async () => {
  const phone = somePhone();
  const byId = await sampled({ fullName: 'Lê Văn Một' });
  const byCard = await sampled({
    fullName: 'Lê Thị Hai',
    sex: 'female',
    birthYear: 1990,
    identity: { type: 'passport', number: 'B1234567' },
  });
  await sampled({ fullName: 'Lê Văn Ba', birthYear: 1970, phone });
  const twice = await sampled({
    fullName: 'Lê Văn Bốn',
    phone: somePhone(),
    identity: { type: 'passport', number: 'C7654321' },
  });
  await made(nurse, `/people/${twice.person}/tests`, { sampledAt: hoursAgo(4), method: 'antigen' });
  const rows = [
    ['Mã', 'Họ và tên', 'Năm sinh', 'Điện thoại', 'CCCD', 'Kết quả'],
    [byId.test, 'LE VAN MOT', '', '', '', 'Dương tính'],
    ['', 'Lê Thị Hai', '1990', '', 'B1234567', 'Âm tính'],
    ['', 'Lê Văn Ba', '1970', phone, '', '(-)'],
    ['', 'Lê Văn Bốn', '', '', 'C7654321', 'Âm tính'],
    ['', 'Không Ai', '1950', '0912000111', '', 'Âm tính'],
    ['', 'Chỉ Có Tên', '', '', '', 'Âm tính'],
    [byId.test, 'Lê Văn Một', '', '', '', 'Âm tính'],
    [byCard.test, 'Người Khác', '', '', '', 'Âm tính'],
    ['', 'Lê Văn Ba', '1970', phone, '', 'mờ'],
  ];
  const checked = await list(nurse, 'check', rows);
  assert.equal(checked.status, 201, JSON.stringify(checked.body));
  assert.deepEqual([checked.body.rows, checked.body.accepted, checked.body.positive], [9, 3, 1]);
  assert.deepEqual(
    checked.body.matched.map((one: { row: number; by: string; result: string }) => [one.row, one.by, one.result]),
    [
      [2, 'test', 'positive'],
      [3, 'identity', 'negative'],
      [4, 'phone', 'negative'],
    ],
  );
  assert.deepEqual(
    checked.body.rejected.map((one: { row: number; code: string }) => [one.row, one.code]),
    [
      [5, 'test.several'],
      [6, 'test.nobody'],
      [7, 'row.nobody'],
      [8, 'row.duplicate'],
      [9, 'test.other_name'],
      [10, 'field.choice'],
    ],
  );
  assert.equal(checked.body.left.rows[0].cells[1], 'Lê Văn Bốn');
  const awaiting = async () => (await nurse.get('/tests?awaiting=true&limit=200')).body.items.length;
  const before = await awaiting();
  const id = newId();
  const applied = await list(nurse, 'apply', rows, id);
  assert.deepEqual([applied.status, applied.body.accepted], [201, 3]);
  assert.equal(await awaiting(), before - 3);
  assert.deepEqual(await list(nurse, 'apply', rows, id).then(({ status }) => status), 200);
  assert.equal((await list(nurse, 'check', rows, id)).body.code, 'record.conflict');
  const again = await list(nurse, 'apply', rows);
  assert.deepEqual([again.body.accepted, again.body.known], [3, 3]);
});

test('a list without the columns it needs is refused, and so is who may not write results', async () => {
  const { test: id } = await sampled();
  assert.equal(
    (
      await list(nurse, 'check', [
        ['Họ tên', 'Kết quả'],
        ['A', 'âm tính'],
      ])
    ).body.code,
    'sheet.column_missing',
  );
  assert.equal((await list(nurse, 'check', [['Mã'], ['1']])).body.code, 'sheet.column_missing');
  const rows = [
    ['id', 'result'],
    [id, 'pos'],
  ];
  assert.equal((await list(tracer, 'check', rows)).status, 403);
  const elsewhere = await server.officer(places.elsewhere);
  const blind = await list(elsewhere, 'check', rows);
  assert.deepEqual(
    [blind.body.accepted, blind.body.rejected[0].code],
    [0, 'test.none'],
    'a sample of another area is not there',
  );
  const outside = await nurse.post(`/tests/import?id=${newId()}&area=${places.neighbour}`, Buffer.from('id,result'));
  assert.equal(outside.status, 404);
});

test('a positive result proposes a case until one stands; correcting it takes the proposal back', async () => {
  const [ill, slip] = [await sampled(), await sampled()];
  const rows = [
    ['id', 'result'],
    [ill.test, 'positive'],
    [slip.test, 'positive'],
  ];
  assert.equal((await list(nurse, 'apply', rows)).body.positive, 2);
  const proposed = async (who = tracer): Promise<string[]> =>
    (await who.get('/tests/positives?limit=200')).body.items.map((one: { person: { id: string } }) => one.person.id);
  assert.ok((await proposed()).includes(ill.person) && (await proposed()).includes(slip.person));
  await made(nurse, `/tests/${slip.test}/result`, { result: 'negative', correction: 'nhầm mẫu' });
  assert.ok(!(await proposed()).includes(slip.person));
  const today = dayOf(server.clock.now());
  await made(tracer, '/cases', { person: ill.person, sampledOn: today, confirmedOn: today });
  assert.ok(!(await proposed()).includes(ill.person));
  const far = await server.officer('38.381', ['tracer']);
  await list(nurse, 'apply', [
    ['id', 'result'],
    [(await sampled()).test, 'positive'],
  ]);
  assert.deepEqual(await proposed(far), []);
  assert.equal((await far.get(`/tests/positives?area=${places.commune}`)).status, 404);
  assert.equal((await (await server.officer(places.district, ['leader'])).get('/tests/positives')).status, 403);
});
