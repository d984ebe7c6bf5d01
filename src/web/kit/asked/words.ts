import { type Question, textIn } from '../../../features/declarations/answers.ts';
import { date, dateTime } from '../format.ts';
import { countryName } from './countries.ts';

/** How a face says what a form's definition leaves to the screens. */
export type Words = {
  lang: string;
  /** A question, and an option of one, that every form knows. */
  question: (id: string) => string | undefined;
  option: (id: string, code: string) => string | undefined;
  symptom: (what: string, since?: string, until?: string) => string;
  none: (id: string) => string;
  yes: string;
  no: string;
};

/** Names of what an answer only points at: an area by its path, or as it was chosen; a gate by its id. */
export type Places = { area: (area: unknown) => string; gate: (id: string) => string };

export const questionWords = ({ id, text }: Pick<Question, 'id' | 'text'>, { lang, question }: Words): string =>
  text ? textIn(text, lang) : (question(id) ?? id);

export const optionWords = (
  { id, optionTexts }: Pick<Question, 'id' | 'optionTexts'>,
  code: string,
  { lang, option }: Words,
): string => {
  const own = optionTexts?.[code];
  return own ? textIn(own, lang) : (option(id, code) ?? code);
};

type Symptom = string | { code: string; since?: string; until?: string };
type Stay = { area?: unknown; from?: string; to?: string; text?: string };

const days = ({ from, to }: Stay): string => {
  if (from && from === to) return ` (${date(from)})`;
  return from || to ? ` (${from ? date(from) : ''}–${to ? date(to) : ''})` : '';
};
const stayWords = (stay: Stay, places: Places): string =>
  `${[stay.text, stay.area ? places.area(stay.area) : undefined].filter(Boolean).join(', ')}${days(stay)}`;

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** An answer in words, a line for each stay. */
export const answerLines = (question: Question, value: unknown, words: Words, places: Places): string[] => {
  const { id, kind } = question;
  if (Array.isArray(value) && value.length === 0) return [words.none(id)];
  switch (kind) {
    case 'choice':
      return [optionWords(question, String(value), words)];
    case 'choices':
    case 'symptoms':
      return [
        (listOf(value) as Symptom[])
          .map((one) => (typeof one === 'string' ? { code: one } : one))
          .map(({ code, since, until }: Exclude<Symptom, string>) =>
            words.symptom(optionWords(question, code, words), since, until),
          )
          .join('; '),
      ];
    case 'yesno':
      return [value ? words.yes : words.no];
    case 'countries':
      return [
        listOf(value)
          .map((code) => countryName(String(code), words.lang))
          .join(', '),
      ];
    case 'stays':
      return (listOf(value) as (Stay | string)[]).map((stay) =>
        typeof stay === 'string' ? stay : stayWords(stay, places),
      );
    case 'area':
      return [places.area(value)];
    case 'gate':
      return [places.gate(String(value))];
    case 'day':
      return [date(String(value))];
    case 'instant':
      return [dateTime(String(value))];
    case 'temperature':
      return [`${String(value).replace('.', ',')} °C`];
    case 'text':
    case 'number':
    case 'phone':
      return [String(value)];
  }
};
