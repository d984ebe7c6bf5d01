import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Definition, Question } from '../../../features/declarations/answers.ts';
import { answersOf } from './given.ts';
import { answered, versionIn } from './versions.ts';
import { answerLines, questionWords, type Words } from './words.ts';

type Version = { form: string; version: string; from: string; definition: Definition };
const forms: Version[] = JSON.parse(
  readFileSync(new URL('../../../features/declarations/forms.json', import.meta.url), 'utf8'),
);
const words = (lang: string): Words => ({
  lang,
  question: (id) => (id === 'symptoms' ? 'Triệu chứng' : undefined),
  option: (id, code) => (id === 'symptoms' ? { fever: 'sốt', cough: 'ho' }[code] : undefined),
  symptom: (what, since) => (since ? `${what} từ ${since}` : what),
  none: () => 'không',
  yes: 'có',
  no: 'không',
});
const places = { area: (area: unknown) => `xã ${area}`, gate: (id: string) => `cửa ${id}` };
const said = (questions: readonly Question[], answers: Record<string, unknown>, lang = 'vi') =>
  answered(questions, answers).map((one) => [
    questionWords(one, words(lang)),
    answerLines(one, answers[one.id], words(lang), places),
  ]);

test('every answer of a form is read in its own words, in either language, and none as a code', () => {
  const entry = forms.find(({ form }) => form === 'entry')?.definition.questions ?? [];
  const answers = {
    gate: 'g1',
    traveller: 'other',
    countries: ['LA'],
    testSlip: 'negative_pcr',
    enteredOn: '2026-11-20',
    symptoms: [{ code: 'fever', since: '19/11' }, { code: 'cough' }],
    temperature: 37.8,
  };
  assert.deepEqual(said(entry, answers), [
    ['Nhập cảnh qua cửa khẩu nào?', ['cửa g1']],
    ['Ngày nhập cảnh', ['20/11/2026']],
    ['Trong 21 ngày qua đã ở hoặc đi qua những nước nào?', ['Lào']],
    ['Người nhập cảnh là', ['Khác']],
    ['Phiếu xét nghiệm', ['PCR âm tính']],
    ['Triệu chứng', ['sốt từ 19/11; ho']],
    ['temperature', ['37,8 °C']],
  ]);
  const english = Object.fromEntries(said(entry, answers, 'en').map(([what, lines]) => [what, lines]));
  assert.deepEqual(english['The traveller is'], ['Other']);
  assert.deepEqual(english['Day of entry'], ['20/11/2026']);
});

test('a stay is a line with its area by name and its days; a new question needs no new code', () => {
  const questions: Question[] = [
    { id: 'places', kind: 'stays' },
    { id: 'camped', kind: 'yesno', text: { vi: 'Có ở lán trại không?', en: 'Camped?' } },
  ];
  const stays = [
    { area: '38.380.14755', from: '2026-11-18', to: '2026-11-20' },
    { text: 'chợ', from: '2026-11-18', to: '2026-11-18' },
  ];
  assert.deepEqual(said(questions, { places: stays, camped: true }), [
    ['places', ['xã 38.380.14755 (18/11/2026–20/11/2026)', 'chợ (18/11/2026)']],
    ['Có ở lán trại không?', ['có']],
  ]);
});

test('what was not asked is shown when it was said, and not when it is empty', () => {
  const questions: Question[] = [{ id: 'symptoms', kind: 'symptoms' }];
  assert.deepEqual(said(questions, { symptoms: [], exposures: [], note: 'gọi buổi tối', old: false, gone: '' }), [
    ['Triệu chứng', ['không']],
    ['note', ['gọi buổi tối']],
    ['old', ['không']],
  ]);
});

test('an entry names no version: it is the newest of its day whose questions its answers fit', () => {
  const make = (version: string, from: string, id: string) => ({
    version,
    from,
    definition: { questions: [{ id, kind: 'text' }] } as unknown as Definition,
  });
  const versions = [make('1', '2026-01-01', 'seat'), make('2', '2026-11-10', 'wagon')];
  const of = (answers: Record<string, unknown>, at: string, version?: string) =>
    versionIn(versions, { answers, at, version })?.version;
  assert.equal(of({ wagon: 'A' }, '2026-11-20T08:00:00Z'), '2');
  assert.equal(of({ seat: 'A' }, '2026-11-20T08:00:00Z'), '1');
  assert.equal(of({ seat: 'A' }, '2026-05-20T08:00:00Z'), '1');
  assert.equal(of({ other: 'A' }, '2026-11-20T08:00:00Z'), '2');
  assert.equal(of({}, '2026-11-20T08:00:00Z', '1'), '1');
  assert.equal(of({}, '2026-11-20T08:00:00Z', '3'), undefined);
});

test('what is sent leaves out what was passed over and what is no longer asked', () => {
  const questions: Question[] = [
    { id: 'vehicle', kind: 'choice', options: ['coach', 'personal'] },
    { id: 'seat', kind: 'text', when: { question: 'vehicle', is: ['coach'] } },
    { id: 'household', kind: 'number' },
    { id: 'temperature', kind: 'temperature' },
    { id: 'from', kind: 'area' },
    { id: 'places', kind: 'stays' },
    { id: 'trip', kind: 'text' },
  ];
  const gave = {
    vehicle: 'personal',
    seat: 'A1',
    household: '3',
    temperature: '37,8',
    from: { path: '38.380.14755', name: 'Phường Hàm Rồng' },
    places: [
      { from: '', to: '', text: '' },
      { from: '2026-11-18', to: '', text: 'chợ' },
    ],
    trip: null,
  };
  assert.deepEqual(answersOf(questions, gave), {
    vehicle: 'personal',
    household: 3,
    temperature: 37.8,
    from: '38.380.14755',
    places: [{ from: '2026-11-18', text: 'chợ' }],
  });
});
