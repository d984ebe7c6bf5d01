import { computed, signal } from '@preact/signals';
import { CallError, client } from '../../../core/client.ts';
import type { GotReply } from '../../../core/contract.ts';
import type { Shelf } from '../../../web/kit/shelf.ts';
import type { accounts } from '../contract.ts';

export type Me = GotReply<(typeof accounts)['GET /me']>;
/** `expired`: this device still knows its household and may go on declaring; sending waits for a new sign-in. */
type State = { state: 'starting' | 'out' } | { state: 'in' | 'expired'; me: Me };

const call = client<typeof accounts>();
const key = 'me';

/** Who is signed in here. The last answer is kept, so that the app opens without a network. */
export const makeSession = (shelf: Promise<Shelf>) => {
  const session = signal<State>({ state: 'starting' });
  const me = computed(() => ('me' in session.value ? session.value.me : undefined));

  const cached = async (): Promise<Me | undefined> => me.value ?? (await (await shelf).get<Me>(key));

  const refresh = async (): Promise<void> => {
    try {
      const found = await call('GET /me', {});
      if (found.account.kind !== 'citizen') {
        session.value = { state: 'out' };
        return;
      }
      const known = await cached();
      // Another account on the same phone: what the first one knew is not for the second. What it still has to send stays.
      if (known && known.account.id !== found.account.id) await (await shelf).clear('parcel/');
      session.value = { state: 'in', me: found };
      await (await shelf).set(key, found);
    } catch (error) {
      const known = await cached();
      const isExpired = error instanceof CallError && error.code === 'session.missing';
      session.value = known ? { state: isExpired ? 'expired' : 'in', me: known } : { state: 'out' };
    }
  };

  const start = async (): Promise<void> => {
    const known = await (await shelf).get<Me>(key);
    if (known) session.value = { state: 'in', me: known };
    await refresh();
  };

  /** Reads without subscribing: it is called in an effect that must not run again when someone signs in. */
  const expire = (): void => {
    const known = me.peek();
    if (known) session.value = { state: 'expired', me: known };
  };

  /** Ends the session at the server first: a phone handed on must not stay signed in unseen. Then forgets everything here. */
  const signOut = async (): Promise<void> => {
    await call('POST /sessions/end', { body: {} }).catch((error) => {
      if (!(error instanceof CallError) || error.code !== 'session.missing') throw error;
    });
    await (await shelf).clear();
    session.value = { state: 'out' };
  };

  return { session, me, start, refresh, expire, signOut };
};
export type SessionKeeper = ReturnType<typeof makeSession>;
