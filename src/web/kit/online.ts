import { signal } from '@preact/signals';

/** What the device believes; a call that gets no answer is the better witness. */
export const online = signal(typeof navigator === 'undefined' || navigator.onLine !== false);

if (typeof addEventListener === 'function') {
  addEventListener('online', () => {
    online.value = true;
  });
  addEventListener('offline', () => {
    online.value = false;
  });
}
