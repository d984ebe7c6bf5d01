import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aPerson, aServer, made, places, somePhone } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';

const server = await aServer();
const nurse = await server.officer(places.commune);

const sampled = async (fullName: string, phone: string): Promise<string> => {
  const person = (await made(nurse, '/people', aPerson({ fullName, phone }))).id;
  return (await made(nurse, `/people/${person}/tests`, { sampledAt: server.ago(18_000_000), method: 'pcr' })).id;
};
const list = async (mode: string, ...rows: string[][]) => {
  const file = [['Mã', 'Họ và tên', 'Điện thoại', 'Kết quả'], ...rows].map((row) => row.join(',')).join('\n');
  return (await nurse.post(`/tests/import?id=${newId()}&mode=${mode}`, Buffer.from(file))).body;
};
const awaits = async (id: string): Promise<boolean> =>
  (await nurse.get('/tests?awaiting=true&limit=200')).body.items.some((one: { id: string }) => one.id === id);

test('Hùng is not Hưng: the row is somebody’s to decide, and no list writes it', async () => {
  const phone = somePhone();
  const sample = await sampled('Nguyễn Văn Hưng', phone);
  for (const row of [
    ['', 'Nguyễn Văn Hùng', phone, 'Dương tính'],
    [sample, 'Nguyễn Văn Hùng', '', 'Dương tính'],
  ]) {
    const { accepted, rejected, doubtful } = await list('apply', row);
    assert.deepEqual([accepted, rejected], [0, [{ row: 2, field: 'fullName', code: 'test.other_marks' }]]);
    const [{ name, test: id, person, result }] = doubtful;
    assert.deepEqual([name, id, person.fullName, result], ['Nguyễn Văn Hùng', sample, 'Nguyễn Văn Hưng', 'positive']);
  }
  assert.ok(await awaits(sample));
  const both = await list(
    'check',
    ['', 'Nguyễn Văn Hùng', phone, 'Dương tính'],
    ['', 'Nguyễn Văn Hưng', phone, 'Âm tính'],
  );
  assert.deepEqual(
    [both.accepted, both.matched[0].result],
    [1, 'negative'],
    'the row of the right name is not kept waiting',
  );
  await made(nurse, `/tests/${sample}/result`, { result: 'positive' });
  assert.ok(!(await awaits(sample)), 'whoever knows better writes it by hand');
});

test('a list without any marks, or with the tone on the other letter, is written as before', async () => {
  const phones = [somePhone(), somePhone()] as const;
  const samples = [await sampled('Nguyễn Văn Hưng', phones[0]), await sampled('Trần Thị Hoà', phones[1])];
  const { accepted, doubtful } = await list(
    'apply',
    ['', 'NGUYEN VAN HUNG', phones[0], 'Âm tính'],
    ['', 'TRẦN THỊ HÒA', phones[1], 'Âm tính'],
  );
  assert.deepEqual([accepted, doubtful], [2, []]);
  for (const sample of samples) assert.ok(!(await awaits(sample)));
});

test('of two namesakes with one phone no list without marks says whose result it is', async () => {
  const phone = somePhone();
  const samples = [await sampled('Bùi Văn Hưng', phone), await sampled('Bùi Văn Hùng', phone)];
  const unmarked = await list('apply', ['', 'BUI VAN HUNG', phone, 'Dương tính']);
  assert.deepEqual([unmarked.accepted, unmarked.rejected[0].code], [0, 'test.namesakes']);
  const marked = await list('apply', ['', 'Bùi Văn Hùng', phone, 'Dương tính']);
  assert.deepEqual([marked.matched[0].test, await awaits(samples[0] ?? '')], [samples[1], true]);
});
