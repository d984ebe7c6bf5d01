import { once } from 'node:events';
import { allFeatures } from '../../src/apps/features.ts';
import { openHouse } from '../../src/apps/house.ts';
import { serve } from '../../src/apps/serve.ts';
import type { AreaPath } from '../../src/core/area.ts';
import { parseAreaPath } from '../../src/core/area.ts';
import type { Batch } from '../../src/core/batch.ts';
import { newId } from '../../src/core/client.ts';
import { readConfig } from '../../src/core/config.ts';
import { newToken, tokenHash } from '../../src/core/crypto.ts';
import type { Feature } from '../../src/core/house.ts';
import { startPostgres } from '../../src/core/postgres.ts';
import { createToken } from '../../src/features/accounts/index.ts';
import {
  declarationsFeature,
  type Outcome,
  type Prepared,
  writeDeclarations,
} from '../../src/features/declarations/index.ts';
import { type PreparedVisit, type VisitOutcome, visitsFeature, writeVisits } from '../../src/features/visits/index.ts';
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
const oneVisit: Batch<PreparedVisit, VisitOutcome> = {
  add: async (item) => (await writeVisits(house, [item]))[0] as VisitOutcome,
  waiting: () => 0,
  idle: async () => {},
};
const single: Record<string, () => Feature> = {
  declarations: () => declarationsFeature(house, [], oneByOne),
  visits: () => visitsFeature(house, oneVisit),
};
const features = allFeatures(house).map((feature) =>
  wish.mode === 'single' ? (single[feature.name]?.() ?? feature) : feature,
);
const server = await serve(house, { features });

/** Signed-in citizens, set-wise: what so many codes by message would have made. */
const citizenTokens = async (count: number): Promise<string[]> => {
  const made = Array.from({ length: count }, (_, n) => ({
    id: newId(),
    token: newToken('lct_'),
    phone: `+8490${String(n).padStart(7, '0')}`,
  }));
  const rows = made.map(({ id, token, phone }) => ({
    id,
    token: tokenHash(token).toString('hex'),
    phone: house.keys.hash('phone', phone).toString('hex'),
    sealed: house.keys.seal(`account ${id}`, { phone }).toString('hex'),
  }));
  const { owner } = house.database.pools;
  await owner`
    with input as materialized (select * from jsonb_to_recordset(${owner.json(rows)}) as r(id uuid, token text, phone text, sealed text)),
      made as (
        insert into account (id, kind, roles, name, phone_hash, sealed, state, created_at)
        select id, 'citizen', '{citizen}', '', decode(phone, 'hex'), decode(sealed, 'hex'), 'active', now() from input)
    insert into session (token_hash, id, account_id, kind, device, created_at)
    select decode(token, 'hex'), gen_random_uuid(), id, 'bearer', '', now() from input`;
  return made.map(({ token }) => token);
};
const tokens: string[] = [];
tokens.push(...(await citizenTokens(wish.citizens ?? 0)));
for (const { area, roles } of wish.officers ?? []) {
  tokens.push((await createToken(house, { area: parseAreaPath(area) as AreaPath, roles, name: 'bench' })).token);
}
process.send?.({ port: server.port, databaseUrl: postgres.url, pids: [process.pid, postgres.pid], tokens });
await once(process, 'message');
await server.stop();
await postgres.stop();
process.exit(0);
