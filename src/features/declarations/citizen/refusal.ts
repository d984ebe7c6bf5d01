import type { ProblemCode } from '../../../core/problem.ts';
import { catalogue } from '../../../core/problem-codes.ts';
import { language } from '../../../web/kit/i18n.ts';
import type { Parcel } from '../../../web/kit/outbox.ts';
import type { DeclarationParcel } from './send.ts';

/** Where a refused declaration is mended: in the form it was made with. */
export const mendPath = ({ id, body }: DeclarationParcel): string =>
  body.form === 'general' ? `/khai-bao?sua=${id}` : `/khai-bao/${body.form}?sua=${id}`;

/** Why the server did not accept it. A batch gives only the code, so the catalogue puts it into words. */
export const refusalWords = ({ refusal }: Parcel): string => {
  const [, vi, en] = catalogue[refusal?.code as ProblemCode] ?? catalogue['request.invalid'];
  return refusal?.title || (language.value === 'en' ? en : vi);
};
