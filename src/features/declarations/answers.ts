import { parseAreaPath } from '../../core/area.ts';
import { addDays, isDay } from '../../core/day.ts';
import { parsePhone } from '../../core/phone.ts';
import type { Field } from '../../core/problem.ts';

/** A text in each language of a form; Vietnamese and English always stand there. */
export type Texts = { vi: string; en: string } & Partial<Record<string, string>>;

/**
 * What a question asks for, and how its answer is written: `symptoms` [{code, since?, until?} or code]; `choices` [code];
 * `choice` code; `yesno` true or false; `temperature` °C; `stays` [{area?, from?, to?, text?}]; `text`; `day` yyyy-mm-dd;
 * `instant` ISO 8601 with offset; `number`; `area` a path; `gate` the id of a gate or, where the list lacks it, its name;
 * `countries` [two letters of ISO 3166]; `phone` as people write it.
 */
export const kinds = [
  'symptoms',
  'choices',
  'choice',
  'yesno',
  'temperature',
  'stays',
  'text',
  'day',
  'instant',
  'number',
  'area',
  'gate',
  'countries',
  'phone',
] as const;
export type Kind = (typeof kinds)[number];

/** Asked only when another question was answered with one of these; of a list, when one of them is in it. */
export type When = { question: string; is: readonly (string | boolean)[] };

export type Question = {
  id: string;
  kind: Kind;
  /** Of `symptoms`, `choices` and `choice`: the codes, in the order they are shown. */
  options?: readonly string[];
  /** Without texts the screens have words of their own, in Vietnamese and English, for the answers every form knows. */
  text?: Texts;
  help?: Texts;
  optionTexts?: Readonly<Record<string, Texts>>;
  /** The screens let it be passed over. The server never refuses a declaration for an answer that is not there. */
  optional?: boolean;
  /** The answer of the last declaration is offered again. */
  remembered?: boolean;
  /** `symptoms` and `choices`: each option is asked for by itself with yes or no. */
  each?: boolean;
  when?: When;
  /** The heading it stands under: the id of one of the form's groups. */
  group?: string;
  /** Bounds of a `number`; `most` also of the length of a `text` (default 300). */
  least?: number;
  most?: number;
};

/** A version of a form: data, made by `lachan forms load` or a release. */
export type Definition = {
  title: Texts;
  /** 'vi' and 'en' first. */
  languages: readonly string[];
  groups?: readonly { id: string; text: Texts }[];
  questions: readonly Question[];
  certification: Texts;
};

/** The answers every form takes, asked or not: what triage judges by. Their values are checked by the schema of a declaration. */
export const knownAnswers = ['symptoms', 'exposures', 'places', 'conditions', 'temperature', 'note'] as const;
const known = new Set<string>(knownAnswers);
export const isKnownAnswer = (id: string): boolean => known.has(id);

export type AnswersGiven = Readonly<Record<string, unknown>>;

const longestText = 300;
const longestGate = 200;
const mostCountries = 50;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

const wrongText = (value: unknown, longest: number): string | undefined => {
  if (typeof value !== 'string') return 'field.type';
  if (value.length > longest) return 'text.too_long';
  return value.isWellFormed() && !value.includes('\0') ? undefined : 'text.characters';
};

/** A text that must also read as something. */
const written = (value: unknown, isRight: (text: string) => boolean, code: string): string | undefined => {
  if (typeof value !== 'string') return 'field.type';
  return value.length <= longestText && isRight(value) ? undefined : code;
};

const wrongNumber = (value: unknown, least: number, most: number, code: string): string | undefined => {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'field.type';
  return value >= least && value <= most ? undefined : code;
};

const wrongList = (value: unknown, most: number, isRight: (item: string) => boolean, code: string) => {
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) return 'field.type';
  if (value.length > most) return 'choices.too_many';
  return value.every(isRight) ? undefined : code;
};

const isInstant = (text: string): boolean =>
  instant.test(text) && !Number.isNaN(Date.parse(text)) && isDay(text.slice(0, 10));

/** The code of what is wrong with the answer to a question; undefined when nothing is. */
const wrongAnswer = ({ kind, options = [], least, most }: Question, value: unknown): string | undefined => {
  switch (kind) {
    case 'choice':
      return typeof value !== 'string' ? 'field.type' : options.includes(value) ? undefined : 'field.choice';
    case 'choices':
      return wrongList(value, options.length, (code) => options.includes(code), 'field.choice');
    case 'yesno':
      return typeof value === 'boolean' ? undefined : 'field.type';
    case 'text':
      return wrongText(value, most ?? longestText);
    case 'day':
      return written(value, isDay, 'day.format');
    case 'instant':
      return written(value, isInstant, 'time.format');
    case 'number':
      return wrongNumber(value, least ?? Number.MIN_SAFE_INTEGER, most ?? Number.MAX_SAFE_INTEGER, 'number.range');
    case 'temperature':
      return wrongNumber(value, 30, 45, 'temperature.range');
    case 'area':
      return written(value, (text) => parseAreaPath(text) !== undefined, 'area.format');
    case 'gate':
      return wrongText(value, longestGate);
    case 'countries':
      return wrongList(value, mostCountries, (code) => /^[A-Z]{2}$/.test(code), 'country.format');
    case 'phone':
      return written(value, (text) => text === '' || parsePhone(text) !== undefined, 'phone.format');
    // Only under the names that every form knows.
    case 'symptoms':
    case 'stays':
      return 'field.unknown';
  }
};

/**
 * What is wrong with a form's own answers, each with the path in the body of a declaration; what the schema of every
 * declaration checks is left to it. A question that was not answered is never wrong: paper is incomplete, and the screens ask.
 */
export const checkAnswers = (definition: Pick<Definition, 'questions'>, answers: AnswersGiven): Field[] =>
  Object.entries(answers).flatMap(([id, value]) => {
    if (known.has(id) || value === undefined) return [];
    const question = definition.questions.find((one) => one.id === id);
    const code = question ? wrongAnswer(question, value) : 'field.unknown';
    return code === undefined ? [] : [{ path: `answers.${id.slice(0, 60)}`, code }];
  });

const codesOf = (value: unknown): unknown[] =>
  [value].flat().map((one) => (one !== null && typeof one === 'object' && 'code' in one ? one.code : one));

/** Whether a question is to be asked, given the answers so far. */
export const isAsked = ({ when }: Pick<Question, 'when'>, answers: AnswersGiven): boolean =>
  when === undefined || codesOf(answers[when.question]).some((code) => when.is.includes(code as string));

/** The text in a language, else in English, else in Vietnamese. */
export const textIn = (texts: Texts, language: string): string => texts[language] ?? texts.en ?? texts.vi;

/** Versions of one form come oldest first. Before the first took effect, it is the first all the same. */
export const versionOn = <Version extends { from: string }>(
  versions: readonly Version[],
  day: string,
): Version | undefined => versions.findLast(({ from }) => from <= day) ?? versions[0];

/** A phone that was long without network may still ask the questions of a version that another one has followed. */
const keptDays = 30;

/** The versions that were in force on a day or in the 30 days before it, the newest first: what a declaration may answer. */
export const versionsAround = <Version extends { from: string }>(
  versions: readonly Version[],
  day: string,
): Version[] => {
  const earliest = addDays(day, -keptDays);
  const begun = versions.filter(({ from }, at) => from <= day || at === 0);
  return begun.filter((_, at) => (begun[at + 1]?.from ?? day) > earliest).toReversed();
};
