import { signal } from '@preact/signals';
import { CallError } from '../../../core/client.ts';
import { can, ownArea } from '../../../web/kit/console/session.ts';
import { call } from './api.ts';

/** How many contacts of the own area are past their time, for the navigation; the last known count stays while there is no network. */
export const lateContacts = signal(0);

/** The work of each area below the own one. */
export const readCounts = async (stop?: AbortSignal) => {
  const rows = await call('GET /contacts/summary', { query: { area: ownArea() } }, stop);
  lateContacts.value = rows.reduce((sum, { overdue }) => sum + overdue, 0);
  return rows;
};

export const refreshLate = async (): Promise<void> => {
  if (!can('contact.work')) return;
  try {
    await readCounts();
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
  }
};
