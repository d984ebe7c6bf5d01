import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TOTP } from 'otpauth';
import { type Answer, aServer, type Caller, places } from '../../../test/support/server.ts';
import type { AreaPath } from '../../core/area.ts';
import { newId } from '../../core/client.ts';
import { createAccount, firstAdministrator } from './index.ts';

const server = await aServer();

const password = 'Cầu Hàm Rồng 1965';
const tokenOf = (link: string): string => link.split('#')[1] ?? '';
const codeOf = (secret: string): string => new TOTP({ secret }).generate({ timestamp: server.clock.now().getTime() });
/** The next time step: a code works once, so the next sign-in needs the next one. */
const later = (): void => server.clock.step(31_000);

const newOfficer = (over: Record<string, unknown> = {}) => ({
  id: newId(),
  area: places.commune,
  login: `tram.${newId().slice(-8)}`,
  name: 'Lê Thị Hoa',
  roles: ['officer'],
  ...over,
});

/** An officer who has accepted the link: login, second factor, and the answer with the cookie. */
const accepted = async (link: string): Promise<{ login: string; secret: string; answer: Answer }> => {
  const { body } = await server.anonymous.post('/invitations/check', { token: tokenOf(link) });
  const answer = await server.anonymous.post('/invitations/acceptance', {
    token: tokenOf(link),
    password,
    code: codeOf(body.totpSecret),
  });
  return { login: body.login, secret: body.totpSecret, answer };
};

const signIn = (login: string, secret: string, over: Record<string, unknown> = {}) =>
  server.anonymous.post('/sessions/officer', { login, password, code: codeOf(secret), ...over });

const withCookie =
  (answer: Answer) =>
  async (path: string): Promise<number> => {
    const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] as string;
    return (await fetch(`${server.base}/api/v1${path}`, { headers: { cookie } })).status;
  };

const invited = async (caller: Caller, over: Record<string, unknown> = {}): Promise<Answer['body']> => {
  const { status, body } = await caller.post('/accounts', newOfficer(over));
  assert.equal(status, 201);
  return body;
};

