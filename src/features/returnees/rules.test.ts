import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays } from '../../core/day.ts';
import { expected, type Facts, mayConfirm, notice, originOf, origins, planFor } from './rules.ts';

const day = '2021-08-10';
const facts = (over: Partial<Facts> = {}): Facts => ({
  origin: 'lockdown',
  leftOn: day,
  testSlip: 'none',
  testOn: undefined,
  vaccination: 'none',
  ...over,
});
const plan = (over: Partial<Facts> = {}) => planFor(facts(over), day);

test('from a locked-down area: 14 days at home, tests on arrival, after 7 and after 14 days', () => {
  assert.deepEqual(plan(), {
    version: '2021-1',
    homeDays: 14,
    until: '2021-08-24',
    tests: ['2021-08-10', '2021-08-17', '2021-08-24'],
    reasons: ['origin_lockdown'],
  });
});

test('the days count from leaving: a long way home shortens them, and a month leaves none', () => {
  const late = plan({ leftOn: '2021-08-02' });
  assert.deepEqual([late.homeDays, late.until, late.tests], [6, '2021-08-16', ['2021-08-10', '2021-08-16']]);
  const old = plan({ leftOn: '2021-07-01' });
  assert.deepEqual([old.homeDays, old.until, old.tests], [0, null, []]);
});

test('a fresh negative PCR slip stands for the first test; an old one, or a rapid one, does not', () => {
  const isTested = (over: Partial<Facts>) => plan(over).tests[0] === day;
  assert.equal(isTested({ testSlip: 'negative_pcr', testOn: '2021-08-08' }), false);
  assert.equal(isTested({ testSlip: 'negative_pcr', testOn: '2021-08-06' }), true);
  assert.equal(isTested({ testSlip: 'negative_antigen', testOn: day }), true);
  assert.equal(isTested({ testSlip: 'negative_pcr' }), true);
});

test('all doses or a recovery halve the stay; a positive slip takes that back; a place without cases asks for nothing', () => {
  assert.equal(plan({ vaccination: 'full' }).homeDays, 7);
  assert.equal(plan({ vaccination: 'partial' }).homeDays, 14);
  assert.deepEqual(plan({ vaccination: 'full', testSlip: 'positive' }).reasons, ['test_positive']);
  assert.deepEqual([plan({ origin: 'none' }).homeDays, plan({ origin: 'none' }).tests], [0, []]);
});

test('what the list of epidemic areas says of a place outweighs what is said of it, but for a lockdown', () => {
  assert.equal(originOf('none', true), 'epidemic');
  assert.equal(originOf('lockdown', true), 'lockdown');
  assert.equal(originOf('none', false), 'none');
  assert.equal(originOf(undefined, false), 'unknown');
  assert.deepEqual(plan({ origin: 'unknown' }).tests, plan({ origin: 'epidemic' }).tests);
});

const anyFacts = fc.record({
  origin: fc.constantFrom(...origins),
  leftOn: fc.option(
    fc.integer({ min: -40, max: 5 }).map((days) => addDays(day, days)),
    { nil: undefined },
  ),
  testSlip: fc.constantFrom(undefined, 'none', 'negative_pcr', 'negative_antigen', 'positive', 'waiting'),
  testOn: fc.option(
    fc.integer({ min: -20, max: 2 }).map((days) => addDays(day, days)),
    { nil: undefined },
  ),
  vaccination: fc.constantFrom(undefined, 'none', 'partial', 'full', 'recovered'),
});

test('every plan tests within its days, in order, each day once, and says why', () => {
  fc.assert(
    fc.property(anyFacts, (one) => {
      const { homeDays, until, tests, reasons } = planFor(one, day);
      assert.ok(homeDays >= 0 && homeDays <= 14 && reasons.length > 0);
      assert.equal(until, homeDays > 0 ? addDays(day, homeDays) : null);
      assert.deepEqual(tests, [...new Set(tests)].toSorted());
      assert.ok(tests.every((on) => on >= day && until !== null && on <= until));
    }),
  );
});

const at = new Date('2021-08-10T08:00:00+07:00');
const later = (hours: number) => new Date(at.getTime() + hours * 3_600_000);

test('the station has a day from the arrival, or from hearing of it; a slip of the pen is not believed', () => {
  assert.deepEqual(expected(later(10).toISOString(), at, at).dueAt, later(34));
  assert.deepEqual(expected(later(-50).toISOString(), at, later(1)).dueAt, later(25));
  assert.deepEqual(expected('9999-12-31T00:00:00Z', at, at), { expectedAt: at, dueAt: later(24) });
  assert.deepEqual(expected(undefined, at, at).expectedAt, at);
});

test('an arrival nobody confirmed is told to the station and the level above, then each day one level higher', () => {
  const waiting = { state: 'waiting', dueAt: at, escalation: 0 } as const;
  assert.deepEqual(notice(waiting, later(1), 3), { levels: [0, 1], escalation: 1, next: later(24) });
  assert.deepEqual(notice({ ...waiting, escalation: 1 }, later(25), 3), {
    levels: [2],
    escalation: 2,
    next: later(48),
  });
  assert.deepEqual(notice({ ...waiting, escalation: 2 }, later(100), 3), {
    levels: [3],
    escalation: 3,
    next: undefined,
  });
  assert.deepEqual(notice(waiting, later(100), 3).levels, [0, 1, 2, 3]);
});

test('who was looked for in vain goes to the level above at once, and no further by itself', () => {
  const absent = { state: 'absent', dueAt: later(20), escalation: 0 } as const;
  assert.deepEqual(notice(absent, at, 3), { levels: [1], escalation: 1, next: undefined });
  assert.deepEqual(notice({ ...absent, escalation: 3 }, at, 3), { levels: [], escalation: 3, next: undefined });
});

test('an arrival that stands is only put right with a reason', () => {
  assert.deepEqual(
    [
      mayConfirm('waiting', false),
      mayConfirm('absent', false),
      mayConfirm('arrived', false),
      mayConfirm('arrived', true),
    ],
    [true, true, false, true],
  );
});
