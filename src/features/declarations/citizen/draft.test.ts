import assert from 'node:assert/strict';
import { test } from 'node:test';
import { safeParse } from 'valibot';
import { newId } from '../../../core/client.ts';
import { NewDeclaration } from '../form.ts';
import {
  bodyOf,
  type Draft,
  draftOf,
  emptyDraft,
  nameOfStep,
  stepsOf,
  stillWithin,
  wellDraft,
  withHealth,
} from './draft.ts';

const [hang, bao] = [newId(), newId()];
const where = { area: { path: '38.380.14782', name: 'Phường Đông Vệ' }, hamlet: 'Tân Sơn', address: '' };
const questions = (draft: Draft) => stepsOf(draft, true).map(({ question }) => question);

test('one alone and well answers five questions', () => {
  const draft = withHealth(emptyDraft([hang]), hang, { symptoms: [] });
  assert.deepEqual(questions(draft), ['where', 'exposures', 'stays', 'symptoms', 'conditions', 'review']);
});

test('since when and the temperature are asked of the unwell alone, what is common once', () => {
  const draft = withHealth(emptyDraft([hang, bao]), bao, { symptoms: [{ code: 'fever', since: '2021-05-02' }] });
  assert.deepEqual(stepsOf(draft, false).map(nameOfStep), [
    'who',
    'where',
    'exposures',
    'stays',
    `symptoms.${hang}`,
    `conditions.${hang}`,
    `symptoms.${bao}`,
    `since.${bao}`,
    `temperature.${bao}`,
    `conditions.${bao}`,
    'review',
  ]);
});

test('what is sent is a declaration by the shared form, with a comma in the temperature', () => {
  const draft: Draft = { ...emptyDraft([hang]), where, exposures: ['contact_case'], stays: [] };
  const ill = withHealth(draft, hang, { symptoms: [{ code: 'fever', since: '2021-05-02' }], temperature: '38,2' });
  const body = bodyOf(ill, hang, '2021-05-03T08:00:00.000Z');
  assert.ok(safeParse(NewDeclaration, body).success);
  assert.equal(body.answers.temperature, 38.2);
  assert.deepEqual(bodyOf(draftOf(body, { where, stays: [] }), hang, body.at as string), body);
});

test('"well, no symptoms" is complete: home and conditions as last time, stays still in the look-back', () => {
  const old = { from: '2020-01-01', to: '2020-01-02', text: 'Hà Nội' };
  const body = bodyOf(wellDraft(hang, { where, conditions: ['diabetes'], stays: [old] }), hang, '2021-05-03T08:00:00Z');
  assert.ok(safeParse(NewDeclaration, body).success);
  assert.deepEqual(body.answers, { symptoms: [], exposures: [], places: [], conditions: ['diabetes'] });
});

test('a stay is clipped to the look-back of fourteen days', () => {
  const stays = [
    { from: '2021-04-01', to: '2021-04-25', text: 'Hà Nội' },
    { from: '2021-04-01', to: '2021-04-05', text: 'Vinh' },
  ];
  assert.deepEqual(stillWithin(stays, '2021-05-03'), [{ from: '2021-04-19', to: '2021-04-25', text: 'Hà Nội' }]);
});
