import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { mendPath } from '../refusal.ts';
import type { DeclarationParcel } from '../send.ts';
import {
  type Answered,
  bodyOf,
  type Form,
  type Given,
  give,
  isAnswered,
  newAnswered,
  stepsOf,
  withPeople,
} from './answered.ts';
import { answeredAgain } from './mend.ts';

const forms: Form[] = JSON.parse(readFileSync(new URL('../../forms.json', import.meta.url), 'utf8'));
const formOf = (name: string): Form => forms.findLast(({ form }) => form === name) as Form;
const domestic = formOf('domestic');
const entry = formOf('entry');
const commune = { path: '38.380.14755', name: 'Phường Hàm Rồng', trail: 'Thành phố Thanh Hóa, Thanh Hóa' };
const [mother, child] = ['m', 'c'];

const names = (form: Form, answered: Answered, isAlone = true): string[] =>
  stepsOf(form, answered, isAlone).map(({ name }) => name);
/** Gives answers by the ids of the questions; a personal one to one person. */
const given = (form: Form, answered: Answered, answers: Record<string, Given>, person?: string): Answered =>
  form.definition.questions.reduce(
    (so, question) => (question.id in answers ? give(so, question, person, answers[question.id]) : so),
    answered,
  );

test('the household is asked once, each person by itself, in the order of the form', () => {
  const answered = newAnswered(domestic, [mother, child]);
  const steps = names(domestic, answered, false);
  assert.deepEqual(steps.slice(0, 5), ['who', 'where', 'vehicle', 'trip', 'from']);
  assert.deepEqual(steps.slice(-7), [
    'symptoms.m',
    'temperature.m',
    'conditions.m',
    'symptoms.c',
    'temperature.c',
    'conditions.c',
    'review',
  ]);
  const daily = formOf('daily');
  assert.deepEqual(names(daily, newAnswered(daily, [mother])), [
    'where',
    'temperature.m',
    'symptoms.m',
    'note.m',
    'review',
  ]);
  assert.ok(!names(domestic, answered).includes('who'), 'who lives alone is not asked for whom');
});

test('a question under a condition comes and goes with the answer it hangs on', () => {
  const nobody = newAnswered(domestic, [mother]);
  const at = (vehicle: string) => names(domestic, given(domestic, nobody, { vehicle }));
  assert.ok(!names(domestic, nobody).includes('seat.m'));
  assert.ok(at('plane').includes('seat.m'));
  assert.ok(!at('personal').includes('seat.m'));
  const slip = (testSlip: string) => names(entry, given(entry, newAnswered(entry, [mother]), { testSlip }));
  assert.ok(slip('positive').includes('testOn'));
  assert.ok(!slip('none').includes('testOn'));
});

test('an answer passed over is answered; one taken back is not', () => {
  const [question] = domestic.definition.questions.filter(({ id }) => id === 'trip');
  assert.ok(question);
  const step = { name: 'trip', question, person: undefined };
  const nobody = newAnswered(domestic, [mother]);
  assert.equal(isAnswered(nobody, step), false);
  assert.equal(isAnswered(give(nobody, question, undefined, null), step), true);
  assert.equal(isAnswered(give(nobody, question, undefined, undefined), step), false);
  assert.equal(isAnswered(nobody, { name: 'where' }), false);
  assert.equal(isAnswered(withPeople(nobody, []), { name: 'who' }), false);
});

