import { type AnswersGiven, isAsked, type Question } from '../../../features/declarations/answers.ts';
import type { AreaOption } from '../AreaPicker.tsx';

/** A stay as a screen holds it; days `yyyy-mm-dd`, empty where they are not said. */
export type GivenStay = { area?: AreaOption | undefined; from: string; to: string; text: string };

/** An answer while it is being given: an area with its name, a temperature as typed, stays as rows. `null` is passed over. */
export type Given = string | number | boolean | null | string[] | AreaOption | GivenStay[] | { code: string }[];
export type Gave = Readonly<Record<string, Given | undefined>>;

/** `37,8` as people type it. */
export const numberOf = (text: string): number => Number(text.trim().replace(',', '.'));

const wireOf = (given: Given): unknown => {
  if (given !== null && typeof given === 'object' && !Array.isArray(given)) return given.path;
  return given;
};

/** The answers so far, as conditions of later questions read them. */
export const soFar = (gave: Gave): AnswersGiven =>
  Object.fromEntries(Object.entries(gave).map(([id, given]) => [id, given == null ? undefined : wireOf(given)]));

/** A row of a stay as it is sent; one that says nothing is left out. */
export const stayOf = ({ area, from, to, text }: GivenStay) =>
  area || text
    ? [{ ...(area && { area: area.path }), ...(from && { from }), ...(to && { to }), ...(text && { text }) }]
    : [];

const answerOf = ({ kind }: Question, given: Given): unknown => {
  if (kind === 'temperature' || kind === 'number') return numberOf(String(given));
  return kind === 'stays' ? (given as GivenStay[]).flatMap(stayOf) : wireOf(given);
};

/** The answers as they are sent; what was passed over or is no longer asked is left out. */
export const answersOf = (questions: readonly Question[], gave: Gave): Record<string, unknown> => {
  const before = soFar(gave);
  return Object.fromEntries(
    questions.flatMap((question) => {
      const given = gave[question.id];
      const isSaid = given != null && given !== '' && isAsked(question, before);
      return isSaid ? [[question.id, answerOf(question, given)]] : [];
    }),
  );
};
