import { optionWords } from '../../../../web/kit/asked/words.ts';
import { maybe, t } from '../../../../web/kit/citizen/more-texts.ts';
import { language } from '../../../../web/kit/i18n.ts';
import { type Question, textIn } from '../../answers.ts';
import { saidWords } from './said.ts';

/** The language of the questions: that of the screens, or another one that the form has. */
export const spoken = (chosen: string | undefined): string => chosen ?? language.value;

/** Where the screens' words stand under another name. */
const screens: Record<string, string> = { places: 'stays' };
/** Whom a question is about, and how many declare at once; a question without a person is the household's. */
export type About = { name: string; person: string | undefined; people: number; lookBackDays: number };

/** What a form's own words or, for what every form asks, the screens' words say. */
export const questionText = ({ id, text }: Question, lang: string, about: About): string => {
  const { name, person, people, lookBackDays: days } = about;
  const isOneOfMany = person !== undefined && people > 1;
  const isMany = person === undefined && people > 1;
  if (text) return `${textIn(text, lang)}${isOneOfMany ? ` (${name})` : ''}`;
  const own = screens[id] ?? id;
  return (
    maybe(`forms.ask.${own}${isMany ? 'Many' : ''}`, { name, days: String(days) }) ??
    maybe(`declare.${own}.ask`, { name }) ??
    id
  );
};

export const optionText = (question: Question, code: string, lang: string): string =>
  optionWords(question, code, saidWords(lang));

export const passOver = (): string => t('forms.passOver');
