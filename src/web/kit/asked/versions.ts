import { client } from '../../../core/client.ts';
import { dayOf } from '../../../core/day.ts';
import {
  type AnswersGiven,
  checkAnswers,
  type Definition,
  type Kind,
  type Question,
  versionOn,
  versionsAround,
} from '../../../features/declarations/answers.ts';
import type { declarations } from '../../../features/declarations/contract.ts';
import type { NewDeclarationInput } from '../../../features/declarations/form.ts';

export type FormName = NewDeclarationInput['form'];
/** A version of a form as the server gives it. */
export type FormVersion = {
  form: FormName;
  version: string;
  lookBackDays: number;
  from: string;
  current: boolean;
  definition: Definition;
};

const call = client<typeof declarations>();
const held = new Map<FormName, Promise<FormVersion[]>>();

/** Asked anew when a form is to be filled in; the stored answers of a day are read with what was asked for first. */
export const readVersions = (form: FormName): Promise<FormVersion[]> => {
  const found = call('GET /forms', { query: { form } }) as unknown as Promise<FormVersion[]>;
  held.set(form, found);
  found.catch(() => held.get(form) === found && held.delete(form));
  return found;
};

const heldVersions = (form: FormName): Promise<FormVersion[]> => held.get(form) ?? readVersions(form);

/** A stored declaration: it names its version, or is read by its day. */
export type Asked = { form: FormName; version?: string | undefined; at: string; answers: AnswersGiven };

/** Without a name the version is the newest of its time under which the answers are valid, as the server chose it. */
export const versionIn = <V extends { version: string; from: string; definition: Definition }>(
  versions: readonly V[],
  { version, at, answers }: Pick<Asked, 'version' | 'at' | 'answers'>,
): V | undefined => {
  const day = dayOf(new Date(at));
  if (version !== undefined) return versions.find((one) => one.version === version);
  return (
    versionsAround(versions, day).find(({ definition }) => checkAnswers(definition, answers).length === 0) ??
    versionOn(versions, day)
  );
};

/** The questions that a declaration answered. One of a version that came a moment ago is asked for again. */
export const questionsOf = async (asked: Asked): Promise<readonly Question[]> => {
  const found = versionIn(await heldVersions(asked.form), asked) ?? versionIn(await readVersions(asked.form), asked);
  return found?.definition.questions ?? [];
};

/** What every form takes, whether or not its version asks for it. */
export const knownKinds: Readonly<Record<string, Kind>> = {
  symptoms: 'symptoms',
  temperature: 'temperature',
  exposures: 'choices',
  places: 'stays',
  conditions: 'choices',
  note: 'text',
};

/** Of an answer whose question nobody knows any more. */
const kindOf = (value: unknown): Kind =>
  typeof value === 'boolean' ? 'yesno' : Array.isArray(value) ? 'choices' : 'text';

const isEmpty = (value: unknown): boolean =>
  value == null || value === '' || (Array.isArray(value) && value.length === 0);

/** The questions that have an answer, in the form's order; then what was said besides. */
export const answered = (questions: readonly Question[], answers: AnswersGiven): Question[] => {
  const ids = new Set(questions.map(({ id }) => id));
  return [
    ...questions.filter(({ id }) => answers[id] != null && answers[id] !== ''),
    ...Object.entries(answers)
      .filter(([id, value]) => !ids.has(id) && !isEmpty(value))
      .map(([id, value]): Question => ({ id, kind: knownKinds[id] ?? kindOf(value) })),
  ];
};
