import { computed, effect } from '@preact/signals';
import { makeSession } from '../../features/accounts/citizen/session.ts';
import { sendDeclarations } from '../../features/declarations/citizen/send.ts';
import { householdOf } from '../../features/people/citizen/household.ts';
import { sendPeople } from '../../features/people/citizen/send.ts';
import type { Device } from '../kit/citizen/device.ts';
import { noteSource } from '../kit/citizen/source.ts';
import { remembered } from '../kit/memory.ts';
import { makeOutbox, type Sender } from '../kit/outbox.ts';
import { openShelf } from '../kit/shelf.ts';

/** What this device holds: the shelf, who is signed in, what waits to be sent, and the household made of both. */
const shelf = openShelf('lachan');
/** What sends visits is loaded when one waits. */
const visitSender =
  (name: 'sendVisits' | 'sendOuts'): Sender =>
  async (parcels) =>
    parcels.length === 0 ? [] : (await import('../../features/visits/citizen/send.ts'))[name](parcels);
const outbox = makeOutbox(shelf, {
  person: sendPeople,
  declaration: sendDeclarations,
  visit: visitSender('sendVisits'),
  visit_out: visitSender('sendOuts'),
});
export const keeper = makeSession(shelf);

const members = computed(() => householdOf(keeper.me.value?.persons ?? [], outbox.parcels.value));
export const device: Device = { shelf, outbox, members, refresh: keeper.refresh };

/** What this device holds of others goes first: whoever sees the sign-in screen finds nothing of them. */
export const signOut = async (): Promise<void> => {
  await (await import('../../features/visits/citizen/door-queue.ts')).closeQueue();
  await keeper.signOut();
  outbox.clear();
};

/** The queue follows the session: it sends for whom is signed in, and a 401 while sending asks for a new sign-in. */
export const begin = (): void => {
  noteSource(location.search);
  const account = computed(() =>
    keeper.session.value.state === 'in' ? keeper.session.value.me.account.id : undefined,
  );
  effect(() => {
    outbox.open(account.value ?? keeper.me.peek()?.account.id);
  });
  effect(() => {
    if (outbox.state.value === 'signed_out') keeper.expire();
  });
  // What a door has not sent goes out from whichever screen the app opens with.
  effect(() => {
    const { value } = account;
    if (value && remembered('door.waiting'))
      void import('../../features/visits/citizen/door-queue.ts').then(({ openQueue }) => openQueue(value));
  });
  keeper.start();
};
