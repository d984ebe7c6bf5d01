import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aDeclaration, aPerson, aServer, ok, places } from '../../../test/support/server.ts';
import type { AreaPath } from '../../core/area.ts';
import { newId } from '../../core/client.ts';
import { placeUntil } from './index.ts';

/** A person seen in a commune for a while, and another record of the same person that lives there. */
const server = await aServer();
const officer = await server.officer(places.district);

const there = '38.380.14758.' as AreaPath;
const day = 86_400_000;
const inDays = (days: number): Date => new Date(server.clock.now().getTime() + days * day);

const seenUntil = (personId: string, until: Date) =>
  server.house.database.pools.owner.begin((db) =>
    placeUntil(db, { personId, area: there, reason: 'traveller', since: server.clock.now(), until }),
  );
const untilOf = async (personId: string): Promise<Date | null | undefined> => {
  const [row] = await server.house.database.pools.owner<{ until: Date | null }[]>`
    select until from person_area where person_id = ${personId} and area = ${there}`;
  return row?.until;
};

/** The traveller is kept; the other lives there, or is seen there for longer. */
const merged = async (otherUntil?: Date): Promise<{ kept: string; first: Date }> => {
  const kept = ok(await officer.post('/people', aPerson())).id;
  const first = inDays(2);
  await seenUntil(kept, first);
  const other = ok(await officer.post('/people', aPerson(otherUntil ? {} : { area: places.neighbour }))).id;
  if (otherUntil) await seenUntil(other, otherUntil);
  ok(await officer.post(`/people/${kept}/merge`, { id: newId(), other }));
  return { kept, first };
};
const parted = async (id: string) =>
  ok(await officer.post(`/people/${id}/unmerge`, { id: newId(), reason: 'hai người' }));

test('a place seen for a while is so again, when nothing happened there', async () => {
  const { kept, first } = await merged();
  assert.equal(await untilOf(kept), null);
  await parted(kept);
  assert.deepEqual(await untilOf(kept), first);
});

test('where something of the kept person lies since, the station goes on seeing it', async () => {
  const { kept } = await merged();
  ok(await officer.post('/declarations', aDeclaration({ person: { id: kept }, area: places.neighbour })));
  await parted(kept);
  assert.equal(await untilOf(kept), null);
});

test('a while that was made longer since stays longer', async () => {
  const [five, nine] = [inDays(5), inDays(9)];
  const { kept } = await merged(five);
  assert.deepEqual(await untilOf(kept), five);
  await seenUntil(kept, nine);
  await parted(kept);
  assert.deepEqual(await untilOf(kept), nine);
});
