import { newId } from '../../core/client.ts';
import type { Keys } from '../../core/crypto.ts';
import type { Db } from '../../core/db.ts';
import { type EndsWithDeath, personIds } from '../people/index.ts';
import type { State } from './rules.ts';
import * as store from './store.ts';
import { settleTransfers } from './transfer-store.ts';

/** What the closure by a death keeps of an item, for the case that it was an error. */
type Stopped<At = Date> = { state: State; noticeAt?: At | null };

/** The appointment that the newest check of that human made stands again. */
const remindAgain = async (db: Db, keys: Keys, personId: string): Promise<void> => {
  const persons = await personIds(db, personId);
  // Asked for each of several merged records; what they share is put back once.
  if (persons[0] !== personId) return;
  const check = (await store.listEvents(db, persons)).findLast(({ kind }) => kind === 'medical_check');
  if (!check?.sealed) return;
  const { nextCheckOn } = keys.open<{ nextCheckOn?: string }>(`event ${check.id}`, check.sealed);
  const declaration = await store.findDeclaration(db, check.declarationId);
  // A check that was taken back has left none there.
  if (nextCheckOn && declaration?.checkedAt) await store.saveFinding(db, declaration, { nextCheckOn });
};

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
      sealed: keys.seal(`event ${id}`, { state: work.state, noticeAt: work.noticeAt } satisfies Stopped),
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
    await remindAgain(db, keys, personId);
    const last = (await store.listEvents(db, [personId])).findLast(({ kind }) => kind === 'closure');
    if (last?.code !== 'death' || !last.sealed || (await store.lockOpenWork(db, personId))) return;
    const work = await store.lockWork(db, personId, last.workId);
    if (!work) return;
    const { state, noticeAt = null } = keys.open<Stopped<string>>(`event ${last.id}`, last.sealed);
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
    const saved = await store.saveWork(db, work, {
      state,
      closedAt: null,
      noticeAt: noticeAt === null ? null : new Date(noticeAt),
      changedAt: now,
    });
    await store.copyState(db, work, await personIds(db, personId), state);
    await store.notifyChange(db, saved);
  },
});
