import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aServer, type Caller, places } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';

const server = await aServer();

type Shown = { id: string; state: string; mayDecide: boolean; area: string };
const request = (over: Record<string, unknown> = {}) => ({
  id: newId(),
  area: places.commune,
  name: `Nguyễn Thứ ${newId().slice(-6)} Bình`,
  roles: ['officer'],
  reason: 'Trạm mới có thêm người trực',
  ...over,
});
const asked = async (by: Caller, over: Record<string, unknown> = {}): Promise<string> => {
  const { status, body } = await by.post('/account-requests', request(over));
  assert.equal(status, 201, JSON.stringify(body));
  return body.id;
};
const decide = async (by: Caller, ...decisions: { request: string; accept: boolean; note?: string }[]) => {
  const { status, body } = await by.post('/account-requests/decisions', { id: newId(), decisions });
  assert.equal(status, 201, JSON.stringify(body));
  return body.results;
};
const accept = (by: Caller, id: string) => decide(by, { request: id, accept: true });
const seen = async (by: Caller, query = ''): Promise<Shown[]> =>
  (await by.get(`/account-requests?limit=200${query}`)).body.items;

/** A manager of a unit who has signed in: a unit's own manager, and whose word the units below wait for. */
const managerAtWork = async (area: string): Promise<void> => {
  const administrator = await server.officer('', ['administrator']);
  const account = { id: newId(), area, login: `ql.${newId().slice(-8)}`, name: `Quản lý ${area}`, roles: ['manager'] };
  assert.equal((await administrator.post('/accounts', account)).status, 201);
  await server.house.database.pools.owner`update account set state = 'active' where id = ${account.id}`;
};

