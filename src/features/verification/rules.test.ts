import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ProblemCode } from '../../core/problem.ts';
import { isAtLeast, levels } from '../declarations/rules.ts';
import { healthAfterCheck } from './check-rules.ts';
import { channels, conclusions, outcomes, results } from './contract.ts';
import type { Attempt, Item } from './rules.ts';
import * as rules from './rules.ts';

const start = new Date('2021-07-10T08:00:00+07:00');
const minutes = (count: number): Date => new Date(start.getTime() + count * 60_000);
const item = (result: Item | ProblemCode): Item => (typeof result === 'string' ? assert.fail(result) : result);
const call = (outcome: Attempt['outcome'], at: Date): Attempt => ({ channel: 'call', outcome, at });
const confirmed = { result: 'confirmed', bySuperior: false } as const;

/** One thing that happens to an item; what is refused leaves it as it was. */
type Happening = (item: Item, at: Date) => Item | ProblemCode;
const levelsOfWork = fc.constantFrom('symptom', 'risk', 'urgent' as const) as fc.Arbitrary<rules.WorkLevel>;
const attempts = fc.record({ channel: fc.constantFrom(...channels), outcome: fc.constantFrom(...outcomes) });
const actions: fc.Arbitrary<Happening> = fc.oneof(
  fc.constant<Happening>(rules.afterTake),
  attempts.map(
    (attempt): Happening =>
      (before, at) =>
        rules.afterAttempt(before, { ...attempt, at }, []),
  ),
  fc.record({ result: fc.constantFrom(...results), bySuperior: fc.boolean() }).map(
    (verified): Happening =>
      (before, at) =>
        rules.afterVerification(before, verified, at),
  ),
  fc.constant<Happening>(rules.afterCheck),
  fc.constant<Happening>(rules.afterClosure),
);
const declarations = fc.constantFrom(...levels).map(
  (level): Happening =>
    (before, at) =>
      rules.merge(before, { level, at }),
);
const next = (before: Item, happening: Happening, at: Date): Item => {
  const result = happening(before, at);
  return typeof result === 'string' ? before : result;
};
const items = fc
  .tuple(levelsOfWork, fc.array(fc.oneof(actions, declarations), { maxLength: 8 }))
  .map(([level, all]) =>
    all.reduce((before, one, index) => next(before, one, minutes(10 * index)), rules.opened(level, start)),
  );
const laterTimes = fc.nat(5000).map((count) => minutes(80 + count));

test('an urgent item is to be taken in 30 minutes and reached in 2 hours, a risk in 24 hours, a symptom has no due time', () => {
  assert.deepEqual(rules.dueTimes('urgent', start), { takeBy: minutes(30), reachBy: minutes(120) });
  assert.deepEqual(rules.dueTimes('risk', start), { takeBy: minutes(1440), reachBy: minutes(1440) });
  assert.deepEqual(rules.dueTimes('symptom', start), {});
  assert.ok(!rules.isOverdue(rules.opened('symptom', start), minutes(1_000_000)));
});

test('an urgent item that nobody takes rises a level each 30 minutes', () => {
  const urgent = rules.opened('urgent', start);
  assert.deepEqual(
    [0, 30, 31, 59, 60, 90].map((count) => rules.escalationLevel(urgent, minutes(count))),
    [0, 0, 1, 1, 2, 3],
  );
  assert.equal(rules.escalationLevel(item(rules.afterTake(urgent, minutes(20))), minutes(90)), 0);
  assert.equal(rules.escalationLevel(item(rules.afterTake(urgent, minutes(20))), minutes(121)), 1);
});

test('a risk that nobody takes rises a level each 24 hours overdue', () => {
  const risk = rules.opened('risk', start);
  assert.deepEqual(
    [24, 25, 47, 48].map((hours) => rules.escalationLevel(risk, minutes(60 * hours))),
    [0, 1, 1, 2],
  );
});

test('a person who cannot be reached is called again after two hours, visited after the third time, then left to the level above', () => {
  const times = [minutes(10), minutes(130), minutes(250), minutes(300)];
  const made = times.map(
    (at, index): Attempt => ({ channel: index === 3 ? 'visit' : 'call', outcome: 'no_answer', at }),
  );
  const after = (before: Item, attempt: Attempt, index: number) =>
    item(rules.afterAttempt(before, attempt, made.slice(0, index)));
  const steps = made.map((_, index) => made.slice(0, index + 1).reduce(after, rules.opened('urgent', start)));
  assert.deepEqual(
    steps.map(({ state, step, nextTryAt }) => [state, step, nextTryAt]),
    [
      ['contacting', 'call', minutes(130)],
      ['contacting', 'call', minutes(250)],
      ['contacting', 'home_visit', minutes(250)],
      ['contacting', 'level_above', minutes(300)],
    ],
  );
  assert.ok(steps.every(({ reachedAt }) => reachedAt === undefined));
  assert.equal(rules.escalationLevel({ ...rules.opened('symptom', start), step: 'level_above' }, start), 1);
});

test('another call does not replace the home visit', () => {
  const waiting: Item = {
    ...rules.opened('risk', start),
    state: 'contacting',
    step: 'home_visit',
    nextTryAt: minutes(5),
  };
  const called = item(rules.afterAttempt(waiting, call('no_answer', minutes(60)), []));
  assert.deepEqual([called.step, called.nextTryAt], ['home_visit', minutes(5)]);
});

