import { signal } from '@preact/signals';
import { CallError } from '../../../core/client.ts';
import { can } from '../../../web/kit/console/session.ts';
import { call } from './api.ts';

/** How many requests for a correction wait, for the navigation; the last known count stays while there is no network. */
export const waitingCorrections = signal(0);

export const refreshWaiting = async (): Promise<void> => {
  if (!can('correction.decide')) return;
  try {
    const { waiting = 0 } = await call('GET /correction-requests', { query: { count: 'true' } });
    waitingCorrections.value = waiting;
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
  }
};
