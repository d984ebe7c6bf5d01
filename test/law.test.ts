import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { splitKey } from '../src/core/contract.ts';
import { roles } from '../src/features/accounts/rules.ts';
import { samples } from './law/samples.ts';
import type { World } from './law/world.ts';
import { type Caller, places, type TestServer, testServer } from './support/server.ts';

/**
 * The scope law: every route × every role × where the record lies, seen from the actor: in the own area, below it, above it,
 * beside it. The answers stand in law.json, to be read by a person; LAW_WRITE=1 writes them anew after a change.
 */
const table = new URL('law.json', import.meta.url);
const relations = ['own', 'below', 'above', 'beside'] as const;
type Relation = (typeof relations)[number];

const actorArea: Record<Relation, string> = {
  own: places.commune,
  below: places.district,
  above: places.commune,
  beside: places.neighbour,
};
/** Above a commune lies its district; a person's record lies in a commune, so there it is another one of that district. */
const target: Record<Relation, Pick<World, 'area' | 'commune'>> = {
  own: { area: places.commune, commune: places.commune },
  below: { area: places.commune, commune: places.commune },
  above: { area: places.district, commune: '38.380.14761' },
  beside: { area: places.commune, commune: places.commune },
};

let server: TestServer;
before(async () => {
  server = await testServer();
});
after(() => server?.stop());

/** 2xx, and what only a rule refuses, is "yes": the actor may. */
const verdict = (status: number): string => (status < 300 || status === 409 || status === 422 ? 'yes' : String(status));

const ask = async (caller: Caller, key: string, world: World): Promise<string> => {
  const make = samples[key];
  assert.ok(make, `${key} has no sample in test/law/samples.ts`);
  const { id = '', query = '', body } = await make(world);
  const { method, path } = splitKey(key);
  const url = `${path.replace(':id', id)}${query ? `?${query}` : ''}`;
  if (key === 'GET /work/events') return statusOfStream(url, caller.token);
  const { status } = method === 'GET' ? await caller.get(url) : await caller.post(url, body);
  assert.ok(status !== 400 && status < 500, `${key} answered ${status}: the sample is wrong`);
  return verdict(status);
};

/** A stream never ends: its head is answer enough. */
const statusOfStream = async (url: string, token: string): Promise<string> => {
  const stop = new AbortController();
  const response = await fetch(`${server.base}/api/v1${url}`, {
    headers: token ? { authorization: `Bearer ${token}` } : {},
    signal: stop.signal,
  });
  stop.abort();
  return verdict(response.status);
};

const everyRoute = () => server.server.features.flatMap((feature) => Object.keys(feature.contract));

test('every route answers every role, wherever the record lies, as the committed table says', async () => {
  const root = await server.officer('', [...roles]);
  const found: Record<string, Record<string, string>> = {};
  for (const key of everyRoute()) {
    const row: Record<string, string[]> = {};
    for (const role of ['nobody', 'citizen', ...roles]) {
      const answers: string[] = [];
      for (const relation of relations) {
        const caller =
          role === 'nobody'
            ? server.anonymous
            : role === 'citizen'
              ? await server.citizen()
              : await server.officer(actorArea[relation], [role]);
        answers.push(await ask(caller, key, { ...target[relation], root, citizen: () => server.citizen() }));
      }
      row[answers.join(' ')] = [...(row[answers.join(' ')] ?? []), role];
    }
    found[key] = Object.fromEntries(Object.entries(row).map(([answer, who]) => [answer, who.join(' ')]));
  }
  if (process.env.LAW_WRITE) await writeFile(table, `${JSON.stringify(found, null, 2)}\n`);
  assert.deepEqual(found, JSON.parse(await readFile(table, 'utf8')));
});
