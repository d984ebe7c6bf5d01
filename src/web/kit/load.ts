import { useCallback, useEffect, useState } from 'preact/hooks';
import { CallError } from '../../core/client.ts';

export type Loaded<T> =
  | { state: 'loading'; value?: T }
  | { state: 'ready'; value: T }
  | { state: 'failed'; error: CallError; value?: T };

/**
 * Loads when the screen opens and whenever `keys` change; an answer that comes too late is dropped. A failed reload
 * keeps the last value, so a screen that had something to show goes on showing it.
 */
export const useLoaded = <T>(load: (signal: AbortSignal) => Promise<T>, keys: readonly unknown[]) => {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'loading' });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    setLoaded((before) => ({ ...before, state: 'loading' }) as Loaded<T>);
    load(stop.signal).then(
      (value) => stop.signal.aborted || setLoaded({ state: 'ready', value }),
      (reason) => {
        if (stop.signal.aborted) return;
        const error = reason instanceof CallError ? reason : new CallError('server.failed');
        setLoaded((before) => ({ ...before, state: 'failed', error }) as Loaded<T>);
      },
    );
    return () => stop.abort();
  }, [...keys, turn]);
  return { ...loaded, reload: useCallback(() => setTurn((before) => before + 1), []) };
};
