import { dayOf } from '../../core/day.ts';
import type { Health } from '../people/rules.ts';
import type { conclusions } from './contract.ts';
import type { Item } from './rules.ts';

export type Conclusion = (typeof conclusions)[number];

/** A check on a later day than the first, which asked for it: it changes what is known, not the closed item. */
export const isFollowUp = (
  { state }: Item,
  before: { checkedAt: Date | null; nextCheckOn: string | null },
  at: Date,
): boolean =>
  state === 'closed' && before.checkedAt !== null && before.nextCheckOn !== null && dayOf(at) > dayOf(before.checkedAt);

const healthByConclusion: Record<Conclusion, Health> = {
  none: 'well',
  home_monitoring: 'symptomatic',
  sample: 'suspect',
  propose_isolation: 'suspect',
  refer_hospital: 'suspect',
};

/** The health after a medical check: what the examiner says, else what the conclusion implies. */
export const healthAfterCheck = (conclusion: Conclusion, given?: Health): Health =>
  given ?? healthByConclusion[conclusion];
