import { Answers } from '../asked/Answers.tsx';
import type { Asked } from '../asked/versions.ts';
import type { Words } from '../asked/words.ts';
import { date } from '../format.ts';
import { language } from '../i18n.ts';
import { maybe, t } from './text.ts';

const listed: Record<string, string> = { symptoms: 'symptom', exposures: 'exposure', conditions: 'condition' };

/** The console's words for what a form's definition leaves to the screens. */
export const declaredWords = (): Words => ({
  lang: language.value,
  question: (id) => maybe(`declarations.${id}`),
  option: (id, code) => maybe(`declarations.${listed[id] ?? id}.${code}`),
  symptom: (what, since, until) => {
    const times = [
      since && t('declarations.since', { day: date(since) }),
      until && t('declarations.ended', { day: date(until) }),
    ];
    const known = times.filter(Boolean).join(', ');
    return known ? `${what} (${known})` : what;
  },
  none: () => t('common.none'),
  yes: t('common.yes'),
  no: t('common.no'),
});

/** The answers of a declaration, as every list and card of the console shows them. */
export const Declared = ({ asked, without }: { asked: Asked; without?: readonly string[] }) => (
  <Answers asked={asked} words={declaredWords()} class="facts" {...(without && { without })} />
);
