import type { GotReply } from '../../../core/contract.ts';
import { caller } from '../../../web/kit/console/call.ts';
import { maybe, t } from '../../../web/kit/console/text.ts';
import { percent } from '../../../web/kit/console/words.ts';
import { dateTime } from '../../../web/kit/format.ts';
import type { reminders } from '../contract.ts';

export const call = caller<typeof reminders>();
export type Lagging = GotReply<(typeof reminders)['GET /statistics/lagging']>[number];
export type Reminder = GotReply<(typeof reminders)['GET /reminders']>['items'][number];

/** Why a unit lags, in a line. A code that this version does not know stands as it is. */
export const reasonText = (reason: Lagging['reasons'][number]): string => {
  const { code, n = 0, of = 0, since, share = 0, middle = 0 } = reason;
  if (code === 'no_sign_in')
    return since ? t('lagging.reason.no_sign_in', { time: dateTime(since) }) : t('lagging.reason.no_sign_in_ever');
  const values = { n, of, percent: percent(n / Math.max(1, of)), share: percent(share), middle: percent(middle) };
  return maybe(`lagging.reason.${code}`, values) ?? code;
};
