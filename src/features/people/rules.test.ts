import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays } from '../../core/day.ts';
import {
  ageOn,
  canonicalNumber,
  checkIdentity,
  checkName,
  duplicateFrom,
  isAdult,
  type Likeable,
  likeness,
  mayHealthChange,
  readBirth,
} from './rules.ts';

const cccd = (number: string) => ({ type: 'cccd', number }) as const;
const syllable = fc.constantFrom('Nguyễn', 'Lê', 'Văn', 'Thị', 'Hoà', 'An', 'Đức', 'Bình');
const persons: fc.Arbitrary<Likeable> = fc.record(
  {
    fullName: fc.array(syllable, { minLength: 1, maxLength: 4 }).map((syllables) => syllables.join(' ')),
    birthYear: fc.integer({ min: 1990, max: 1992 }),
    birthDate: fc.integer({ min: 0, max: 700 }).map((count) => addDays('1990-01-01', count)),
    sex: fc.constantFrom('male', 'female', 'other' as const) as fc.Arbitrary<'male' | 'female' | 'other'>,
    phone: fc.constantFrom('+84912345678', '+84987654321'),
  },
  { requiredKeys: ['fullName'] },
);

test('a citizen card number agrees with its sex and year of birth', () => {
  assert.deepEqual(checkIdentity(cccd('038090001234'), { birthYear: 1990, sex: 'male' }), []);
  assert.deepEqual(checkIdentity(cccd('038 301 001 234'), { birthYear: 2001, sex: 'female' }), []);
  assert.deepEqual(checkIdentity(cccd('038090001234'), { birthYear: 1991, sex: 'female' }), [
    'identity.sex',
    'identity.birth_year',
  ]);
  assert.deepEqual(checkIdentity(cccd('038090001234'), { sex: 'other' }), []);
});

test('a citizen card number begins with one of the 63 province codes', () => {
  const known = Array.from({ length: 1000 }, (_, code) => String(code).padStart(3, '0')).filter(
    (code) => checkIdentity(cccd(`${code}090001234`)).length === 0,
  );
  assert.equal(known.length, 63);
  assert.deepEqual(
    [known.at(0), known.at(-1), known.includes('038'), known.includes('003')],
    ['001', '096', true, false],
  );
});

test('every card number made for a person is accepted for that person, and refused for the other sex and another year', () => {
  const births = fc.integer({ min: 1900, max: 2099 });
  fc.assert(
    fc.property(births, births, fc.boolean(), fc.stringMatching(/^\d{6}$/), (birthYear, otherYear, isMale, serial) => {
      const digit = 2 * Math.floor((birthYear - 1900) / 100) + (isMale ? 0 : 1);
      const number = cccd(`038${digit}${String(birthYear % 100).padStart(2, '0')}${serial}`);
      assert.deepEqual(checkIdentity(number, { birthYear, sex: isMale ? 'male' : 'female' }), []);
      assert.deepEqual(checkIdentity(number, { birthYear, sex: isMale ? 'female' : 'male' }), ['identity.sex']);
      assert.equal(checkIdentity(number, { birthYear: otherYear }).length === 0, birthYear === otherYear);
    }),
  );
});

test('the other papers are checked by their form alone', () => {
  const good = [
    ['cmnd', '171234567'],
    ['cmnd', '038090001234'],
    ['passport', 'C1234567'],
    ['passport', 'l898902c3'],
    ['insurance', '3820123456'],
    ['insurance', 'GD4380123456789'],
  ] as const;
  const bad = [
    ['cccd', '03809000123'],
    ['cccd', 'O38090001234'],
    ['cmnd', '1712345678'],
    ['passport', 'C123'],
    ['passport', 'C1234567890123456'],
    ['insurance', 'GD438012345678'],
  ] as const;
  for (const [type, number] of good) assert.deepEqual(checkIdentity({ type, number }), [], number);
  for (const [type, number] of bad) assert.deepEqual(checkIdentity({ type, number }), ['identity.format'], number);
});

test('a number is compared without the blanks, dots and hyphens people write', () => {
  assert.equal(canonicalNumber(' c 123.456-7\u00a0'), 'C1234567');
});

test('a name may be one word, with apostrophes, in any script, up to 200 characters', () => {
  for (const name of ['Tâm', "H'Hen Niê", 'Nguyễn Văn A', '王小明', 'Y', 'a'.repeat(200), 'Nguyễn'.normalize('NFD')]) {
    assert.deepEqual(checkName(name), [], name);
  }
  assert.deepEqual(checkName('  '), ['name.empty']);
  assert.deepEqual(checkName('a'.repeat(201)), ['name.too_long']);
  assert.deepEqual(checkName('12-3'), ['name.letters']);
  assert.deepEqual(checkName('An\u0000Bình'), ['name.characters']);
  assert.deepEqual(checkName('An\u202eBình'), ['name.characters']);
});

