import { signal } from '@preact/signals';

/** The time of the screen: what is late, and how long is left. It moves every half minute. */
export const now = signal(Date.now());
if (typeof document !== 'undefined') setInterval(() => (now.value = Date.now()), 30_000);
