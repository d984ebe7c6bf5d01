import { signal } from '@preact/signals';
import { dayOf } from '../../../core/day.ts';

/** How many milliseconds the server's clock is ahead of this device's, as it said last. */
const server = { ahead: 0 };
const ahead = (): number => Date.now() + server.ahead;

/** The time of the screen: what is late, and how long is left. It moves every half minute. */
export const now = signal(ahead());
if (typeof document !== 'undefined') setInterval(() => (now.value = ahead()), 30_000);

/** Figures belong to the server's days, whatever a device takes for the time. */
export const setServerTime = (at: string): void => {
  server.ahead = Date.parse(at) - Date.now();
  now.value = ahead();
};

export const serverNow = (): Date => new Date(ahead());
export const today = (): string => dayOf(serverNow());