test('attempts of more than 24 hours ago no longer count', () => {
  const earlier = [call('no_answer', start), call('absent', minutes(1)), call('reached', minutes(2))];
  assert.equal(rules.unreachedInLast24h(earlier, minutes(1440)), 1);
  assert.equal(rules.unreachedInLast24h(earlier, minutes(1439)), 2);
});

test('a person who is reached, or refuses, ends the clock of reaching', () => {
  for (const outcome of ['reached', 'refused'] as const) {
    const reached = item(rules.afterAttempt(rules.opened('urgent', start), call(outcome, minutes(5)), []));
    assert.deepEqual([reached.takenAt, reached.reachedAt, reached.step], [minutes(5), minutes(5), undefined]);
    assert.ok(!rules.isOverdue(reached, minutes(10_000)));
  }
});

test('verifying directly from new is fine, and a confirmed item closes with the check or without need of one', () => {
  const verified = item(rules.afterVerification(rules.opened('risk', start), confirmed, minutes(5)));
  assert.deepEqual([verified.state, verified.closedAt], ['confirmed', undefined]);
  for (const close of [rules.afterCheck, rules.afterClosure]) {
    const closed = item(close(verified, minutes(9)));
    assert.deepEqual([closed.state, closed.closedAt], ['closed', minutes(9)]);
  }
});

test('not confirmed and false close at once', () => {
  for (const result of ['not_confirmed', 'false'] as const) {
    const closed = item(
      rules.afterVerification(rules.opened('risk', start), { result, bySuperior: false }, minutes(5)),
    );
    assert.deepEqual([closed.state, closed.closedAt], [result, minutes(5)]);
  }
});

test('only the level above may say lost', () => {
  const lost = (bySuperior: boolean) =>
    rules.afterVerification(rules.opened('risk', start), { result: 'lost', bySuperior }, minutes(5));
  assert.equal(lost(false), 'work.lost_needs_superior');
  assert.equal(item(lost(true)).state, 'lost');
});

test('what somebody else did first is refused with its code', () => {
  const taken = item(rules.afterTake(rules.opened('risk', start), minutes(1)));
  const verified = item(rules.afterVerification(taken, confirmed, minutes(2)));
  assert.equal(rules.afterTake(taken, minutes(2)), 'work.acted');
  assert.equal(rules.afterVerification(verified, confirmed, minutes(3)), 'work.acted');
  assert.equal(rules.afterCheck(taken, minutes(2)), 'work.verify_first');
  assert.equal(rules.afterReopening(taken), 'work.acted');
});

test('a closed item stays closed whatever happens, until it is reopened', () => {
  fc.assert(
    fc.property(items, fc.oneof(actions, declarations), laterTimes, (before, happening, at) => {
      fc.pre(before.closedAt !== undefined);
      assert.equal(happening(before, at), 'work.closed');
      assert.ok(!rules.isOverdue(before, at) && rules.escalationLevel(before, at) === 0);
      const reopened = item(rules.afterReopening(before));
      assert.deepEqual([reopened.state, reopened.closedAt, reopened.level], ['contacting', undefined, before.level]);
    }),
  );
});

test('an item is closed exactly in the four closing states', () => {
  fc.assert(
    fc.property(items, ({ state, closedAt }) =>
      assert.equal(closedAt !== undefined, ['not_confirmed', 'false', 'lost', 'closed'].includes(state)),
    ),
  );
});

test('a later declaration never lowers the level nor moves a due time away', () => {
  fc.assert(
    fc.property(items, fc.constantFrom(...levels), laterTimes, (before, level, at) => {
      fc.pre(before.closedAt === undefined);
      const merged = item(rules.merge(before, { level, at }));
      const [due, dueBefore] = [rules.dueAt(merged), rules.dueAt(before)];
      assert.ok(isAtLeast(merged.level, before.level) && isAtLeast(merged.level, level));
      assert.ok(dueBefore === undefined || (due !== undefined && due <= dueBefore));
      assert.equal(merged.openedAt, before.openedAt);
    }),
  );
});

test('a declaration that raises the level makes the item new again, with the nearer of the due times', () => {
  const contacted = item(rules.afterAttempt(rules.opened('risk', start), call('reached', minutes(30)), []));
  assert.deepEqual(item(rules.merge(contacted, { level: 'urgent', at: minutes(600) })), {
    ...rules.opened('urgent', minutes(600)),
    openedAt: start,
  });
  const late = item(rules.merge(rules.opened('risk', start), { level: 'urgent', at: minutes(1430) }));
  assert.deepEqual([late.takeBy, late.reachBy], [minutes(1440), minutes(1440)]);
  assert.equal(rules.merge(contacted, { level: 'risk', at: minutes(600) }), contacted);
});

test('an item has risen exactly when it is overdue or waits for the level above', () => {
  fc.assert(
    fc.property(items, laterTimes, (before, at) => {
      const waits = before.closedAt === undefined && before.step === 'level_above';
      assert.equal(rules.escalationLevel(before, at) > 0, rules.isOverdue(before, at) || waits);
    }),
  );
});

test('escalation never falls while nothing is done', () => {
  fc.assert(
    fc.property(items, laterTimes, fc.nat(5000), (before, at, more) =>
      assert.ok(
        rules.escalationLevel(before, at) <= rules.escalationLevel(before, new Date(at.getTime() + more * 60_000)),
      ),
    ),
  );
});

test('a check sets the health its conclusion implies, unless the examiner says otherwise', () => {
  assert.equal(healthAfterCheck('none'), 'well');
  assert.equal(healthAfterCheck('sample'), 'suspect');
  for (const conclusion of conclusions) assert.equal(healthAfterCheck(conclusion, 'recovered'), 'recovered');
});
