import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { AreaPath } from '../../core/area.ts';
import {
  hindrances,
  isGrown,
  isKeptApart,
  joinedKin,
  type MergeField,
  mergedRecord,
  type Side,
  type Stayed,
  takenBack,
  usualChoices,
} from './merge-rules.ts';

const area = '38.380.14755.' as AreaPath;
const record = (over: Partial<Stayed> = {}): Stayed => ({ fullName: 'Lê Thị A', area, ...over });
const records: fc.Arbitrary<Stayed> = fc.record(
  {
    fullName: fc.constantFrom('Lê Thị A', 'Lê Thị B'),
    birthYear: fc.constantFrom(1980, 1981),
    birthDate: fc.constantFrom('1980-01-01', '1981-02-02'),
    sex: fc.constantFrom('male' as const, 'female' as const),
    phone: fc.constantFrom('+84912345678', '+84987654321'),
    address: fc.constantFrom('1', '2'),
    hamlet: fc.constantFrom('x', 'y'),
    area: fc.constantFrom(area, '38.380.14758.' as AreaPath),
  },
  { requiredKeys: ['fullName', 'area'] },
);

const usual = (kept: Stayed, other: Stayed, of: MergeField) =>
  usualChoices(kept, other).find(({ field }) => field === of);

test('the kept record stands, and is filled from the other where it is empty', () => {
  const merged = mergedRecord(
    record({ sex: 'female', hamlet: 'Thôn 1' }),
    record({ fullName: 'Lê B', sex: 'male', phone: '+84912345678', hamlet: 'Thôn 2' }),
    {},
  );
  assert.deepEqual(merged, { fullName: 'Lê Thị A', sex: 'female', phone: '+84912345678', area, hamlet: 'Thôn 1' });
});

test('the very day of the same year of birth is better than the year, another year is not', () => {
  assert.equal(usual(record({ birthYear: 1980 }), record({ birthDate: '1980-03-04' }), 'birth')?.choice, 'other');
  assert.equal(usual(record({ birthYear: 1980 }), record({ birthDate: '1981-03-04' }), 'birth')?.choice, 'kept');
  const merged = mergedRecord(record({ birthYear: 1980 }), record({ birthDate: '1980-03-04' }), {});
  assert.deepEqual([merged.birthYear, merged.birthDate], [undefined, '1980-03-04']);
});

test('each field is whole one side’s, the one that was chosen', () => {
  const sides = fc.constantFrom<Side>('kept', 'other');
  fc.assert(
    fc.property(records, records, sides, sides, (kept, other, name, stay) => {
      const merged = mergedRecord(kept, other, { fullName: name, stay });
      const from = (side: Side) => (side === 'kept' ? kept : other);
      assert.equal(merged.fullName, from(name).fullName);
      assert.deepEqual(
        [merged.area, merged.hamlet, merged.address],
        [from(stay).area, from(stay).hamlet, from(stay).address],
      );
    }),
  );
});

test('taken back, what the merge wrote is as before, and what was changed since stays', () => {
  fc.assert(
    fc.property(records, records, (kept, other) => {
      const after = mergedRecord(kept, other, {});
      const back = takenBack(kept, after, after);
      assert.deepEqual(JSON.parse(JSON.stringify(back)), JSON.parse(JSON.stringify(kept)));
      const changed = { ...after, phone: '+84900000000' };
      assert.equal(takenBack(kept, after, changed).phone, '+84900000000');
    }),
  );
});

const kin = (
  accountId: string,
  relation: 'self' | 'family' = 'family',
  state: 'own' | 'pending' | 'accepted' | 'refused' = 'own',
) => ({
  accountId,
  relation,
  state,
});

test('who holds both, or holds one that nobody else holds, is no obstacle', () => {
  const fine: [ReturnType<typeof kin>[], ReturnType<typeof kin>[]][] = [
    [[], []],
    [[kin('a', 'self')], []],
    [[kin('a', 'self')], [kin('a')]],
    [[kin('a')], [kin('b')]],
    [[kin('a', 'self')], [kin('a'), kin('b')]],
    [[kin('a', 'self'), kin('b')], []],
    [[kin('a', 'self'), kin('b')], [kin('b')]],
  ];
  for (const [kept, other] of fine) {
    assert.equal(isKeptApart(kept, other, false), false, JSON.stringify([kept, other]));
    assert.equal(isKeptApart(other, kept, false), false, JSON.stringify([other, kept]));
  }
});

test('two holders, a holder and a stranger, and a refusal keep two records apart', () => {
  const apart: [ReturnType<typeof kin>[], ReturnType<typeof kin>[]][] = [
    [[kin('a', 'self')], [kin('b', 'self')]],
    [[kin('a', 'self')], [kin('b')]],
    [[kin('a', 'self')], [kin('b', 'family', 'pending')]],
    [[kin('a', 'self')], [kin('a', 'family', 'refused')]],
    [[kin('a', 'self')], [kin('a'), kin('b', 'self')]],
  ];
  for (const [kept, other] of apart) {
    assert.equal(isKeptApart(kept, other, false), true, JSON.stringify([kept, other]));
    assert.equal(isKeptApart(other, kept, false), true, JSON.stringify([other, kept]));
  }
});

test('who added an adult comes to no other record of that adult by a merge, but the parents of a child do', () => {
  const asked = kin('a', 'family', 'pending');
  const cases: [ReturnType<typeof kin>[], ReturnType<typeof kin>[], boolean, boolean][] = [
    [[asked], [], true, true],
    [[asked], [], false, true],
    [[asked], [asked], true, false],
    [[kin('a')], [], true, true],
    [[kin('a')], [kin('b')], true, true],
    [[kin('a')], [kin('a')], true, false],
    [[kin('a')], [kin('b')], false, false],
    [[kin('a', 'family', 'accepted')], [], true, false],
    // The holder keeps the one, and has taken the other over.
    [[kin('h', 'self')], [kin('h'), kin('a')], true, false],
  ];
  for (const [kept, other, isAdult, isApart] of cases) {
    assert.equal(isKeptApart(kept, other, isAdult), isApart, JSON.stringify([kept, other]));
    assert.equal(isKeptApart(other, kept, isAdult), isApart, JSON.stringify([other, kept]));
  }
});

test('of two records one human is an adult unless what is known says a minor', () => {
  const day = '2026-05-01';
  assert.equal(isGrown({ birthYear: 2019 }, { birthYear: 1957 }, day), true);
  assert.equal(isGrown({}, {}, day), true);
  assert.equal(isGrown({ birthYear: 2019 }, {}, day), false);
  assert.equal(isGrown({ birthYear: 2019 }, { birthDate: '2019-03-02' }, day), false);
});

test('an account acts for the one human by the nearer of its two relations', () => {
  assert.deepEqual(joinedKin([kin('a', 'self'), kin('a', 'family', 'pending')]), { relation: 'self', state: 'own' });
  assert.deepEqual(joinedKin([kin('a', 'family', 'pending'), kin('a', 'family', 'accepted')]), {
    relation: 'family',
    state: 'accepted',
  });
});

test('two who died may be one; of a dead and a living one it is asked first which is true', () => {
  const living = { health: 'well', kin: [] } as const;
  const dead = { health: 'died', kin: [] } as const;
  assert.deepEqual(hindrances(living, living, true), []);
  assert.deepEqual(hindrances(dead, dead, true), []);
  assert.deepEqual(hindrances(living, dead, true), ['merge.one_died']);
  assert.deepEqual(hindrances({ ...living, mergedInto: 'x' }, dead, true), ['merge.merged', 'merge.one_died']);
});
