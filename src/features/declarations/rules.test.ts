import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type AreaPath, parseAreaPath } from '../../core/area.ts';
import { addDays } from '../../core/day.ts';
import { conditions, exposures, symptoms } from './form.ts';
import { type Answers, type Context, isAtLeast, levels, table, triage } from './rules.ts';

const area = (text: string): AreaPath => parseAreaPath(text) ?? assert.fail();
const day = '2021-07-10';
const nothing: Answers = { symptoms: [], exposures: [], places: [], conditions: [] };
const usual: Context = {
  day,
  age: 40,
  lookBackDays: 14,
  epidemicAreas: [{ area: area('38.380'), from: '2021-07-01', to: '2021-07-05', source: 'decision 1' }],
};
const ill = (...codes: (typeof symptoms)[number][]): Answers => ({
  ...nothing,
  symptoms: codes.map((code) => ({ code })),
});
const stay = (place: Answers['places'][number]): Answers => ({ ...nothing, places: [place] });

const someDay = fc.integer({ min: -40, max: 5 }).map((count) => addDays(day, count));
const optionalDay = fc.option(someDay, { nil: undefined });
const path = fc.constantFrom('38', '38.380', '38.380.14782', '38.381', '01', '01.001');
const answered: fc.Arbitrary<Answers> = fc.record({
  symptoms: fc.array(fc.record({ code: fc.constantFrom(...symptoms), until: optionalDay }), { maxLength: 3 }),
  exposures: fc.array(fc.constantFrom(...exposures), { maxLength: 2 }),
  places: fc.array(fc.record({ area: path, from: optionalDay, to: optionalDay }), { maxLength: 3 }),
  conditions: fc.array(fc.constantFrom(...conditions), { maxLength: 2 }),
  temperature: fc.option(fc.double({ min: 35, max: 42, noNaN: true }), { nil: undefined }),
});
const contexts: fc.Arbitrary<Context> = fc.record({
  day: fc.constant(day),
  age: fc.option(fc.nat(100), { nil: undefined }),
  lookBackDays: fc.constantFrom(14, 21),
  epidemicAreas: fc.array(
    fc.record({ area: path.map(area), from: someDay, to: optionalDay, source: fc.constant('decision') }),
    { maxLength: 3 },
  ),
});

const isMonotone = (add: fc.Arbitrary<(answers: Answers) => Answers>) =>
  fc.assert(
    fc.property(answered, contexts, add, (answers, context, change) =>
      assert.ok(isAtLeast(triage(change(answers), context).level, triage(answers, context).level)),
    ),
  );

test('breathlessness and pneumonia are urgent alone', () => {
  assert.deepEqual(triage(ill('breathless'), usual).reasons, ['breathless', 'symptom.breathless']);
  assert.equal(triage(ill('breathless'), usual).level, 'urgent');
  assert.equal(triage(ill('pneumonia'), usual).level, 'urgent');
});

test('fever with a respiratory sign is urgent after any exposure, and not without', () => {
  for (const sign of ['cough', 'sore_throat'] as const) {
    for (const exposure of exposures) {
      assert.deepEqual(triage({ ...ill('fever', sign), exposures: [exposure] }, usual), {
        level: 'urgent',
        reasons: ['fever_respiratory_exposure', `exposure.${exposure}`, 'symptom.fever', `symptom.${sign}`],
        version: '2021-1',
      });
    }
    assert.equal(triage(ill('fever', sign), usual).level, 'symptom');
  }
  assert.equal(triage({ ...ill('fever', 'fatigue'), exposures: ['contact_case'] }, usual).level, 'risk');
});

test('fever is also what is measured from 37.5 °C, and high from 38.0', () => {
  const at = (temperature: number) => triage({ ...nothing, temperature }, usual);
  assert.deepEqual(at(37.49), { level: 'clear', reasons: [], version: '2021-1' });
  assert.deepEqual(at(37.5).reasons, ['symptom.fever']);
  assert.equal(at(37.99).level, 'symptom');
  assert.deepEqual(at(38), { level: 'risk', reasons: ['temperature_high', 'symptom.fever'], version: '2021-1' });
  assert.equal(triage({ ...ill('cough'), exposures: ['contact_case'], temperature: 37.5 }, usual).level, 'urgent');
});

test('a symptom is a risk under five and from sixty-five, and age alone is not', () => {
  const ages = [4, 5, 64, 65, undefined].map((age) => triage(ill('cough'), { ...usual, age }).level);
  assert.deepEqual(ages, ['risk', 'symptom', 'symptom', 'risk', 'symptom']);
  assert.equal(triage(nothing, { ...usual, age: 80 }).level, 'clear');
});

test('a symptom is a risk with pregnancy or a disease, which alone are not', () => {
  for (const code of conditions) {
    assert.deepEqual(triage({ ...ill('rash'), conditions: [code] }, usual).reasons, [
      `condition.${code}`,
      'symptom.rash',
    ]);
    assert.equal(triage({ ...nothing, conditions: [code] }, usual).level, 'clear');
  }
});

