import { computed, signal } from '@preact/signals';
import { CallError, client } from '../../../core/client.ts';
import { canSeal, drop, keep, keptUnder, namesUnder, wipe } from '../../../web/kit/citizen/sealed.ts';
import { remember } from '../../../web/kit/memory.ts';
import { online } from '../../../web/kit/online.ts';
import type { visits } from '../contract.ts';
import { type Answer, lateAfter, type Method } from '../rules.ts';

/** Who stands at the door: by a code or card, by what was typed, or a visit that this device has recorded. */
export type Who = { qr: string } | { phone: string; fullName: string };
/** One scan of a door, kept on the device until the server has said what became of it. Its id is the visit's own. */
export type Scan = {
  id: string;
  venue: string;
  way: 'in' | 'out';
  /** By the clock of this device. */
  at: string;
  who: Who | { visit: string };
  method: Method;
  /** Why the server did not take it. */
  refusal?: string;
  /** Of who leaves: nobody has told of the way in yet. */
  isEarly?: true;
};
export type Fate = { status: number; code?: string | undefined; answer?: Answer | undefined; in?: string | undefined };

const call = client<typeof visits>();
const prefix = 'door/queue/';
const nameOf = ({ venue, id }: Scan): string => `${prefix}${venue}/${id}`;
const byTime = (one: Scan, other: Scan): number => (one.id < other.id ? -1 : 1);

export const queue = signal<readonly Scan[]>([]);
export const waiting = computed(() => queue.value.filter(({ refusal }) => refusal === undefined));
export const refused = computed(() => queue.value.filter(({ refusal }) => refusal !== undefined));
/** How many the server has taken while this page was open: what shows its counts asks again. */
export const taken = signal(0);
/** The session ended: scans wait for a new sign-in. */
export const isSignedOut = signal(false);

const state = { account: '', isSending: false, inHand: new Set<string>(), early: new Map<string, number>() };

/** Tells the app, which loads this file only then, that some account has something to send. */
const note = async (): Promise<void> => {
  const isKept = canSeal() && (await namesUnder(prefix)).length > 0;
  remember('door.waiting', isKept || waiting.value.length > 0 ? '1' : '');
};

export const put = async (scan: Scan): Promise<void> => {
  queue.value = [...queue.value.filter(({ id }) => id !== scan.id), scan].toSorted(byTime);
  if (canSeal()) await keep(nameOf(scan), state.account, scan);
  await note();
};

export const forget = async (scan: Scan): Promise<void> => {
  queue.value = queue.value.filter(({ id }) => id !== scan.id);
  if (canSeal()) await drop(nameOf(scan));
  await note();
};

const visitOf = ({ id, venue, at, who, method }: Scan) => ({ id, venue, visitor: who, in: at, method });

/** Sends check-ins, or departures from one venue; the clock goes along, so that a wrong one is corrected. */
const post = async (scans: readonly Scan[], signal?: AbortSignal): Promise<Fate[]> => {
  const [first] = scans as [Scan];
  const now = new Date().toISOString();
  const sending =
    first.way === 'in'
      ? call('POST /visits/batch', { body: { now, items: scans.map(visitOf) } }, signal)
      : call(
          'POST /venues/:id/departures/batch',
          {
            params: { id: first.venue },
            body: { now, items: scans.map(({ id, at, who }) => ({ id, at, visitor: who })) },
          },
          signal,
        );
  try {
    const { results } = await sending;
    isSignedOut.value = false;
    return results;
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    isSignedOut.value = error.code === 'session.missing';
    const { status = 0, code } = error.problem ?? {};
    // What the door as a whole is refused holds for each: somebody who was taken off it.
    if (status < 400 || status >= 500 || status === 401 || status === 429) throw error;
    return scans.map(() => ({ status, code }));
  }
};

const isPassing = ({ status }: Fate): boolean => status >= 500 || status === 429;
/** A departure may overtake the check-in of another device; it waits as long as that one may. */
const isEarly = ({ at }: Scan, { code }: Fate): boolean =>
  code === 'visit.none' && Date.now() - Date.parse(at) < lateAfter;

