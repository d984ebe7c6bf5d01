import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aServer, places, somePhone } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';

// Places nobody scans, as their station sees and reminds them.

const server = await aServer({ at: '2026-03-11T05:00:00Z' });

const idsOf = ({ body }: { body: { items: { id: string }[] } }) => body.items.map(({ id }) => id);
/** A place that was registered so many days ago, and visited so many days ago. */
const place = async ({ made = 30, visited, phone }: { made?: number; visited?: number; phone?: string } = {}) => {
  const manager = await server.officer(places.commune, ['manager']);
  const venue = { id: newId(), name: 'Quán Hương', kind: 'cafe', area: places.commune, ...(phone && { phone }) };
  assert.equal((await manager.post('/venues', venue)).status, 201);
  const { owner } = server.house.database.pools;
  await owner`update venue set created_at = ${server.clock.now()}::timestamptz - ${made} * interval '1 day',
    last_visit_on = ${visited === undefined ? null : owner`(${server.clock.now()}::timestamptz - ${visited} * interval '1 day')::date`}
    where id = ${venue.id}`;
  return venue.id;
};

test('visited, silent and new places: each count is the length of its list', async () => {
  const lively = await place({ visited: 2 });
  const silent = [await place({ visited: 20 }), await place()];
  const fresh = await place({ made: 1 });
  const manager = await server.officer(places.commune, ['manager']);
  const list = async (query: string) => idsOf(await manager.get(`/venues?area=${places.commune}&${query}`)).sort();
  assert.deepEqual(await list('silent=7'), silent.toSorted());
  assert.deepEqual(await list('visited=7'), [lively]);
  assert.deepEqual(await list('closed=false'), [lively, ...silent, fresh].sort());
  const [row] = (await manager.get(`/venues/activity?area=${places.commune}`)).body;
  assert.deepEqual([row.venues, row.visited, row.silent], [4, 1, 2]);
});

test('a reminder says who was passed over and why', async () => {
  const manager = await server.officer(places.commune, ['manager']);
  const told = await place({ phone: somePhone() });
  const mute = await place();
  const closed = await place({ phone: somePhone() });
  await manager.post(`/venues/${closed}/closure`, { id: newId() });
  const body = { id: newId(), venues: [told, mute, closed] };
  const first = await manager.post('/venues/reminders', body);
  assert.equal(first.status, 201, JSON.stringify(first.body));
  assert.deepEqual([first.body.sent, first.body.skipped], [1, 2]);
  assert.deepEqual(
    new Map(first.body.passed.map(({ id, why }: { id: string; why: string }) => [id, why])),
    new Map([
      [mute, 'no_phone'],
      [closed, 'closed'],
    ]),
  );
  assert.deepEqual((await manager.post('/venues/reminders', body)).body, first.body);
  const again = await manager.post('/venues/reminders', { id: newId(), venues: [told] });
  assert.deepEqual(again.body, { sent: 0, skipped: 1, passed: [{ id: told, why: 'recent' }] });
  const ask = async (role: string, area: string = places.commune) =>
    (await (await server.officer(area, [role])).post('/venues/reminders', { id: newId(), venues: [told] })).status;
  assert.deepEqual(
    [await ask('officer'), await ask('officer', places.neighbour), await ask('tracer')],
    [201, 404, 403],
    'the station of the commune reminds too',
  );
});
