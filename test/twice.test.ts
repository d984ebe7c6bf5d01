import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '../src/core/client.ts';
import { splitKey } from '../src/core/contract.ts';
import { samples, type World } from './law/samples.ts';
import {
  aDeclaration,
  aPerson,
  type Caller,
  places,
  somePhone,
  type TestServer,
  testServer,
} from './support/server.ts';

/** Every write that carries an id is idempotent by it: said twice is done once. */
let server: TestServer;
let officer: Caller;
let manager: Caller;
let other: Caller;
let world: World;
before(async () => {
  server = await testServer();
  officer = await server.officer('', ['officer', 'manager']);
  manager = await server.officer('', ['manager', 'administrator']);
  other = await server.officer('', ['officer', 'manager', 'administrator']);
  world = { area: places.district, commune: places.commune, root: officer, manager };
});
after(() => server?.stop());

/** Written by a citizen (below), answered by a batch, or without an id of its own by design. */
const elsewhere = /call-request|\/declarations\/:id\/correction|takeover|batch|\/sessions|\/otp$|invitations/;
const writes = () =>
  server.server.features
    .flatMap((feature) => Object.keys(feature.contract))
    .filter((key) => key.startsWith('POST ') && !elsewhere.test(key));

test('the same id and body gives the first answer again; from another actor, or with another body, it is a conflict without content', async () => {
  for (const key of writes()) {
    const sample = await samples[key]?.(world);
    const url = splitKey(key).path.replace(':id', sample?.id ?? '');
    const caller = /accounts|epidemic|duty|hamlets|stations/.test(key) ? manager : officer;
    const first = await caller.post(url, sample?.body);
    assert.equal(first.status, 201, `${key}: ${JSON.stringify(first.body)}`);
    const again = await caller.post(url, sample?.body);
    assert.deepEqual([again.status, again.body], [200, first.body], key);
    const reordered = Object.fromEntries(Object.entries(sample?.body ?? {}).reverse());
    assert.equal((await caller.post(url, reordered)).status, 200, `${key}: the order of keys is not the body`);

    const stranger = await other.post(url, sample?.body);
    assert.deepEqual([stranger.status, stranger.body.code], [409, 'record.conflict'], key);
    assert.deepEqual(
      Object.keys(stranger.body).sort(),
      ['code', 'requestId', 'status', 'title', 'type'],
      `${key} reveals something`,
    );
  }
});

test('twenty at once of any write make one, and all hear the same', async () => {
  for (const key of writes()) {
    const sample = await samples[key]?.(world);
    const url = splitKey(key).path.replace(':id', sample?.id ?? '');
    const caller = /accounts|epidemic|duty|hamlets|stations/.test(key) ? manager : officer;
    const answers = await Promise.all(Array.from({ length: 20 }, () => caller.post(url, sample?.body)));
    const statuses = answers.map(({ status }) => status).sort();
    assert.deepEqual(statuses, [...Array<number>(19).fill(200), 201], key);
    assert.equal(new Set(answers.map(({ body }) => JSON.stringify(body))).size, 1, key);
  }
});

test('what only a citizen writes is done once too: asking for a call, for a correction, taking a record over', async () => {
  const phone = somePhone();
  const { body: recorded } = await officer.post('/people', aPerson({ phone }));
  const citizen = await server.citizen(phone);
  const { body: declared } = await citizen.post('/declarations', aDeclaration());
  const writes = [
    [`/people/${recorded.id}/takeover`, { id: newId(), accept: true }],
    [`/declarations/${declared.id}/call-request`, { id: newId() }],
    [`/declarations/${declared.id}/correction`, { id: newId(), note: 'ghi nhầm ngày' }],
  ] as const;
  for (const [url, body] of writes) {
    const first = await citizen.post(url, body);
    const again = await citizen.post(url, body);
    assert.deepEqual([first.status, again.status, again.body], [201, 200, first.body], url);
    const stranger = await server.citizen();
    assert.equal((await stranger.post(url, body)).body.code, 'record.conflict', url);
  }
});
