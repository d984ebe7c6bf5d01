import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aDeclaration, aPerson, aServer } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';
import { addDays, dayOf } from '../../core/day.ts';
import type { Definition } from './answers.ts';
import { loadForm } from './forms.ts';

const server = await aServer();

const today = () => dayOf(server.clock.now());
type Shown = {
  form: string;
  version: string;
  from: string;
  current: boolean;
  lookBackDays: number;
  definition: Definition;
};
const formsOf = async (query: string): Promise<Shown[]> => (await server.anonymous.get(`/forms?${query}`)).body;
const entering = (answers: Record<string, unknown>, over: Record<string, unknown> = {}) =>
  aDeclaration({ form: 'entry', person: aPerson(), answers: { symptoms: [], ...answers }, ...over });

test('every form takes a declaration without any answer of its own', async () => {
  const officer = await server.officer('38.380.14755');
  for (const form of ['general', 'domestic', 'entry', 'daily', 'returnee']) {
    const { status, body } = await officer.post('/declarations', aDeclaration({ form, person: aPerson() }));
    assert.equal(status, 201, `${form}: ${JSON.stringify(body)}`);
  }
});

test("a form's own answers are checked by its definition, and kept", async () => {
  const officer = await server.officer('38.380.14755');
  const refused = await officer.post('/declarations', entering({ countries: ['Laos'], surprise: 1, seat: 7 }));
  assert.deepEqual([refused.status, refused.body.code], [400, 'request.invalid']);
  assert.deepEqual(
    refused.body.fields.map(({ path, code }: { path: string; code: string }) => [path, code]).toSorted(),
    [
      ['answers.countries', 'country.format'],
      ['answers.seat', 'field.type'],
      ['answers.surprise', 'field.unknown'],
    ],
  );
  const { body } = await officer.post(
    '/declarations',
    entering({ countries: ['LA'], passport: 'B123', symptoms: ['rash'] }),
  );
  const { body: full } = await officer.get(`/declarations/${body.id}`);
  assert.deepEqual([full.formVersion, full.answers.countries, full.answers.passport], ['2021-1', ['LA'], 'B123']);
  assert.deepEqual(body.triage, { level: 'symptom', reasons: ['symptom.rash'] });
  const general = await officer.post('/declarations', aDeclaration({ answers: { symptoms: [], passport: 'B123' } }));
  assert.equal(general.body.fields[0].code, 'field.unknown');
});

test('a new question and a new language are data: loaded, shown, validated and stored without touching code', async () => {
  const [before] = (await formsOf('form=entry&current=true')).map((form) => structuredClone(form));
  assert.ok(before);
  const { version, definition } = before;
  const inLao = (texts: { vi: string; en: string }) => ({ ...texts, lo: `ລາວ: ${texts.en}` });
  const worded = definition.questions.map((question) => ({
    ...question,
    text: inLao(question.text ?? { vi: question.id, en: question.id }),
    ...(question.help && { help: inLao(question.help) }),
    ...(question.options && {
      optionTexts: Object.fromEntries(
        question.options.map((code) => [code, inLao(question.optionTexts?.[code] ?? { vi: code, en: code })]),
      ),
    }),
  }));
  const asked = {
    id: 'contactPhone',
    kind: 'phone',
    text: { vi: 'Số điện thoại tại Việt Nam', en: 'Telephone in Viet Nam', lo: 'ໂທລະສັບ' },
    when: { question: 'traveller', is: ['expert', 'student'] },
  };
  const next = {
    form: 'entry',
    version: 'tinh-2',
    lookBackDays: 21,
    from: today(),
    definition: {
      ...definition,
      languages: ['vi', 'en', 'lo'],
      title: inLao(definition.title),
      certification: inLao(definition.certification),
      groups: (definition.groups ?? []).map((group) => ({ ...group, text: inLao(group.text) })),
      questions: [...worded, asked],
    },
  };
  assert.ok('isNew' in (await loadForm(server.house, next)));

  const shown = (await formsOf('form=entry')).find(({ current }) => current);
  assert.deepEqual([shown?.version, shown?.definition.languages], ['tinh-2', ['vi', 'en', 'lo']]);
  assert.equal(shown?.definition.questions.at(-1)?.text?.lo, 'ໂທລະສັບ');
  assert.ok((await formsOf('form=entry')).some((form) => form.version === version && !form.current));

  const officer = await server.officer('38.380.14755');
  const wrong = await officer.post('/declarations', entering({ contactPhone: 'no' }));
  assert.deepEqual(wrong.body.fields, [{ path: 'answers.contactPhone', code: 'phone.format' }]);
  const { body } = await officer.post('/declarations', entering({ contactPhone: '0912 345 678' }));
  const { body: full } = await officer.get(`/declarations/${body.id}`);
  assert.deepEqual([full.formVersion, full.answers.contactPhone], ['tinh-2', '0912 345 678']);
});

