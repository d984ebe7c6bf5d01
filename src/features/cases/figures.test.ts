import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aServer, made, ok, places } from '../../../test/support/server.ts';
import { tracing } from '../../../test/support/tracing.ts';
import { dayOf } from '../../core/day.ts';

// The figures of a case against the lists behind them.

const server = await aServer();
const officer = await server.officer(places.district, ['officer']);
const tracer = await server.officer(places.district, ['tracer']);

const house = tracing(server, officer, tracer);
const { person, enter } = house;
const openCase = (who: string) => house.openCase(who, { onsetOn: dayOf(server.clock.now()) });
const decide = async (...args: Parameters<typeof house.decide>) => {
  await house.decide(...args);
  server.clock.step(1_000);
};
/** How many the case says are accepted, and how many its two lists show so. */
const figures = async (id: string): Promise<[number, number]> => {
  const { contacts } = ok(await tracer.get(`/cases/${id}`));
  const lists = await Promise.all(
    [1, 2].map((level) => tracer.get(`/cases/${id}/contacts?level=${level}&state=accepted&limit=200`)),
  );
  const shown = lists.flatMap((list) => ok(list).items.map((one: { person: { id: string } }) => one.person.id));
  return [contacts.accepted, new Set(shown).size];
};

test('whoever is accepted at both levels, or through a chain that does not hold any more, is one of the accepted', async () => {
  const [f0, f1, f2] = [await person(), await person(), await person()];
  const id = await openCase(f0);
  await enter(id, f1, 30);
  await enter(id, f2, 20, f1);
  await decide(id, f1, 1, true);
  await decide(id, f2, 2, true);
  assert.deepEqual(await figures(id), [2, 2]);
  await enter(id, f2, 10);
  await decide(id, f2, 1, true);
  assert.deepEqual(await figures(id), [2, 2]);
  await decide(id, f2, 1, false);
  await decide(id, f1, 1, false);
  assert.deepEqual(await figures(id), [1, 1], 'accepted through somebody who is rejected');
});

test('two records of one human are one of the accepted, by the newest decision; parted they are two again', async () => {
  const [f0, one, other] = [await person(), await person(), await person()];
  const id = await openCase(f0);
  for (const who of [one, other]) {
    await enter(id, who, 30);
    await decide(id, who, 1, true);
  }
  await made(officer, `/people/${one}/merge`, { other });
  await server.job('cases merges');
  assert.deepEqual(await figures(id), [1, 1]);
  await decide(id, one, 1, false);
  assert.deepEqual(await figures(id), [0, 0]);
  await made(officer, `/people/${one}/unmerge`, { reason: 'hai người' });
  await server.job('cases merges');
  assert.deepEqual(await figures(id), [1, 1]);
});

test('whom nothing stands for any more, and who is a case meanwhile, is none of the accepted', async () => {
  const [f0, wrong, sick, merged] = [await person(), await person(), await person(), await person()];
  const id = await openCase(f0);
  const link = await enter(id, wrong, 30);
  for (const who of [sick, merged]) await enter(id, who, 30);
  for (const who of [wrong, sick, merged]) await decide(id, who, 1, true);
  assert.deepEqual(await figures(id), [3, 3]);
  await made(tracer, `/contact-links/${link}/withdrawal`, { reason: 'nhầm người' });
  assert.deepEqual(await figures(id), [2, 2]);
  const second = await openCase(sick);
  assert.deepEqual(await figures(id), [1, 1]);
  await made(officer, `/people/${merged}/merge`, { other: sick });
  await server.job('cases merges');
  assert.deepEqual(await figures(id), [0, 0], 'a case under another record of the human');
  await made(tracer, `/cases/${second}/revocation`, { reason: 'xét nghiệm lại âm tính' });
  assert.deepEqual(await figures(id), [1, 1]);
});
