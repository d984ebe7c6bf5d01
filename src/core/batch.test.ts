import assert from 'node:assert/strict';
import { test } from 'node:test';
import { again, firstOfEach, microBatch } from './batch.ts';
import { Problem } from './problem.ts';

const gate = () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { promise, open: resolve };
};

/** A batch whose first flush is held until `first` is opened, and how large each flush was. */
const heldBatch = (limits: { largest: number; linger?: number }) => {
  const sizes: number[] = [];
  const first = gate();
  const batch = microBatch<number, number>(
    async (items) => {
      sizes.push(items.length);
      if (sizes.length === 1) await first.promise;
      return items.map((item) => item * 2);
    },
    { queue: 1000, ...limits },
  );
  return { sizes, first, batch };
};
/** Until what was added has begun its flush. */
const begun = async () => {
  await new Promise(setImmediate);
  await new Promise(setImmediate);
};

test('what comes while a flush is in flight goes into the next one together', async () => {
  const { sizes, first, batch } = heldBatch({ largest: 100 });
  const one = batch.add(1);
  await begun();
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

test('what must see others of its flush comes again in the next one, ahead of what came meanwhile and beside it', async () => {
  const flushes: string[][] = [];
  const batch = microBatch<string, string>(
    async (items) => {
      flushes.push(items);
      if (flushes.length === 1) late.push(batch.add('d1'));
      const due = new Set(firstOfEach(items, (item) => [item.slice(0, 1)]));
      return items.map((item) => (due.has(item) ? item : again));
    },
    { largest: 3, queue: 1000 },
  );
  const late: Promise<string>[] = [];
  const sent = ['a1', 'a2', 'a3', 'b1'];
  assert.deepEqual(await Promise.all(sent.map((item) => batch.add(item))), sent);
  assert.deepEqual(await Promise.all(late), ['d1']);
  assert.deepEqual(flushes, [['a1', 'a2', 'a3'], ['a2', 'a3', 'b1', 'd1'], ['a3']]);
});

/** A batch of items of which a flush answers the first of each letter, with the number of the flush. */
const lettered = () => {
  const flushes: string[][] = [];
  const answered: string[] = [];
  const batch = microBatch<string, number>(
    async (items) => {
      flushes.push(items);
      const due = new Set(firstOfEach(items, (item) => [item.slice(0, 1)]));
      answered.push(...due);
      return items.map((item) => (due.has(item) ? flushes.length : again));
    },
    { largest: 10, queue: 100 },
  );
  return { flushes, answered, batch };
};
const sequence = (of: string, count: number) => Array.from({ length: count }, (_, i) => `${of}${i}`);

test('the long sequence of one caller keeps nobody else waiting', async () => {
  const { flushes, batch } = lettered();
  const sent = sequence('a', 20).map((item) => batch.add(item));
  const late = batch.add('b0');
  await Promise.all(sent);
  assert.equal(flushes.length, 20);
  assert.equal(await late, 3, 'in its turn among the new ones');
});

test('sequences longer than a flush can look at are taken part by part, and each stays in order', async () => {
  const { flushes, answered, batch } = lettered();
  const [one, other] = [sequence('a', 40), sequence('b', 45)];
  await Promise.all([...one, ...other].map((item) => batch.add(item)));
  for (const all of [one, other])
    assert.deepEqual(
      answered.filter((item) => item[0] === all[0]?.[0]),
      all,
    );
  const most = Math.max(...flushes.map((items) => items.length));
  assert.ok(most <= 30, `a flush of ${most}`);
});

test('who comes again has a place in the queue, and beyond its bound nobody is taken', async () => {
  const hold = gate();
  const state = { flushes: 0 };
  const batch = microBatch<string, string>(
    async (items) => {
      state.flushes += 1;
      if (state.flushes === 2) await hold.promise;
      return items.map((item, i) => (i === 0 ? item : again));
    },
    { largest: 10, queue: 4 },
  );
  const sent = ['a1', 'a2', 'a3', 'a4'].map((item) => batch.add(item));
  await sent[0];
  await begun();
  assert.equal(batch.waiting(), 3);
  const fourth = batch.add('a5');
  await assert.rejects(batch.add('a6'), (error: Problem) => error instanceof Problem && error.code === 'server.busy');
  hold.open();
  assert.deepEqual(await Promise.all([...sent, fourth]), ['a1', 'a2', 'a3', 'a4', 'a5']);
});

test('a flush that was overtaken is repeated as it is; one that always is, singly, and then refused as busy', async () => {
  const flushes: number[][] = [];
  const batch = microBatch<number, number>(
    async (items) => {
      flushes.push(items);
      if (items.includes(13) || flushes.length < 3) throw new Problem('server.busy');
      return items;
    },
    { largest: 2, queue: 1000 },
  );
  const results = await Promise.allSettled([1, 2, 3, 13].map((item) => batch.add(item)));
  assert.deepEqual(
    results.map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'fulfilled', 'rejected'],
  );
  assert.deepEqual(flushes, [
    ...Array.from({ length: 3 }, () => [1, 2]),
    ...Array.from({ length: 5 }, () => [3, 13]),
    [3],
    ...Array.from({ length: 5 }, () => [13]),
  ]);
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

test('after a busy flush those who were answered come back into one flush with those who waited meanwhile', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { sizes, first, batch } = heldBatch({ largest: 100, linger: 0.5 });
  const twice = Array.from({ length: 10 }, async (_, n) => {
    await batch.add(n);
    await new Promise(setImmediate);
    return batch.add(n);
  });
  await begun();
  const meanwhile = Array.from({ length: 5 }, (_, n) => batch.add(n));
  first.open();
  await Promise.all([...twice, ...meanwhile]);
  assert.deepEqual(sizes, [10, 15]);
});

test('nobody is waited for while a full flush is there', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { sizes, first, batch } = heldBatch({ largest: 10, linger: 0.5 });
  const crowd = Array.from({ length: 10 }, (_, n) => batch.add(n));
  await begun();
  const next = Array.from({ length: 20 }, (_, n) => batch.add(n));
  first.open();
  await Promise.all([...crowd, ...next]);
  assert.deepEqual(sizes, [10, 10, 10]);
});

test('who does not come back is not waited for', async () => {
  const batch = microBatch<number, number>(async (items) => items, { largest: 100, queue: 1000, linger: 0.5 });
  await Promise.all(Array.from({ length: 10 }, (_, n) => batch.add(n)));
  assert.equal(await batch.add(1), 1);
  await batch.idle();
});
