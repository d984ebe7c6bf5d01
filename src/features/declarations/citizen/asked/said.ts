import type { Words } from '../../../../web/kit/asked/words.ts';
import { maybe, t } from '../../../../web/kit/citizen/more-texts.ts';
import { date } from '../../../../web/kit/format.ts';

const listed: Record<string, string> = { conditions: 'condition', symptoms: 'symptom', exposures: 'exposure' };
const asked: Record<string, string> = { places: 'stays' };

/** The app's words for what a form's definition leaves to the screens. */
export const saidWords = (lang: string): Words => ({
  lang,
  question: (id) =>
    id === 'temperature'
      ? t('declare.temperature.label')
      : id === 'note'
        ? t('detail.note')
        : maybe(`declare.review.${asked[id] ?? id}`),
  option: (id, code) => maybe(`${listed[id] ?? id}.${code}`),
  symptom: (what, since, until) => {
    const begun = since ? t('declare.review.since', { what, date: date(since) }) : what;
    return until ? t('detail.until', { what: begun, date: date(until) }) : begun;
  },
  none: () => t('declare.none'),
  yes: t('forms.yes'),
  no: t('forms.no'),
});
