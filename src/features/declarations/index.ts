import type { Feature, House } from '../../core/house.ts';
import { declarationsApi } from './api.ts';
import { declarations } from './contract.ts';
import { startIngest } from './ingest.ts';
import { rejudgeJob } from './rejudge.ts';

export { loadForms } from './forms.ts';
export { type Outcome, writeDeclarations } from './ingest.ts';
export type { Prepared } from './prepare.ts';

export const declarationsFeature = (house: House, ingest = startIngest(house)): Feature => ({
  name: 'declarations',
  contract: declarations,
  handlers: declarationsApi(house, ingest),
  jobs: [rejudgeJob(house)],
  drain: ingest.idle,
});