test('a declaration of each: what is shared in both, what is personal in its own, nothing passed over or no longer asked', () => {
  const shared = {
    vehicle: 'coach',
    trip: null,
    from: commune,
    to: { path: '38.381.14809', name: 'Phường Bắc Sơn' },
    departure: '2026-11-21T08:00:00+07:00',
    exposures: [],
    places: [{ area: commune, from: '2026-11-20', to: '2026-11-20', text: '' }],
  };
  const asked = {
    ...newAnswered(domestic, [mother, child]),
    where: { area: commune, hamlet: '', address: '12 Quang Trung' },
  };
  const household = given(domestic, asked, shared);
  const ofMother = given(
    domestic,
    household,
    { seat: 'A12', symptoms: [{ code: 'cough' }], temperature: '37,8' },
    mother,
  );
  const both = given(domestic, ofMother, { symptoms: [], temperature: null }, child);
  const now = '2026-11-21T01:00:00.000Z';

  const first = bodyOf(domestic, both, mother, now);
  assert.deepEqual(first.answers, {
    vehicle: 'coach',
    from: commune.path,
    to: '38.381.14809',
    departure: '2026-11-21T08:00:00+07:00',
    exposures: [],
    places: [{ area: commune.path, from: '2026-11-20', to: '2026-11-20' }],
    seat: 'A12',
    symptoms: [{ code: 'cough' }],
    temperature: 37.8,
  });
  assert.deepEqual(
    [first.form, first.formVersion, first.area, first.address, first.hamlet, first.at, first.certified],
    ['domestic', domestic.version, commune.path, '12 Quang Trung', undefined, now, true],
  );
  const second = bodyOf(domestic, both, child, now);
  assert.deepEqual(
    [second.answers.symptoms, 'temperature' in second.answers, 'seat' in second.answers],
    [[], false, false],
  );
  assert.notEqual(first.id, second.id);
  assert.equal(bodyOf(domestic, both, mother, now).id, first.id, 'sent again it is the same declaration');

  const changed = given(domestic, both, { vehicle: 'personal' });
  assert.equal('seat' in bodyOf(domestic, changed, mother, now).answers, false);
});

test('people may be added and taken away, and those who stay keep their answers and ids', () => {
  const [question] = domestic.definition.questions.filter(({ id }) => id === 'symptoms');
  assert.ok(question);
  const one = give(newAnswered(domestic, [mother]), question, mother, []);
  const two = withPeople(one, [mother, child]);
  assert.deepEqual([two.own[mother], two.own[child]], [{ symptoms: [] }, {}]);
  assert.equal(two.ids[mother], one.ids[mother]);
  assert.deepEqual(Object.keys(withPeople(two, [child]).own), [child]);
});

test('a refused declaration goes back into its own form, with what the server named as wrong open again', () => {
  const returnee = formOf('returnee');
  const body: DeclarationParcel['body'] = {
    id: 'd',
    form: 'returnee',
    formVersion: returnee.version,
    person: { id: mother },
    answers: {
      from: '79.760.26740',
      origin: 'lockdown',
      leftOn: '2026-11-20',
      arrival: '2026-11-21T08:00:00+07:00',
      vehicle: 'personal',
      household: 0,
      testSlip: 'none',
      vaccination: 'full',
      symptoms: [{ code: 'cough' }],
      temperature: 37.8,
      exposures: [],
      places: [{ area: commune.path, from: '2026-11-01', to: '2026-11-02', text: 'chợ' }],
      conditions: [],
    } as never,
    area: commune.path,
    hamlet: 'Tân Sơn',
    address: '12 Quang Trung',
    at: '2026-11-21T01:00:00.000Z',
    certified: true,
  };
  const parcel = {
    ...{ id: 'd', kind: 'declaration', owner: '', at: '', body, state: 'refused' },
    refusal: { code: 'request.invalid', title: '', fields: [{ path: 'answers.household', code: 'number.range' }] },
  } as DeclarationParcel;
  const names = [commune, { path: '79.760.26740', name: 'Phường Bến Nghé' }];
  const again = answeredAgain(returnee, parcel, (path) => names.find((one) => one.path === path));
  const open = stepsOf(returnee, again, true).filter((step) => !isAnswered(again, step));
  assert.deepEqual(
    open.map(({ name }) => name),
    ['household'],
  );
  const { household: _, ...answers } = body.answers as Record<string, unknown>;
  const mended = bodyOf(returnee, given(returnee, again, { household: 1 }), mother, body.at as string);
  assert.deepEqual(mended, { ...body, answers: { ...answers, household: 1 } });

  const nameless = answeredAgain(returnee, { ...parcel, refusal: undefined } as DeclarationParcel, () => undefined);
  assert.deepEqual(
    [nameless.where, nameless.shared.from],
    [undefined, undefined],
    'a place without its name is asked again',
  );
});

test('a declaration that was refused is mended in its own form', () => {
  const path = (form: string) => mendPath({ id: 'd', body: { form } } as DeclarationParcel);
  assert.deepEqual([path('general'), path('domestic')], ['/khai-bao?sua=d', '/khai-bao/domestic?sua=d']);
});
