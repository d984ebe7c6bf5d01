import { computed, signal } from '@preact/signals';
import { canSeal, drop, keep, keptUnder } from '../../../web/kit/console/sealed.ts';
import { officer } from '../../../web/kit/console/session.ts';
import type { Judged } from '../rules.ts';
import { call } from './api.ts';

/** What a post has checked and not sent yet. */
export type Queued = {
  id: string;
  text: string;
  gate?: string;
  direction?: 'in' | 'out';
  at: string;
  shown: Judged['colour'];
};

const queueName = (id: string): string => `post/queue/${id}`;
const account = (): string => officer.value?.id ?? '';

export const queue = signal<readonly Queued[]>([]);
export const waiting = computed(() => queue.value.length);

/** What this officer left on the device, also from before the page was opened. */
export const openPostQueue = async (): Promise<void> => {
  if (canSeal()) queue.value = await keptUnder<Queued>('post/queue/', account());
};

export const putOff = async (item: Queued): Promise<void> => {
  queue.value = [...queue.value, item];
  if (canSeal()) await keep(queueName(item.id), account(), item);
};

const forget = async (ids: ReadonlySet<string>): Promise<void> => {
  queue.value = queue.value.filter(({ id }) => !ids.has(id));
  for (const id of ids) if (canSeal()) await drop(queueName(id));
};

const state = { isSending: false };
const mostAtOnce = 200;

/** Sends what waits, each exactly once: the ids were made when the passes were read. */
export const sendQueue = async (): Promise<void> => {
  if (state.isSending) return;
  state.isSending = true;
  try {
    while (queue.value.length > 0) {
      const items = queue.value.slice(0, mostAtOnce);
      const { results } = await call('POST /checks/batch', { body: { items } });
      const done = results.filter(({ status }) => status < 500 && status !== 429).flatMap(({ id }) => id ?? []);
      if (done.length === 0) return;
      await forget(new Set(done));
    }
  } catch {
    // Without a network it waits on.
  } finally {
    state.isSending = false;
  }
};
