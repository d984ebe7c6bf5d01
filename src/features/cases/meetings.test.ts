import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { meetingOf, type Stay } from './meetings.ts';

const minute = 60_000;
const stay = fc
  .record({ from: fc.integer({ min: 0, max: 120 }), length: fc.integer({ min: 1, max: 90 }), weak: fc.boolean() })
  .map(({ from, length, weak }): Stay => ({ from: from * minute, to: (from + length) * minute, weak }));
const stays = fc.array(stay, { maxLength: 4 });
const window = fc
  .tuple(fc.integer({ min: 0, max: 150 }), fc.integer({ min: 0, max: 150 }))
  .map(([a, b]) => ({ from: Math.min(a, b) * minute, to: Math.max(a, b) * minute }));

/** Minute by minute, as a person with two lists would do it. */
const counted = (mine: Stay[], theirs: Stay[], { from, to }: { from: number; to: number }) => {
  let [sure, half] = [0, 0];
  for (let at = from; at < to; at += minute) {
    const pairs = mine
      .filter((one) => one.from <= at && at < one.to)
      .flatMap((one) =>
        theirs.filter((other) => other.from <= at && at < other.to).map((other) => one.weak || other.weak),
      );
    if (pairs.some((weak) => !weak)) sure += 1;
    else if (pairs.length > 0) half += 1;
  }
  return { minutes: sure + half / 2, doubtful: half > 0 };
};

test('the minutes together are those that a count minute by minute gives, each once, half where either stay is weak', () => {
  fc.assert(
    fc.property(stays, stays, window, (mine, theirs, within) => {
      const met = meetingOf(mine, theirs, within);
      const oracle = counted(mine, theirs, within);
      assert.equal(met?.minutes ?? 0, oracle.minutes);
      if (met) assert.equal(met.doubtful, oracle.doubtful);
      assert.equal(met === undefined, oracle.minutes === 0);
    }),
    { numRuns: 500 },
  );
});

test('who met whom does not matter', () => {
  fc.assert(
    fc.property(stays, stays, window, (mine, theirs, within) => {
      assert.deepEqual(meetingOf(mine, theirs, within), meetingOf(theirs, mine, within));
    }),
  );
});

test('stays that touch do not meet', () => {
  const one = [{ from: 0, to: 10 * minute, weak: false }];
  const next = [{ from: 10 * minute, to: 20 * minute, weak: false }];
  assert.equal(meetingOf(one, next, { from: 0, to: 60 * minute }), undefined);
});
