import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { judge, leastCount, leastDeviation, type Method, needed, upperBound } from './rules.ts';

const near = (actual: number | undefined, expected: number): void =>
  assert.ok(actual !== undefined && Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`);
const by = (counts: number[], method: Method) => judge(counts).find((finding) => finding.method === method);
const alarms = (counts: number[]): string =>
  judge(counts)
    .flatMap(({ isAlarm, method }) => (isAlarm ? [method] : []))
    .join(' ');

test('a week of 2 3 2 3 2 3 2 has the mean 17/7 and the deviation √(2/7); a day of 6 stands 6.68 above it', () => {
  const found = by([2, 3, 2, 3, 2, 3, 2, 6], 'C1');
  near(found?.mean, 17 / 7);
  // Squares: 4 × (3/7)² + 3 × (4/7)² = 84/49, by n - 1 = 6 days.
  near(found?.deviation, Math.sqrt(2 / 7));
  near(found?.statistic, (6 - 17 / 7) / Math.sqrt(2 / 7));
  assert.deepEqual(found?.baseline, [2, 3, 2, 3, 2, 3, 2]);
  assert.equal(found?.isAlarm, true);
});

test('C2 leaves out the two days before, in which an outbreak may have begun', () => {
  // Days before: 1 2 1 2 1 2 1, then 4 and 5, which belong to no baseline; the mean is 10/7, the deviation √(2/7).
  const counts = [1, 2, 1, 2, 1, 2, 1, 4, 5, 4];
  near(by(counts, 'C2')?.mean, 10 / 7);
  near(by(counts, 'C2')?.statistic, (4 - 10 / 7) / Math.sqrt(2 / 7));
  assert.equal(by(counts, 'C2')?.isAlarm, true);
  assert.equal(by(counts, 'C1')?.isAlarm, false, 'the rise has got into the week that C1 compares with');
});

test('C3 adds what three days exceeded one deviation by: a slow rise that no single day shows', () => {
  // Every baseline is flat at 2 with the least deviation 0.5: days of 3, 3 and 3 stand 2 above, and each adds 1.
  const counts = [2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3];
  const found = by(counts, 'C3');
  assert.deepEqual(found?.parts, [1, 1, 1]);
  near(found?.statistic, 3);
  assert.equal(alarms(counts), 'C3');
});

test('a single case after a week of none is no alarm, three are', () => {
  const none = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  near(by([...none, 2], 'C1')?.statistic, 2 / leastDeviation);
  assert.equal(alarms([...none, 1]), '');
  assert.equal(alarms([...none, 2]), '', 'four deviations, but two cases may be one household');
  assert.equal(alarms([...none, 3]), 'C1 C2 C3');
});

test('what goes on as it was is no alarm, however high, and neither is a fall', () => {
  assert.equal(alarms([40, 41, 39, 40, 42, 38, 40, 41, 39, 40, 41, 40]), '');
  assert.equal(alarms([40, 41, 39, 40, 42, 38, 40, 41, 39, 40, 41, 5]), '');
});

test('a method is silent until it has the days it needs', () => {
  assert.deepEqual(judge([0, 0, 0, 0, 0, 0, 9]), []);
  assert.deepEqual(
    [8, 10, 12].map((days) => judge(Array<number>(days).fill(0)).map(({ method }) => method)),
    [['C1'], ['C1', 'C2'], ['C1', 'C2', 'C3']],
  );
});

/** The definitions written out day by day, with loops and without anything shared. */
const bruteForce = (y: number[], t: number, method: Method): number => {
  const c = (at: number, gap: number): number => {
    let total = 0;
    for (let i = at - gap - 7; i <= at - gap - 1; i += 1) total += y[i] as number;
    const mean = total / 7;
    let squares = 0;
    for (let i = at - gap - 7; i <= at - gap - 1; i += 1)
      squares += ((y[i] as number) - mean) * ((y[i] as number) - mean);
    const sd = Math.sqrt(squares / 6);
    return ((y[at] as number) - mean) / Math.max(sd, 0.5);
  };
  if (method === 'C1') return c(t, 0);
  if (method === 'C2') return c(t, 2);
  return Math.max(0, c(t, 2) - 1) + Math.max(0, c(t - 1, 2) - 1) + Math.max(0, c(t - 2, 2) - 1);
};

const series = fc.array(fc.nat(60), { minLength: 12, maxLength: 40 });

test('every statistic is what the definitions give, written out', () => {
  fc.assert(
    fc.property(series, (counts) => {
      for (const { method, statistic, threshold, isAlarm } of judge(counts)) {
        near(statistic, bruteForce(counts, counts.length - 1, method));
        const seen =
          method === 'C3' ? counts.slice(-3).reduce((one, other) => one + other, 0) : (counts.at(-1) as number);
        assert.equal(isAlarm, statistic > threshold && seen >= leastCount);
      }
    }),
  );
});

test('only the days a method needs count, and more cases never end an alarm', () => {
  fc.assert(
    fc.property(series, fc.nat(20), (counts, more) => {
      for (const finding of judge(counts)) {
        const { method } = finding;
        assert.deepEqual(by(counts.slice(-needed[method]), method), finding);
        const higher = by([...counts.slice(0, -1), (counts.at(-1) as number) + more], method);
        assert.ok(!finding.isAlarm || higher?.isAlarm);
      }
    }),
  );
});

test('the line of a chart is where C2 would begin to alarm', () => {
  fc.assert(
    fc.property(series, (counts) => {
      const bound = upperBound(counts) as number;
      const at = (count: number) => by([...counts.slice(0, -1), count], 'C2')?.isAlarm;
      assert.equal(at(Math.floor(bound) + 1), true);
      assert.equal(at(Math.floor(bound)), false);
    }),
  );
});
