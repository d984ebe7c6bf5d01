import { useEffect } from 'preact/hooks';

/** Keeps the screen lit while it is looked at, where the browser can; coming back to the page asks again. */
export const useAwake = (): void => {
  useEffect(() => {
    const held: { lock?: WakeLockSentinel } = {};
    const hold = async () => {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
      const lock = await navigator.wakeLock.request('screen').catch(() => undefined);
      if (lock) held.lock = lock;
    };
    hold();
    document.addEventListener('visibilitychange', hold);
    return () => {
      document.removeEventListener('visibilitychange', hold);
      held.lock?.release();
    };
  }, []);
};