test('age is reached on the birthday, and with a year alone within the year', () => {
  assert.equal(ageOn({ birthDate: '2003-07-10' }, '2021-07-09'), 17);
  assert.equal(ageOn({ birthDate: '2003-07-10' }, '2021-07-10'), 18);
  assert.equal(ageOn({ birthDate: '2004-02-29' }, '2021-02-28'), 16);
  assert.equal(ageOn({ birthDate: '2004-02-29' }, '2021-03-01'), 17);
  assert.equal(ageOn({ birthYear: 2003 }, '2021-01-01'), 18);
  assert.equal(ageOn({}, '2021-01-01'), undefined);
});

test('an adult is eighteen, and so is treated who has no known age', () => {
  assert.ok(isAdult({ birthDate: '2003-07-10' }, '2021-07-10'));
  assert.ok(!isAdult({ birthDate: '2003-07-10' }, '2021-07-09'));
  assert.ok(isAdult({}, '2021-07-09'));
});

test('age never falls as days pass', () => {
  fc.assert(
    fc.property(fc.nat(20_000), fc.nat(20_000), fc.nat(1000), (birth, later, more) => {
      const born = { birthDate: addDays('1950-01-01', birth) };
      const day = addDays(born.birthDate, later);
      assert.ok((ageOn(born, day) ?? -1) >= 0 && (ageOn(born, day) ?? 0) <= (ageOn(born, addDays(day, more)) ?? -1));
    }),
  );
});

test('the same person written in another way is found as a duplicate', () => {
  const one: Likeable = { fullName: 'Nguyễn Thị Hoà', birthDate: '1990-05-01', sex: 'female' };
  const other: Likeable = { fullName: 'HÒA NGUYEN THI', birthYear: 1990, sex: 'female' };
  assert.deepEqual(likeness(one, other), { score: 0.75, reasons: ['name', 'birth_year', 'sex'] });
  assert.deepEqual(likeness(one, { ...one, phone: '+84912345678' }), {
    score: 0.85,
    reasons: ['name', 'birth_date', 'sex'],
  });
});

test('the same name alone, or a family on one phone, is no duplicate', () => {
  assert.ok(likeness({ fullName: 'Lê Văn An' }, { fullName: 'Lê Văn An' }).score < duplicateFrom);
  const phone = '+84912345678';
  const brother: Likeable = { fullName: 'Lê Văn An', birthYear: 1990, sex: 'male', phone };
  assert.ok(likeness(brother, { ...brother, fullName: 'Lê Văn Bình', birthYear: 1992 }).score < duplicateFrom);
});

test('likeness is the same from both sides, between 0 and 1, and has its reasons', () => {
  fc.assert(
    fc.property(persons, persons, (one, other) => {
      const { score, reasons } = likeness(one, other);
      assert.deepEqual(likeness(other, one), { score, reasons });
      assert.ok(score >= 0 && score <= 1);
      assert.equal(score > 0, reasons.length > 0);
    }),
  );
});

test('nobody is more like a person than that person', () => {
  fc.assert(
    fc.property(persons, persons, (one, other) => assert.ok(likeness(one, other).score <= likeness(one, one).score)),
  );
});

test('the order and spelling of a name do not matter', () => {
  fc.assert(
    fc.property(persons, persons, (one, other) => {
      const turned = {
        ...one,
        fullName: one.fullName.split(' ').toReversed().join('  ').toUpperCase().normalize('NFD'),
      };
      assert.deepEqual(likeness(turned, other), likeness(one, other));
    }),
  );
});

test('a birth is read as people and cards write it: a year, or a day with the day first', () => {
  assert.deepEqual(readBirth(' 1957 '), { birthYear: 1957 });
  for (const year of ['00001957', '00091957', '1957-00-00', '00/00/1957'])
    assert.deepEqual(readBirth(year), { birthYear: 1957 }, year);
  for (const day of ['5/9/1957', '05-09-1957', '05.09.1957', '05091957', '1957-09-05'])
    assert.deepEqual(readBirth(day), { birthDate: '1957-09-05' }, day);
});

test('a day the calendar does not have is no birth, and neither is a year nobody alive was born in', () => {
  for (const text of ['', '31/2/1990', '31021990', '57', '9/1957', 'hôm qua', '1066', '14101066', '2999-01-01'])
    assert.equal(readBirth(text), undefined, text);
});

test('a death is undone only by a correction', () => {
  assert.ok(!mayHealthChange('died', 'well'));
  assert.ok(mayHealthChange('died', 'well', true));
  assert.ok(mayHealthChange('suspect', 'died'));
});
