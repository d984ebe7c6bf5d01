import { CallError } from '../../core/client.ts';
import { call, type Me } from '../../features/accounts/console/api.ts';
import { queue as postQueue } from '../../features/travel/console/post-queue.ts';
import { forgetDrafts } from '../../features/verification/console/drafts.ts';
import { openQueue, queue, sent } from '../../features/verification/console/queue.ts';
import { refreshSummary, summary } from '../../features/verification/console/summary.ts';
import { carried, openCarried, removeCarried } from '../../features/verification/console/today.ts';
import { setServerTime } from '../kit/console/now.ts';
import { canSeal, keep, kept, wipe } from '../kit/console/sealed.ts';
import { type Officer, officer, sessionLost } from '../kit/console/session.ts';

const officerOf = ({ account, verbs }: Me): Officer | null =>
  account.kind === 'officer'
    ? {
        id: account.id,
        name: account.name,
        area: account.area ?? '',
        areaName: account.areaName ?? '',
        roles: account.roles,
        verbs,
      }
    : null;

/** Without a network a nurse goes on as who signed in last on this device; what she writes waits for the server's word. */
const lastKnown = async (): Promise<Officer | null> => (canSeal() ? ((await kept<Officer>('officer')) ?? null) : null);

const ask = async (): Promise<Officer | null> => {
  try {
    const me = await call('GET /me', {});
    setServerTime(me.at);
    const found = officerOf(me);
    if (found && canSeal()) await keep('officer', found.id, found);
    return found;
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    return error.code === 'offline' ? lastKnown() : null;
  }
};

/** Finds out who is signed in: at the start, and after each sign-in. */
export const enter = async (): Promise<void> => become(await ask());

/** The same while somebody works: an answer that does not come changes nothing. */
export const enterAgain = async (): Promise<void> => {
  const found = await ask();
  if (found) await become(found);
};

const become = async (found: Officer | null): Promise<void> => {
  const before = officer.value;
  // Another officer at the same device starts from an empty page, not amid the first one's screens; and so does one who was
  // moved to another unit, who keeps nothing of the one before.
  const isMoved = before?.id === found?.id && before?.area !== found?.area;
  if (before && found && isMoved) {
    await removeCarried();
    forgetDrafts();
  }
  if (before && found && (isMoved || before.id !== found.id)) location.assign('/console/');
  officer.value = found;
  sessionLost.value = false;
  if (!found) return;
  if (!before && canSeal()) await openCarried();
  await openQueue();
  await refreshSummary();
};

const pause = 60_000;

/** Whoever comes back to this page after a while may have been moved, or given other roles, meanwhile. */
export const watchRights = (): (() => void) => {
  const last = { at: Date.now() };
  const look = (): void => {
    if (document.visibilityState !== 'visible' || !officer.value || Date.now() - last.at < pause) return;
    last.at = Date.now();
    void enterAgain();
  };
  document.addEventListener('visibilitychange', look);
  return () => document.removeEventListener('visibilitychange', look);
};

/** Ends the session and leaves nothing on the device, even when the server cannot be told. */
export const leave = async (): Promise<void> => {
  await call('POST /sessions/end', { body: {} }).catch((error) => {
    if (!(error instanceof CallError)) throw error;
  });
  await wipe();
  forgetDrafts();
  queue.value = [];
  sent.value = [];
  postQueue.value = [];
  carried.value = undefined;
  summary.value = undefined;
  officer.value = null;
  sessionLost.value = false;
};
