import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type CaseStay, chanceOfVisit, eventsOf, exposurePeriod, namesPerson, surpriseOf, tailOf } from './rules.ts';

const chance = fc.double({ min: 0, max: 1, noNaN: true });
const isNear = (one: number, other: number) => Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other));

test('a case was infected in the days before onset, without symptoms before the sample; that day does not count', () => {
  const { from, to } = exposurePeriod({ onsetOn: '2021-05-20', sampledOn: '2021-05-23' }, 14);
  assert.deepEqual(
    [new Date(from).toISOString(), new Date(to).toISOString()],
    ['2021-05-05T17:00:00.000Z', '2021-05-19T17:00:00.000Z'],
  );
  const silent = exposurePeriod({ onsetOn: null, sampledOn: '2021-05-23' }, 14);
  assert.equal(new Date(silent.to).toISOString(), '2021-05-22T17:00:00.000Z');
});

test('the tail equals the sum over every outcome, however the chances lie', () => {
  /** Every subset of the events that holds at least so many, with its chance. */
  const everyOutcome = (chances: readonly number[], least: number): number =>
    Array.from({ length: 1 << chances.length }, (_, outcome) =>
      chances.map((p, i) => (outcome & (1 << i) ? { p, n: 1 } : { p: 1 - p, n: 0 })),
    )
      .filter((events) => events.reduce((sum, { n }) => sum + n, 0) >= least)
      .reduce((sum, events) => sum + events.reduce((product, { p }) => product * p, 1), 0);
  fc.assert(
    fc.property(fc.array(chance, { maxLength: 9 }), fc.nat(10), (chances, least) =>
      isNear(tailOf(chances, least), everyOutcome(chances, least)),
    ),
  );
});

test('tails that no subtraction from one could tell stay exact', () => {
  const p = tailOf([1e-9, 1e-9, 1e-9], 3);
  assert.ok(Math.abs(p / 1e-27 - 1) < 1e-9, String(p));
});

test('a place that draws more is expected more, a case that goes out more too; nothing passes one', () => {
  fc.assert(
    fc.property(chance, chance, fc.array(fc.nat(60), { minLength: 2, maxLength: 12 }), (one, other, stays) => {
      const [small, large] = [Math.min(one, other), Math.max(one, other)].map((share) => surpriseOf(2, stays, share));
      assert.ok(small && large && small.expected <= large.expected && small.p <= large.p + 1e-12);
      assert.ok(large.p <= 1 && large.expected <= stays.length);
      assert.ok(chanceOfVisit(one, 3) >= chanceOfVisit(one, 2) - 1e-12);
    }),
  );
  assert.ok(isNear(chanceOfVisit(0.25, 2), 1 - 0.75 * 0.75));
  assert.deepEqual([chanceOfVisit(1, 0), chanceOfVisit(1, 1), chanceOfVisit(0, 9)], [0, 1, 0]);
});

const stay = fc
  .record({ person: fc.constantFrom('a', 'b', 'c', 'd'), from: fc.nat(60), length: fc.integer({ min: 1, max: 12 }) })
  .map(({ person, from, length }): CaseStay => ({ person, from, to: from + length }));

test('events are what joining every pair that overlaps gives, until nothing more can be joined', () => {
  const joined = (stays: readonly CaseStay[]) => {
    let groups = stays.map((one) => [one]);
    for (let again = true; again; ) {
      again = false;
      for (const [i, one] of groups.entries()) {
        const j = groups.findIndex(
          (other, at) => at > i && one.some((a) => other.some((b) => a.from < b.to && b.from < a.to)),
        );
        if (j < 0) continue;
        groups = [...groups.filter((_, at) => at !== i && at !== j), [...one, ...(groups[j] as CaseStay[])]];
        again = true;
        break;
      }
    }
    return groups
      .map((group) => ({
        from: Math.min(...group.map(({ from }) => from)),
        to: Math.max(...group.map(({ to }) => to)),
        persons: [...new Set(group.map(({ person }) => person))].sort(),
      }))
      .filter(({ persons }) => persons.length > 1)
      .sort((a, b) => a.from - b.from);
  };
  fc.assert(
    fc.property(fc.array(stay, { maxLength: 14 }), (stays) => {
      const found = eventsOf(stays).map((event) => ({ ...event, persons: event.persons.toSorted() }));
      assert.deepEqual(found, joined(stays));
    }),
  );
});

test('a text says who somebody is by the name however written, the phone however grouped, the number of the card', () => {
  const person = { fullName: 'Nguyễn Thị Thu Hằng', phone: '+84912345678', number: '038185001234' };
  for (const text of [
    'Bà Nguyễn Thị Thu Hằng đến chợ',
    'ba nguyen thi thu hang den cho',
    'Nguyễn Thị  Thu-Hằng'.normalize('NFD'),
    'liên hệ 0912 345 678',
    'gọi (+84) 912.345.678 sau 9 giờ',
    'CCCD 038185001234',
    'số 0381 8500 1234',
  ])
    assert.equal(namesPerson(text, person), true, text);
  for (const text of [
    'Bệnh nhân đến quán karaoke Hằng Nga, 19 giờ 30 ngày 12/5/2021',
    'Đường dây nóng 0912 345 679',
    'Phường Nguyễn Trãi, thị xã; chuyến bay VN 0912',
  ])
    assert.equal(namesPerson(text, person), false, text);
  assert.equal(namesPerson('Chợ Vườn Hoa', { fullName: 'Lê Văn An' }), false);
});
