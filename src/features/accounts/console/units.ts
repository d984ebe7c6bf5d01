import { caller } from '../../../web/kit/console/call.ts';
import { officer, ownArea } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import type { areas } from '../../areas/contract.ts';

const call = caller<typeof areas>();

/** The own unit and those of the level below, by name: accounts are handed down a step at a time. */
export const useUnits = (): { path: string; name: string }[] => {
  const below = useLoaded((signal) => call('GET /areas', { query: { parent: ownArea() } }, signal), []);
  return [{ path: ownArea(), name: officer.value?.areaName || t('shell.national') }, ...(below.value ?? [])];
};
