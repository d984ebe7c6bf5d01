import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TOTP } from 'otpauth';
import { authenticator } from '../../../test/support/authenticator.ts';
import { type Answer, aServer, places } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';
import { uuidBytes } from '../../core/code.ts';

const server = await aServer();
const origin = server.house.publicUrl();

const minute = 60_000;
const password = 'Cầu Hàm Rồng 1965';
const tokenOf = (link: string): string => link.split('#')[1] ?? '';
const cookieOf = (answer: Answer): string => (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

/** A browser that holds a session's cookie. */
const browser = (answer: Answer) => {
  const send = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`${server.base}/api/v1${path}`, {
      method,
      headers: { cookie: cookieOf(answer), ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json(), headers: response.headers };
  };
  return { get: (path: string) => send('GET', path), post: (path: string, body: unknown) => send('POST', path, body) };
};

const invited = async (): Promise<{ id: string; login: string; link: string }> => {
  const manager = await server.officer(places.district, ['manager']);
  const login = `tram.${newId().slice(-8)}`;
  const { status, body } = await manager.post('/accounts', {
    ...{ id: newId(), area: places.commune, login, name: 'Lê Thị Hoa', roles: ['officer'] },
  });
  assert.equal(status, 201);
  return body;
};

/** An officer with password and app, just signed in. */
const withPassword = async () => {
  const account = await invited();
  const token = tokenOf(account.link);
  const { body } = await server.anonymous.post('/invitations/check', { token });
  const totp = new TOTP({ secret: body.totpSecret });
  const codeNow = () => totp.generate({ timestamp: server.clock.now().getTime() });
  const answer = await server.anonymous.post('/invitations/acceptance', { token, password, code: codeNow() });
  assert.equal(answer.status, 201);
  return { account, codeNow, answer, ...browser(answer) };
};

/** An officer who accepted the link with a passkey. */
const withPasskey = async (key = authenticator()) => {
  const account = await invited();
  const token = tokenOf(account.link);
  const asked = (await server.anonymous.post('/invitations/passkey/options', { token })).body;
  const answer = await server.anonymous.post('/invitations/passkey', {
    ...{ token, challenge: asked.challenge, name: 'Điện thoại', credential: key.make(asked.options, { origin }) },
  });
  return { account, key, asked, answer, ...browser(answer) };
};

const askToSign = async () => (await server.anonymous.post('/sessions/passkey/options', {})).body;
const handleOf = (account: string): string => Buffer.from(uuidBytes(account)).toString('base64url');

const signIn = async (key: ReturnType<typeof authenticator>, ways: object = {}, handle?: string) => {
  const { challenge, options } = await askToSign();
  const credential = key.sign(options, { origin, ...ways }, handle);
  return server.anonymous.post('/sessions/passkey', { challenge, credential });
};

const addTo = async (caller: ReturnType<typeof browser>, key = authenticator(), ways: object = {}) => {
  const { body } = await caller.post('/passkeys/options', {});
  const sent = {
    id: newId(),
    challenge: body.challenge,
    name: 'Máy trạm',
    credential: key.make(body.options, { origin, ...ways }),
  };
  return { key, sent, asked: body, answer: await caller.post('/passkeys', sent) };
};

test('a link is accepted with a passkey in place of password and app, once, and signs in', async () => {
  const { account, key, asked, answer, get } = await withPasskey();
  assert.equal(answer.status, 201);
  assert.deepEqual(
    [asked.options.rp, asked.options.user.name, asked.options.authenticatorSelection.userVerification],
    [{ name: 'Lá Chắn', id: 'localhost' }, account.login, 'required'],
  );
  assert.equal((await get('/me')).body.account.id, account.id);
  const again = await server.anonymous.post('/invitations/passkey', {
    ...{
      token: tokenOf(account.link),
      challenge: asked.challenge,
      name: '',
      credential: key.make(asked.options, { origin }),
    },
  });
  assert.equal(again.body.code, 'account.settled');
  const withWords = await server.anonymous.post('/sessions/officer', {
    login: account.login,
    password,
    code: '123456',
  });
  assert.equal(withWords.body.code, 'session.wrong_password');
  assert.equal((await signIn(key, {}, handleOf(account.id))).status, 201);
});

test('an officer adds a passkey, signs in with it alone, and sees when it was used', async () => {
  const officer = await withPassword();
  const { key, answer } = await addTo(officer);
  assert.deepEqual([answer.status, answer.body.name, answer.body.lastUsedAt], [201, 'Máy trạm', null]);
  const signed = await signIn(key);
  assert.equal(signed.status, 201);
  assert.equal(signed.body.account.id, officer.account.id);
  assert.match(signed.headers.get('set-cookie') ?? '', /Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax/);
  const [shown] = (await browser(signed).get('/passkeys')).body;
  assert.deepEqual([shown.name, typeof shown.lastUsedAt], ['Máy trạm', 'string']);
});

test('the same passkey sent twice is added once; the second passkey of a device is not made anew', async () => {
  const officer = await withPassword();
  const { sent, answer, key } = await addTo(officer);
  const again = await officer.post('/passkeys', sent);
  assert.deepEqual([again.status, again.body], [200, answer.body]);
  assert.equal((await officer.get('/passkeys')).body.length, 1);
  const { body } = await officer.post('/passkeys/options', {});
  assert.deepEqual(
    body.options.excludeCredentials.map(({ id }: { id: string }) => id),
    [key.id],
  );
  const doubled = await addTo(officer, key);
  assert.deepEqual([doubled.answer.status, doubled.answer.body.code], [422, 'passkey.refused']);
});

test('what a device says of another site, another challenge, another kind or an unverified person is refused', async () => {
  const officer = await withPassword();
  const wrong = {
    'another origin': { origin: 'https://la-chan.example' },
    'another site': { rpId: 'la-chan.example' },
    'another challenge': { challenge: Buffer.alloc(32).toString('base64url') },
    'a signature for a new key': { type: 'webauthn.get' },
    'nobody verified': { flags: 1 },
    'nobody present': { flags: 4 },
  };
  for (const [what, ways] of Object.entries(wrong)) {
    const { answer } = await addTo(officer, authenticator(), ways);
    assert.deepEqual([answer.status, answer.body.code], [422, 'passkey.refused'], what);
  }
  const { key } = await addTo(officer);
  for (const [what, ways] of Object.entries({ ...wrong, 'a signature for a new key': { type: 'webauthn.create' } })) {
    const { status, body } = await signIn(key, ways);
    assert.deepEqual([status, body.code], [401, 'session.wrong_passkey'], what);
  }
  assert.equal((await signIn(key, {}, handleOf(newId()))).status, 401, 'the passkey of somebody else');
  assert.equal((await signIn(authenticator())).body.code, 'session.wrong_passkey', 'unknown');
  const garbage = { id: key.id, clientDataJSON: 'e30', authenticatorData: 'AA', signature: 'AA' };
  const { challenge } = await askToSign();
  assert.equal((await server.anonymous.post('/sessions/passkey', { challenge, credential: garbage })).status, 401);
  assert.equal((await signIn(key)).status, 201);
});

test('a challenge counts once, for five minutes, and only for what it was given for', async () => {
  const { key, account } = await withPasskey();
  const asked = await askToSign();
  const credential = key.sign(asked.options, { origin });
  const send = (challenge: string) => server.anonymous.post('/sessions/passkey', { challenge, credential });
  const both = await Promise.all([send(asked.challenge), send(asked.challenge)]);
  assert.deepEqual(both.map(({ status }) => status).sort(), [201, 401]);
  assert.equal((await send(newId())).status, 401);

  const late = await askToSign();
  server.clock.step(5 * minute + 1000);
  const after = { challenge: late.challenge, credential: key.sign(late.options, { origin }) };
  assert.equal((await server.anonymous.post('/sessions/passkey', after)).status, 401);

  const officer = await withPassword();
  const own = await officer.post('/passkeys/options', {});
  const mixed = key.sign(own.body.options, { origin }, handleOf(account.id));
  const crossed = await server.anonymous.post('/sessions/passkey', {
    challenge: own.body.challenge,
    credential: mixed,
  });
  assert.equal(crossed.status, 401, 'a challenge for a new passkey signs nobody in');
  const other = await withPassword();
  const stolen = {
    id: newId(),
    challenge: own.body.challenge,
    name: 'x',
    credential: authenticator().make(own.body.options, { origin }),
  };
  assert.equal((await other.post('/passkeys', stolen)).body.code, 'passkey.refused');
});

test('a counter that does not go up is a copied key: the sign-in is refused', async () => {
  const { key } = await withPasskey();
  assert.equal((await signIn(key, { counter: 7 })).status, 201);
  assert.equal((await signIn(key, { counter: 7 })).status, 401);
  assert.equal((await signIn(key, { counter: 6 })).status, 401);
  assert.equal((await signIn(key, { counter: 8 })).status, 201);
});

test('a passkey is added within a quarter of an hour after signing in, by an officer, not by a program or a citizen', async () => {
  const officer = await withPassword();
  const { body } = await officer.post('/passkeys/options', {});
  server.clock.step(16 * minute);
  assert.deepEqual((await officer.post('/passkeys/options', {})).body.code, 'session.stale');
  const late = {
    id: newId(),
    challenge: body.challenge,
    name: '',
    credential: authenticator().make(body.options, { origin }),
  };
  assert.equal((await officer.post('/passkeys', late)).body.code, 'session.stale');
  assert.equal((await (await server.officer(places.commune)).post('/passkeys/options', {})).status, 403);
  assert.equal((await (await server.citizen()).post('/passkeys/options', {})).status, 403);
  assert.equal((await server.anonymous.post('/passkeys/options', {})).status, 401);
});

test('a removed passkey opens nothing; the only way in is not removed, and nobody removes one of another officer', async () => {
  const officer = await withPassword();
  const { key, answer } = await addTo(officer);
  const other = await withPassword();
  const remove = (by: typeof other, id: string) => by.post(`/passkeys/${id}/removal`, { id: newId() });
  assert.equal((await remove(other, answer.body.id)).status, 404);
  assert.equal((await remove(officer, answer.body.id)).status, 201);
  assert.equal((await signIn(key)).status, 401);
  assert.deepEqual((await officer.get('/passkeys')).body, []);

  const alone = await withPasskey();
  const [only] = (await alone.get('/passkeys')).body;
  const refused = await alone.post(`/passkeys/${only.id}/removal`, { id: newId() });
  assert.deepEqual([refused.status, refused.body.code], [422, 'passkey.last']);
  await addTo(alone);
  assert.equal((await alone.post(`/passkeys/${only.id}/removal`, { id: newId() })).status, 201);
});

test('a suspension stops a passkey, and a reset by the level above ends it for good', async () => {
  const { key, account } = await withPasskey();
  const manager = await server.officer(places.district, ['manager']);
  await manager.post(`/accounts/${account.id}/suspension`, { id: newId(), reason: 'nghỉ phép' });
  assert.equal((await signIn(key)).status, 401);
  const reset = await manager.post(`/accounts/${account.id}/reset`, { id: newId() });
  const token = tokenOf(reset.body.link);
  const asked = (await server.anonymous.post('/invitations/passkey/options', { token })).body;
  assert.deepEqual(asked.options.excludeCredentials, []);
  const fresh = authenticator();
  const credential = fresh.make(asked.options, { origin });
  const back = await server.anonymous.post('/invitations/passkey', {
    token,
    challenge: asked.challenge,
    name: '',
    credential,
  });
  assert.equal(back.status, 201);
  assert.equal((await signIn(key)).status, 401);
  assert.equal((await signIn(fresh)).status, 201);
});

test('the request for a signature is the same for everybody and names nobody', async () => {
  const { options } = await askToSign();
  assert.deepEqual(
    [Object.keys(options).sort(), options.allowCredentials, options.userVerification, options.rpId],
    [Object.keys((await askToSign()).options).sort(), undefined, 'required', 'localhost'],
  );
});

test('what is asked and spent is removed a day later', async () => {
  const officer = await withPassword();
  const { answer } = await addTo(officer);
  await officer.post(`/passkeys/${answer.body.id}/removal`, { id: newId() });
  server.clock.step(25 * 60 * minute);
  await server.job('accounts retention');
  const { owner } = server.house.database.pools;
  const [left] = await owner<{ challenges: number; ended: number }[]>`
    select (select count(*)::int from passkey_challenge) as challenges,
      (select count(*)::int from passkey where ended_at is not null) as ended`;
  assert.deepEqual({ ...left }, { challenges: 0, ended: 0 });
});