test('the first administrator comes in by a one-time link, which each start renews until then', async () => {
  const [first, second] = [await firstAdministrator(server.house), await firstAdministrator(server.house)];
  assert.match(second ?? '', /^http:\/\/localhost:\d+\/console\/invitation#[\w-]{32}$/);
  assert.equal(
    (await server.anonymous.post('/invitations/check', { token: tokenOf(first ?? '') })).body.code,
    'account.settled',
  );
  const { answer } = await accepted(second ?? '');
  assert.equal(answer.status, 201);
  assert.deepEqual(answer.body.account.roles, ['administrator', 'manager']);
  assert.deepEqual([answer.body.account.area, answer.body.account.areaName], ['', 'Việt Nam']);
  assert.equal(await firstAdministrator(server.house), undefined);
});

test('a link shows whose it is and what an authenticator app reads, is used once, and signs in', async () => {
  const manager = await server.officer(places.district, ['manager']);
  const { link, linkUntil } = await invited(manager);
  assert.equal(Date.parse(linkUntil) - server.clock.now().getTime() > 71 * 3_600_000, true);
  const token = tokenOf(link);
  const { body } = await server.anonymous.post('/invitations/check', { token });
  assert.equal(body.areaName, 'Phường Hàm Rồng');
  assert.match(body.totpUri, /^otpauth:\/\/totp\/L%C3%A1%20Ch%E1%BA%AFn:tram\./);
  assert.match(decodeURIComponent(body.totpQr), /^data:image\/svg\+xml,<svg/);
  const code = codeOf(body.totpSecret);
  const both = await Promise.all(
    [1, 2].map(() => server.anonymous.post('/invitations/acceptance', { token, password, code })),
  );
  assert.deepEqual(both.map(({ status }) => status).sort(), [201, 409]);
  const signedIn = both.find(({ status }) => status === 201) as Answer;
  assert.match(signedIn.headers.get('set-cookie') ?? '', /Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax/);
  assert.equal(await withCookie(signedIn)('/me'), 200);
  assert.equal(
    (await server.anonymous.post('/invitations/acceptance', { token, password, code })).body.code,
    'account.settled',
  );
});

test('a link ends after three days, and an unknown one is not found', async () => {
  const manager = await server.officer(places.district, ['manager']);
  const { link } = await invited(manager);
  server.clock.step(73 * 3_600_000);
  assert.equal((await server.anonymous.post('/invitations/check', { token: tokenOf(link) })).status, 404);
  assert.equal((await server.anonymous.post('/invitations/check', { token: 'x' })).status, 404);
});

test('a weak password and a wrong second factor leave the link usable', async () => {
  const manager = await server.officer(places.district, ['manager']);
  const { link, login } = await invited(manager);
  const token = tokenOf(link);
  const { totpSecret } = (await server.anonymous.post('/invitations/check', { token })).body;
  for (const weak of ['ngan', 'aaaaaaaaaaaaaa', `${login}2026`, 'matkhau123']) {
    const { body } = await server.anonymous.post('/invitations/acceptance', {
      token,
      password: weak,
      code: codeOf(totpSecret),
    });
    assert.deepEqual([body.status, body.code], [422, 'password.weak']);
  }
  const wrong = await server.anonymous.post('/invitations/acceptance', { token, password, code: '000000' });
  assert.equal(wrong.body.code, 'session.wrong_code');
  assert.equal((await accepted(link)).answer.status, 201);
});

test('an officer signs in with password and second factor; the same code does not work twice', async () => {
  const { link } = await createAccount(server.house, {
    area: '38.380.' as AreaPath,
    login: 'ttyt.th',
    name: 'Trực',
    roles: ['officer'],
  });
  const { login, secret } = await accepted(link);
  assert.equal((await signIn(login, secret)).body.code, 'session.wrong_password', 'the code of the acceptance is used');
  later();
  const both = await Promise.all([signIn(login, secret), signIn(login.toUpperCase(), secret)]);
  assert.deepEqual(both.map(({ status }) => status).sort(), [201, 401]);
  later();
  assert.equal((await signIn(login, secret, { password: `${password}!` })).status, 401);
  assert.equal((await signIn(login, secret, { code: '000000' })).status, 401);
  assert.equal((await signIn(login, secret)).status, 201);
});

test("an officer's session ends after twelve hours", async () => {
  const manager = await server.officer(places.district, ['manager']);
  const { answer } = await accepted((await invited(manager)).link);
  server.clock.step(11 * 3_600_000);
  assert.equal(await withCookie(answer)('/me'), 200);
  server.clock.step(2 * 3_600_000);
  assert.equal(await withCookie(answer)('/me'), 401);
});

test('an unknown login is refused with the same answer, and an address is braked at each login by itself', async () => {
  const manager = await server.officer(places.district, ['manager']);
  const { login, secret } = await accepted((await invited(manager)).link);
  later();
  const [known, unknown] = [
    await signIn(login, secret, { password: 'không phải mật khẩu' }),
    await signIn('nobody.here', secret),
  ];
  assert.deepEqual({ ...known.body, requestId: '' }, { ...unknown.body, requestId: '' });
  const { owner } = server.house.database.pools;
  await owner`update budget set spent = 10 where key like 'login %' and key not like 'login any%'`;
  assert.equal((await signIn(login, secret)).body.code, 'budget.spent');
  server.clock.step(16 * 60_000);
  assert.equal((await signIn(login, secret)).status, 201);
});

test('a manager makes accounts of the own unit and the level below, and nowhere else', async () => {
  const manager = await server.officer(places.district, ['manager']);
  const tried = async (area: string) => (await manager.post('/accounts', newOfficer({ area }))).status;
  assert.equal(await tried(places.district), 201);
  assert.equal(await tried(places.commune), 201);
  assert.equal(await tried(places.province), 404);
  assert.equal(await tried(places.elsewhere), 404);
  assert.equal(await tried('38.380.99999'), 404);
  const province = await server.officer(places.province, ['manager']);
  assert.equal((await province.post('/accounts', newOfficer())).status, 404, 'two levels below');
  const nation = await server.officer('', ['administrator']);
  assert.equal((await nation.post('/accounts', newOfficer())).status, 201);
  assert.equal((await nation.post('/accounts', newOfficer({ area: '' }))).status, 201);
});

test('nobody gives or takes rights above the own', async () => {
  const manager = await server.officer(places.district, ['manager']);
  const refused = await manager.post('/accounts', newOfficer({ roles: ['administrator'] }));
  assert.deepEqual([refused.status, refused.body.code], [422, 'account.role_above']);
  const administrator = await server.officer(places.district, ['administrator']);
  const { id } = await invited(administrator, { area: places.district, roles: ['administrator'] });
  assert.equal((await manager.post(`/accounts/${id}/reset`, { id: newId() })).body.code, 'account.role_above');
  assert.equal(
    (await manager.post(`/accounts/${id}/suspension`, { id: newId(), reason: 'x' })).body.code,
    'account.role_above',
  );
  assert.equal((await (await server.officer(places.district)).post('/accounts', newOfficer())).status, 403);
});

test('the same account posted twice gives the same link; a login in use is refused', async () => {
  const manager = await server.officer(places.district, ['manager']);
  const body = newOfficer();
  const [first, again] = [await manager.post('/accounts', body), await manager.post('/accounts', body)];
  assert.deepEqual([first.status, again.status], [201, 200]);
  assert.equal(first.body.link, again.body.link);
  const taken = await manager.post('/accounts', newOfficer({ login: body.login }));
  assert.deepEqual([taken.status, taken.body.fields], [409, [{ path: 'login', code: 'login.taken' }]]);
});

test('a suspended officer is out at once; a reset lets the officer in again by a new link only', async () => {
  const manager = await server.officer(places.district, ['manager']);
  const { id, link } = await invited(manager);
  const { login, secret, answer } = await accepted(link);
  assert.equal(await withCookie(answer)('/me'), 200);
  const suspended = await manager.post(`/accounts/${id}/suspension`, { id: newId(), reason: 'nghỉ việc' });
  assert.equal(suspended.body.state, 'suspended');
  assert.equal(await withCookie(answer)('/me'), 401);
  later();
  assert.equal((await signIn(login, secret)).status, 401);
  const reset = await manager.post(`/accounts/${id}/reset`, { id: newId() });
  assert.equal(reset.body.state, 'invited');
  assert.equal((await signIn(login, secret)).status, 401);
  const back = await accepted(reset.body.link);
  assert.equal(back.answer.status, 201);
  assert.notEqual(back.secret, secret);
  assert.equal(
    (await (await server.officer(places.neighbour, ['manager'])).post(`/accounts/${id}/reset`, { id: newId() })).status,
    404,
  );
});

test('the list of officers goes page by page and stays within the area', async () => {
  const manager = await server.officer(places.district, ['manager']);
  const made: string[] = [];
  for (const area of [places.commune, places.neighbour, places.district])
    made.push((await invited(manager, { area })).id);
  const seen: string[] = [];
  let after = '';
  do {
    const { body } = await manager.get(`/accounts?limit=2${after && `&after=${encodeURIComponent(after)}`}`);
    seen.push(...body.items.map(({ id }: { id: string }) => id));
    after = body.next ?? '';
  } while (after);
  assert.equal(new Set(seen).size, seen.length);
  assert.ok(made.every((id) => seen.includes(id)));
  const nation = await server.officer('', ['administrator']);
  const { items } = (await nation.get('/accounts?limit=200')).body;
  assert.ok(
    items.some(({ login }: { login: string }) => login === 'admin'),
    'the nation sees its own unit',
  );
  const station = await server.officer(places.commune, ['manager']);
  const own = (await station.get('/accounts')).body.items;
  assert.ok(own.length > 0 && own.every(({ area }: { area: string }) => area === places.commune));
  assert.equal((await station.get(`/accounts?area=${places.neighbour}`)).status, 404);
});

test('an officer is found by words of name, user name and unit, typed without marks and in any order', async () => {
  const manager = await server.officer(places.district, ['manager']);
  const mark = newId().slice(-8);
  const named = async (name: string, login: string, area: string = places.commune) =>
    (await manager.post('/accounts', { id: newId(), area, login, name, roles: ['officer'] })).body.id as string;
  const dao = await named('Đặng Thị Hồng Đào'.normalize('NFD'), `dao.dang.${mark}`);
  const hen = await named("H'Hen Niê", `hhen-${mark}`, places.neighbour);
  const thanh = await named('Lê Văn Thanh', `thanh_${mark}`);
  const found = async (search: string, rest = '') => {
    const { items } = (await manager.get(`/accounts?limit=200${rest}&search=${encodeURIComponent(search)}`)).body;
    return items.map(({ id }: { id: string }) => id).filter((id: string) => [dao, hen, thanh].includes(id));
  };
  const cases: [string, string[]][] = [
    [`dao dang ${mark}`, [dao]],
    [`ĐÀO hong ${mark}`, [dao]],
    [`dao.dang.${mark}`, [dao]],
    [`hhen ${mark}`, [hen]],
    [`H’Hen ${mark}`, [hen]],
    [`thanh_${mark}`, [thanh]],
    [`ham rong ${mark}`, [dao, thanh]],
    [`hàm rồng đào ${mark}`, [dao]],
    // 'anh' stands in 'Thanh', but begins no word.
    [`anh ${mark}`, []],
    [`100% ${mark}`, []],
    ['  ', [dao, hen, thanh]],
  ];
  for (const [search, ids] of cases) assert.deepEqual((await found(search)).sort(), [...ids].sort(), search);
  await manager.post(`/accounts/${thanh}/suspension`, { id: newId(), reason: 'nghỉ việc' });
  assert.deepEqual(await found(`ham rong ${mark}`, '&state=suspended'), [thanh]);
  const one = (await manager.get(`/accounts?limit=1&search=${mark}`)).body;
  const two = (await manager.get(`/accounts?limit=1&search=${mark}&after=${encodeURIComponent(one.next)}`)).body;
  assert.notEqual(one.items[0].id, two.items[0].id);
  const neighbour = await server.officer(places.neighbour, ['manager']);
  const theirs = (await neighbour.get(`/accounts?search=${mark}`)).body.items;
  assert.deepEqual(
    theirs.map(({ id }: { id: string }) => id),
    [hen],
  );
});

test('of each account the reader is told whether it is theirs to reset, move or suspend', async () => {
  const province = await server.officer(places.province, ['manager']);
  const administrator = await server.officer('', ['administrator']);
  const make = async (area: string, roles: string[]) => {
    const login = `ai-giu.${newId().slice(-8)}`;
    const { body } = await administrator.post('/accounts', { id: newId(), area, login, name: 'Ai Giữ', roles });
    return body.id as string;
  };
  const [near, far, high] = [
    await make(places.district, ['officer']),
    await make(places.commune, ['officer']),
    await make(places.district, ['administrator']),
  ];
  const told = async (by: Caller): Promise<Map<string, boolean>> => {
    const all = new Map<string, boolean>();
    let after = '';
    do {
      const { body } = await by.get(`/accounts?limit=200${after && `&after=${encodeURIComponent(after)}`}`);
      for (const { id, mayManage } of body.items) all.set(id, mayManage);
      after = body.next ?? '';
    } while (after);
    return all;
  };
  const [mine, all] = [await told(province), await told(administrator)];
  assert.deepEqual(
    [near, far, high].map((id) => mine.get(id)),
    [true, false, false],
  );
  assert.deepEqual(
    [near, far, high].map((id) => all.get(id)),
    [true, true, true],
  );
  assert.equal((await province.post(`/accounts/${far}/reset`, { id: newId() })).status, 404);
});
