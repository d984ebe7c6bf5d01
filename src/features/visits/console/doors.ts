import { signal } from '@preact/signals';
import { CallError } from '../../../core/client.ts';
import { caller } from '../../../web/kit/console/call.ts';
import { can } from '../../../web/kit/console/session.ts';
import type { visits } from '../contract.ts';

export const call = caller<typeof visits>();

/** How many were asked to call the station in 24 hours and not ticked off; the last known count stays while there is no network. */
export const alertsToday = signal(0);

export const refreshAlerts = async (): Promise<void> => {
  if (!can('work.act')) return;
  try {
    const { today = 0 } = await call('GET /door-alerts', { query: { count: 'true' } });
    alertsToday.value = today;
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
  }
};
