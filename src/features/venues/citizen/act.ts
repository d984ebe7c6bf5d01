import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { sayWhy } from './api.ts';

/** One change at a time, under an id that stays until it was answered: pressed again after a lost answer, it is the same change. */
export const useAct = () => {
  const [id, setId] = useState(() => newId());
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const run = async (change: (id: string) => Promise<void>): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setError(undefined);
    try {
      await change(id);
      setId(newId());
      return true;
    } catch (reason) {
      setError(sayWhy(reason, t('venues.act.offline')));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, run, forget: () => setError(undefined) };
};
