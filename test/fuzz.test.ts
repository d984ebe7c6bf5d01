import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { splitKey } from '../src/core/contract.ts';
import { roles } from '../src/features/accounts/rules.ts';
import { samples } from './law/samples.ts';
import type { World } from './law/world.ts';
import { type Answer, type Caller, places, type TestServer, testServer } from './support/server.ts';

/** Bad input of any kind gets a code and is answered: never a 500, never silence. */
let server: TestServer;
let officer: Caller;
let citizen: Caller;
let world: World;
before(async () => {
  server = await testServer();
  officer = await server.officer('', [...roles]);
  citizen = await server.citizen();
  world = { area: places.commune, commune: places.commune, root: officer, citizen: () => server.citizen() };
});
after(() => server?.stop());

const writes = () =>
  server.server.features
    .flatMap((feature) => Object.keys(feature.contract))
    .filter((key) => key.startsWith('POST ') && !key.includes('/sessions/end'));

const callerOf = async (key: string): Promise<Caller> =>
  (await samples[key]?.(world))?.by === 'citizen' ? citizen : officer;

const isAnswered = ({ status, body }: { status: number; body: { code?: string } }, what: string): void => {
  assert.ok(status < 500, `${what}: ${status}`);
  assert.ok(status < 400 || typeof body?.code === 'string', `${what}: ${status} without a code`);
};

const isProblem = ({ status, body, headers }: Answer, code: string, what: string): void => {
  assert.deepEqual([status < 500, body?.code], [true, code], `${what}: ${status}`);
  assert.match(headers.get('content-type') ?? '', /application\/problem\+json/, what);
};

/** Values no field expects. */
const strange: unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  '',
  ' ',
  'x'.repeat(70_000),
  '\u0000',
  '\ud800',
  '\udfff\ud800',
  '\u202e\ufeff',
  "'; drop table person; --",
  '=1+1',
  '../../etc/passwd',
  [],
  {},
  [[[]]],
  { id: {} },
  ['\u0000'],
  { __proto__: null, constructor: 1 },
  '2021-02-30',
  '2021-02-30T10:00:00Z',
  '99999-01-01',
  '0001-01-01T00:00:00+07:00',
  '9999-12-31T23:59:59-07:00',
  '38.380.14755.1.1.1',
  '%00',
  '１２３',
];

const withValue = (body: Record<string, unknown>, path: readonly string[], value: unknown): Record<string, unknown> => {
  const [name = '', ...rest] = path;
  return {
    ...body,
    [name]: rest.length === 0 ? value : withValue((body[name] ?? {}) as Record<string, unknown>, rest, value),
  };
};
const pathsOf = (value: unknown, path: string[] = []): string[][] =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.entries(value).flatMap(([name, inner]) => [[...path, name], ...pathsOf(inner, [...path, name])])
    : [];

test('a wrong value in any field of any write is answered with a code', async () => {
  for (const key of writes()) {
    const sample = await samples[key]?.(world);
    const url = splitKey(key).path.replace(':id', sample?.id ?? '');
    const { body = {} } = sample ?? {};
    if (Buffer.isBuffer(body)) continue;
    const caller = sample?.by === 'citizen' ? citizen : officer;
    for (const path of pathsOf(body)) {
      for (const value of strange) {
        const answer = await caller.post(url, withValue(body, path, value));
        isAnswered(answer, `${key} ${path.join('.')} = ${JSON.stringify(value)?.slice(0, 40)}`);
      }
    }
  }
});

test('random JSON for any write is answered with a code', async () => {
  const keys = writes();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...keys), fc.jsonValue({ maxDepth: 4 }), fc.uuid(), async (key, body, id) => {
      isAnswered(await (await callerOf(key)).post(splitKey(key).path.replace(':id', id), JSON.stringify(body)), key);
    }),
    { numRuns: 400 },
  );
});

test('text that is no JSON, nests 10,000 deep, or is too large is refused with a code', async () => {
  const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
  const nested = `{"id":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`;
  for (const key of writes()) {
    const caller = await callerOf(key);
    const url = splitKey(key).path.replace(':id', '01a1fb9b-1649-7d7b-b7b0-bd2c502f4307');
    for (const text of [
      '',
      '{',
      '{"id":}',
      '\u0000',
      'null',
      '"text"',
      '[]',
      deep,
      nested,
      '{"__proto__":{"admin":true}}',
      '{"id":1,"id":2}',
    ]) {
      isAnswered(await caller.post(url, text), `${key} ${text.slice(0, 20)}`);
    }
  }
  const huge = await officer.post('/declarations', JSON.stringify({ id: 'x'.repeat(300_000) }));
  assert.deepEqual([huge.status, huge.body.code], [413, 'body.too_large']);
});

test('strange queries, ids and cursors are refused with a code', async () => {
  const keys = server.server.features
    .flatMap((feature) => Object.keys(feature.contract))
    .filter((key) => key.startsWith('GET ') && !key.includes('events'));
  const queries = [
    'limit=0',
    'limit=201',
    'limit=x',
    'limit=1e2',
    'after=%00',
    'after=zzz',
    'after=W10',
    'after=WyJ4IiwieSJd',
    'after=Wzg2MDAwMDAwMDAwMDAwMDAuMCwgIi0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLSJd',
    'after=WzEsICItLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0iXQ',
    'area=%27',
    'area=38.380.&area=38',
    'from=2021-13-01',
    'surprise=1',
    'search=%ED%A0%80',
    'search=%00',
    'text=%25',
    'state[]=x',
    '%FF=%FF',
  ];
  for (const key of keys) {
    const sample = await samples[key]?.(world);
    const path = splitKey(key).path;
    for (const query of queries)
      isAnswered(await officer.get(`${path.replace(':id', sample?.id ?? '')}?${query}`), `${key} ${query}`);
    if (path.includes(':id')) {
      for (const id of ['x', '%00', '..%2f', '1'.repeat(300), '%E0%A4%A'])
        isAnswered(await officer.get(path.replace(':id', id)), `${key} ${id}`);
    }
  }
});

test('whatever was refused, nothing half-written stands: counters equal the rows', async () => {
  const { findDrift } = await import('../src/features/statistics/index.ts');
  assert.deepEqual([...(await findDrift(server.house.database.pools.owner))], []);
});

test('an address that cannot be read, or is too long, is a problem like any other', async () => {
  for (const path of ['/people/%E0%A4%A', `/people/${'x'.repeat(300)}`, '/people/%'])
    isProblem(await officer.get(path), 'route.missing', path.slice(0, 40));
});

test('a cursor of the audit is a number that it gave', async () => {
  const auditor = await server.officer('', ['auditor']);
  for (const after of ['1.5', '1e400', '1e20', '-1', 'abc', '9'.repeat(30)])
    isProblem(await auditor.get(`/audit?after=${after}`), 'request.invalid', after);
  assert.equal((await auditor.get('/audit?after=0&limit=1')).status, 200);
});
