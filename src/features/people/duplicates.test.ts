import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aDeclaration, aPerson, aServer, type Caller, ok, places, somePhone } from '../../../test/support/server.ts';
import { parseAreaPath } from '../../core/area.ts';
import { newId } from '../../core/client.ts';

const server = await aServer();
const nurse = await server.officer(places.commune);
const neighbour = await server.officer(places.neighbour);
const district = await server.officer(places.district);

type Pair = { id: string; a: { id: string; fullName: string }; b: { id: string }; score: number; reasons: string[] };

const made = async (over: Record<string, unknown>, by: Caller = nurse): Promise<string> =>
  ok(await by.post('/people', aPerson({ sex: undefined, birthYear: 1970, ...over }))).id;
/** The sweep waits a minute, for whatever is still being written. */
const sweep = async () => {
  server.clock.step(61_000);
  await server.job('people duplicates');
};
const listed = async (by: Caller = nurse, query = ''): Promise<Pair[]> =>
  ok(await by.get(`/people/duplicates?limit=200${query}`)).items;
const pairOf = async (one: string, other: string, by: Caller = nurse): Promise<Pair | undefined> =>
  (await listed(by)).find(({ a, b }) => [a.id, b.id].toSorted().join() === [one, other].toSorted().join());

test('the same name and year in a commune, a slip in the name with the same day, the same phone, the same number', async () => {
  const name = 'Khổng Thị Đôi';
  const first = await made({ fullName: name });
  const again = await made({ fullName: 'ĐÔI KHỔNG THỊ' });
  const otherYear = await made({ fullName: name, birthYear: 1971 });
  const day = await made({ fullName: 'Khổng Thị Ngày', birthYear: undefined, birthDate: '1966-03-04', sex: 'female' });
  const slip = await made({
    fullName: 'Khổng Thị Ngà Ngày',
    birthYear: undefined,
    birthDate: '1966-03-04',
    sex: 'female',
  });
  const phone = somePhone();
  const here = await made({ fullName: 'Khổng Văn Máy', phone });
  const there = await made({ fullName: 'Khổng Văn Máy', phone, area: places.neighbour }, neighbour);
  const card = { type: 'passport', number: 'P5556667' };
  const unlike = await made({ fullName: 'Khổng Thẻ', identity: card });
  const named = await made({ fullName: 'Lại Khác Tên', birthYear: 1990, identity: card });
  await sweep();
  const found = await pairOf(first, again);
  assert.deepEqual(
    [found?.score, found?.reasons, found?.a.id],
    [0.7, ['name', 'birth_year'], first],
    'the older stands first',
  );
  assert.equal(await pairOf(first, otherYear), undefined);
  assert.deepEqual((await pairOf(day, slip))?.reasons, ['name_part', 'birth_date', 'sex']);
  assert.deepEqual([(await pairOf(unlike, named))?.score, (await pairOf(unlike, named))?.reasons[0]], [1, 'identity']);
  // Of two communes the level above both sees the pair, and neither of them.
  assert.deepEqual((await pairOf(here, there, district))?.reasons, ['name', 'birth_year', 'phone']);
  assert.equal(await pairOf(here, there), undefined);
  assert.equal(await pairOf(here, there, neighbour), undefined);
  const scores = (await listed(district)).map(({ score }) => score);
  assert.deepEqual(
    scores,
    scores.toSorted((x, y) => y - x),
    'the likeliest first',
  );
  const [entry] = await server.house.database.pools.owner`
    select persons from audit_inbox where route = 'GET /people/duplicates' order by at desc limit 1`;
  assert.ok(entry?.persons.includes(first));
});

test('two numbers of one kind of document are two people, and so are twins of other names', async () => {
  const [one, other] = [
    await made({ fullName: 'Khổng Hai Số', identity: { type: 'passport', number: 'P1000001' } }),
    await made({ fullName: 'Khổng Hai Số', identity: { type: 'passport', number: 'P1000002' } }),
  ];
  const phone = somePhone();
  const twins = [
    await made({ fullName: 'Ninh Gia Bảo', birthYear: undefined, birthDate: '2018-01-02', phone }),
    await made({ fullName: 'Ninh Thục Quyên', birthYear: undefined, birthDate: '2018-01-02', phone }),
  ] as const;
  await sweep();
  assert.equal(await pairOf(one, other), undefined);
  assert.equal(await pairOf(...twins), undefined);
});

test('a pair is seen where both are dealt with, though one lives elsewhere', async () => {
  const phone = somePhone();
  const here = await made({ fullName: 'Khổng Thị Khách', phone });
  const guest = await made({ fullName: 'Khổng Thị Khách', phone, area: places.neighbour }, neighbour);
  ok(await district.post('/declarations', aDeclaration({ person: { id: guest }, area: places.commune })));
  await sweep();
  assert.ok(await pairOf(here, guest));
  assert.equal(await pairOf(here, guest, neighbour), undefined);
});

