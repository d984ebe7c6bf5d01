import { withoutMarks } from '../messages/index.ts';
import type { Reason } from './rules.ts';

const words = (reason: Reason): string | undefined => {
  if (reason.code === 'urgent_untaken') return `${reason.n} to khai KHAN chua ai nhan`;
  if (reason.code === 'overdue') return `${reason.n} viec qua han`;
  if (reason.code === 'low_share') return 'ty le khai bao con thap';
  return reason.code === 'no_sign_in' ? 'hon mot ngay chua co ai dang nhap' : undefined;
};

/** What the on-duty phone reads: counts and no person, without marks so that one message holds it. */
export const smsOf = (from: string, unit: string, reasons: readonly Reason[]): string => {
  const why = reasons.map(words).filter((text) => text !== undefined);
  return withoutMarks(
    `La Chan: ${from} nhac ${unit}${why.length > 0 ? `: ${why.join(', ')}` : ''}. Xin mo bang viec de xu ly.`,
  );
};
