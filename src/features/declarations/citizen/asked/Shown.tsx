import { t } from '../../../../web/kit/citizen/more-texts.ts';
import { date, dateTime } from '../../../../web/kit/format.ts';
import type { Question } from '../../answers.ts';
import type { Stay } from '../draft.ts';
import { stayWords } from '../words.ts';
import type { Given } from './answered.ts';
import { countryName } from './countries.ts';
import type { Gate } from './gates.ts';
import { optionText } from './texts.ts';

/** An answer in words, for the review. */
export const answerWords = (
  question: Question,
  given: Given | undefined,
  lang: string,
  gates: readonly Gate[],
): string => {
  const { kind } = question;
  if (given == null || given === '') return t('forms.notGiven');
  if (Array.isArray(given) && given.length === 0) return t('declare.none');
  switch (kind) {
    case 'choice':
      return optionText(question, String(given), lang);
    case 'choices':
    case 'symptoms':
      return (given as (string | { code: string })[])
        .map((one) => optionText(question, typeof one === 'string' ? one : one.code, lang))
        .join('; ');
    case 'yesno':
      return t(given ? 'forms.yes' : 'forms.no');
    case 'countries':
      return (given as string[]).map((code) => countryName(code, lang)).join(', ');
    case 'stays':
      return (given as Stay[]).map(stayWords).join('; ');
    case 'area': {
      const { name, trail } = given as { name: string; trail?: string };
      return trail ? `${name}, ${trail}` : name;
    }
    case 'gate':
      return gates.find(({ id }) => id === given)?.name ?? String(given);
    case 'day':
      return date(String(given));
    case 'instant':
      return dateTime(String(given));
    case 'temperature':
      return `${String(given).replace('.', ',')} °C`;
    default:
      return String(given);
  }
};
