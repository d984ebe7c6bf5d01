import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aServer, type Caller, places, somePhone } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';
import { bytesOf } from '../../core/db.ts';
import { messageHashes, newestMessage } from '../messages/index.ts';

const server = await aServer({ env: { LACHAN_TRUST_PROXY: 'true' } });

const codeFor = async (phone: string): Promise<string> => (await newestMessage(server.house, phone))?.code ?? '';
const wrongFor = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const signIn = (phone: string, code: string) => server.anonymous.post('/sessions', { phone, code, as: 'token' });
const asked = async (phone: string): Promise<string> => {
  await server.anonymous.post('/otp', { phone });
  return codeFor(phone);
};
const messagesTo = async (phone: string): Promise<number> => {
  const { owner } = server.house.database.pools;
  const hashes = bytesOf(owner, messageHashes(server.house, `+84${phone.slice(1)}`));
  const [row] = await owner`select count(*)::int as count from message where to_hash = any(${hashes})`;
  return row?.count;
};
/** A caller behind an address of its own. */
const from = (address: string): Pick<Caller, 'post'> => ({
  post: async (path, body) => {
    const response = await fetch(`${server.base}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json(), headers: response.headers };
  },
});

test('a citizen signs in with the code that was sent, and the message fits one SMS', async () => {
  const phone = somePhone();
  const answer = await server.anonymous.post('/otp', { phone: `+84 ${phone.slice(1)}` });
  assert.deepEqual([answer.status, answer.body], [202, { retryAfterSeconds: 60 }]);
  const message = await newestMessage(server.house, phone);
  assert.equal(
    message?.text,
    `Ma xac nhan La Chan: ${message?.code}. Co hieu luc 5 phut. Khong dua ma nay cho bat ky ai.`,
  );
  const { status, body } = await signIn(phone, message?.code ?? '');
  assert.equal(status, 201);
  assert.match(body.token, /^lct_[\w-]{32}$/);
  assert.deepEqual(
    { ...body.account, id: '' },
    { id: '', kind: 'citizen', name: '', area: null, areaName: null, roles: ['citizen'] },
  );
});

test('an unknown phone gets the same answer as a known one', async () => {
  const known = (await server.citizen()).phone;
  server.clock.step(61_000);
  const [first, second] = [
    await server.anonymous.post('/otp', { phone: known }),
    await server.anonymous.post('/otp', { phone: somePhone() }),
  ];
  assert.deepEqual([first.status, first.body], [second.status, second.body]);
});

test('the same phone is the same account, written in any way', async () => {
  const { phone, ...first } = await server.citizen();
  const second = await server.citizen(`+84${phone.slice(1)}`);
  assert.equal((await second.get('/me')).body.account.id, (await first.get('/me')).body.account.id);
});

test('of twenty posts with the right code at the same time one signs in', async () => {
  const phone = somePhone();
  const code = await asked(phone);
  const answers = await Promise.all(Array.from({ length: 20 }, () => signIn(phone, code)));
  const statuses = answers.map(({ status }) => status).sort();
  assert.deepEqual(statuses, [201, ...Array(19).fill(401)]);
});

test('the right code after five wrong ones is refused', async () => {
  const phone = somePhone();
  const code = await asked(phone);
  for (const _ of Array(5)) assert.equal((await signIn(phone, wrongFor(code))).body.code, 'session.wrong_code');
  assert.equal((await signIn(phone, code)).body.code, 'session.wrong_code');
});

test('the right code after four wrong ones signs in', async () => {
  const phone = somePhone();
  const code = await asked(phone);
  for (const _ of Array(4)) await signIn(phone, wrongFor(code));
  assert.equal((await signIn(phone, code)).status, 201);
});

test('a hundred tries at the same time get no more than five', async () => {
  const phone = somePhone();
  const code = await asked(phone);
  await Promise.all(Array.from({ length: 30 }, () => signIn(phone, wrongFor(code))));
  const [row] = await server.house.database.pools.owner`select tries from otp order by sent_at desc, id desc limit 1`;
  assert.equal(row?.tries, 5);
});

test('a code ends after five minutes', async () => {
  const phone = somePhone();
  const code = await asked(phone);
  server.clock.step(5 * 60_000 + 1_000);
  assert.equal((await signIn(phone, code)).status, 401);
});

test('only the newest code works', async () => {
  const phone = somePhone();
  const first = await asked(phone);
  server.clock.step(61_000);
  const second = await asked(phone);
  assert.notEqual(first, second);
  assert.equal((await signIn(phone, first)).status, 401);
  assert.equal((await signIn(phone, second)).status, 201);
});

test('asked again within a minute nothing more is sent; after it another channel brings a new code', async () => {
  const phone = somePhone();
  await Promise.all(Array.from({ length: 5 }, () => server.anonymous.post('/otp', { phone })));
  assert.equal(await messagesTo(phone), 1);
  server.clock.step(20_000);
  const again = await server.anonymous.post('/otp', { phone });
  assert.equal(again.status, 202);
  assert.ok(again.body.retryAfterSeconds <= 40 && again.body.retryAfterSeconds > 30);
  server.clock.step(41_000);
  await server.anonymous.post('/otp', { phone, channel: 'voice' });
  assert.equal(await messagesTo(phone), 2);
});

test('whoever has used a code may ask for the next at once', async () => {
  const { phone } = await server.citizen();
  assert.equal((await signIn(phone, await asked(phone))).status, 201);
});

test('a phone gets five codes in a quarter of an hour, then 429 with the seconds to wait', async () => {
  const phone = somePhone();
  server.clock.set(new Date('2026-03-02T08:00:01+07:00'));
  for (const _ of Array(5)) {
    assert.equal((await server.anonymous.post('/otp', { phone })).status, 202);
    server.clock.step(61_000);
  }
  const refused = await server.anonymous.post('/otp', { phone });
  assert.deepEqual([refused.status, refused.body.code], [429, 'budget.spent']);
  assert.equal(refused.headers.get('retry-after'), String(refused.body.retryAfterSeconds));
  assert.equal(await messagesTo(phone), 5);
  server.clock.set(new Date('2026-03-02T08:15:01+07:00'));
  assert.equal((await server.anonymous.post('/otp', { phone })).status, 202);
});

test('somebody who guesses at a phone from elsewhere is stopped, and its owner is not', async () => {
  const phone = somePhone();
  const stranger = from('203.0.113.7');
  for (const _ of Array(10)) await stranger.post('/sessions', { phone, code: '000000' });
  assert.equal((await stranger.post('/sessions', { phone, code: '000000' })).status, 429);
  const owner = from('203.0.113.8');
  await owner.post('/otp', { phone });
  assert.equal((await owner.post('/sessions', { phone, code: await codeFor(phone), as: 'token' })).status, 201);
});

test('an address asks for three hundred codes in a quarter of an hour', async () => {
  const { owner } = server.house.database.pools;
  const village = from('203.0.113.9');
  await village.post('/otp', { phone: somePhone() });
  const { count } = await owner`update budget set spent = 300 where key like 'otp from %'`;
  assert.equal(count, 2, 'the address of this test and the one before it');
  assert.equal((await village.post('/otp', { phone: somePhone() })).body.code, 'budget.spent');
  assert.equal((await from('203.0.113.10').post('/otp', { phone: somePhone() })).status, 202);
});

test('a browser gets a cookie that no script reads', async () => {
  const phone = somePhone();
  const { headers, body } = await server.anonymous.post('/sessions', { phone, code: await asked(phone) });
  const cookie = headers.get('set-cookie') ?? '';
  assert.match(cookie, /^lachan=lct_[\w-]{32}; Max-Age=7776000; Path=\/; HttpOnly; SameSite=Lax$/);
  assert.equal(body.token, undefined);
  const me = await fetch(`${server.base}/api/v1/me`, { headers: { cookie: cookie.split(';')[0] as string } });
  assert.equal(me.status, 200);
});

test('a wrong form of phone or code is named with its field', async () => {
  const { body } = await server.anonymous.post('/otp', { phone: '12' });
  assert.deepEqual([body.code, body.fields], ['request.invalid', [{ path: 'phone', code: 'phone.format' }]]);
  const none = await server.anonymous.post('/sessions', { phone: '0912345678' });
  assert.deepEqual(none.body.fields, [{ path: 'code', code: 'field.missing' }]);
  assert.equal((await signIn('0912345678', 'abc')).status, 401);
});

test('a station reads a code out face to face: it works for ten minutes, the phone is told, the audit knows', async () => {
  const phone = somePhone();
  const nurse = await server.officer(places.commune);
  const id = newId();
  const { status, body } = await nurse.post('/otp/face-to-face', { id, phone });
  assert.equal(status, 201);
  assert.match(body.code, /^\d{6}$/);
  const told = await newestMessage(server.house, phone);
  assert.equal(told?.code, undefined);
  assert.match(told?.text ?? '', /^La Chan: Tram Y te phuong .* vua cap ma dang nhap cho so 09/);
  const [entry] = await server.house.database.pools.owner`
    select detail from audit_inbox where route = 'POST /otp/face-to-face' and outcome = 'done' order by at desc limit 1`;
  assert.equal(entry?.detail.id, id);
  server.clock.step(9 * 60_000);
  assert.equal((await signIn(phone, body.code)).status, 201);
  assert.equal((await (await server.citizen()).post('/otp/face-to-face', { id: newId(), phone })).status, 403);
});

test('a code asked for before midnight works after it, and is not sent again within the minute', async () => {
  const phone = somePhone();
  server.clock.set(new Date('2026-03-02T23:59:40+07:00'));
  const code = await asked(phone);
  server.clock.step(40_000);
  const again = await server.anonymous.post('/otp', { phone });
  assert.ok(again.body.retryAfterSeconds <= 20, JSON.stringify(again.body));
  assert.equal((await signIn(phone, code)).status, 201);
});

test('nothing that a code leaves behind is the same from one time to the next, nor stands with the account', async () => {
  const { owner } = server.house.database.pools;
  server.clock.set(new Date('2026-03-03T08:00:01+07:00'));
  const { phone } = await server.citizen();
  for (const purpose of ['session', 'visit', 'visit']) {
    server.clock.step(900_000);
    await server.anonymous.post('/otp', { phone, purpose });
  }
  const [since, until] = [new Date('2026-03-03T08:00:00+07:00'), new Date('2026-03-03T09:00:00+07:00')];
  const keys =
    await owner`select key from budget where window_start >= ${since} and window_start < ${until} and key ~ '^otp (asked|held|sent) ' and key like '% 900'`;
  assert.deepEqual([keys.length, new Set(keys.map(({ key }) => key)).size], [12, 12]);
  const rows = await owner`
    select phone_hash as hash from otp where sent_at between ${since} and ${until} union all select to_hash from message where at between ${since} and ${until}`;
  const accounts = await owner`select phone_hash as hash from account where phone_hash is not null`;
  const known = new Set(accounts.map(({ hash }) => hash.toString('hex')));
  assert.deepEqual(
    rows.filter(({ hash }) => known.has(hash.toString('hex'))),
    [],
  );
  assert.equal(new Set(rows.map(({ hash }) => hash.toString('hex'))).size, 2, 'one for each kind, of this day alone');
});