test('a dismissed pair does not come again, whatever is changed; one that is unlike now goes by itself', async () => {
  const [one, other, third] = [
    await made({ fullName: 'Khổng Bỏ Qua' }),
    await made({ fullName: 'Khổng Bỏ Qua' }),
    await made({ fullName: 'Khổng Bỏ Qua' }),
  ];
  await sweep();
  const pair = await pairOf(one, other);
  const id = newId();
  const first = await nurse.post(`/people/duplicates/${pair?.id}/dismissal`, { id, reason: 'hai chị em' });
  const again = await nurse.post(`/people/duplicates/${pair?.id}/dismissal`, { id, reason: 'hai chị em' });
  assert.deepEqual([first.status, again.status, again.body], [201, 200, first.body]);
  assert.equal(await pairOf(one, other), undefined);
  ok(await nurse.post(`/people/${one}/changes`, { id: newId(), address: '5 Lê Lợi' }));
  await sweep();
  assert.equal(await pairOf(one, other), undefined);
  assert.ok(await pairOf(one, third));
  ok(await nurse.post(`/people/${third}/changes`, { id: newId(), fullName: 'Tên Đã Sửa', birthYear: 1950 }));
  await sweep();
  assert.equal(await pairOf(one, third), undefined);
  ok(await nurse.post(`/people/${third}/changes`, { id: newId(), fullName: 'Khổng Bỏ Qua', birthYear: 1970 }));
  await sweep();
  assert.ok(await pairOf(one, third), 'alike again');
});

test('dismissing what lies in another area, or has no such id, is not found', async () => {
  const [one, other] = [await made({ fullName: 'Khổng Nơi Khác' }), await made({ fullName: 'Khổng Nơi Khác' })];
  await sweep();
  const pair = await pairOf(one, other);
  assert.equal((await neighbour.post(`/people/duplicates/${pair?.id}/dismissal`, { id: newId() })).status, 404);
  assert.equal((await nurse.post(`/people/duplicates/${newId()}/dismissal`, { id: newId() })).status, 404);
  assert.equal((await neighbour.get(`/people/duplicates?area=${places.commune}`)).status, 404);
});

test('a merge takes its pairs off the list, taking it back brings the others again and not the one that was wrong', async () => {
  const ids = [
    await made({ fullName: 'Khổng Ba Người' }),
    await made({ fullName: 'Khổng Ba Người' }),
    await made({ fullName: 'Khổng Ba Người' }),
  ] as const;
  const [a, b, c] = ids;
  await sweep();
  assert.ok((await pairOf(a, b)) && (await pairOf(b, c)) && (await pairOf(a, c)));
  ok(await nurse.post(`/people/${a}/merge`, { id: newId(), other: b }));
  assert.equal(await pairOf(a, b), undefined);
  assert.equal(await pairOf(b, c), undefined);
  assert.ok(await pairOf(a, c));
  await sweep();
  assert.equal(await pairOf(b, c), undefined);
  ok(await nurse.post(`/people/${a}/unmerge`, { id: newId(), reason: 'hai người' }));
  assert.equal(await pairOf(a, b), undefined);
  assert.ok(await pairOf(b, c));
  await sweep();
  assert.equal(await pairOf(a, b), undefined);
});

test('pages follow each other without a gap or a double, and a cursor that is none is refused', async () => {
  for (let n = 0; n < 4; n += 1) await made({ fullName: 'Khổng Nhiều Trang', address: `${n}` });
  await sweep();
  const all = await listed(district);
  const seen: string[] = [];
  let after = '';
  do {
    const { items, next } = ok(await district.get(`/people/duplicates?limit=3${after && `&after=${after}`}`));
    seen.push(...items.map(({ id }: Pair) => id));
    after = next ?? '';
  } while (after);
  assert.deepEqual(
    seen,
    all.map(({ id }) => id),
  );
  assert.ok(seen.length >= 6);
  for (const cursor of ['x', 'W10', 'WyJ4IiwieSJd'])
    assert.equal((await nurse.get(`/people/duplicates?after=${cursor}`)).status, 400, cursor);
});

test('the sweep goes on where it stopped, and compares nothing twice without need', async () => {
  const { owner } = server.house.database.pools;
  await sweep();
  const [before] = await owner`select detail, last_ok_at from job_run where name = 'people duplicates'`;
  await sweep();
  const [after] = await owner`select detail from job_run where name = 'people duplicates'`;
  assert.equal(after?.detail, null, JSON.stringify(before));
});

test('the third belt alone: a pair is a row of the area that both are dealt with in, a merge of those who see the person', async () => {
  const [one, other] = [await made({ fullName: 'Khổng Dây Lưng' }), await made({ fullName: 'Khổng Dây Lưng' })];
  await sweep();
  assert.ok(await pairOf(one, other));
  const [kept, merged] = [await made({ fullName: 'Khổng Gộp' }), await made({ fullName: 'Khổng Gộp' })];
  ok(await nurse.post(`/people/${kept}/merge`, { id: newId(), other: merged }));
  const count = (path: string, of: 'duplicate_pair' | 'person_merge') => {
    const area = parseAreaPath(path) ?? assert.fail();
    return server.house.database.within({ role: 'app', area, account: one }, async (db) => {
      const rows = await db`select from ${db(of)} where person_id = any (${[one, other, kept, merged]}::uuid[])`;
      return rows.length;
    });
  };
  assert.deepEqual(
    [await count(places.commune, 'duplicate_pair'), await count(places.commune, 'person_merge')],
    [2, 1],
  );
  assert.deepEqual(
    [await count(places.neighbour, 'duplicate_pair'), await count(places.neighbour, 'person_merge')],
    [0, 0],
  );
  const { citizen, door, ingest } = server.house.database.pools;
  for (const pool of [citizen, door, ingest]) {
    await assert.rejects(pool`select from person_merge`, /permission denied/);
    await assert.rejects(pool`select from duplicate_pair`, /permission denied/);
  }
});
