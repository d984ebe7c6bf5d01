import { answerLines } from '../../../../web/kit/asked/words.ts';
import { t } from '../../../../web/kit/citizen/more-texts.ts';
import type { Question } from '../../answers.ts';
import type { Given } from './answered.ts';
import type { Gate } from './gates.ts';
import { saidWords } from './said.ts';

type Chosen = { name: string; trail?: string };

/** An answer in words, for the review: areas are still as they were chosen, with their names. */
export const answerWords = (
  question: Question,
  given: Given | undefined,
  lang: string,
  gates: readonly Gate[],
): string => {
  if (given == null || given === '') return t('forms.notGiven');
  const places = {
    area: (area: unknown) => [(area as Chosen).name, (area as Chosen).trail].filter(Boolean).join(', '),
    gate: (chosen: string) => gates.find(({ id }) => id === chosen)?.name ?? chosen,
  };
  return answerLines(question, given, saidWords(lang), places).join('; ');
};
