import { once } from 'node:events';
import { allFeatures } from '../../src/apps/features.ts';
import { openHouse } from '../../src/apps/house.ts';
import { serve } from '../../src/apps/serve.ts';
import type { AreaPath } from '../../src/core/area.ts';
import { parseAreaPath } from '../../src/core/area.ts';
import type { Batch } from '../../src/core/batch.ts';
import { readConfig } from '../../src/core/config.ts';
import { startPostgres } from '../../src/core/postgres.ts';
import { createToken } from '../../src/features/accounts/index.ts';
import {
  declarationsFeature,
  type Outcome,
  type Prepared,
  writeDeclarations,
} from '../../src/features/declarations/index.ts';
import { newestMessage } from '../../src/features/messages/index.ts';
import type { Wish } from './served.ts';

// One server for a benchmark: told by its parent what to be, it answers with its port, and stops when told.
const [wish] = (await once(process, 'message')) as [Wish & { data: string }];
const postgres = await startPostgres(wish.data);
const { config } = readConfig(['--data', wish.data, '--port', '0'], { LACHAN_LOG: 'error' });
const house = await openHouse(config, postgres.url);

/** The baseline: each request its own transaction, as many at once as the pool has connections. */
const oneByOne: Batch<Prepared, Outcome> = {
  add: async (item) => (await writeDeclarations(house, [item]))[0] as Outcome,
  waiting: () => 0,
  idle: async () => {},
};
const features = allFeatures(house).map((feature) =>
  wish.mode === 'single' && feature.name === 'declarations' ? declarationsFeature(house, oneByOne) : feature,
);
const server = await serve(house, { features });
const base = `http://127.0.0.1:${server.port}/api/v1`;

const citizenToken = async (n: number): Promise<string> => {
  const phone = `+8490${String(n).padStart(7, '0')}`;
  const post = (path: string, body: unknown) =>
    fetch(base + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  await post('/otp', { phone });
  const message = await newestMessage(house, phone);
  const reply = await post('/sessions', { phone, code: message?.code, as: 'token' });
  return ((await reply.json()) as { token: string }).token;
};
const tokens: string[] = [];
for (let n = 0; n < (wish.citizens ?? 0); n += 1) tokens.push(await citizenToken(n));
for (const { area, roles } of wish.officers ?? []) {
  tokens.push((await createToken(house, { area: parseAreaPath(area) as AreaPath, roles, name: 'bench' })).token);
}
process.send?.({ port: server.port, databaseUrl: postgres.url, pids: [process.pid, postgres.pid], tokens });
await once(process, 'message');
await server.stop();
await postgres.stop();
process.exit(0);
