import * as v from 'valibot';
import { Day, Words } from '../../core/schema.ts';
import { type Definition, isKnownAnswer, type Kind, kinds, type Question, type Texts } from './answers.ts';
import { conditions, exposures, forms, symptoms } from './form.ts';
import type { FormVersion } from './forms-store.ts';

const isLanguage = (code: string): boolean => /^[a-z]{2,3}$/.test(code);
const Language = v.pipe(v.string(), v.check(isLanguage, 'a language is two or three small letters'));
const TextsOf = v.pipe(
  v.objectWithRest({ vi: Words(1000), en: Words(1000) }, Words(1000)),
  v.check((texts) => Object.keys(texts).every(isLanguage), 'a language is two or three small letters'),
);
const Code = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-zA-Z0-9_]{0,39}$/, 'a code begins with a small letter: a-z A-Z 0-9 _'),
);

const QuestionShape = v.strictObject({
  id: v.pipe(
    Code,
    v.check((id) => id !== 'constructor' && id !== 'prototype', 'this id cannot be used'),
  ),
  kind: v.picklist(kinds, `kind is one of ${kinds.join(' ')}`),
  options: v.optional(v.pipe(v.array(Code), v.minLength(1, 'is empty'), v.maxLength(100, 'holds more than 100'))),
  text: v.optional(TextsOf),
  help: v.optional(TextsOf),
  optionTexts: v.optional(v.record(Code, TextsOf)),
  optional: v.optional(v.boolean()),
  remembered: v.optional(v.boolean()),
  each: v.optional(v.boolean()),
  when: v.optional(
    v.strictObject({
      question: Code,
      is: v.pipe(v.array(v.union([Code, v.boolean()])), v.minLength(1, 'is empty')),
    }),
  ),
  group: v.optional(Code),
  least: v.optional(v.number()),
  most: v.optional(v.number()),
});

const Shape = v.strictObject({
  form: v.picklist(forms, `form is one of ${forms.join(' ')}`),
  version: v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,19}$/, 'up to 20 of A-Z a-z 0-9 . _ -')),
  lookBackDays: v.pipe(v.number(), v.integer('is a whole number'), v.minValue(1, 'from 1'), v.maxValue(21, 'to 21')),
  from: Day,
  definition: v.strictObject({
    title: TextsOf,
    languages: v.pipe(
      v.array(Language),
      v.check(([first, second]) => first === 'vi' && second === 'en', 'begins with "vi", "en"'),
      v.check((languages) => new Set(languages).size === languages.length, 'names a language twice'),
      v.maxLength(12, 'holds more than 12'),
    ),
    groups: v.optional(v.array(v.strictObject({ id: Code, text: TextsOf }))),
    questions: v.pipe(v.array(QuestionShape), v.minLength(1, 'is empty'), v.maxLength(80, 'holds more than 80')),
    certification: TextsOf,
  }),
});

/** Answers that rules and other records read: whoever asks for them asks so. */
const reserved: Readonly<Record<string, Kind>> = {
  symptoms: 'symptoms',
  exposures: 'choices',
  conditions: 'choices',
  places: 'stays',
  temperature: 'temperature',
  note: 'text',
  vehicle: 'choice',
  trip: 'text',
  seat: 'text',
  from: 'area',
  to: 'area',
  fromGate: 'gate',
  toGate: 'gate',
  departure: 'instant',
  gate: 'gate',
  fromSince: 'day',
  leftOn: 'day',
  arrival: 'instant',
  origin: 'choice',
  testSlip: 'choice',
  testOn: 'day',
  vaccination: 'choice',
  household: 'number',
};
/** Codes that triage knows; a sign of another kind is a question of its own. */
const triaged: Readonly<Record<string, readonly string[]>> = { symptoms, exposures, conditions };
const withOptions: readonly Kind[] = ['symptoms', 'choices', 'choice'];

type Problem = [isWrong: boolean, says: string];
const said = (problems: readonly Problem[]): string[] => problems.flatMap(([isWrong, says]) => (isWrong ? [says] : []));
const twice = (codes: readonly string[]): string[] => codes.filter((code, at) => codes.indexOf(code) !== at);

