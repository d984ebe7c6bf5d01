import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CallError } from '../../core/client.ts';
import { makeOutbox, type Parcel, type Verdict } from './outbox.ts';
import { openShelf } from './shelf.ts';

const taken = (parcels: Parcel[]): Verdict[] => parcels.map(({ id }) => ({ id, reply: 'taken' }));
const states = (outbox: ReturnType<typeof makeOutbox>) => outbox.parcels.value.map(({ id, state }) => `${id} ${state}`);

test('what is written without a network waits, survives a reload and is sent once', async () => {
  const shelf = openShelf('reload');
  const offline = makeOutbox(shelf, { note: () => Promise.reject(new CallError('offline')) });
  await offline.open('hang');
  await offline.add('note', [{ id: 'a', body: 1 }]);
  await offline.settled();
  assert.deepEqual([offline.state.value, offline.waiting.value.length], ['offline', 1]);
  offline.clear();

  const sent: string[] = [];
  const again = makeOutbox(shelf, {
    note: async (parcels) => {
      sent.push(...parcels.map(({ id }) => id));
      return taken(parcels);
    },
  });
  await again.open('hang');
  await again.flush();
  assert.deepEqual([sent, states(again)], [['a'], ['a sent']]);
});

test('people go before declarations, and a household in one request', async () => {
  const rounds: string[] = [];
  const network = { up: false };
  const sender = (kind: string) => async (parcels: Parcel[]) => {
    if (!network.up) throw new CallError('offline');
    rounds.push(`${kind} ${parcels.length}`);
    return taken(parcels);
  };
  const outbox = makeOutbox(openShelf('order'), { person: sender('person'), declaration: sender('declaration') });
  await outbox.open('hang');
  await outbox.add('declaration', [
    { id: 'b', body: 1 },
    { id: 'c', body: 2 },
  ]);
  await outbox.add('person', [{ id: 'd', body: 3 }]);
  await outbox.settled();
  network.up = true;
  await outbox.flush();
  outbox.clear();
  assert.deepEqual(rounds, ['person 1', 'declaration 2']);
});

test('a refusal stays in sight with its reason, and the others are sent', async () => {
  const outbox = makeOutbox(openShelf('refusal'), {
    note: async (parcels) =>
      parcels.map(({ id }) => (id === 'e' ? { id, refusal: { code: 'area.unknown', title: '' } } : { id, reply: 1 })),
  });
  await outbox.open('hang');
  await outbox.add('note', [
    { id: 'e', body: 1 },
    { id: 'f', body: 2 },
  ]);
  await outbox.settled();
  assert.deepEqual(states(outbox).sort(), ['e refused', 'f sent']);
});

test('a session that ended keeps the queue for the same account alone', async () => {
  const signedIn = { now: false };
  const outbox = makeOutbox(openShelf('session'), {
    note: async (parcels) => {
      if (!signedIn.now) throw new CallError('session.missing');
      return taken(parcels);
    },
  });
  await outbox.open('hang');
  await outbox.add('note', [{ id: 'g', body: 1 }]);
  await outbox.settled();
  assert.equal(outbox.state.value, 'signed_out');
  signedIn.now = true;
  await outbox.open('nam');
  assert.deepEqual(states(outbox), []);
  await outbox.open('hang');
  assert.deepEqual(states(outbox), ['g sent']);
});
