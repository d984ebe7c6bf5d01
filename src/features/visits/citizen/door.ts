import { signal } from '@preact/signals';
import { CallError, client, newId } from '../../../core/client.ts';
import { uuidOf } from '../../../core/code.ts';
import { dayOf } from '../../../core/day.ts';
import { canSeal, keep, kept, keptUnder } from '../../../web/kit/citizen/sealed.ts';
import { online } from '../../../web/kit/online.ts';
import { isCodeSigned, type PublicKey } from '../../../web/kit/verify-code.ts';
import type { accounts } from '../../accounts/contract.ts';
import type { codes } from '../../codes/contract.ts';
import { markOfCode } from '../../codes/rules.ts';
import type { venues } from '../../venues/contract.ts';
import type { visits } from '../contract.ts';
import type { Answer, Method } from '../rules.ts';
import { forgetGuest, type Guest, remember, visitOf } from './door-guests.ts';
import { forget, put, queue, type Scan, sendNow } from './door-queue.ts';
import { readVisitor, type Unread } from './door-read.ts';

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

// What a door knows without a network.

type Keys = { at: string; keys: PublicKey[] };
export type Known = { id: string; name: string; state: 'active' | 'closed'; area: string };
export type Today = { day: string; entered: number; left: number };

export const keys = signal<Keys | undefined>(undefined);
const callAccounts = client<typeof accounts>();
const callCodes = client<typeof codes>();
const callVenues = client<typeof venues>();
const callVisits = client<typeof visits>();

/** The server's word, kept for later; without it what was kept. */
const lastOf = async <T>(name: string, account: string, asking: Promise<T>): Promise<T | undefined> => {
  try {
    const value = await asking;
    if (canSeal()) await keep(name, account, value);
    return value;
  } catch (error) {
    if (!(error instanceof CallError) || /^(record|permission)\./.test(error.code)) throw error;
    return canSeal() ? kept<T>(name) : undefined;
  }
};

export const refreshKeys = async (account: string): Promise<void> => {
  const asking = callCodes('GET /codes/keys', {}).then(({ keys: list }) => ({
    at: new Date().toISOString(),
    keys: list,
  }));
  keys.value = (await lastOf('door/keys', account, asking)) ?? keys.value;
};

/** `at`: until when it is known. The whole is read again each day, for what was given back. */
type Withdrawn = { at: string; wholeAt: string; codes: string[] };
const withdrawn = { known: undefined as Withdrawn | undefined };
const withdrawnName = 'door/withdrawn';
const wholeFor = 86_400_000;

/** Takes along which codes have ended, so that they are known without a network as well. */
export const refreshWithdrawn = async (venue: string, account: string): Promise<void> => {
  const before = withdrawn.known ?? (canSeal() ? await kept<Withdrawn>(withdrawnName) : undefined);
  const since = before && Date.now() - Date.parse(before.wholeAt) < wholeFor ? before : undefined;
  const query = since ? { since: since.at } : {};
  const asking = callVisits('GET /venues/:id/withdrawn-codes', { params: { id: venue }, query }).then(
    ({ at, codes: ended }) =>
      since ? { ...since, at, codes: [...new Set([...since.codes, ...ended])] } : { at, wholeAt: at, codes: ended },
  );
  // Who no longer works here has the page's word for it.
  withdrawn.known = await lastOf(withdrawnName, account, asking).catch(() => before);
};

/** Whether a code is known here to have ended. */
const isWithdrawn = ({ scan }: Exclude<ReturnType<typeof readVisitor>, Unread>): boolean =>
  'code' in scan && (withdrawn.known?.codes.includes(markOfCode(uuidOf(scan.code.payload))) ?? false);

const venuePrefix = 'door/venue/';
export const venueOfDoor = (venue: string, account: string): Promise<Known | undefined> =>
  lastOf(
    `${venuePrefix}${venue}`,
    account,
    callVenues('GET /venues/:id', { params: { id: venue } }).then(({ id, name, state, area }) => ({
      id,
      name,
      state,
      area,
    })),
  );

/** The doors that this account has stood at with this device. What was kept before its id was kept too is not among them. */
export const doorsKept = async (account: string): Promise<Known[]> =>
  (canSeal() ? await keptUnder<Known>(venuePrefix, account) : []).filter(({ id, state }) => id && state === 'active');

/** How many came and went today, as the server counts. */
export const todayOf = async (venue: string, account: string): Promise<Today> => {
  const day = dayOf(new Date());
  const days = await lastOf(
    `door/days/${venue}`,
    account,
    callVenues('GET /venues/:id/days', { params: { id: venue } }),
  );
  return days?.find((one) => one.day === day) ?? { day, entered: 0, left: 0 };
};

/** The number of whoever stands at the door, for a guest of whom no number is known. */
export const ownPhone = (account: string): Promise<string | null | undefined> =>
  lastOf(
    'door/phone',
    account,
    callAccounts('GET /me', {}).then(({ phone }) => phone),
  );

// Scans.

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

/** Whether a key known here says that nobody signed it. A key not known here says nothing. */
const isForged = async (read: Exclude<ReturnType<typeof readVisitor>, Unread>): Promise<boolean> => {
  const { scan } = read;
  if (!('code' in scan) || !keys.value?.keys.some(({ kid }) => kid === scan.code.kid)) return false;
  return (await isCodeSigned(scan.code, keys.value.keys)) === false;
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