const lacking = (where: string, texts: Texts | undefined, languages: readonly string[]): string[] =>
  texts === undefined ? [] : languages.filter((one) => !texts[one]).map((one) => `${where} has no text in "${one}"`);

const problemsOf = (question: Question, { questions, groups = [], languages }: Definition): string[] => {
  const { id, kind, options, optionTexts = {}, text, help, when, group, least, most } = question;
  const where = `question "${id}"`;
  const before = questions.slice(0, questions.indexOf(question));
  const own = Object.keys(optionTexts);
  // The screens have words for what every form knows, in two languages.
  const isWorded = isKnownAnswer(id) && languages.length === 2;
  const wordless = isWorded ? [] : (options ?? []).filter((code) => !own.includes(code));
  const unknown = triaged[id] ? (options ?? []).filter((code) => !triaged[id]?.includes(code)) : [];
  const only = Object.entries(reserved).find(
    ([name, of]) => of === kind && (of === 'symptoms' || of === 'stays') && name !== id,
  );
  return [
    ...said([
      [reserved[id] !== undefined && reserved[id] !== kind, `${where} must be of kind "${reserved[id]}"`],
      [only !== undefined, `${where}: kind "${kind}" is asked under the id "${only?.[0]}"`],
      [withOptions.includes(kind) !== (options !== undefined), `${where}: "options" go with ${withOptions.join(', ')}`],
      [twice(options ?? []).length > 0, `${where} names an option twice`],
      [unknown.length > 0, `${where}: ${unknown.join(', ')} is unknown to triage; ask for it by a question of its own`],
      [text === undefined && !isWorded, `${where} has no text`],
      [wordless.length > 0, `${where}: no text for the options ${wordless.join(', ')}`],
      [own.some((code) => !options?.includes(code)), `${where} has texts for options that it does not have`],
      [
        when !== undefined && !before.some((one) => one.id === when.question),
        `${where}: "when" asks for no question before it`,
      ],
      [group !== undefined && !groups.some((one) => one.id === group), `${where}: there is no group "${group}"`],
      [(least ?? 0) > (most ?? Number.POSITIVE_INFINITY), `${where}: "least" is above "most"`],
      [least !== undefined && kind !== 'number', `${where}: "least" goes with number`],
      [most !== undefined && kind !== 'number' && kind !== 'text', `${where}: "most" goes with number and text`],
      [
        kind === 'text' && most !== undefined && !(most >= 1 && most <= 2000),
        `${where}: "most" of a text is 1 to 2000`,
      ],
    ]),
    ...lacking(where, text, languages),
    ...lacking(`the help of ${where}`, help, languages),
    ...own.flatMap((code) => lacking(`option "${code}" of ${where}`, optionTexts[code], languages)),
  ];
};

const definitionProblems = (definition: Definition): string[] => {
  const { questions, groups = [], languages, title, certification } = definition;
  return [
    ...twice(questions.map(({ id }) => id)).map((id) => `question "${id}" stands twice`),
    ...twice(groups.map(({ id }) => id)).map((id) => `group "${id}" stands twice`),
    ...lacking('title', title, languages),
    ...lacking('certification', certification, languages),
    ...groups.flatMap(({ id, text }) => lacking(`group "${id}"`, text, languages)),
    ...questions.flatMap((question) => problemsOf(question, definition)),
  ];
};

/** A version of a form as an operator wrote it, or everything that is wrong with it, in words. */
export const checkVersion = (given: unknown): { version: FormVersion } | { problems: string[] } => {
  const parsed = v.safeParse(Shape, given);
  if (!parsed.success) {
    return {
      problems: parsed.issues.map(
        ({ path, message }) => `${(path ?? []).map(({ key }) => String(key)).join('.') || 'the file'}: ${message}`,
      ),
    };
  }
  const version: FormVersion = parsed.output;
  const problems = definitionProblems(version.definition);
  return problems.length > 0 ? { problems } : { version };
};
