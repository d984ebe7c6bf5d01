import { computed, signal } from '@preact/signals';
import { CallError, newId } from '../../../core/client.ts';
import type { SentBody } from '../../../core/contract.ts';
import { canSeal, drop, keep, keptUnder } from '../../../web/kit/console/sealed.ts';
import { officer } from '../../../web/kit/console/session.ts';
import type { verification } from '../contract.ts';
import { type State, transitions } from '../rules.ts';
import { call } from './api.ts';
import type { Conflict } from './conflict.ts';
import { markCarried } from './today.ts';

/** What a nurse may do without signal: acts on one declaration, whose bodies carry their own id and time. */
export type Act = 'take' | 'attempts' | 'verification' | 'medical-check' | 'closure';
type Key<A extends Act> = `POST /declarations/:id/${A}`;
export type ActBody<A extends Act> = Omit<SentBody<(typeof verification)[Key<A>]>, 'id'>;

export type Queued = {
  id: string;
  declaration: string;
  person: string;
  act: Act;
  body: { id: string; at?: string } & Record<string, unknown>;
  state: 'waiting' | 'sending' | 'refused';
  /** Why the server refused, and what another officer had done. */
  refusal?: { code: string; title: string } & Conflict;
};

const name = (id: string): string => `queue/${id}`;

export const queue = signal<readonly Queued[]>([]);
export const waiting = computed(() => queue.value.filter((item) => item.state !== 'refused').length);

/** Acts that reached the server since the page was opened, newest first, so that nobody wonders what became of them. */
export const sent = signal<readonly Queued[]>([]);

const account = (): string => officer.value?.id ?? '';

const change = async (id: string, change: Partial<Queued>): Promise<void> => {
  queue.value = queue.value.map((item) => (item.id === id ? { ...item, ...change } : item));
  const item = queue.value.find((each) => each.id === id);
  if (item) await keep(name(id), account(), item);
};

const forget = async (id: string): Promise<void> => {
  queue.value = queue.value.filter((item) => item.id !== id);
  await drop(name(id));
};

/** Takes a refused act off the list, after the officer has read why. */
export const dismiss = forget;

export const retry = async (id: string): Promise<void> => {
  await change(id, { state: 'waiting', refusal: undefined });
  await send();
};

export const openQueue = async (): Promise<void> => {
  if (!canSeal()) return;
  const held = await keptUnder<Queued>('queue/', account());
  queue.value = held.map((item) => (item.state === 'sending' ? { ...item, state: 'waiting' } : item));
  void send();
};

const post = (item: Queued) =>
  // The body was typed when it was made; here it comes back from the store of the device.
  call(`POST /declarations/:id/${item.act}` as Key<'attempts'>, {
    params: { id: item.declaration },
    body: item.body as never,
  });

/** Refusals that time or a sign-in mends; the act waits. A 500 is not among them: one act must not block all behind it. */
const isPassing = (error: CallError): boolean =>
  ['offline', 'session.missing', 'server.busy', 'budget.spent'].includes(error.code);

const sendOne = async (item: Queued): Promise<boolean> => {
  await change(item.id, { state: 'sending' });
  try {
    await markCarried(item.declaration, await post(item));
    sent.value = [item, ...sent.value];
    await forget(item.id);
    return true;
  } catch (thrown) {
    if (!(thrown instanceof CallError)) throw thrown;
    if (isPassing(thrown)) {
      await change(item.id, { state: 'waiting' });
      return false;
    }
    const { by, at, did, result, state } = (thrown.problem ?? {}) as Conflict;
    if (state) await markCarried(item.declaration, { state });
    await change(item.id, {
      state: 'refused',
      refusal: { code: thrown.code, title: thrown.message, by, at, did, result, state },
    });
    return true;
  }
};

const sendAll = async (): Promise<void> => {
  for (let next = firstWaiting(); next; next = firstWaiting()) {
    if (!(await sendOne(next))) return;
  }
};
const firstWaiting = () => queue.value.find((item) => item.state === 'waiting');

type Sending = { ifAvailable: boolean };

/**
 * Sends in the order of writing, from one tab at a time. The server knows each id: a second sending changes nothing.
 * Without `ifAvailable` it goes after the round under way, which may have begun before the network came back.
 */
export const send = async ({ ifAvailable }: Sending = { ifAvailable: true }): Promise<void> => {
  if (!firstWaiting()) return;
  await navigator.locks.request('lachan-queue', { ifAvailable }, async (lock) => {
    if (lock) await sendAll();
  });
};

/** Without the event `online` (a weak signal does not always bring one) the queue tries every half minute. */
export const keepSending = (): (() => void) => {
  const again = () => send({ ifAvailable: false });
  const timer = setInterval(send, 30_000);
  addEventListener('online', again);
  void again();
  return () => {
    clearInterval(timer);
    removeEventListener('online', again);
  };
};

const actionOf = (act: Act, { result }: Queued['body']): keyof typeof transitions =>
  ({ take: 'take', attempts: 'attempt', 'medical-check': 'check', closure: 'closure', verification: result })[
    act
  ] as keyof typeof transitions;

export type Done<A extends Act> = Awaited<ReturnType<typeof call<Key<A>>>> | 'queued';

/**
 * Does one act now, or keeps it on the device when no answer comes. Its id is made once, so an act that did reach the
 * server before the signal went is not done twice. Other refusals are thrown as `CallError`.
 */
export const perform = async <A extends Act>(
  act: A,
  on: { declaration: string; person: string; state: State | null },
  body: ActBody<A>,
): Promise<Done<A>> => {
  const item: Queued = {
    declaration: on.declaration,
    person: on.person,
    id: newId(),
    act,
    body: { at: new Date().toISOString(), ...body, id: '' },
    state: 'waiting',
  };
  item.body.id = item.id;
  // Whatever still waits for the same declaration must arrive first.
  const isBehind = queue.value.some((each) => each.declaration === on.declaration && each.state !== 'refused');
  if (!isBehind) {
    try {
      const done = await post(item);
      await markCarried(on.declaration, done);
      return done as Done<A>;
    } catch (thrown) {
      if (!(thrown instanceof CallError) || thrown.code !== 'offline' || !canSeal()) throw thrown;
    }
  }
  await keep(name(item.id), account(), item);
  queue.value = [...queue.value, item];
  const expected = on.state && transitions[actionOf(act, item.body)].from[on.state];
  if (expected) await markCarried(on.declaration, { state: expected });
  void send();
  return 'queued';
};
