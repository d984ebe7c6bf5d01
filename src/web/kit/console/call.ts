import { CallError, client } from '../../../core/client.ts';
import type { Contract } from '../../../core/contract.ts';
import { sendAgain } from './again.ts';
import { sessionLost } from './session.ts';

/**
 * A typed client that notices when the session has ended, so that the sign-in opens above the screen. A write that is tried again
 * after its answer was lost keeps its id.
 */
export const caller = <C extends Contract>(): ReturnType<typeof client<C>> => {
  const call = client<C>();
  return async (key, given, signal) => {
    try {
      return await sendAgain(key, given, (again) => call(key, again, signal));
    } catch (error) {
      if (error instanceof CallError && error.code === 'session.missing') sessionLost.value = true;
      throw error;
    }
  };
};