test('a phone without network for weeks may answer the version before; the stored one names what it answered', async () => {
  const citizen = await server.officer('38.380.14755');
  const [before] = await formsOf('form=daily&current=true');
  assert.ok(before);
  const shorter = before.definition.questions.filter(({ id }) => id !== 'note');
  const questions = [...shorter, { id: 'slept', kind: 'yesno', text: { vi: 'Ngủ được không?', en: 'Slept well?' } }];
  const next = { ...before, version: '2', from: today(), definition: { ...before.definition, questions } };
  const { current: _, ...given } = next;
  assert.ok('isNew' in (await loadForm(server.house, given)));
  const after = { ...given, version: '3', from: addDays(today(), 1), definition: before.definition };
  assert.ok('isNew' in (await loadForm(server.house, after)));

  const versionOf = async (over: Record<string, unknown>, answers: Record<string, unknown> = { symptoms: [] }) => {
    const sent = aDeclaration({ form: 'daily', person: aPerson(), answers, ...over });
    const { status, body } = await citizen.post('/declarations', sent);
    if (status !== 201) return body.fields[0];
    return (await citizen.get(`/declarations/${body.id}`)).body.formVersion;
  };
  assert.equal(await versionOf({}), '2');
  assert.equal(await versionOf({ formVersion: '2021-2' }), '2021-2');
  assert.equal(await versionOf({ at: `${addDays(today(), -1)}T08:00:00+07:00` }), '2021-2');
  server.clock.step(2 * 86_400_000);
  assert.equal(await versionOf({}), '3');
  assert.equal(await versionOf({}, { symptoms: [], slept: true }), '2');
  server.clock.step(31 * 86_400_000);
  assert.deepEqual(await versionOf({}, { symptoms: [], slept: true }), {
    path: 'answers.slept',
    code: 'field.unknown',
  });
  assert.deepEqual(await versionOf({ formVersion: '2' }), { path: 'formVersion', code: 'declaration.form_unknown' });
});

test('a stored version is never changed, and two never take effect on one day', async () => {
  const [stored] = await formsOf('form=domestic');
  const { current: _, ...version } = stored ?? assert.fail();
  const again = await loadForm(server.house, version);
  assert.ok('isNew' in again && !again.isNew);
  const problemsOf = async (over: object): Promise<string> => {
    const loaded = await loadForm(server.house, { ...version, ...over });
    return 'problems' in loaded ? loaded.problems.join() : '';
  };
  assert.match(await problemsOf({ lookBackDays: 10 }), /stored already and is not changed/);
  assert.match(await problemsOf({ version: 'other' }), /takes effect on 2021-01-01 too/);
});

test('the days of a person as a line: the last of each day, oldest first, for the family and the station alone', async () => {
  const citizen = await server.citizen();
  const person = aPerson();
  const declare = (at: string, answers: object) =>
    citizen.post('/declarations', aDeclaration({ form: 'daily', person, answers, at }));
  const [yesterday, before] = [addDays(today(), -1), addDays(today(), -2)];
  await declare(`${before}T08:00:00+07:00`, { symptoms: [], temperature: 36.8 });
  await declare(`${yesterday}T08:00:00+07:00`, { symptoms: ['cough'], temperature: 37.1 });
  await declare(`${yesterday}T18:00:00+07:00`, { symptoms: ['cough', 'fatigue'], temperature: 38.2 });
  await citizen.post('/declarations', aDeclaration({ form: 'daily', person, answers: { symptoms: [] } }));
  const { body } = await citizen.get(`/people/${person.id}/daily?days=30`);
  assert.deepEqual(body, [
    { day: before, temperature: 36.8, symptoms: [], level: 'clear' },
    { day: yesterday, temperature: 38.2, symptoms: ['fever', 'cough', 'fatigue'], level: 'risk' },
    { day: today(), temperature: null, symptoms: [], level: 'clear' },
  ]);
  assert.equal((await citizen.get(`/people/${person.id}/daily?days=2`)).body.length, 2);
  const station = await server.officer('38.380.14755');
  assert.equal((await station.get(`/people/${person.id}/daily`)).body.length, 3);
  const stranger = await server.citizen();
  assert.equal((await stranger.get(`/people/${person.id}/daily`)).status, 404);
  assert.equal((await station.get(`/people/${newId()}/daily`)).status, 404);
  assert.equal((await station.get(`/people/${person.id}/daily?days=91`)).status, 400);
});

test('who may declare what: a hamlet team only returns, a gate travellers of any commune', async () => {
  const team = await server.officer('38.380.14755', ['community']);
  const gate = await server.officer('38.387.15013', ['gate']);
  const statusOf = async (caller: typeof team, form: string): Promise<number> =>
    (await caller.post('/declarations', aDeclaration({ form, person: aPerson() }))).status;
  const forms = ['general', 'daily', 'domestic', 'entry', 'returnee'];
  assert.deepEqual(await Promise.all(forms.map((form) => statusOf(team, form))), [403, 403, 403, 403, 201]);
  assert.deepEqual(await Promise.all(forms.map((form) => statusOf(gate, form))), [404, 404, 201, 201, 201]);
});
