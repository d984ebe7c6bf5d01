import assert from 'node:assert/strict';
import { get as httpGet, type IncomingMessage } from 'node:http';
import { test } from 'node:test';
import { aDeclaration, aPerson, aServer, type Caller, places, urgentAnswers } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';
import { readReceipt } from '../../core/sheet/write.ts';

const server = await aServer({ at: '2021-11-20T08:00:00+07:00' });
const nurse = await server.officer(places.commune);

const declare = (fullName: string, over: Record<string, unknown> = {}, by = nurse) =>
  by.post('/declarations', aDeclaration({ person: aPerson({ fullName, phone: '0912345678' }), ...over }));

/** The cells of a CSV text, quotes undone. */
const cellsOf = (text: string): string[][] =>
  text
    .replace(/^\uFEFF/, '')
    .split('\r\n')
    .slice(0, -1)
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '',
      ),
    );

/** The file as a program takes it, down to the trailer and how the connection ended. */
const take = (path: string, token: string, onData?: (response: IncomingMessage) => void) =>
  new Promise<{
    status: number;
    text: string;
    isWhole: boolean;
    trailers: Record<string, string | undefined>;
    headers: IncomingMessage['headers'];
  }>((resolve, reject) => {
    httpGet(`${server.base}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } }, (response) => {
      const parts: Buffer[] = [];
      const done = () =>
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(parts).toString(),
          isWhole: response.complete,
          trailers: response.trailers,
          headers: response.headers,
        });
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', () => {});
      response.on('close', done);
      onData?.(response);
    }).on('error', reject);
  });

const entriesOf = async () => {
  const auditor = await server.officer('', ['auditor']);
  const { body } = await auditor.get('/audit?limit=200');
  return body.items.filter(({ verb }: { verb: string }) => verb === 'export');
};

test('a commune exports its declarations whole, in words, with a receipt that counts them', async () => {
  await declare('Nguyễn Thị Thu Hằng', { answers: urgentAnswers });
  await declare('=cmd|calc', { at: '2021-11-19T09:05:00+07:00' });
  const file = await take(`/exports/declarations?area=${places.commune}`, nurse.token);
  assert.deepEqual([file.status, file.isWhole], [200, true]);
  assert.equal(file.headers['content-type'], 'text/csv; charset=utf-8');
  assert.ok(file.text.startsWith('\uFEFFKhai lúc,Mã,Địa bàn,'));
  const [head = [], ...rows] = cellsOf(file.text);
  const receipt = rows.pop() ?? [];
  assert.equal(readReceipt(receipt.join()), 2);
  assert.equal(file.trailers['x-rows'], '2');
  const [older = [], urgent = []] = rows;
  const at = (row: string[], name: string) => row[head.indexOf(name)];
  assert.equal(at(older, 'Họ tên'), "'=cmd|calc", 'a name never runs');
  assert.equal(at(older, 'Khai lúc'), '2021-11-19 09:05');
  assert.equal(at(urgent, 'Mức'), 'Khẩn');
  assert.match(at(urgent, 'Triệu chứng') ?? '', /sốt, khó thở|khó thở, sốt/);
  assert.equal(at(urgent, 'Điện thoại'), '0912 345 678');
  assert.match(at(urgent, 'Địa bàn') ?? '', /^Phường Hàm Rồng, /);
});

test('filters leave only their rows, and the receipt counts those', async () => {
  const urgent = cellsOf((await take('/exports/declarations?triage=urgent', nurse.token)).text);
  assert.equal(urgent.at(-1)?.[0], '# rows: 1');
  const yesterday = cellsOf((await take('/exports/declarations?to=2021-11-19', nurse.token)).text);
  assert.equal(yesterday.at(-1)?.[0], '# rows: 1');
  const nothing = cellsOf((await take('/exports/declarations?form=entry', nurse.token)).text);
  assert.deepEqual([nothing.length, nothing.at(-1)?.[0]], [2, '# rows: 0']);
});

test('who may not read persons gets the rows without them', async () => {
  const manager = await server.officer(places.province, ['manager']);
  const [head = [], ...rows] = cellsOf((await take('/exports/declarations', manager.token)).text);
  assert.ok(!head.includes('Họ tên') && !head.includes('Điện thoại') && !head.includes('Địa chỉ'));
  assert.equal(rows.at(-1)?.[0], '# rows: 2');
  assert.ok(!rows.flat().some((cell) => /Hằng|cmd|0912/.test(cell)));
  const leader = await server.officer(places.province, ['leader']);
  assert.equal((await leader.get('/exports/declarations')).status, 403);
  assert.equal((await manager.get('/exports/people')).status, 403);
  assert.equal((await (await server.citizen()).get('/exports/declarations')).status, 403);
});

test('the neighbouring commune gets nothing of it, and no other area than its own', async () => {
  const neighbour = await server.officer(places.neighbour);
  assert.equal(cellsOf((await take('/exports/declarations', neighbour.token)).text).at(-1)?.[0], '# rows: 0');
  assert.equal((await neighbour.get(`/exports/declarations?area=${places.commune}`)).status, 404);
});

test('the work-list, people, tests and figures are exported too', async () => {
  const of = async (path: string) => {
    const { text, status } = await take(path, nurse.token);
    assert.equal(status, 200, path);
    return cellsOf(text);
  };
  const [workHead = [], first = []] = await of('/exports/work');
  assert.deepEqual([first[workHead.indexOf('Mức')], first[workHead.indexOf('Hạn nhận')]], ['Khẩn', '2021-11-20 08:30']);
  const people = await of('/exports/people');
  assert.equal(people.at(-1)?.[0], '# rows: 2');
  assert.ok(people.flat().includes('Nguyễn Thị Thu Hằng'));
  const personId = (await nurse.get('/people?search=hang')).body.items[0].id;
  await nurse.post(`/people/${personId}/tests`, {
    id: newId(),
    sampledAt: '2021-11-20T07:00:00+07:00',
    method: 'pcr',
    lab: '-Lab',
  });
  const [testHead = [], sample = []] = await of('/exports/tests?awaiting=true');
  assert.equal(sample[testHead.indexOf('Nơi xét nghiệm')], "'-Lab");
  const [figureHead = [], own = [], receipt = []] = await of('/exports/statistics');
  assert.deepEqual(
    [own[0], own[figureHead.indexOf('Tờ khai')], own[figureHead.indexOf('Tỷ lệ dân số')]],
    ['Phường Hàm Rồng', '2', ''],
  );
  assert.equal(receipt[0], '# rows: 1');
});

test('in English for who asks in English', async () => {
  const response = await fetch(`${server.base}/api/v1/exports/work`, {
    headers: { authorization: `Bearer ${nurse.token}`, 'accept-language': 'en' },
  });
  assert.match(await response.text(), /^\uFEFF?Level,Opened at,/);
});

test('one audit entry an export, written before the first row leaves: filter, count, and the persons while they are few', async () => {
  const [first] = await entriesOf();
  assert.deepEqual(
    [first.route, first.detail.rows, first.detail.format, first.detail.named],
    ['GET /exports/declarations', 2, 'csv', true],
  );
  assert.equal(first.detail.export.area, '38.380.14755.');
  assert.equal(first.persons.length, 2);
  const before = (await entriesOf()).length;
  await take('/exports/work', nurse.token);
  assert.equal((await entriesOf()).length, before + 1);
});

test('a workbook holds the same rows and the receipt, and no formula', async () => {
  const response = await fetch(`${server.base}/api/v1/exports/declarations?format=xlsx`, {
    headers: { authorization: `Bearer ${nurse.token}` },
  });
  assert.equal(response.status, 200);
  const { readSheet } = await import('read-excel-file/node');
  const rows = await readSheet(Buffer.from(await response.arrayBuffer()));
  assert.equal(rows.length, 4);
  assert.equal(rows[0]?.[0], 'Khai lúc');
  assert.ok(rows[1]?.includes("'=cmd|calc"));
  assert.equal(rows.at(-1)?.[0], '# rows: 2');
});

test('who asks about one person is shown the exports too large to name anybody that may hold that person', async () => {
  const { owner } = server.house.database.pools;
  const personId = (await nurse.get('/people?search=hang')).body.items[0].id;
  const entry = (area: string) => owner`
    insert into audit_inbox (id, at, account, area, verb, route, outcome, persons, request_id, detail)
    values (${newId()}, ${server.clock.now()}, null, '38.', 'export', 'GET /exports/declarations', 'done', '{}', 'x',
      ${owner.json({ export: { area }, rows: 5_000, named: true })})`;
  await entry('38.380.');
  await entry('38.381.');
  const auditor = await server.officer('', ['auditor']);
  const { body } = await auditor.get(`/audit?limit=200&person=${personId}`);
  const large = body.items.filter(({ detail }: { detail: { rows?: number } | null }) => detail?.rows === 5_000);
  assert.deepEqual(
    large.map(({ detail }: { detail: { export: { area: string } } }) => detail.export.area),
    ['38.380.'],
  );
  assert.ok(body.items.length > 1, 'and those that name the person');
});

/** Rows straight into the table: what an export of size needs, without the hours of declaring. */
const fill = async (count: number): Promise<void> => {
  const { owner } = server.house.database.pools;
  await owner`
    insert into declaration (person_id, id, area, area_code, form, form_version, triage, reasons, symptoms, at, day, stored_at, by_account, on_behalf, body_hash, sealed)
    select gen_random_uuid(), gen_random_uuid(), '01.001.00001.', '00001', 'general', '1', 'clear', '{}', '{}', now(), current_date, now(),
      gen_random_uuid(), false, '', '' from generate_series(1, ${count}::int)`;
  await owner`analyze declaration`;
};

test('more rows than a workbook holds are refused for it, with the way out, and streamed as CSV to the last', async () => {
  await fill(51_000);
  const manager = await server.officer(places.otherProvince, ['manager']);
  const refused = await manager.get('/exports/declarations?format=xlsx');
  assert.deepEqual([refused.status, refused.body.code, refused.body.rows], [422, 'export.too_large', 51_000]);
  const file = await take('/exports/declarations', manager.token);
  assert.equal(file.isWhole, true);
  assert.equal(file.headers['x-rows-expected'], '51000');
  const lines = file.text.split('\r\n');
  assert.deepEqual([lines.length, lines.at(-2)], [51_003, '# rows: 51000']);
});

test('an export that breaks off ends with a line that says so, and never cleanly', async () => {
  const manager = await server.officer(places.otherProvince, ['manager']);
  const { owner } = server.house.database.pools;
  // The database loses the connection in the middle.
  const file = await take('/exports/declarations', manager.token, (response) => {
    response.pause();
    setTimeout(async () => {
      await owner`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lachan export' and datname = current_database()`;
      setTimeout(() => response.resume(), 100);
    }, 100);
  });
  assert.equal(file.isWhole, false);
  const last = file.text.split('\r\n').at(-2) ?? '';
  assert.match(last, /^# interrupted after \d+ rows/);
  assert.ok(!file.text.includes('# rows:'));
  assert.equal(file.trailers['x-rows'], undefined);
});

