import { signal } from '@preact/signals';

/** Set when a newer version waits; calling it takes it into use. */
export const newVersion = signal<(() => void) | undefined>(undefined);

const watch = (registration: ServiceWorkerRegistration): void => {
  const offer = () => {
    const { waiting } = registration;
    if (!waiting || !navigator.serviceWorker.controller) return;
    newVersion.value = () => waiting.postMessage({ type: 'SKIP_WAITING' });
  };
  offer();
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', offer));
};

/**
 * Keeps the app on the device, after the first screen stands. In an in-app browser there may be no service worker; then
 * the parts of the app are fetched ahead, so that a declaration begun here can be ended without a network.
 */
export const keepForOffline = (): void => {
  if (import.meta.env.DEV) return;
  const worker = navigator.serviceWorker;
  if (!worker) {
    fetchAhead();
    return;
  }
  const hadController = Boolean(worker.controller);
  worker.addEventListener('controllerchange', () => hadController && location.reload());
  addEventListener('load', () => worker.register('/service-worker.js').then(watch, fetchAhead));
};

const fetchAhead = (): void => {
  setTimeout(() => Promise.all([import('./screens.ts'), import('./places.ts')]), 3000);
};
