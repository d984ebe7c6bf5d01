import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkAnswers, type Definition, isAsked, textIn, versionOn, versionsAround } from './answers.ts';
import { checkVersion } from './definition.ts';

const released: { form: string; version: string; from: string; definition: Definition }[] = JSON.parse(
  readFileSync(new URL('forms.json', import.meta.url), 'utf8'),
);
const questions: Definition['questions'] = [
  { id: 'vehicle', kind: 'choice', options: ['plane', 'train'] },
  { id: 'slips', kind: 'choices', options: ['pcr', 'rapid'] },
  { id: 'seat', kind: 'text', most: 5, when: { question: 'vehicle', is: ['plane'] } },
  { id: 'alone', kind: 'yesno' },
  { id: 'leftOn', kind: 'day' },
  { id: 'departure', kind: 'instant' },
  { id: 'household', kind: 'number', least: 1, most: 50 },
  { id: 'from', kind: 'area' },
  { id: 'gate', kind: 'gate' },
  { id: 'countries', kind: 'countries' },
  { id: 'contact', kind: 'phone' },
  { id: 'measured', kind: 'temperature' },
];
const wrong = (answers: Record<string, unknown>) =>
  checkAnswers({ questions }, answers).map(({ path, code }) => [path, code]);

test('each kind of question takes what its kind says', () => {
  const right = {
    vehicle: 'plane',
    slips: ['pcr'],
    seat: '12A',
    alone: false,
    leftOn: '2021-08-02',
    departure: '2021-08-02T09:00+07:00',
    household: 3,
    from: '38.380',
    gate: 'Na Mèo',
    countries: ['LA', 'VN'],
    contact: '0912 345 678',
    measured: 37.2,
  };
  assert.deepEqual(wrong(right), []);
});

test('a wrong answer gets the code and the path of its field', () => {
  const cases: [string, unknown, string][] = [
    ['vehicle', 'rocket', 'field.choice'],
    ['vehicle', ['plane'], 'field.type'],
    ['slips', ['pcr', 'none'], 'field.choice'],
    ['slips', 'pcr', 'field.type'],
    ['slips', ['pcr', 'rapid', 'pcr'], 'choices.too_many'],
    ['seat', '123456', 'text.too_long'],
    ['seat', 'A\u0000', 'text.characters'],
    ['seat', '\ud800', 'text.characters'],
    ['alone', 'yes', 'field.type'],
    ['leftOn', '2021-02-30', 'day.format'],
    ['departure', '2021-08-02', 'time.format'],
    ['household', 0, 'number.range'],
    ['household', '3', 'field.type'],
    ['from', 'Thanh Hóa', 'area.format'],
    ['gate', 7, 'field.type'],
    ['countries', ['Lào'], 'country.format'],
    ['contact', '12', 'phone.format'],
    ['measured', 80, 'temperature.range'],
    ['surprise', 1, 'field.unknown'],
    ['vehicle', null, 'field.type'],
  ];
  for (const [id, value, code] of cases) assert.deepEqual(wrong({ [id]: value }), [[`answers.${id}`, code]], id);
});

test('what was not answered is never wrong, and what every form knows is left to the schema', () => {
  assert.deepEqual(wrong({}), []);
  assert.deepEqual(wrong({ symptoms: ['anything'], note: 7, places: {} }), []);
});

test('any JSON in any answer is judged without a fall', () => {
  const value = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constant(undefined));
  const ids = fc.constantFrom(...questions.map(({ id }) => id), 'symptoms', 'toString', '__proto__', 'x'.repeat(500));
  fc.assert(
    fc.property(fc.array(fc.tuple(ids, value)), (given) => {
      for (const { path, code } of checkAnswers({ questions }, Object.fromEntries(given))) {
        assert.match(code, /^[a-z_]+\.[a-z_]+$/);
        assert.ok(path.length < 100);
      }
    }),
  );
});

test('a question is asked only where the one before leads to it', () => {
  const seat = questions.find(({ id }) => id === 'seat') ?? assert.fail();
  assert.deepEqual(
    [isAsked(seat, {}), isAsked(seat, { vehicle: 'train' }), isAsked(seat, { vehicle: 'plane' })],
    [false, false, true],
  );
  const cough = { when: { question: 'symptoms', is: ['cough'] } };
  assert.ok(isAsked(cough, { symptoms: [{ code: 'cough', since: '2021-08-01' }] }));
  assert.ok(!isAsked(cough, { symptoms: ['fever'] }));
});

