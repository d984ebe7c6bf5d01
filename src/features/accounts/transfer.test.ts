import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aDeclaration, aPerson, aServer, type Caller, places, urgentAnswers } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';

const server = await aServer();
const manager = await server.officer(places.district, ['manager']);

const made = async (over: Record<string, unknown> = {}): Promise<string> => {
  const account = {
    id: newId(),
    area: places.commune,
    login: `cb.${newId().slice(-8)}`,
    name: 'Lê Hoa',
    roles: ['officer'],
  };
  const { status, body } = await (await server.officer('', ['administrator', 'manager'])).post('/accounts', {
    ...account,
    ...over,
  });
  assert.equal(status, 201, JSON.stringify(body));
  return body.id;
};

/** An officer's open session: an active account with a bearer token, as a browser's cookie would hold it. */
const atWork = async (area: string, roles: string[] = ['officer']): Promise<Caller & { id: string }> => {
  const caller = await server.officer(area, roles);
  const { id } = (await caller.get('/me')).body.account;
  const { owner } = server.house.database.pools;
  await owner`update account set kind = 'officer', login = ${`cb.${newId().slice(-8)}`} where id = ${id}`;
  await owner`update session set kind = 'bearer' where account_id = ${id}`;
  return { ...caller, id };
};

const move = (by: Caller, id: string, body: Record<string, unknown>) =>
  by.post(`/accounts/${id}/transfer`, { id: newId(), ...body });

test('a transferred officer has the new area and roles on the next request of an open session', async () => {
  const nurse = await atWork(places.commune);
  const declaration = aDeclaration({ answers: urgentAnswers });
  assert.equal((await nurse.post('/declarations', declaration)).status, 201);
  assert.equal((await nurse.get(`/declarations/${declaration.id}`)).status, 200);
  const { status, body } = await move(manager, nurse.id, { area: places.neighbour });
  assert.deepEqual([status, body.area, body.areaName], [201, places.neighbour, 'Phường Đông Thọ']);
  const { account } = (await nurse.get('/me')).body;
  assert.deepEqual([account.area, account.areaName], [places.neighbour, 'Phường Đông Thọ']);
  assert.equal((await nurse.get(`/declarations/${declaration.id}`)).status, 404, 'what lies in the old area is gone');
  const there = aDeclaration({ person: aPerson({ area: places.neighbour }), area: places.neighbour });
  assert.equal((await nurse.post('/declarations', there)).status, 201);

  assert.equal((await move(manager, nurse.id, { area: places.neighbour, roles: ['leader'] })).status, 201);
  assert.equal((await nurse.get('/work')).status, 403);
});

/** What an open event stream brings until it is closed or ends. */
const stream = async (caller: Caller) => {
  const response = await fetch(`${server.base}/api/v1/work/events`, {
    headers: { authorization: `Bearer ${caller.token}` },
  });
  const state = { text: '', isEnded: false };
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const done = (async () => {
    for (;;) {
      const { value, done: isDone } = (await reader?.read()) ?? { done: true };
      if (isDone) break;
      state.text += value;
    }
    state.isEnded = true;
  })();
  const until = async (what: () => boolean): Promise<boolean> => {
    for (let i = 0; i < 100 && !what(); i += 1) await new Promise((resolve) => setTimeout(resolve, 20));
    return what();
  };
  return { state, until, close: () => reader?.cancel().then(() => done) };
};

test('an open event stream tells nothing of the old area any more, and opens again for the new one', async () => {
  const nurse = await atWork(places.commune);
  const colleague = await server.officer(places.commune);
  const [own, other] = [await stream(nurse), await stream(colleague)];
  const before = aDeclaration({ answers: urgentAnswers });
  await colleague.post('/declarations', before);
  assert.ok(await own.until(() => own.state.text.includes(before.id)));

  assert.equal((await move(manager, nurse.id, { area: places.neighbour })).status, 201);
  const after = aDeclaration({ answers: urgentAnswers });
  await colleague.post('/declarations', after);
  assert.ok(await other.until(() => other.state.text.includes(after.id)), 'the colleague is told');
  assert.ok(await own.until(() => own.state.isEnded), 'the stream of who left has ended');
  assert.match(own.state.text, /event: account/);
  assert.ok(!own.state.text.includes(after.id), 'and said nothing of what came after');

  const again = await stream(nurse);
  const there = aDeclaration({
    answers: urgentAnswers,
    person: aPerson({ area: places.neighbour }),
    area: places.neighbour,
  });
  await nurse.post('/declarations', there);
  assert.ok(await again.until(() => again.state.text.includes(there.id)));
  await Promise.all([other.close(), again.close()]);
});

