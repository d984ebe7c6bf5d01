import { signal } from '@preact/signals';
import { CallError, newId } from '../../../core/client.ts';
import { canSeal, keep, kept } from '../../../web/kit/console/sealed.ts';
import { officer } from '../../../web/kit/console/session.ts';
import { isCodeSigned, type PublicKey } from '../../../web/kit/verify-code.ts';
import { readScan } from '../../codes/rules.ts';
import { type Judged, judgePass, readPassPayload, verdict } from '../rules.ts';
import { type Check, call, callCodes } from './api.ts';
import { openPostQueue, putOff, sendQueue } from './post-queue.ts';

/** A post that checks passes with or without a network: the keys and the revoked passes it knows. */
type Known = {
  at: string;
  /** When the whole list was read; from then on only what came since. */
  wholeAt: string;
  keys: PublicKey[];
  revoked: string[];
};

const knownName = 'post/known';
const account = (): string => officer.value?.id ?? '';

export const known = signal<Known | undefined>(undefined);

const revokedSince = async (since: string | undefined): Promise<{ at: string; revoked: string[] }> => {
  const revoked: string[] = [];
  let after: string | undefined;
  let at = new Date().toISOString();
  do {
    const page = await call('GET /passes/revoked', { query: { since, after } });
    revoked.push(...page.items);
    after = page.next ?? undefined;
    at = page.at;
  } while (after);
  return { at, revoked };
};

/** A pass that was given back leaves the list when the whole of it is read again, in milliseconds. */
const wholeEvery = 3_600_000;

/** Keys and revoked passes as they stand now, kept on the device for the time without a network. */
export const refreshKnown = async (): Promise<void> => {
  const { keys } = await callCodes('GET /codes/keys', {});
  const before = known.value;
  const isWhole = !before || !(Date.parse(before.wholeAt) > Date.now() - wholeEvery);
  const { at, revoked } = await revokedSince(isWhole ? undefined : before.at);
  known.value = isWhole
    ? { at, wholeAt: at, keys, revoked }
    : { ...before, at, keys, revoked: [...new Set([...before.revoked, ...revoked])] };
  if (canSeal()) await keep(knownName, account(), known.value);
};

export const openPost = async (): Promise<void> => {
  if (canSeal()) known.value ??= await kept<Known>(knownName);
  await openPostQueue();
  await refreshKnown().catch(() => {});
  await sendQueue();
};

/**
 * What the post says by itself, by the server's own rule. Only a pass tells anything without a network: an own code or a card is
 * well read, and says nothing of a declaration.
 */
export const judgeHere = async (text: string, now: Date): Promise<Judged> => {
  const scan = readScan(text);
  const code = scan && 'code' in scan ? scan.code : undefined;
  const pass = code?.kind === 'pass' ? readPassPayload(code.payload) : undefined;
  const isBearer = scan !== undefined && (code === undefined || code.kind === 'person');
  if (!code || !pass) return verdict(isBearer ? 'unverified' : 'unreadable');
  const hasKey = known.value?.keys.some(({ kid }) => kid === code.kid) ?? false;
  const signed = known.value && hasKey ? await isCodeSigned(code, known.value.keys) : 'unsupported';
  const isRevoked = known.value?.revoked.includes(pass.id) ?? false;
  return judgePass({ ...pass, isSigned: signed === 'unsupported' ? undefined : signed, isRevoked }, now);
};

/** How long a post waits for the server before it answers by itself, in milliseconds. */
const patience = 900;

export type Answer = Judged & { check?: Check; isOffline: boolean };

type Asked = { text: string; gate?: string; direction?: 'in' | 'out' };

/** The server's answer when it comes within a second, else the post's own; whatever was not sent waits on the device. */
export const check = async (asked: Asked): Promise<Answer> => {
  const now = new Date();
  const id = newId();
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  try {
    const found = await call('POST /checks', { body: { id, ...asked, at: now.toISOString() } }, stop.signal);
    const { colour, reason, advise, validUntil } = found;
    return {
      colour,
      reason,
      advise,
      validUntil: validUntil ? new Date(validUntil) : null,
      check: found,
      isOffline: false,
    };
  } catch (error) {
    if (error instanceof CallError && !isPassing(error)) throw error;
    const own = await judgeHere(asked.text, now);
    await putOff({ id, ...asked, at: now.toISOString(), shown: own.colour });
    return { ...own, isOffline: true };
  } finally {
    clearTimeout(timer);
  }
};

const isPassing = ({ code }: CallError): boolean =>
  ['offline', 'session.missing', 'server.busy', 'server.failed', 'budget.spent'].includes(code);
