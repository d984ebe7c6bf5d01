import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect } from '../src/core/db.ts';
import { testDatabase } from './support/database.ts';
import { aDeclaration, testServer } from './support/server.ts';

test('a server that is told to stop under load takes nobody in, and has stored whatever it acknowledged', {
  timeout: 60_000,
}, async () => {
  const database = await testDatabase();
  const house = await testServer({ database });
  const citizens = await Promise.all(Array.from({ length: 12 }, () => house.citizen()));
  const [taken, refusals, state] = [new Set<string>(), new Set<string>(), { isOver: false }];
  const senders = citizens.map(async (citizen) => {
    while (!state.isOver) {
      const one = aDeclaration();
      // No answer at all: the port is closed already.
      const answer = await citizen.post('/declarations', one).catch(() => undefined);
      if (answer?.status === 201) taken.add(one.id);
      else if (answer) refusals.add(`${answer.status} ${answer.body?.code}`);
    }
  });
  while (taken.size < 100) await new Promise(setImmediate);
  await house.server.stop();
  state.isOver = true;
  await Promise.all(senders);
  assert.deepEqual(
    [...refusals].filter((one) => one !== '503 server.busy'),
    [],
  );
  const owner = connect(database.url, 1);
  const rows = await owner<{ id: string }[]>`select id from declaration`;
  await owner.end();
  await database.drop();
  assert.deepEqual(new Set(rows.map(({ id }) => id)), taken);
});

test('a server that is told to stop while it looks for lists to record stops', async () => {
  const house = await testServer();
  const imports = house.server.features.find(({ name }) => name === 'imports');
  const looking = imports?.jobs?.find(({ name }) => name === 'imports')?.run(house.clock.now());
  await house.stop();
  await looking;
});