test('a text is read in its language, else in English', () => {
  const texts = { vi: 'Ghế', en: 'Seat', lo: 'ບ່ອນນັ່ງ' };
  assert.deepEqual([textIn(texts, 'lo'), textIn(texts, 'vi'), textIn(texts, 'fr')], ['ບ່ອນນັ່ງ', 'Ghế', 'Seat']);
});

const versions = [{ from: '2021-01-01' }, { from: '2021-06-01' }, { from: '2021-08-01' }];
const starts = (found: { from: string }[]) => found.map(({ from }) => from.slice(5, 7));

test('a day has the newest version that took effect; the 30 days before it may still be answered', () => {
  assert.equal(versionOn(versions, '2021-07-31')?.from, '2021-06-01');
  assert.equal(versionOn(versions, '2021-08-01')?.from, '2021-08-01');
  assert.equal(versionOn(versions, '2020-01-01')?.from, '2021-01-01');
  assert.deepEqual(starts(versionsAround(versions, '2021-08-20')), ['08', '06']);
  assert.deepEqual(starts(versionsAround(versions, '2021-08-31')), ['08']);
  assert.deepEqual(starts(versionsAround(versions, '2021-08-30')), ['08', '06']);
  assert.deepEqual(starts(versionsAround(versions, '2021-07-31')), ['06']);
  assert.deepEqual(starts(versionsAround(versions, '2020-01-01')), ['01']);
  assert.deepEqual([versionOn([], '2021-01-01'), versionsAround([], '2021-01-01')], [undefined, []]);
});

test('the newest possible version is the one in force', () => {
  const day = fc
    .integer({ min: 0, max: 700 })
    .map((days) => new Date(Date.UTC(2021, 0, 1 + days)).toISOString().slice(0, 10));
  fc.assert(
    fc.property(fc.uniqueArray(day, { minLength: 1, maxLength: 8 }), day, (froms, on) => {
      const some = froms.toSorted().map((from) => ({ from }));
      assert.equal(versionsAround(some, on)[0], versionOn(some, on));
    }),
  );
});

test('every version of a release is one that an operator could have loaded', () => {
  for (const version of released) assert.ok('version' in checkVersion(version), JSON.stringify(checkVersion(version)));
  assert.equal(new Set(released.map(({ form, version }) => `${form} ${version}`)).size, released.length);
});

test('a wrong definition is refused with every fault in words', () => {
  const one = structuredClone(released.find(({ form }) => form === 'domestic')) ?? assert.fail();
  const faultsOf = (change: (version: typeof one & Record<string, unknown>) => void): string[] => {
    const version = structuredClone(one);
    change(version);
    const checked = checkVersion(version);
    return 'problems' in checked ? checked.problems : [];
  };
  const question = (version: typeof one, id: string): Record<string, unknown> =>
    version.definition.questions.find((asked) => asked.id === id) as unknown as Record<string, unknown>;
  const cases: [(version: typeof one & Record<string, unknown>) => void, RegExp][] = [
    [(version) => void Object.assign(version, { from: '1 June' }), /^from: /],
    [(version) => void Object.assign(version, { surprise: 1 }), /^surprise: /],
    [(version) => void (version.definition.languages as string[]).push('lo'), /"trip" has no text in "lo"/],
    [(version) => void delete question(version, 'seat').text, /question "seat" has no text/],
    [
      (version) => void Object.assign(question(version, 'seat'), { when: { question: 'to', is: ['x'] } }),
      /no question before it/,
    ],
    [
      (version) => void Object.assign(question(version, 'departure'), { kind: 'day' }),
      /"departure" must be of kind "instant"/,
    ],
    [
      (version) => void Object.assign(question(version, 'symptoms'), { options: ['sneezing'] }),
      /sneezing is unknown to triage/,
    ],
    [(version) => void Object.assign(question(version, 'seat'), { id: 'trip' }), /"trip" stands twice/],
    [(version) => void Object.assign(question(version, 'seat'), { group: 'nowhere' }), /no group "nowhere"/],
    [(version) => void Object.assign(question(version, 'seat'), { id: 'Seat' }), /a code begins with a small letter/],
    [(version) => void delete question(version, 'vehicle').options, /"options" go with/],
    [
      (version) => void Object.assign(question(version, 'vehicle'), { options: ['plane', 'balloon'] }),
      /no text for the options balloon/,
    ],
  ];
  for (const [change, said] of cases) assert.match(faultsOf(change).join('\n'), said);
  for (const given of [null, 7, [], 'form', {}]) assert.ok('problems' in checkVersion(given));
});
