import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aPerson, aServer, places } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';

const server = await aServer({ at: '2026-03-12T05:00:00Z' });
const officer = await server.officer(places.commune, ['officer']);
const { owner, ingest } = server.house.database.pools;

const aVenue = async () =>
  (await officer.post('/venues', { id: newId(), name: 'Quán', kind: 'restaurant', area: places.commune })).body.id;
const [here, there] = [await aVenue(), await aVenue()];
/** Comes here, and then there without having left: the second check-in ends the first stay. */
const moves = async () => {
  const person = (await officer.post('/people', aPerson())).body.id;
  for (const [venue, minutes] of [
    [here, 50],
    [there, 10],
  ] as const) {
    const visit = { id: newId(), venue, visitor: { person }, in: server.ago(minutes * 60_000), method: 'on_behalf' };
    assert.equal((await officer.post('/visits', visit)).status, 201);
  }
};
/** Pages of the indexes of visits that were looked at so far. */
const pages = async (): Promise<number> => {
  const connections = Array.from({ length: 2 }, () => ingest`select pg_stat_force_next_flush(), pg_sleep(0.1)`);
  await Promise.all(connections);
  const [row] = await owner<{ pages: number }[]>`
    select sum(idx_blks_hit + idx_blks_read)::int as pages from pg_statio_user_indexes where relname like 'visit\\_2%'`;
  return row?.pages as number;
};

test('what a check-in reads does not grow with its week, however empty that was when its plan was made', async () => {
  await moves();
  const before = await pages();
  await moves();
  const alone = (await pages()) - before;
  assert.ok(alone > 0);
  await owner.begin(async (db) => {
    await db`select pg_stat_force_next_flush()`;
    await db`
    insert into visit (venue_id, in_at, id, out_at, visitor, flags, method, answer, seat, claim, stored_at)
    select gen_random_uuid(), ${server.clock.now()}::timestamptz - n * interval '1 second', gen_random_uuid(), null, gen_random_uuid(),
      0, 0, 0, null, '', now() from generate_series(1, 40000) n`;
  });
  const filled = await pages();
  await moves();
  assert.ok((await pages()) - filled < 5 * alone, `${(await pages()) - filled} pages, ${alone} in an empty week`);
});
