import { dayOf } from '../../../core/day.ts';
import { figure } from '../format.ts';
import { now } from './now.ts';
import { maybe, t } from './text.ts';

const minute = 60_000;

/** `35 phút`, `2 giờ`, `3 ngày`: one unit, rounded down, as people say it. */
export const span = (ms: number): string => {
  const minutes = Math.floor(Math.abs(ms) / minute);
  if (minutes < 60) return t('common.minutes', { n: minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? t('common.hours', { n: hours }) : t('common.days', { n: Math.floor(hours / 24) });
};

export const age = (birthYear: number | null | undefined): string =>
  birthYear == null
    ? t('common.unknown')
    : t('common.age', { n: Number(dayOf(new Date(now.value)).slice(0, 4)) - birthYear });

/** `breathless`, `exposure.contact_case`, `age_65`, `stay.epidemic_area:38.380` (the place itself stands among the answers). */
const reasonWord = (reason: string): string => {
  const [code = reason] = reason.split(':');
  return (
    maybe(`declarations.reason.${code}`) ??
    maybe(`declarations.${code}`) ??
    maybe(`declarations.symptom.${code}`) ??
    code
  );
};
export const reasonWords = (reasons: readonly string[]): string => [...new Set(reasons.map(reasonWord))].join(', ');

export const symptomWords = (codes: readonly string[]): string =>
  codes.length === 0
    ? t('declarations.noSymptoms')
    : codes.map((code) => maybe(`declarations.symptom.${code}`) ?? code).join(', ');

/** Why a person is on the list, in a line: the symptoms, or what else was declared where there are none. */
export const matterWords = ({
  symptoms,
  reasons,
}: {
  symptoms: readonly string[];
  reasons: readonly string[];
}): string => (symptoms.length === 0 && reasons.length > 0 ? reasonWords(reasons) : symptomWords(symptoms));

/** `12,3 %`; a share below a tenth of a percent still shows that there is one. */
export const percent = (share: number): string =>
  share > 0 && share < 0.001 ? `< ${figure(0.1, 1)}\u00A0%` : `${figure(100 * share, 1, 1)}\u00A0%`;
