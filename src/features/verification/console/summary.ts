import { signal } from '@preact/signals';
import { CallError } from '../../../core/client.ts';
import { can } from '../../../web/kit/console/session.ts';
import { call, type Summary } from './api.ts';

/** The counts of the navigation; each leads to its list. The last known ones stay while there is no network. */
export const summary = signal<Summary | undefined>(undefined);

export const refreshSummary = async (): Promise<void> => {
  if (!can('work.read')) return;
  try {
    summary.value = await call('GET /work/summary', {});
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
  }
};
