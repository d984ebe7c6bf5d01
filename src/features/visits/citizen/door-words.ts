import { maybe, t } from '../../../web/kit/citizen/places-texts.ts';

/** Why a scan was not taken and what to do instead, by the code of the server or of the look here. */
export const whyWords = (why: string | undefined): string =>
  maybe(`door.why.${(why ?? 'unknown').replaceAll('.', '_')}`) ?? t('door.why.other');
