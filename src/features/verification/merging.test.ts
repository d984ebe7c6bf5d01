import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isAtLeast } from '../declarations/rules.ts';
import { type Item, joined, opened, type State } from './rules.ts';

const at = (minutes: number): Date => new Date(Date.UTC(2026, 10, 20, 8, minutes));
const minutes = fc.integer({ min: 0, max: 59 });
const items: fc.Arbitrary<Item> = fc
  .tuple(
    fc.constantFrom('urgent' as const, 'risk' as const, 'symptom' as const),
    minutes,
    fc.constantFrom<State>('new', 'taken', 'contacting', 'confirmed'),
  )
  .map(([level, minute, state]) => ({
    ...opened(level, at(minute)),
    state,
    ...(state !== 'new' && { takenAt: at(59) }),
    ...(state === 'confirmed' && { reachedAt: at(59) }),
  }));
const time = (date: Date | undefined): number => date?.getTime() ?? Number.POSITIVE_INFINITY;

test('the more pressing leads, of equals the one that is further along, of equals the kept record’s', () => {
  const one = opened('risk', at(0));
  assert.equal(joined(one, opened('urgent', at(5))).leads, 'other');
  assert.equal(joined(opened('urgent', at(5)), one).leads, 'one');
  assert.equal(joined(one, { ...opened('risk', at(5)), state: 'contacting', takenAt: at(6) }).leads, 'other');
  assert.equal(joined(one, opened('risk', at(5))).leads, 'one');
});

test('two items joined are no less pressing and due no later than either, and which is kept makes no difference to that', () => {
  fc.assert(
    fc.property(items, items, (one, other) => {
      const { item } = joined(one, other);
      assert.ok(isAtLeast(item.level, one.level) && isAtLeast(item.level, other.level));
      assert.equal(time(item.openedAt), Math.min(time(one.openedAt), time(other.openedAt)));
      if (!item.takenAt) assert.equal(time(item.takeBy), Math.min(time(one.takeBy), time(other.takeBy)));
      if (!item.reachedAt) assert.equal(time(item.reachBy), Math.min(time(one.reachBy), time(other.reachBy)));
      const swapped = joined(other, one).item;
      assert.deepEqual(
        [swapped.level, swapped.state, time(swapped.openedAt)],
        [item.level, item.state, time(item.openedAt)],
      );
    }),
  );
});
