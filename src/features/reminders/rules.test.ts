import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byLag, dueAfter, isPressing, middleShare, quietUntil, reasonsOf, type Standing, slotOf } from './rules.ts';

const now = new Date('2021-11-20T08:00:00+07:00');
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const atWork: Standing = { open: 10, overdue: 0, untaken: 0, accounts: 2, lastSeenAt: ago(1), share: 0.4 };
const codes = (over: Partial<Standing>, middle: number | null = null) =>
  reasonsOf({ ...atWork, ...over }, middle, now).map(({ code }) => code);

test('a unit at its work lags in nothing', () => {
  assert.deepEqual(codes({}, 0.5), []);
});

test('urgent ones that nobody took come first, then what is overdue', () => {
  assert.deepEqual(reasonsOf({ ...atWork, overdue: 4, untaken: 1 }, null, now), [
    { code: 'urgent_untaken', n: 1 },
    { code: 'overdue', n: 4, of: 10 },
  ]);
});

test('nobody at work for a day is a reason, no account at all another', () => {
  assert.deepEqual(codes({ lastSeenAt: ago(23) }), []);
  assert.deepEqual(codes({ lastSeenAt: ago(25) }), ['no_sign_in']);
  assert.deepEqual(codes({ lastSeenAt: null }), ['no_sign_in']);
  assert.deepEqual(codes({ accounts: 0, lastSeenAt: null }), ['no_account']);
});

test('a share is low below half of what is usual here, and is never compared with fewer than three', () => {
  assert.deepEqual(codes({ share: 0.19 }, 0.4), ['low_share']);
  assert.deepEqual(codes({ share: 0.2 }, 0.4), []);
  assert.deepEqual(codes({ share: null }, 0.4), []);
  assert.equal(middleShare([0.1, null, 0.5, 0.3]), 0.3);
  assert.equal(middleShare([0.1, null, 0.5]), null);
});

test('the list begins with untouched urgent ones, then the overdue part, then who is absent, then the lowest share', () => {
  const unit = (name: string, over: Partial<Standing>) => {
    const standing = { ...atWork, ...over };
    return { name, standing, reasons: reasonsOf(standing, 0.9, now) };
  };
  const units = [
    unit('low share', { share: 0.2 }),
    unit('lower share', { share: 0.1 }),
    unit('absent', { lastSeenAt: ago(30) }),
    unit('four of forty', { overdue: 4, open: 40 }),
    unit('two of four', { overdue: 2, open: 4 }),
    unit('one urgent', { untaken: 1, overdue: 1, open: 100 }),
    unit('two urgent', { untaken: 2 }),
  ];
  assert.deepEqual(
    units.sort(byLag).map(({ name }) => name),
    ['two urgent', 'one urgent', 'two of four', 'four of forty', 'absent', 'lower share', 'low share'],
  );
});

test('within hours a unit can take, reach and sign in, not raise its share', () => {
  assert.deepEqual(reasonsOf({ ...atWork, untaken: 1, lastSeenAt: null, share: 0.01 }, 0.9, now).map(isPressing), [
    true,
    true,
    false,
  ]);
});

test('a unit is left alone for an hour', () => {
  assert.equal(quietUntil(undefined, now), undefined);
  assert.equal(quietUntil(ago(1), now), undefined);
  assert.deepEqual(quietUntil(ago(0.5), now), new Date(now.getTime() + 1_800_000));
  assert.deepEqual(dueAfter(now, 4), new Date(now.getTime() + 4 * 3_600_000));
  assert.equal(slotOf(now), slotOf(new Date(now.getTime() + 59 * 60_000)));
});
