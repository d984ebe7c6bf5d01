import { type Reader, wordsOf } from '../../../web/kit/portal/reader.ts';

/** The words of a reason of the rule table: `breathless`, `condition.lung`, `symptom.cough`. */
export const reasonText = ({ language }: Reader, reason: string): string => {
  const under = reason.startsWith('symptom.') ? 'portal.declarations' : 'portal.declarations.reason';
  return wordsOf(language, `${under}.${reason}`) ?? reason;
};
