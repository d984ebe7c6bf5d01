import { date } from '../format.ts';
import { maybe, t } from './more-texts.ts';

/** 'Sốt, từ 20/11/2026' */
export const symptomWords = ({ code, since }: { code: string; since?: string }): string => {
  const what = maybe(`symptom.${code}`) ?? code;
  return since ? t('declare.review.since', { what, date: date(since) }) : what;
};
