import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { aServer, ok, places } from '../../../../test/support/server.ts';
import { CallError, client, newId } from '../../../core/client.ts';
import type { campaigns } from '../../../features/campaigns/contract.ts';
import { sendAgain } from './again.ts';

const server = await aServer();
const manager = await server.officer(places.commune, ['manager']);

/** The way to the server, which loses an answer when told to. */
const road = { loses: false };
const proxy = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { status, body } = await manager.post('/campaigns', JSON.parse(Buffer.concat(chunks).toString()));
  if (road.loses) request.socket.destroy();
  else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}).listen(0, '127.0.0.1');
await once(proxy, 'listening');
after(() => proxy.close());

const call = client<typeof campaigns>(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
const make = (name: string) =>
  sendAgain('POST /campaigns', { body: { id: newId(), area: places.commune, name } }, (given) =>
    call('POST /campaigns', given),
  );
const named = async (name: string): Promise<number> =>
  ok(await manager.get('/campaigns')).items.filter((one: { name: string }) => one.name === name).length;

test('a write whose answer was lost is done once, however often it is sent again; what was answered is new', async () => {
  road.loses = true;
  const isLost = (error: unknown) => error instanceof CallError && error.code === 'offline';
  await assert.rejects(make('Chợ Vườn Hoa'), isLost);
  await assert.rejects(make('Chợ Vườn Hoa'), isLost);
  road.loses = false;
  await make('Chợ Vườn Hoa');
  assert.equal(await named('Chợ Vườn Hoa'), 1);
  await make('Chợ Vườn Hoa');
  assert.equal(await named('Chợ Vườn Hoa'), 2);
});

test('what is refused is sent anew: an id stays with what was never answered alone', async () => {
  await assert.rejects(make(''), (error) => error instanceof CallError && error.code === 'request.invalid');
  await make('Bến xe');
  assert.equal(await named('Bến xe'), 1);
});
