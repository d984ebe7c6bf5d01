import { client } from '../../../core/client.ts';
import type { GotReply } from '../../../core/contract.ts';
import { useDevice } from '../../../web/kit/citizen/device.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import type { Shelf } from '../../../web/kit/shelf.ts';
import type { venues } from '../../venues/contract.ts';

export type Place = Omit<GotReply<(typeof venues)['GET /venues/lookup']>, 'serial'>;

const call = client<typeof venues>();
const keyOf = (code: string): string => `place/${code}`;

/** Kept by what a visit names it by: its code, or its id. */
export const keepPlace = async (shelf: Promise<Shelf>, code: string, place: Place): Promise<void> =>
  (await shelf).set(keyOf(code), place);

/** A place as it was seen on this device last. */
export const useKnownPlace = (code: string): Place | undefined => {
  const { shelf } = useDevice();
  return useLoaded(async () => (await shelf).get<Place>(keyOf(code)), [code]).value;
};

/** The place behind a code: at once as it is known here, then the server's word. */
export const usePlace = (code: string) => {
  const { shelf } = useDevice();
  const known = useKnownPlace(code);
  const fresh = useLoaded(
    async (signal) => {
      const found = await call('GET /venues/lookup', { query: { code } }, signal);
      await keepPlace(shelf, code, found);
      return found;
    },
    [code],
  );
  return { place: fresh.value ?? known, error: fresh.state === 'failed' ? fresh.error : undefined };
};
