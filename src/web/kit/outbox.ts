import { computed, signal } from '@preact/signals';
import { CallError } from '../../core/client.ts';
import type { Field } from '../../core/problem.ts';
import { online } from './online.ts';
import type { Shelf } from './shelf.ts';

/** Something written on this device for the server. Its id is the record's own, so sending it twice stores it once. */
export type Parcel<B = unknown, R = unknown> = {
  id: string;
  kind: string;
  /** The account that wrote it: nobody else's session sends it. */
  owner: string;
  at: string;
  body: B;
  state: 'waiting' | 'refused' | 'sent';
  /** When the server had taken it. */
  sentAt?: string;
  reply?: R;
  refusal?: { code: string; title: string; fields?: Field[] };
};
export type Verdict = Pick<Parcel, 'id' | 'reply' | 'refusal'>;
/** Sends parcels of one kind; throws a CallError when none of them was judged. */
export type Sender = (parcels: Parcel[]) => Promise<Verdict[]>;

const unjudged = (code: string): boolean => /^(offline$|session\.|server\.|budget\.)/.test(code);

/** A refusal stays with its parcel; what says nothing about the parcel (no network, signed out, busy) is thrown on. */
export const verdictOf = async (id: string, sending: Promise<unknown>): Promise<Verdict> => {
  try {
    return { id, reply: await sending };
  } catch (error) {
    if (!(error instanceof CallError) || unjudged(error.code)) throw error;
    return { id, refusal: { code: error.code, title: error.message, fields: error.problem?.fields } };
  }
};

const retryMs = [5_000, 15_000, 60_000, 300_000] as const;
const settleMs = 8_000;
const keptDays = 14;
const most = 200;

/**
 * The queue of what waits to be sent. It survives a reload, sends by itself when there is a network, and keeps what was
 * refused in sight until it is mended. `senders` in the order of sending: a person before that person's declaration.
 */
export const makeOutbox = (shelf: Promise<Shelf>, senders: Record<string, Sender>) => {
  const parcels = signal<readonly Parcel[]>([]);
  const state = signal<'idle' | 'sending' | 'offline' | 'signed_out'>('idle');
  const owner = signal<string | undefined>(undefined);
  const mine = computed(() => parcels.value.filter((parcel) => parcel.owner === owner.value));
  const waiting = computed(() => mine.value.filter((parcel) => parcel.state === 'waiting'));
  const refused = computed(() => mine.value.filter((parcel) => parcel.state === 'refused'));
  const retry = { timer: undefined as ReturnType<typeof setTimeout> | undefined, count: 0 };
  const running = { round: undefined as Promise<void> | undefined };

  const keep = async (parcel: Parcel): Promise<void> => {
    parcels.value = [...parcels.value.filter(({ id }) => id !== parcel.id), parcel];
    await (await shelf).set(`parcel/${parcel.id}`, parcel);
  };
  const drop = async (id: string): Promise<void> => {
    parcels.value = parcels.value.filter((parcel) => parcel.id !== id);
    await (await shelf).remove(`parcel/${id}`);
  };
  const settle = ({ id, reply, refusal }: Verdict) => {
    const parcel = parcels.value.find((one) => one.id === id);
    const sentAt = refusal ? undefined : new Date().toISOString();
    return parcel && keep({ ...parcel, state: refusal ? 'refused' : 'sent', sentAt, reply, refusal });
  };

  const sendAll = async (): Promise<void> => {
    for (const [kind, send] of Object.entries(senders)) {
      const these = waiting.value.filter((parcel) => parcel.kind === kind);
      for (let from = 0; from < these.length; from += most)
        for (const verdict of await send(these.slice(from, from + most))) await settle(verdict);
    }
  };

  const wait = () => {
    clearTimeout(retry.timer);
    retry.timer = setTimeout(flush, retryMs[Math.min(retry.count, retryMs.length - 1)]);
    retry.count += 1;
  };

  const round = async (): Promise<void> => {
    const before = waiting.value;
    state.value = 'sending';
    try {
      await sendAll();
      state.value = 'idle';
      retry.count = 0;
    } catch (error) {
      state.value = error instanceof CallError && error.code === 'session.missing' ? 'signed_out' : 'offline';
      if (state.value === 'offline') wait();
      return;
    }
    if (waiting.value.some((parcel) => !before.includes(parcel))) await round();
    else if (waiting.value.length > 0) wait();
  };

  /** Sends what waits. Safe to call at any time: only one round runs, and what came meanwhile goes into the next. */
  const flush = async (): Promise<void> => {
    if (waiting.value.length === 0) return;
    running.round ??= round().finally(() => {
      running.round = undefined;
    });
    await running.round;
  };

  /** Reads what an earlier visit left, forgets what was sent long ago, and begins to send. */
  const open = async (account: string | undefined): Promise<void> => {
    owner.value = account;
    const oldest = new Date(Date.now() - keptDays * 86_400_000).toISOString();
    const kept = await (await shelf).under<Parcel>('parcel/');
    const known = new Set(parcels.value.map(({ id }) => id));
    parcels.value = [...kept.filter(({ id }) => !known.has(id)), ...parcels.value];
    await Promise.all(parcels.value.filter((one) => one.state === 'sent' && one.at < oldest).map(({ id }) => drop(id)));
    await flush();
  };

  /** All are kept before any is sent, so that a household goes in one request. */
  const add = async (kind: string, items: readonly { id: string; body: unknown }[]): Promise<void> => {
    const at = new Date().toISOString();
    for (const item of items) await keep({ ...item, kind, owner: owner.value ?? '', at, state: 'waiting' });
    flush();
  };

  /** When the round under way has ended, well or not; at the latest after a few seconds, since a dead network only hangs. */
  const settled = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, settleMs);
      Promise.resolve(running.round).finally(() => {
        clearTimeout(timer);
        resolve();
      });
    });

  const clear = (): void => {
    clearTimeout(retry.timer);
    parcels.value = [];
  };

  online.subscribe((isOnline) => {
    if (!isOnline) return;
    retry.count = 0;
    flush();
  });

  return { parcels: mine, waiting, refused, state, open, add, drop, flush, settled, clear };
};
export type Outbox = ReturnType<typeof makeOutbox>;
