import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aServer, type Caller, places } from '../../../test/support/server.ts';
import type { AreaPath } from '../../core/area.ts';
import { newId } from '../../core/client.ts';
import { newestMessage } from '../messages/index.ts';

const server = await aServer();

const focal = (area: string, phone: string) => ({ id: newId(), area, kind: 'technical', name: 'Tổ máy tính', phone });
const report = (over: object = {}) => ({ id: newId(), area: places.commune, text: 'Không gửi được tờ khai', ...over });
const queue = async (caller: Caller, query = '') => (await caller.get(`/problem-reports${query}`)).body.items;

test('a report reaches the technical focal point of the nearest unit above, without a word of it in the message', async () => {
  const citizen = await server.citizen();
  const untold = await citizen.post('/problem-reports', report());
  assert.deepEqual([untold.status, untold.body.told, untold.body.state], [201, null, 'open']);

  const province = await server.officer('38', ['manager']);
  await province.post('/focal-points', focal('38', '0237 385 4444'));
  await province.post('/focal-points', { ...focal(places.commune, '0237 385 5555'), kind: 'general' });
  const told = await citizen.post('/problem-reports', report({ text: 'Ảnh không tải lên', page: '/khai-bao' }));
  assert.equal(told.body.told, 'Trung tâm Kiểm soát bệnh tật tỉnh Thanh Hóa');
  const message = await newestMessage(server.house, '0237 385 4444');
  assert.match(message?.text ?? '', /bao loi, gop y moi tai Phuong Ham Rong/);
  assert.ok(!message?.text.includes('Anh khong') && (message?.text.length ?? 161) <= 160);

  await province.post('/focal-points', focal(places.district, '0237 385 6666'));
  const nurse = await server.officer(places.commune);
  assert.equal((await nurse.post('/problem-reports', report())).body.told, 'Trung tâm Y tế thành phố Thanh Hóa');
  for (let left = 10; left > 0; left -= 1) await nurse.post('/problem-reports', report());
  const [row] = await server.house.database.pools
    .owner`select count(*)::int as n from message where purpose = 'problem'`;
  assert.equal(row?.n, 1 + 6, 'a flood of reports is no flood of messages');
});

test('the queue is read and answered in the area and above it; the reporter reads the answers', async () => {
  const citizen = await server.citizen();
  const { body: sent } = await citizen.post('/problem-reports', report({ contact: 'chị Hằng 0912 345 678' }));
  const [manager, head, neighbour] = [
    await server.officer(places.commune, ['manager']),
    await server.officer('38', ['administrator']),
    await server.officer(places.neighbour, ['manager']),
  ];
  const found = (await queue(manager)).find(({ id }: { id: string }) => id === sent.id);
  assert.deepEqual(
    [found.contact, found.areaName, found.reporter],
    ['chị Hằng 0912 345 678', 'Phường Hàm Rồng', { kind: 'citizen', name: null }],
  );
  assert.ok(!(await queue(neighbour)).some(({ id }: { id: string }) => id === sent.id));
  const say = (by: Caller, text: string, over: object = {}) =>
    by.post(`/problem-reports/${sent.id}/answer`, { id: newId(), text, ...over });
  assert.equal((await say(neighbour, 'x')).status, 404);
  assert.equal((await say(await server.officer(places.commune), 'x')).status, 403);
  assert.equal((await say(citizen, 'x')).status, 403);
  assert.equal((await say(manager, ' ')).body.fields[0].path, 'text');

  assert.equal((await say(manager, 'Xin thử lại sau 5 phút')).body.state, 'answered');
  const closed = await say(head, 'Đã sửa', { close: true });
  assert.deepEqual([closed.body.state, closed.body.answers.length], ['closed', 2]);
  assert.equal((await say(head, 'nữa')).body.code, 'problem.closed');
  assert.ok(!(await queue(manager)).some(({ id }: { id: string }) => id === sent.id));
  assert.ok((await queue(manager, '?state=all')).some(({ id }: { id: string }) => id === sent.id));

  const mine = (await citizen.get('/problem-reports/mine')).body.items;
  assert.deepEqual(
    mine.map(({ state, answers }: { state: string; answers: { text: string; by: string | null }[] }) => [
      state,
      answers.map(({ text, by }) => [text, by]),
    ]),
    [
      [
        'closed',
        [
          ['Xin thử lại sau 5 phút', null],
          ['Đã sửa', null],
        ],
      ],
    ],
  );
  assert.deepEqual((await (await server.citizen()).get('/problem-reports/mine')).body.items, []);
  assert.equal((await server.anonymous.get('/problem-reports/mine')).status, 401);
});

