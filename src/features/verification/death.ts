import { newId } from '../../core/client.ts';
import type { Keys } from '../../core/crypto.ts';
import { type EndsWithDeath, personIds } from '../people/index.ts';
import type { State } from './rules.ts';
import * as store from './store.ts';
import { settleTransfers } from './transfer-store.ts';

/** Nobody is called, visited or awaited after death; a correction opens what was open. */
export const workEndsWithDeath = ({ keys }: { keys: Keys }): EndsWithDeath => ({
  end: async (db, { personId, at, now, account }) => {
    await store.forgetAppointments(db, [personId], null);
    const work = await store.lockOpenWork(db, personId);
    if (!work) return;
    const id = newId(now.getTime());
    await store.addEvent(db, {
      personId,
      id,
      workId: work.id,
      declarationId: work.declarationId,
      area: work.area,
      kind: 'closure',
      code: 'death',
      at,
      storedAt: now,
      byAccount: account,
      sealed: keys.seal(`event ${id}`, { state: work.state }),
    });
    await settleTransfers(db, work, account, now);
    const saved = await store.saveWork(db, work, {
      state: 'closed',
      closedAt: at,
      noticeAt: null,
      transferTo: null,
      changedAt: now,
    });
    await store.copyState(db, work, await personIds(db, personId), 'closed');
    await store.notifyChange(db, saved);
  },
  resume: async (db, { personId, now, account }) => {
    const last = (await store.listEvents(db, [personId])).findLast(({ kind }) => kind === 'closure');
    if (last?.code !== 'death' || !last.sealed || (await store.lockOpenWork(db, personId))) return;
    const work = await store.lockWork(db, personId, last.workId);
    if (!work) return;
    const { state } = keys.open<{ state: State }>(`event ${last.id}`, last.sealed);
    await store.addEvent(db, {
      ...last,
      id: newId(now.getTime()),
      kind: 'correction',
      code: 'death',
      at: now,
      storedAt: now,
      byAccount: account,
      sealed: null,
    });
    const saved = await store.saveWork(db, work, { state, closedAt: null, changedAt: now });
    await store.copyState(db, work, await personIds(db, personId), state);
    await store.notifyChange(db, saved);
  },
});