const settle = async (scan: Scan, fate: Fate): Promise<void> => {
  if (isPassing(fate)) return;
  if (fate.status < 300) {
    taken.value += 1;
    await forget(scan);
  } else if (isEarly(scan, fate)) {
    state.early.set(scan.id, Date.now());
    if (!scan.isEarly) await put({ ...scan, isEarly: true });
  } else await put({ ...scan, refusal: fate.code ?? 'request.invalid' });
};

const mostAtOnce = 500;
/** Milliseconds until a departure without a check-in is tried again. */
const earlyAgain = 600_000;

const isDue = ({ id, refusal }: Scan): boolean =>
  refusal === undefined && !state.inHand.has(id) && Date.now() - (state.early.get(id) ?? 0) > earlyAgain;

/** Check-ins first, whosever; then departures, door by door. */
const groups = (): Scan[][] => {
  const due = queue.value.filter(isDue);
  const [ins, outs] = [due.filter(({ way }) => way === 'in'), due.filter(({ way }) => way === 'out')];
  const doors = [...new Set(outs.map(({ venue }) => venue))];
  return [ins, ...doors.map((door) => outs.filter(({ venue }) => venue === door))].flatMap((those) =>
    Array.from({ length: Math.ceil(those.length / mostAtOnce) }, (_, i) =>
      those.slice(i * mostAtOnce, (i + 1) * mostAtOnce),
    ),
  );
};

/** Sends what waits. Sent twice it is stored once: the ids were made when the codes were read. */
export const sendQueue = async (): Promise<void> => {
  if (state.isSending || !waiting.value.some(isDue)) return;
  state.isSending = true;
  try {
    for (const scans of groups()) {
      const fates = await post(scans);
      for (const [i, scan] of scans.entries()) {
        const fate = fates[i];
        if (fate) await settle(scan, fate);
      }
    }
  } catch {
    // Without a network it waits on.
  } finally {
    state.isSending = false;
  }
};

/** Milliseconds after which a request that got no answer is given up and the scan joins the others that wait. */
const longest = 6_000;

/**
 * One scan with somebody waiting for the answer; undefined when none came, and the scan waits. A refusal that comes within
 * `patience` is seen by whoever stands there; a later one is listed.
 */
export const sendNow = async (scan: Scan, patience: number): Promise<Fate | undefined> => {
  if (!online.value) return undefined;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), longest);
  const begun = performance.now();
  state.inHand.add(scan.id);
  try {
    const [fate] = await post([scan], stop.signal);
    if (!fate || isPassing(fate)) return undefined;
    const isSeen = performance.now() - begun < patience;
    if (fate.status >= 300 && isSeen && !isEarly(scan, fate)) await forget(scan);
    else await settle(scan, fate);
    return fate;
  } catch (error) {
    if (error instanceof CallError) return undefined;
    throw error;
  } finally {
    clearTimeout(timer);
    state.inHand.delete(scan.id);
  }
};

export const tryAgain = async ({ refusal: _, ...scan }: Scan): Promise<void> => {
  await put(scan);
  await sendQueue();
};

const sendEvery = 10_000;
const clock = { timer: undefined as ReturnType<typeof setInterval> | undefined };

online.subscribe((isOnline) => {
  if (isOnline) void sendQueue();
});

/** Reads what an earlier page left, and sends from now on whenever it can. Only the account that scanned sends. */
export const openQueue = async (account: string): Promise<void> => {
  if (state.account !== account) queue.value = [];
  state.account = account;
  if (canSeal()) {
    const kept = await keptUnder<Scan>(prefix, account);
    // Only now: another caller may have read them, or somebody signed out, while this one waited.
    if (state.account !== account) return;
    const known = new Set(queue.value.map(({ id }) => id));
    queue.value = [...queue.value, ...kept.filter(({ id }) => !known.has(id))].toSorted(byTime);
  }
  clock.timer ??= setInterval(sendQueue, sendEvery);
  await sendQueue();
};

/** Sign-out: nothing of those who came to the door stays on the device. */
export const closeQueue = async (): Promise<void> => {
  clearInterval(clock.timer);
  clock.timer = undefined;
  state.account = '';
  queue.value = [];
  await wipe();
  await note();
};
