import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, beforeEach, test } from 'node:test';
import { aServer, somePhone } from '../../../test/support/server.ts';
import { newestMessage, sendMessage, withoutMarks } from './index.ts';

/** A gateway that keeps what it was given and answers what the test says. */
const gateway = { status: 200, got: [] as Record<string, string>[] };
const gate = createServer(async (request, response) => {
  const body = await Array.fromAsync(request);
  gateway.got.push(JSON.parse(Buffer.concat(body).toString()));
  response.writeHead(gateway.status).end();
}).listen(0, '127.0.0.1');
await once(gate, 'listening');
const { port } = gate.address() as AddressInfo;
const server = await aServer({ env: { LACHAN_SMS: 'http', LACHAN_SMS_URL: `http://127.0.0.1:${port}/sms` } });
after(() => gate.close());
beforeEach(() => {
  gateway.status = 200;
  gateway.got = [];
});

const send = (to: string, over: Record<string, unknown> = {}) =>
  sendMessage(server.house.database.pools.owner, server.house, {
    to,
    channel: 'sms',
    purpose: 'test',
    text: 'Xin chao',
    ...over,
  });

test('a message goes to the gateway once', async () => {
  const phone = somePhone();
  await server.anonymous.post('/otp', { phone, channel: 'voice' });
  const kept = await newestMessage(server.house, phone);
  await server.job('messages');
  await server.job('messages');
  assert.equal(gateway.got.length, 1);
  assert.deepEqual(
    { ...gateway.got[0], id: '' },
    { id: '', to: `+84${phone.slice(1)}`, text: kept?.text, channel: 'voice' },
  );
});

test('a message of a transaction that is rolled back is never sent', async () => {
  const sent = server.house.database.within({ role: 'door' }, async (db) => {
    await sendMessage(db, server.house, { to: '+84912345678', channel: 'sms', purpose: 'test', text: 'x' });
    throw new Error('rolled back');
  });
  await assert.rejects(sent);
  await server.job('messages');
  assert.equal(gateway.got.length, 0);
});

test('a gateway that is down is tried again ever later, eight times', async () => {
  await send('+84912345678');
  gateway.status = 503;
  await server.job('messages');
  await server.job('messages');
  assert.equal(gateway.got.length, 1, 'not before ten seconds');
  for (const wait of [10, 20, 40, 80, 160, 320, 640]) {
    server.clock.step(wait * 1000 + 100);
    await server.job('messages');
  }
  assert.equal(gateway.got.length, 8);
  server.clock.step(86_400_000);
  await server.job('messages');
  assert.equal(gateway.got.length, 8);
  const [row] = await server.house.database.pools.owner`select failed, sent_at from message order by at desc limit 1`;
  assert.deepEqual([row?.failed, row?.sentAt], ['Error', null]);
});

test('a message nobody needs any more is dropped', async () => {
  await send('+84912345678', { expiresAt: new Date(server.clock.now().getTime() + 60_000) });
  server.clock.step(61_000);
  await server.job('messages');
  assert.equal(gateway.got.length, 0);
});

test('a hundred messages go in one sweep', async () => {
  await Promise.all(Array.from({ length: 100 }, () => send(`+8491${Math.floor(Math.random() * 1e7)}`)));
  await server.job('messages');
  assert.equal(gateway.got.length, 100);
});

test('nothing of a message is readable in the database', async () => {
  await send('+84912345678', { text: 'Bí mật', code: '123456' });
  const [row] = await server.house.database.pools
    .owner`select message::text as text from message order by at desc limit 1`;
  assert.doesNotMatch(row?.text, /Bí mật|123456|912345678/);
});

test('an SMS has no marks', () => {
  assert.equal(withoutMarks('Trạm Y tế phường Đông Vệ đã nhận'), 'Tram Y te phuong Dong Ve da nhan');
});
