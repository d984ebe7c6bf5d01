import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays } from './day.ts';
import { dayKeysFrom, newRatchet, uuidsOf } from './day-keys.ts';

const first = '2021-05-01';

test('a pseudonym is opened with the key of its day, and differs from day to day', () => {
  const state = newRatchet(first);
  fc.assert(
    fc.property(fc.uuid(), fc.nat(60), (id, days) => {
      const [writer, reader] = [dayKeysFrom(state), dayKeysFrom(state)];
      const day = addDays(first, days);
      const pseudonym = writer.pseudonym(day, id) as string;
      assert.notEqual(pseudonym, id);
      assert.notEqual(pseudonym, writer.pseudonym(addDays(day, 1), id));
      assert.deepEqual(reader.idsBehind(day, [pseudonym]), [id.toLowerCase()]);
    }),
  );
});

test('many of one day are opened at once', () => {
  const keys = dayKeysFrom(newRatchet(first));
  const ids = fc.sample(fc.uuid(), 1000);
  const pseudonyms = keys.pseudonyms(first, ids) ?? [];
  assert.deepEqual(
    pseudonyms,
    ids.map((id) => keys.pseudonym(first, id)),
  );
  assert.deepEqual(keys.idsBehind(first, pseudonyms), ids);
  const bytes = Buffer.from(pseudonyms.join('').replaceAll('-', ''), 'hex');
  assert.deepEqual(uuidsOf(keys.reveal(first, bytes) as Buffer), ids);
});

test('after the ratchet has stepped the days before are gone, here and from the state that is kept; later ones stay', () => {
  const keys = dayKeysFrom(newRatchet(first));
  const id = '01a1fb9b-1649-7d7b-b7b0-bd2c502f4307';
  const [old, kept] = [addDays(first, 3), addDays(first, 9)];
  const before = keys.pseudonym(kept, id);
  const state = keys.forgetBefore(addDays(first, 5));
  for (const one of [keys, dayKeysFrom(state)]) {
    assert.equal(one.oldest(), addDays(first, 5));
    assert.equal(one.pseudonym(old, id), undefined);
    assert.equal(one.reveal(old, Buffer.alloc(16)), undefined);
    assert.equal(one.idsBehind(old, [id]), undefined);
    assert.equal(one.pseudonym(kept, id), before);
  }
  assert.equal(keys.forgetBefore(first).from, addDays(first, 5), 'it never steps back');
});
