import type { Feature, House } from '../../core/house.ts';
import { declarationsApi } from './api.ts';
import { declarations } from './contract.ts';
import type { FollowsDeclaration } from './follow.ts';
import { startIngest } from './ingest.ts';
import { rejudgeJob } from './rejudge.ts';

export { showRow as showDeclaration } from './api.ts';
export type { Declared, FollowsDeclaration } from './follow.ts';
export { listForms, loadForm, loadForms } from './forms.ts';
export { type Outcome, startIngest, writeDeclarations } from './ingest.ts';
export type { Prepared } from './prepare.ts';
export { openAnswers, prepare, saidHash } from './prepare.ts';
export { standing } from './standing.ts';
export { findDeclaration, knownDeclarations, listDeclarations } from './store.ts';

/** `follows` are what other features write with declarations of their forms. */
export const declarationsFeature = (
  house: House,
  follows: readonly FollowsDeclaration[] = [],
  ingest = startIngest(house, follows),
): Feature => ({
  name: 'declarations',
  contract: declarations,
  handlers: declarationsApi(house, ingest),
  jobs: [rejudgeJob(house)],
  drain: ingest.idle,
});