test('a station without a manager asks, the district answers in bulk, and each accepted one has a link', async () => {
  const nurse = await server.officer(places.commune, ['officer'], 'Lê Thị Hoa');
  const ids = [
    await asked(nurse, { name: 'Nguyễn Văn Bình' }),
    await asked(nurse, { name: 'Trần Thu Hà', login: `ha.${newId().slice(-8)}` }),
    await asked(nurse),
  ];
  const manager = await server.officer(places.district, ['manager'], 'Phạm Quốc Dũng');
  const queue = (await seen(manager, '&state=waiting')).filter(({ id }) => ids.includes(id));
  assert.deepEqual(
    queue.map(({ id, mayDecide }) => [id, mayDecide]),
    ids.map((id) => [id, true]),
    'oldest first',
  );
  const results = await decide(
    manager,
    { request: ids[0] as string, accept: true },
    { request: ids[1] as string, accept: true },
    { request: ids[2] as string, accept: false, note: 'Đã có người này' },
  );
  assert.deepEqual(
    results.map(({ status, state }: { status: number; state: string }) => [status, state]),
    [
      [201, 'accepted'],
      [201, 'accepted'],
      [200, 'refused'],
    ],
  );
  assert.match(results[0].account.link, /\/console\/invitation#[\w-]{32}$/);
  assert.match(results[0].account.login, /^binh\.nv/);
  assert.equal(results[0].account.areaName, 'Phường Hàm Rồng');
  const token = results[1].account.link.split('#')[1];
  assert.equal((await server.anonymous.post('/invitations/check', { token })).body.name, 'Trần Thu Hà');
  const own = (await nurse.get('/account-requests')).body.items;
  const refused = own.find(({ id }: Shown) => id === ids[2]);
  assert.deepEqual(
    [refused.state, refused.note, refused.decider, refused.asker, refused.mayDecide],
    ['refused', 'Đã có người này', 'Phạm Quốc Dũng', 'Lê Thị Hoa', false],
  );
});

test('where a unit has a manager at work, the others ask the manager', async () => {
  const nurse = await server.officer(places.neighbour);
  await asked(nurse, { area: places.neighbour });
  await managerAtWork(places.neighbour);
  const refused = await nurse.post('/account-requests', request({ area: places.neighbour }));
  assert.deepEqual([refused.status, refused.body.code], [422, 'account.ask_manager']);
  const manager = await server.officer(places.neighbour, ['manager']);
  await asked(manager, { area: places.neighbour });
});

test('a unit asks for itself alone, with every role but a citizen', async () => {
  const nurse = await server.officer(places.commune);
  for (const area of [places.neighbour, places.district, places.elsewhere])
    assert.equal((await nurse.post('/account-requests', request({ area }))).status, 404, area);
  const district = await server.officer(places.district, ['manager']);
  assert.equal(
    (await district.post('/account-requests', request())).status,
    404,
    'the level below is given, not asked for',
  );
  const hamlet = await server.officer(places.commune, ['community']);
  await asked(hamlet);
  assert.equal((await (await server.citizen()).post('/account-requests', request())).status, 403);
  assert.equal((await nurse.post('/account-requests', request({ roles: [] }))).status, 400);
  assert.equal((await nurse.post('/account-requests', request({ name: ' ' }))).status, 400);
});

test('the own unit’s manager and the level above see and answer a request, and nobody else', async () => {
  const nurse = await server.officer(places.commune);
  await managerAtWork(places.district);
  const id = await asked(nurse);
  const see = async (by: Caller) => (await seen(by, '&state=waiting')).some((one) => one.id === id);
  const [own, above, two, beside, other] = (await Promise.all(
    [places.commune, places.district, places.province, places.neighbour, '38.381'].map((area) =>
      server.officer(area, ['manager']),
    ),
  )) as [Caller, Caller, Caller, Caller, Caller];
  assert.deepEqual(await Promise.all([own, above, two, beside, other, nurse].map(see)), [
    true,
    true,
    false,
    false,
    false,
    true,
  ]);
  for (const by of [two, beside, other]) {
    const [{ status, code }] = await accept(by, id);
    assert.deepEqual([status, code], [404, 'record.missing']);
  }
  assert.equal(
    (await nurse.post('/account-requests/decisions', { id: newId(), decisions: [{ request: id, accept: true }] }))
      .status,
    403,
  );
  const administrator = await server.officer('', ['administrator']);
  assert.ok(await see(administrator), 'an administrator answers everywhere below');
  assert.equal((await accept(own, id))[0].status, 201);
});

test('where the level above has no manager, the request comes before the nearest one that has', async () => {
  const station = '38.381.14812';
  const nurse = await server.officer(station);
  const id = await asked(nurse, { area: station });
  const province = await server.officer(places.province, ['manager']);
  const waiting = async () => (await seen(province, '&state=waiting')).find((one) => one.id === id);
  assert.equal((await waiting())?.mayDecide, true);
  // The level between gets its manager: from now on that one answers.
  const between = '38.381';
  await managerAtWork(between);
  assert.equal(await waiting(), undefined);
  assert.equal((await accept(province, id))[0].code, 'record.missing');
  await server.house.database.pools.owner`update account set state = 'suspended' where name = ${`Quản lý ${between}`}`;
  assert.equal((await accept(province, id))[0].status, 201);
});

test('somebody asked for twice is made once, and a namesake with a login of the own', async () => {
  const nurse = await server.officer(places.commune);
  const manager = await server.officer(places.district, ['manager']);
  const name = 'Đỗ Thị Haifold';
  const [first, again, namesake] = [
    await asked(nurse, { name }),
    await asked(nurse, { name: 'đỗ thị haifold' }),
    await asked(nurse, { name, login: `hai.${newId().slice(-8)}` }),
  ];
  const results = await decide(manager, ...[first, again, namesake].map((one) => ({ request: one, accept: true })));
  assert.deepEqual(
    results.map(({ status, code }: { status: number; code?: string }) => [status, code]),
    [
      [201, undefined],
      [409, 'name.known'],
      [201, undefined],
    ],
  );
  assert.deepEqual((await accept(manager, again))[0].code, 'name.known', 'in a later answer too');
});

test('one that cannot be accepted stays as it was and keeps none of the others back', async () => {
  const nurse = await server.officer(places.commune);
  const manager = await server.officer(places.district, ['manager']);
  const taken = `da-co.${newId().slice(-8)}`;
  await manager.post('/accounts', {
    id: newId(),
    area: places.commune,
    login: taken,
    name: 'Đã có',
    roles: ['officer'],
  });
  const [high, doubled, good] = [
    await asked(nurse, { roles: ['administrator'] }),
    await asked(nurse, { login: taken }),
    await asked(nurse),
  ];
  const results = await decide(
    manager,
    ...[high, doubled, good, good, newId()].map((one) => ({ request: one, accept: true })),
  );
  assert.deepEqual(
    results.map(({ status, code }: { status: number; code?: string }) => [status, code]),
    [
      [422, 'account.role_above'],
      [409, 'login.taken'],
      [201, undefined],
      [409, 'account_request.settled'],
      [404, 'record.missing'],
    ],
  );
  const waiting = (await seen(manager, '&state=waiting')).map(({ id, mayDecide }) => [id, mayDecide]);
  assert.deepEqual(
    waiting.find(([id]) => id === high),
    [high, false],
  );
  assert.deepEqual(
    waiting.find(([id]) => id === doubled),
    [doubled, true],
  );
  assert.equal(
    (await decide(manager, { request: high, accept: false }))[0].state,
    'refused',
    'refusing needs no rights above',
  );
});

test('two who answer the same request at once make one account', async () => {
  const nurse = await server.officer(places.commune);
  const id = await asked(nurse, { name: 'Hai Người Cùng Duyệt' });
  const managers = await Promise.all([1, 2, 3].map(() => server.officer(places.district, ['manager'])));
  const answers = (await Promise.all(managers.map((by) => accept(by, id)))).flat();
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409]);
  const { owner } = server.house.database.pools;
  assert.equal((await owner`select from account where name = 'Hai Người Cùng Duyệt'`).length, 1);
});