test('a suspension ends the open event streams at once', async () => {
  const nurse = await atWork(places.commune);
  const own = await stream(nurse);
  assert.equal((await manager.post(`/accounts/${nurse.id}/suspension`, { id: newId(), reason: 'nghỉ' })).status, 201);
  assert.ok(await own.until(() => own.state.isEnded));
  assert.equal((await nurse.get('/me')).status, 401);
});

test('both ends of a transfer lie within what the manager manages; an administrator moves anywhere below', async () => {
  const id = await made();
  const ends = {
    [places.district]: 201,
    [places.neighbour]: 201,
    [places.elsewhere]: 404,
    [places.province]: 404,
    '38.380.99999': 404,
  };
  for (const [area, status] of Object.entries(ends))
    assert.equal((await move(manager, id, { area })).status, status, area);
  const beside = await server.officer('38.381', ['manager']);
  assert.equal((await move(beside, id, { area: places.elsewhere })).status, 404);
  const above = await server.officer(places.province, ['manager']);
  assert.equal((await move(above, id, { area: places.district })).status, 404, 'two levels below');
  const administrator = await server.officer(places.province, ['administrator']);
  assert.equal((await move(administrator, id, { area: places.elsewhere })).status, 201);
  assert.equal((await move(await server.officer(places.district), id, { area: places.district })).status, 403);
});

test('a transfer gives no rights above the own, moves nobody who has them, and says when nothing changes', async () => {
  const id = await made();
  const raised = await move(manager, id, { area: places.commune, roles: ['administrator'] });
  assert.deepEqual([raised.status, raised.body.code], [422, 'account.role_above']);
  assert.equal((await move(manager, id, { area: places.commune })).body.code, 'account.no_change');
  assert.equal(
    (await move(manager, id, { area: places.commune, roles: ['officer', 'officer'] })).body.code,
    'account.no_change',
  );
  assert.equal((await move(manager, id, { area: places.commune, roles: [] })).status, 400);
  const administrator = await made({ area: places.district, roles: ['administrator'] });
  assert.equal((await move(manager, administrator, { area: places.commune })).body.code, 'account.role_above');
});

test('nobody moves, resets or suspends the own account: a stolen session must not become a lasting one', async () => {
  const own = await atWork(places.district, ['manager']);
  assert.equal((await move(own, own.id, { area: places.commune })).body.code, 'account.own');
  assert.equal((await own.post(`/accounts/${own.id}/reset`, { id: newId() })).body.code, 'account.own');
  assert.equal(
    (await own.post(`/accounts/${own.id}/suspension`, { id: newId(), reason: 'x' })).body.code,
    'account.own',
  );
});

test('a transfer sent twice is done once, and stands in the audit with where from and where to', async () => {
  const id = await made();
  const sent = { id: newId(), area: places.neighbour };
  const [first, again] = [
    await manager.post(`/accounts/${id}/transfer`, sent),
    await manager.post(`/accounts/${id}/transfer`, sent),
  ];
  assert.deepEqual([first.status, again.status, again.body], [201, 200, first.body]);
  const { owner } = server.house.database.pools;
  const entries = await owner<{ detail: Record<string, unknown> }[]>`
    select detail from audit_inbox where route = 'POST /accounts/:id/transfer' and detail ->> 'account' = ${id}`;
  assert.deepEqual(
    entries.map(({ detail }) => [detail.from, detail.to]),
    [['38.380.14755.', '38.380.14758.']],
  );
});
