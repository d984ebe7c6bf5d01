import type { Batch } from '../../core/batch.ts';
import type { Feature, House } from '../../core/house.ts';
import { visitsApi } from './api.ts';
import { visits } from './contract.ts';
import type { Outcome } from './decide.ts';
import { startIngest } from './ingest.ts';
import { visitJobs } from './jobs.ts';
import type { Prepared } from './prepare.ts';

/** `ingest` is the micro-batch, unless a benchmark gives its baseline. */
export const visitsFeature = (house: House, ingest: Batch<Prepared, Outcome> = startIngest(house)): Feature => {
  return {
    name: 'visits',
    contract: visits,
    handlers: visitsApi(house, ingest),
    jobs: visitJobs(house),
    drain: ingest.idle,
  };
};

export {
  type Beside,
  type Found,
  findBeside,
  type OpenedStay,
  openStays,
  renameBeside,
  type Source,
} from './beside.ts';
export type { Outcome as VisitOutcome } from './decide.ts';
export { writeVisits } from './ingest.ts';
export { ownVisits } from './own.ts';
export type { Prepared as PreparedVisit } from './prepare.ts';
export { findSeated, type Seated } from './seats.ts';
export { presentIn } from './stays-store.ts';
export { ensureWeeks } from './weeks.ts';