test("an officer's report lies in the own area, whatever area is named, and is answered by name", async () => {
  const nurse = await server.officer(places.neighbour, ['officer'], 'Y sĩ Hạnh');
  const { body } = await nurse.post('/problem-reports', report({ area: '01' }));
  const manager = await server.officer(places.neighbour, ['manager'], 'Trạm trưởng');
  const [found] = await queue(manager);
  assert.deepEqual([found.id, found.area, found.reporter.name], [body.id, places.neighbour, 'Y sĩ Hạnh']);
  await manager.post(`/problem-reports/${body.id}/answer`, { id: newId(), text: 'Đã rõ' });
  assert.equal((await nurse.get('/problem-reports/mine')).body.items[0].answers[0].by, 'Trạm trưởng');
  const nation = await server.officer('', ['administrator']);
  const { body: top } = await nation.post('/problem-reports', { id: newId(), text: 'x' });
  assert.ok((await queue(nation)).some(({ id }: { id: string }) => id === top.id));
});

test('a citizen sends five in an hour, the same one twice is one, and hostile text is only text', async () => {
  const citizen = await server.citizen();
  const sent = report({ text: '=cmd|calc <script>alert(1)</script> \u202e', page: 'x'.repeat(200) });
  const first = await citizen.post('/problem-reports', sent);
  const again = await citizen.post('/problem-reports', sent);
  assert.deepEqual([first.status, again.status, again.body], [201, 200, first.body]);
  for (let left = 4; left > 0; left -= 1) assert.equal((await citizen.post('/problem-reports', report())).status, 201);
  const spent = await citizen.post('/problem-reports', report());
  assert.deepEqual([spent.status, spent.body.code], [429, 'budget.spent']);
  const other = await server.citizen();
  assert.equal((await other.post('/problem-reports', sent)).body.code, 'record.conflict');
  assert.equal((await other.post('/problem-reports', report({ text: '\u0000' }))).body.fields[0].path, 'text');
  assert.equal((await other.post('/problem-reports', report({ area: '38.380.99999' }))).status, 404);
  assert.equal(
    (await other.post('/problem-reports', report({ diagnosis: 'F0' }))).body.fields[0].code,
    'field.unknown',
  );
  assert.equal((await other.post('/problem-reports', { id: newId(), text: 'Không rõ ở đâu' })).status, 201);
});

test('a list goes on where it ended; a stolen database shows no word; what was settled a year ago is gone', async () => {
  const nurse = await server.officer(places.elsewhere, ['officer', 'manager']);
  for (const text of ['một', 'hai', 'bíẩn'])
    await nurse.post('/problem-reports', report({ area: places.elsewhere, text }));
  const first = (await nurse.get('/problem-reports?limit=2')).body;
  const rest = (await nurse.get(`/problem-reports?limit=2&after=${first.next}`)).body;
  assert.deepEqual(
    [...first.items, ...rest.items].map(({ text }) => text),
    ['bíẩn', 'hai', 'một'],
  );
  assert.equal(rest.next, null);
  const { owner } = server.house.database.pools;
  const dump = await owner`select t::text as line from problem_report t`;
  assert.ok(!dump.some(({ line }) => line.includes('bíẩn')));
  await nurse.post(`/problem-reports/${first.items[0].id}/answer`, { id: newId(), text: 'xong', close: true });
  server.clock.step(366 * 86_400_000);
  await server.job('support retention');
  assert.equal((await owner`select from problem_report where id = ${first.items[0].id}`).length, 0);
  assert.equal((await owner`select from problem_report where id = ${first.items[1].id}`).length, 1);
});

test('raw SQL on the connections of the app shows a report to its area and its reporter alone', async () => {
  const citizen = await server.citizen();
  const { body } = await citizen.post('/problem-reports', report());
  const { within, pools } = server.house.database;
  const [row] = await pools.owner<{ reporter: string }[]>`select reporter from problem_report where id = ${body.id}`;
  const reporter = row?.reporter ?? '';
  const count = async (scope: Parameters<typeof within>[0]) =>
    within(scope, async (db) => (await db`select from problem_report where id = ${body.id}`).length);
  const area = (path: string) => path as AreaPath;
  assert.equal(await count({ role: 'app', area: area('38.380.'), account: reporter }), 1);
  assert.equal(await count({ role: 'app', area: area('38.381.'), account: reporter }), 0);
  assert.equal(await count({ role: 'citizen', persons: [], account: reporter }), 1);
  assert.equal(await count({ role: 'citizen', persons: [], account: newId() }), 0);
  await assert.rejects(pools.door`select * from problem_report`, /permission denied/);
});