test('one export an account and two in all: whoever comes next is told when to come again, and the place is given back', async () => {
  const callers = await Promise.all([1, 2, 3].map(() => server.officer(places.otherProvince, ['manager'])));
  const [one, two, three] = callers as [Caller, Caller, Caller];
  const held: IncomingMessage[] = [];
  const files = [one, two].map(({ token }) =>
    take('/exports/declarations', token, (response) => {
      response.pause();
      held.push(response);
    }),
  );
  while (held.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
  for (const caller of [one, three]) {
    const refused = await caller.get('/exports/declarations');
    assert.deepEqual(
      [refused.status, refused.body.code, refused.headers.get('retry-after')],
      [503, 'export.busy', '30'],
    );
  }
  held[0]?.destroy();
  held[1]?.resume();
  const [gone, whole] = (await Promise.all(files)).toSorted((a, b) => Number(a.isWhole) - Number(b.isWhole));
  assert.deepEqual([gone?.isWhole, whole?.isWhole], [false, true]);
  while ((await three.get('/exports/declarations?to=1999-01-01')).status === 503)
    await new Promise((resolve) => setTimeout(resolve, 20));
});

test('a server that stops breaks exports off visibly, without waiting for their readers', async () => {
  const manager = await server.officer(places.otherProvince, ['manager']);
  const feature = server.server.features.find(({ name }) => name === 'exports');
  const file = await take('/exports/declarations', manager.token, (response) => {
    response.pause();
    setTimeout(async () => {
      const stopped = feature?.drain?.();
      response.resume();
      await stopped;
    }, 100);
  });
  assert.equal(file.isWhole, false);
  assert.match(file.text.split('\r\n').at(-2) ?? '', /^# interrupted after/);
});

test('a record that was merged into another stands in no file of people', async () => {
  const twins = [aPerson({ fullName: 'Hoàng Thị Sen' }), aPerson({ fullName: 'Hoàng Thị Sen' })];
  for (const twin of twins) assert.equal((await nurse.post('/people', twin)).status, 201);
  const [kept, other] = twins.map(({ id }) => id);
  const named = async () =>
    cellsOf((await take('/exports/people', nurse.token)).text).filter((row) => row.includes('Hoàng Thị Sen'));
  assert.equal((await named()).length, 2);
  const merged = await nurse.post(`/people/${kept}/merge`, { id: newId(), other, choose: {} });
  assert.equal(merged.status, 201, JSON.stringify(merged.body));
  assert.equal((await named()).length, 1);
});
