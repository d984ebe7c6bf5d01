import { signal } from '@preact/signals';
import { call, type Reminder } from './api.ts';

/** What the unit has not read yet, the newest first; at most a page of it. */
export const unread = signal<readonly Reminder[]>([]);

const pause = 120_000;

const refresh = async (): Promise<void> => {
  if (document.visibilityState === 'hidden') return;
  const found = await call('GET /reminders', { query: { open: 'true', limit: '20' } }).catch(() => undefined);
  if (found) unread.value = found.items;
};

/** Asks now and every two minutes; the answer ends it. */
export const watchReminders = (): (() => void) => {
  void refresh();
  const timer = setInterval(refresh, pause);
  return () => clearInterval(timer);
};

export const acknowledge = async (id: string, ownId: string): Promise<Reminder> => {
  const read = await call('POST /reminders/:id/acknowledgement', { params: { id }, body: { id: ownId } });
  unread.value = unread.value.filter((one) => one.id !== id);
  return read;
};
