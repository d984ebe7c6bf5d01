import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ensureWeeks } from '../src/features/visits/index.ts';
import { aServer } from './support/server.ts';

const server = await aServer();
const { owner } = server.house.database.pools;
await ensureWeeks(owner, [new Date('2021-06-01')]);
await owner`vacuum analyze visit`;

test('what ingest changes it finds by key, however empty the week is when the plan is made', async () => {
  const change = `
    explain update visit v set out_at = c.out_at
    from jsonb_to_recordset('[]') as c(venue uuid, in_at timestamptz, id uuid, out_at timestamptz)
    where v.id = any(array(select gen_random_uuid())) and v.venue_id = c.venue and v.in_at = c.in_at and v.id = c.id`;
  const planAs = async (role: 'ingest' | 'owner'): Promise<string> => {
    const lines = await server.house.database.within({ role }, (db) => db.unsafe(change));
    return lines.flatMap((line) => Object.values(line)).join('\n');
  };
  assert.match(await planAs('owner'), /Seq Scan on visit/);
  const plan = await planAs('ingest');
  assert.doesNotMatch(plan, /Seq Scan on visit/);
  assert.match(plan, /visit_\d+_id_idx/);
});