test('a symptom that ended before the day counts only through stay and exposures', () => {
  const cough = (until: string): Answers => ({ ...nothing, symptoms: [{ code: 'breathless', until }] });
  assert.equal(triage(cough('2021-07-09'), usual).level, 'clear');
  assert.equal(triage(cough(day), usual).level, 'urgent');
  assert.deepEqual(triage({ ...cough('2021-07-09'), exposures: ['contact_case'] }, usual).reasons, [
    'exposure.contact_case',
  ]);
});

test('a stay counts when it shares a day with the epidemic and the look-back', () => {
  const commune = '38.380.14782';
  const level = (from: string | undefined, to: string | undefined, context = usual) =>
    triage(stay({ area: commune, from, to }), context).level;
  assert.deepEqual(triage(stay({ area: commune }), usual).reasons, ['stay.epidemic_area:38.380']);
  assert.equal(level('2021-07-05', '2021-07-08'), 'risk');
  assert.equal(level('2021-07-06', '2021-07-08'), 'clear');
  assert.equal(level('2021-06-20', '2021-07-01'), 'risk');
  assert.equal(level('2021-06-20', '2021-06-30'), 'clear');
  assert.equal(level('2021-06-20', undefined), 'risk');
  const june: Context = { ...usual, epidemicAreas: [{ area: area('38'), from: '2021-06-01', source: '' }] };
  assert.equal(level('2021-06-10', '2021-06-26', june), 'risk');
  assert.equal(level('2021-06-10', '2021-06-25', june), 'clear');
  assert.equal(level('2021-06-10', '2021-06-25', { ...june, lookBackDays: 21 }), 'risk');
});

test('a stay named only as the wider area, beside it or in words does not count', () => {
  for (const place of [{ area: '38' }, { area: '38.381' }, { text: 'Thành phố Thanh Hóa' }, { area: 'Thanh Hóa' }]) {
    assert.equal(triage(stay(place), usual).level, 'clear');
  }
});

test('one more symptom never lowers the level', () => {
  isMonotone(
    fc
      .constantFrom(...symptoms)
      .map((code) => (answers) => ({ ...answers, symptoms: [...answers.symptoms, { code }] })),
  );
});

test('one more exposure never lowers the level', () => {
  isMonotone(
    fc.constantFrom(...exposures).map((code) => (answers) => ({ ...answers, exposures: [...answers.exposures, code] })),
  );
});

test('one more condition never lowers the level', () => {
  isMonotone(
    fc
      .constantFrom(...conditions)
      .map((code) => (answers) => ({ ...answers, conditions: [...answers.conditions, code] })),
  );
});

test('one more stay never lowers the level', () => {
  isMonotone(path.map((stayed) => (answers) => ({ ...answers, places: [...answers.places, { area: stayed }] })));
});

test('a longer look-back or one more epidemic area never lowers the level', () => {
  fc.assert(
    fc.property(answered, contexts, (answers, context) => {
      const { level } = triage(answers, context);
      const more = { area: area(''), from: '2021-01-01', source: '' };
      assert.ok(isAtLeast(triage(answers, { ...context, lookBackDays: context.lookBackDays + 7 }).level, level));
      assert.ok(
        isAtLeast(triage(answers, { ...context, epidemicAreas: [...context.epidemicAreas, more] }).level, level),
      );
    }),
  );
});

test('every level but clear has its reasons, each once and the most pressing first', () => {
  const rank = (reason: string) => table.findIndex((row) => row.reason === reason.split(':')[0]);
  fc.assert(
    fc.property(answered, contexts, (answers, context) => {
      const { level, reasons } = triage(answers, context);
      assert.equal(reasons.length === 0, level === 'clear');
      assert.equal(new Set(reasons).size, reasons.length);
      assert.deepEqual(
        reasons.toSorted((one, other) => rank(one) - rank(other)),
        reasons,
      );
      assert.ok(reasons.every((reason) => isAtLeast(level, table[rank(reason)]?.level ?? 'clear')));
    }),
  );
});

test('the order of the answers does not matter', () => {
  fc.assert(
    fc.property(answered, contexts, (answers, context) => {
      const turned: Answers = {
        ...answers,
        symptoms: answers.symptoms.toReversed(),
        exposures: answers.exposures.toReversed(),
        places: answers.places.toReversed(),
        conditions: answers.conditions.toReversed(),
      };
      assert.deepEqual(triage(turned, context), triage(answers, context));
    }),
  );
});

test('every row of the table can be reached', () => {
  const everything: Answers = {
    symptoms: symptoms.map((code) => ({ code })),
    exposures,
    places: [{ area: '38.380' }],
    conditions,
    temperature: 39,
  };
  const reached = [4, 65].flatMap((age) =>
    triage(everything, { ...usual, age }).reasons.map((reason) => reason.split(':')[0]),
  );
  assert.deepEqual(
    table.filter(({ reason }) => !reached.includes(reason)),
    [],
  );
});

test('the table runs from the most pressing level to the least', () => {
  const ranks = table.map(({ level }) => levels.indexOf(level));
  assert.deepEqual(
    ranks.toSorted((one, other) => other - one),
    ranks,
  );
});
