import assert from 'node:assert/strict';
import { test } from 'node:test';
import { microBatch } from './batch.ts';
import { Problem } from './problem.ts';

const gate = () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { promise, open: resolve };
};

test('what comes while a flush is in flight goes into the next one together', async () => {
  const sizes: number[] = [];
  const first = gate();
  const batch = microBatch<number, number>(
    async (items) => {
      sizes.push(items.length);
      if (sizes.length === 1) await first.promise;
      return items.map((item) => item * 2);
    },
    { largest: 100, queue: 1000 },
  );
  const one = batch.add(1);
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  const rest = [2, 3, 4].map((item) => batch.add(item));
  first.open();
  assert.deepEqual(await Promise.all([one, ...rest]), [2, 4, 6, 8]);
  assert.deepEqual(sizes, [1, 3]);
});

test('one bad item never fails its neighbours', async () => {
  const batch = microBatch<number, number>(
    async (items) => {
      if (items.includes(13)) throw new Error('unlucky');
      return items;
    },
    { largest: 100, queue: 1000 },
  );
  const results = await Promise.allSettled([1, 13, 2].map((item) => batch.add(item)));
  assert.deepEqual(
    results.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
});

test('beyond the bound of the queue an item is refused as busy, and the others are answered', async () => {
  const hold = gate();
  const batch = microBatch<number, number>(
    async (items) => {
      await hold.promise;
      return items;
    },
    { largest: 1, queue: 2 },
  );
  const taken = [batch.add(1), batch.add(2)];
  await assert.rejects(batch.add(3), (error: Problem) => error instanceof Problem && error.code === 'server.busy');
  hold.open();
  assert.deepEqual(await Promise.all(taken), [1, 2]);
  await batch.idle();
  assert.equal(batch.waiting(), 0);
});
