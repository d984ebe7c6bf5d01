import { newId } from '../../../../core/client.ts';
import { answersOf, type Gave, type Given, soFar } from '../../../../web/kit/asked/given.ts';
import { type Definition, isAsked, type Question } from '../../answers.ts';
import type { NewDeclarationInput } from '../../form.ts';
import type { Where } from '../draft.ts';

export type { Gave, Given } from '../../../../web/kit/asked/given.ts';

/** A version of a form as the server gives it. */
export type Form = { form: NewDeclarationInput['form']; version: string; lookBackDays: number; definition: Definition };

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

const gaveTo = ({ shared, own }: Answered, person?: string): Gave => ({
  ...shared,
  ...(person === undefined ? {} : own[person]),
});

/** One question a screen, in the form's order: the household's first, then each person's. */
export const stepsOf = ({ definition }: Form, answered: Answered, isAlone: boolean): Step[] => {
  const asked = (question: Question, person?: string) => isAsked(question, soFar(gaveTo(answered, person)));
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

/** The declaration of one person, as it is sent; what was passed over is left out. */
export const bodyOf = ({ definition }: Form, answered: Answered, person: string, at: string): NewDeclarationInput => {
  const { area, hamlet, address } = answered.where as Where;
  const answers = answersOf(definition.questions, gaveTo(answered, person));
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
