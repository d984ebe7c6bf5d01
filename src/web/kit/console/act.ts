import { useRef, useState } from 'preact/hooks';
import { CallError } from '../../../core/client.ts';

/** One write at a time: `run` answers `undefined` when refused, and the refusal stands in `error` until the next try. */
export function useAct<A extends unknown[], T>(act: (...given: A) => Promise<T>) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<CallError>();
  const running = useRef(false);
  const run = async (...given: A): Promise<T | undefined> => {
    if (running.current) return undefined;
    running.current = true;
    setBusy(true);
    setError(undefined);
    try {
      return await act(...given);
    } catch (thrown) {
      setError(thrown instanceof CallError ? thrown : new CallError('server.failed'));
      return undefined;
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return { run, isBusy, error, clear: () => setError(undefined) };
}
