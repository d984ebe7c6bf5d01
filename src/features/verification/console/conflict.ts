import { maybe, t } from '../../../web/kit/console/text.ts';
import { dateTime } from '../../../web/kit/format.ts';
import type { State } from '../rules.ts';

/** What the first officer did, when this one came second. */
export type Conflict = { by?: string | null; at?: string; did?: string; result?: string | null; state?: State };

const deedWords = ({ did, result, state }: Conflict): string =>
  (result && (maybe(`act.resultOf.${result}`) ?? maybe(`act.conclusionOf.${result}`))) ||
  (did && maybe(`timeline.kind.${did}`)) ||
  (state && maybe(`work.state.${state}`)) ||
  '';

/** `Lê Văn Tám đã xử lý việc này lúc 14:05 20/11/2026: Không có nguy cơ.` */
export const conflictWords = (conflict: Conflict): string =>
  conflict.by
    ? t('act.conflict', { by: conflict.by, at: conflict.at ? dateTime(conflict.at) : '', deed: deedWords(conflict) })
    : t('act.conflictPlain');