test('whoever asked, or the unit’s manager, takes a request back; an answered one stays', async () => {
  const [nurse, colleague] = [await server.officer(places.commune), await server.officer(places.commune)];
  const withdraw = (by: Caller, id: string) => by.post(`/account-requests/${id}/withdrawal`, { id: newId() });
  const id = await asked(nurse);
  assert.equal((await withdraw(colleague, id)).status, 404);
  assert.equal((await withdraw(await server.officer(places.district, ['manager']), id)).status, 404);
  assert.equal((await withdraw(nurse, id)).body.state, 'withdrawn');
  assert.equal((await withdraw(nurse, id)).body.code, 'account_request.settled');
  const manager = await server.officer(places.district, ['manager']);
  assert.equal((await accept(manager, id))[0].code, 'account_request.settled');
});

test('a request and an answer sent twice are done once, and the second answer holds the same link', async () => {
  const nurse = await server.officer(places.commune);
  const sent = request();
  const [first, again] = [await nurse.post('/account-requests', sent), await nurse.post('/account-requests', sent)];
  assert.deepEqual([first.status, again.status, again.body], [201, 200, first.body]);
  const manager = await server.officer(places.district, ['manager']);
  const answer = { id: newId(), decisions: [{ request: sent.id, accept: true }] };
  const answers = [
    await manager.post('/account-requests/decisions', answer),
    await manager.post('/account-requests/decisions', answer),
  ];
  assert.deepEqual(
    answers.map(({ status }) => status),
    [201, 200],
  );
  assert.equal(answers[0]?.body.results[0].account.link, answers[1]?.body.results[0].account.link);
});

test('the list goes page by page: what waits oldest first, the rest newest first; at most 200 are answered at once', async () => {
  const nurse = await server.officer(places.elsewhere);
  const ids: string[] = [];
  for (let i = 0; i < 5; i += 1) {
    ids.push(await asked(nurse, { area: places.elsewhere }));
    server.clock.step(1000);
  }
  const walk = async (query: string): Promise<string[]> => {
    const found: string[] = [];
    let after = '';
    do {
      const { body } = await nurse.get(`/account-requests?limit=2${query}${after && `&after=${after}`}`);
      found.push(...body.items.map(({ id }: Shown) => id));
      after = body.next ?? '';
    } while (after);
    return found;
  };
  assert.deepEqual(await walk('&state=waiting'), ids);
  assert.deepEqual(await walk(''), ids.toReversed());
  assert.equal((await nurse.get('/account-requests?state=lost')).status, 400);
  const manager = await server.officer('38.381', ['manager']);
  const many = Array.from({ length: 201 }, () => ({ request: newId(), accept: true }));
  assert.equal((await manager.post('/account-requests/decisions', { id: newId(), decisions: many })).status, 400);
  assert.equal((await manager.post('/account-requests/decisions', { id: newId(), decisions: [] })).status, 400);
});

test('raw SQL on a neighbour’s connection sees and changes no request', async () => {
  await asked(await server.officer(places.commune));
  const scope = { role: 'app', area: '38.380.14758.' as never, account: newId() } as const;
  const rows = await server.house.database.within(
    scope,
    (db) => db`select id from account_request where area = '38.380.14755.'`,
  );
  assert.equal(rows.length, 0);
  const changed = await server.house.database.within(
    scope,
    (db) => db`update account_request set state = 'accepted' where area = '38.380.14755.'`,
  );
  assert.equal(changed.count, 0);
});
