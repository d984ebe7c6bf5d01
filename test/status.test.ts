import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { places, type TestServer, testServer } from './support/server.ts';

let server: TestServer;
before(async () => {
  server = await testServer({ env: { LACHAN_TRUST_PROXY: 'true' } });
});
after(() => server?.stop());

const fetched = (path: string, headers: Record<string, string> = {}) => fetch(`${server.base}${path}`, { headers });

test('the process answers for itself, and says when it is ready for work', async () => {
  assert.equal((await fetched('/healthz')).status, 200);
  const ready = await fetched('/readyz');
  assert.equal(ready.status, 200);
  const state = (await ready.json()) as { ready: boolean; overdueJobs: unknown[] };
  assert.deepEqual([state.ready, Array.isArray(state.overdueJobs)], [true, true]);
});

test('a job that stopped is seen, and does not turn readiness red', async () => {
  await server.job('audit seal');
  server.clock.step(3_600_000);
  const ready = await fetched('/readyz');
  const state = (await ready.json()) as { overdueJobs: { name: string }[] };
  assert.equal(ready.status, 200);
  assert.ok(state.overdueJobs.some(({ name }) => name === 'audit seal'));
});

test('metrics are for the machine itself, or for a program with a token', async () => {
  assert.match(await (await fetched('/metrics')).text(), /lachan_requests_total/);
  const elsewhere = { 'x-forwarded-for': '203.0.113.7' };
  assert.equal((await fetched('/metrics', elsewhere)).status, 404);
  const { token } = await server.officer(places.commune);
  assert.equal((await fetched('/metrics', { ...elsewhere, authorization: `Bearer ${token}` })).status, 200);
  const citizen = await server.citizen();
  assert.equal((await fetched('/metrics', { ...elsewhere, authorization: `Bearer ${citizen.token}` })).status, 404);
});

test('what a caller writes into the header of the proxy itself is not believed', async () => {
  const forged = { 'x-forwarded-for': '127.0.0.1, 203.0.113.7' };
  assert.equal((await fetched('/metrics', forged)).status, 404);
});

test('the name of the scheme may be written in small letters', async () => {
  const { token } = await server.officer(places.commune);
  const answer = await fetched('/api/v1/me', { authorization: `bearer ${token}` });
  assert.equal(answer.status, 200);
});

test('an unknown address and an unknown method are answered as problems', async () => {
  const missing = await server.anonymous.get('/nothing');
  assert.deepEqual([missing.status, missing.body.code], [404, 'route.missing']);
  assert.match(missing.headers.get('content-type') ?? '', /application\/problem\+json/);
});

test('a page from another site cannot write with the cookie of a citizen', async () => {
  const phone = '0966 123 123';
  await server.anonymous.post('/otp', { phone });
  const { newestMessage } = await import('../src/features/messages/index.ts');
  const code = (await newestMessage(server.house, phone))?.code;
  const signedIn = await fetch(`${server.base}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ phone, code }),
  });
  const cookie = signedIn.headers.get('set-cookie') ?? '';
  assert.match(cookie, /HttpOnly/);
  assert.match(cookie, /SameSite=Lax/);
  const post = (origin: string) =>
    fetch(`${server.base}/api/v1/sessions/end`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: cookie.split(';')[0] ?? '', origin },
      body: '{}',
    });
  const foreign = await post('https://elsewhere.example');
  assert.deepEqual([foreign.status, ((await foreign.json()) as { code: string }).code], [403, 'origin.refused']);
  assert.equal((await post(server.base)).status, 200);
});
