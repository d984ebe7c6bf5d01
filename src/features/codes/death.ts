import type { EndsWithDeath } from '../people/index.ts';
import * as store from './store.ts';

/** A dead person's card opens nothing; where the death was an error, the same card is good again. */
export const codesEndWithDeath: EndsWithDeath = {
  end: async (db, { personId, now, account }) => {
    for (const current of await store.listCurrent(db, [personId]))
      await store.endCode(db, current, { revokedAt: now, revokedBy: account, reason: 'died' });
  },
  resume: async (db, { personId }) => {
    const ended = await store.findEndedByDeath(db, personId);
    if (ended) await store.endCode(db, ended, { revokedAt: null, revokedBy: null, reason: null });
  },
};
