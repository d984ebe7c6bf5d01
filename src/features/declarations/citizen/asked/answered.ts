import { newId } from '../../../../core/client.ts';
import type { AreaOption } from '../../../../web/kit/AreaPicker.tsx';
import { type AnswersGiven, type Definition, isAsked, type Question } from '../../answers.ts';
import type { NewDeclarationInput } from '../../form.ts';
import { degrees, type Stay, type Where } from '../draft.ts';

/** A version of a form as the server gives it. */
export type Form = { form: NewDeclarationInput['form']; version: string; lookBackDays: number; definition: Definition };

/** An answer while it is being given: an area with its name, a temperature as typed, stays as rows. `null` is passed over. */
export type Given = string | number | boolean | null | string[] | AreaOption | Stay[] | { code: string }[];
export type Gave = Record<string, Given | undefined>;

/** A form being answered: what the household has in common, and each person's health. */
export type Answered = {
  form: NewDeclarationInput['form'];
  version: string;
  people: string[];
  where?: Where;
  shared: Gave;
  own: Record<string, Gave>;
  /** The declarations' own ids, made with the draft, so that a second press of "send" is not a second declaration. */
  ids: Record<string, string>;
};

export const newAnswered = ({ form, version }: Form, people: string[]): Answered =>
  withPeople({ form, version, people: [], shared: {}, own: {}, ids: {} }, people);

export const withPeople = (answered: Answered, people: string[]): Answered => ({
  ...answered,
  people,
  own: Object.fromEntries(people.map((id) => [id, answered.own[id] ?? {}])),
  ids: Object.fromEntries(people.map((id) => [id, answered.ids[id] ?? newId()])),
});

/** What is asked of each person by itself; everything else is the household's. */
const personal = new Set(['symptoms', 'temperature', 'conditions', 'note', 'passport', 'seat', 'traveller']);
export const isPersonal = ({ id }: Pick<Question, 'id'>): boolean => personal.has(id);

export type Step =
  | { name: 'who' | 'where' | 'review' }
  | { name: string; question: Question; person: string | undefined };

const wireOf = (given: Given): unknown => {
  if (given !== null && typeof given === 'object' && !Array.isArray(given)) return given.path;
  return given;
};
/** The answers so far, as conditions of later questions read them. */
const soFar = ({ shared, own }: Answered, person?: string): AnswersGiven => {
  const all = { ...shared, ...(person === undefined ? {} : own[person]) };
  return Object.fromEntries(Object.entries(all).map(([id, given]) => [id, given == null ? undefined : wireOf(given)]));
};

/** One question a screen, in the form's order: the household's first, then each person's. */
export const stepsOf = ({ definition }: Form, answered: Answered, isAlone: boolean): Step[] => {
  const asked = (question: Question, person?: string) => isAsked(question, soFar(answered, person));
  const shared = definition.questions.filter((question) => !isPersonal(question) && asked(question));
  const own = answered.people.flatMap((person) =>
    definition.questions
      .filter((question) => isPersonal(question) && asked(question, person))
      .map((question) => ({ name: `${question.id}.${person}`, question, person })),
  );
  return [
    ...(isAlone ? [] : [{ name: 'who' as const }]),
    { name: 'where' },
    ...shared.map((question) => ({ name: question.id, question, person: undefined })),
    ...own,
    { name: 'review' },
  ];
};

export const givenTo = (answered: Answered, question: Question, person: string | undefined): Given | undefined =>
  person === undefined ? answered.shared[question.id] : answered.own[person]?.[question.id];

export const give = (
  answered: Answered,
  question: Question,
  person: string | undefined,
  given: Given | undefined,
): Answered =>
  person === undefined
    ? { ...answered, shared: { ...answered.shared, [question.id]: given } }
    : { ...answered, own: { ...answered.own, [person]: { ...answered.own[person], [question.id]: given } } };

export const isAnswered = (answered: Answered, step: Step): boolean => {
  if ('question' in step) return givenTo(answered, step.question, step.person) !== undefined;
  return step.name === 'who' ? answered.people.length > 0 : step.name === 'review' || answered.where !== undefined;
};

const answerOf = ({ kind }: Question, given: Given): unknown => {
  switch (kind) {
    case 'temperature':
      return degrees(String(given));
    case 'area':
      return (given as AreaOption).path;
    case 'stays':
      return (given as Stay[]).map(({ area, from, to, text }) => ({
        ...(area && { area: area.path }),
        from,
        to,
        ...(text && { text }),
      }));
    default:
      return given;
  }
};

/** The declaration of one person, as it is sent; what was passed over is left out. */
export const bodyOf = ({ definition }: Form, answered: Answered, person: string, at: string): NewDeclarationInput => {
  const { area, hamlet, address } = answered.where as Where;
  const all = { ...answered.shared, ...answered.own[person] };
  const answers = Object.fromEntries(
    definition.questions.flatMap((question) => {
      const given = all[question.id];
      const isShown = isAsked(question, soFar(answered, person));
      return given == null || given === '' || !isShown ? [] : [[question.id, answerOf(question, given)]];
    }),
  );
  return {
    id: answered.ids[person] as string,
    form: answered.form,
    formVersion: answered.version,
    person: { id: person },
    answers: answers as NewDeclarationInput['answers'],
    area: area.path,
    ...(hamlet && { hamlet }),
    ...(address && { address }),
    at,
    certified: true,
  };
};
