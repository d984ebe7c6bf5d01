import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '../src/core/client.ts';
import { splitKey } from '../src/core/contract.ts';
import { roles } from '../src/features/accounts/rules.ts';
import { samples } from './law/samples.ts';
import type { World } from './law/world.ts';
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
let other: Caller;
let world: World;
before(async () => {
  server = await testServer();
  officer = await server.officer('', [...roles]);
  other = await server.officer('', [...roles]);
  world = { area: places.district, commune: places.commune, root: officer, citizen: () => server.citizen() };
});
after(() => server?.stop());

/** Written by a citizen (below), answered by a batch, or without an id of its own by design. */
const isElsewhere = async (key: string): Promise<boolean> => {
  const sample = await samples[key]?.(world);
  return sample?.by === 'citizen' || sample?.once === false;
};
const writes = async (): Promise<string[]> => {
  const keys = server.server.features.flatMap((feature) => Object.keys(feature.contract));
  const posts = keys.filter((key) => key.startsWith('POST '));
  const elsewhere = await Promise.all(posts.map(isElsewhere));
  return posts.filter((_, i) => !elsewhere[i]);
};
const urlOf = (key: string, { id = '', query = '' }: { id?: string; query?: string } = {}): string =>
  `${splitKey(key).path.replace(':id', id)}${query ? `?${query}` : ''}`;

test('the same id and body gives the first answer again; from another actor, or with another body, it is a conflict without content', async () => {
  for (const key of await writes()) {
    const sample = await samples[key]?.(world);
    const url = urlOf(key, sample);
    const first = await officer.post(url, sample?.body);
    assert.equal(first.status, 201, `${key}: ${JSON.stringify(first.body)}`);
    const again = await officer.post(url, sample?.body);
    assert.deepEqual([again.status, again.body], [200, first.body], key);
    if (!Buffer.isBuffer(sample?.body)) {
      const reordered = Object.fromEntries(Object.entries(sample?.body ?? {}).reverse());
      assert.equal((await officer.post(url, reordered)).status, 200, `${key}: the order of keys is not the body`);
    }

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
  for (const key of await writes()) {
    const sample = await samples[key]?.(world);
    const url = urlOf(key, sample);
    const answers = await Promise.all(Array.from({ length: 20 }, () => officer.post(url, sample?.body)));
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
