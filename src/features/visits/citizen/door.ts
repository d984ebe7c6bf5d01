import { newId } from '../../../core/client.ts';
import { online } from '../../../web/kit/online.ts';
import type { Answer, Method } from '../rules.ts';
import { forgetGuest, type Guest, remember, visitOf } from './door-guests.ts';
import { isForged, isWithdrawn } from './door-known.ts';
import { forget, put, queue, type Scan, sendNow } from './door-queue.ts';
import { readVisitor } from './door-read.ts';

/**
 * What the screen of a door says. `noted`: recorded without the server, which alone knows the rest; `gone` and `gone_noted`
 * the same of who leaves; `not_inside`: nobody saw that visitor come in; `unread`: recorded was nothing.
 */
export type Shown = Answer | 'noted' | 'gone' | 'gone_noted' | 'not_inside' | 'unread';
export type Outcome = {
  shown: Shown;
  /** Of what is `unread`: why, as a code of the server or of the look here. */
  why?: string;
  scan?: Scan;
  at: string;
  /** When the server has it, where the clock of this device is off. */
  storedAt?: string | undefined;
  /** The server's answer, where it has not come yet. */
  later?: Promise<Outcome | undefined>;
};
export type Door = { venue: string; account: string; way: 'in' | 'out'; method: Method };

/** How long somebody waits for the server before the device answers by itself, in milliseconds; longer where a code is sent anyway. */
const patience = { scanned: 900, typed: 4_000 } as const;
/** A code that stays before the camera is one visitor, not two. */
const sameFor = 60_000;

const recent = { key: '', at: 0, outcome: undefined as Outcome | undefined };

const outcomeOf = (scan: Scan, fate: Awaited<ReturnType<typeof sendNow>>): Outcome => {
  const { at, way } = scan;
  if (!fate) return { shown: way === 'in' ? 'noted' : 'gone_noted', scan, at };
  if (fate.code === 'visit.none') return { shown: 'not_inside', scan, at };
  if (fate.status >= 300) return { shown: 'unread', why: fate.code ?? 'request.invalid', at };
  return { shown: way === 'out' ? 'gone' : (fate.answer ?? 'declare'), scan, at, storedAt: fate.in };
};

const pause = (ms: number) => new Promise<undefined>((resolve) => setTimeout(resolve, ms));

/** Kept on the device first, so that whatever happens next it is sent; then the server's answer, or the device's own until that comes. */
const record = async (
  { venue, way, method }: Door,
  who: Scan['who'],
  { at = new Date(), wait = patience.scanned as number } = {},
): Promise<Outcome> => {
  const scan: Scan = { id: newId(), venue, way, at: at.toISOString(), who, method };
  await put(scan);
  const sending = sendNow(scan, wait);
  const fate = await Promise.race([sending, pause(wait)]);
  const outcome = outcomeOf(scan, fate);
  return fate ? outcome : { ...outcome, later: sending.then((late) => late && outcomeOf(scan, late)) };
};

/** Somebody holds up a code or a card. */
export const scanned = async (door: Door, text: string): Promise<Outcome> => {
  const at = new Date().toISOString();
  const read = readVisitor(text);
  if (typeof read === 'string') return { shown: 'unread', why: read, at };
  if (await isForged(read)) return { shown: 'unread', why: 'code.forged', at };
  const isEnded = isWithdrawn(read);
  if (isEnded && !online.value) return { shown: 'unread', why: 'code.revoked', at };
  const key = `${door.venue} ${door.way} ${read.text}`;
  if (recent.outcome && recent.key === key && Date.now() - recent.at < sameFor) return recent.outcome;
  const found = await record(door, { qr: read.text });
  // A network that answers nothing is none; the scan waits all the same, since the code may have been given back.
  const isUnsaid = found.shown === 'noted' || found.shown === 'gone_noted';
  const outcome: Outcome = isEnded && isUnsaid ? { ...found, shown: 'unread', why: 'code.revoked' } : found;
  const keepFor = (one: Outcome) =>
    Object.assign(recent, { key, at: Date.now(), outcome: one.shown === 'unread' ? undefined : one });
  keepFor(outcome);
  void outcome.later?.then((late) => late && recent.key === key && keepFor(late));
  return outcome;
};

/** Somebody whose phone and name were typed; the visit is remembered here, to be ended by the same. */
export const typed = async (door: Door, who: Guest): Promise<Outcome> => {
  const wait = patience.typed;
  if (door.way === 'in') {
    const outcome = await record(door, who, { wait });
    if (outcome.scan) await remember(door, who, outcome.scan);
    return outcome;
  }
  const visit = await visitOf(door, who);
  const outcome = await record(door, visit ? { visit } : who, { wait });
  if (visit && outcome.shown !== 'unread') await forgetGuest(door, visit);
  return outcome;
};

/** A scan by mistake: the visitor is out again at once. */
export const undo = (door: Door, { id, at }: Scan): Promise<Outcome> => {
  recent.outcome = undefined;
  const out = new Date(Math.max(Date.now(), Date.parse(at) + 1_000));
  return record({ ...door, way: 'out' }, { visit: id }, { at: out });
};

/** A refused scan is let go of by whoever has looked at it. */
export const discard = (id: string): Promise<void> | undefined => {
  const scan = queue.value.find((one) => one.id === id);
  return scan && forget(scan);
};
