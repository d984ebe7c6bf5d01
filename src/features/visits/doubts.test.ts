import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aPerson, aServer, type Caller, places } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';

// What makes a check-in doubtful, and what must not. It is noon of a Wednesday in Viet Nam.

const server = await aServer({ at: '2026-03-11T05:00:00Z' });

const minute = 60_000;
const hour = 60 * minute;
const { ago } = server;

type Citizen = Caller & { person: string };
const aCitizen = async (): Promise<Citizen> => {
  const citizen = await server.citizen();
  const { status, body } = await citizen.post('/people', aPerson({ relation: 'self' }));
  assert.equal(status, 201, JSON.stringify(body));
  return { ...citizen, person: body.id };
};
const aVenue = async (over = {}): Promise<{ owner: Citizen; venue: string }> => {
  const owner = await aCitizen();
  const { status, body } = await owner.post('/venues', {
    id: newId(),
    name: 'Quán Hương',
    kind: 'restaurant',
    area: places.commune,
    ...over,
  });
  assert.equal(status, 201, JSON.stringify(body));
  return { owner, venue: body.id };
};
/** A place whose code changes on a screen, and what the screen shows now. */
const aScreen = async () => {
  const { owner, venue } = await aVenue();
  const changed = await owner.post(`/venues/${venue}/changes`, { id: newId(), rotating: true });
  assert.equal(changed.status, 201, JSON.stringify(changed.body));
  return { owner, venue, shown: async (): Promise<string> => (await owner.get(`/venues/${venue}/screen`)).body.qr };
};
const doubtOf = async (who: Caller, over: Record<string, unknown>): Promise<boolean> => {
  const { status, body } = await who.post('/visits', { id: newId(), in: ago(0), method: 'self', ...over });
  assert.equal(status, 201, JSON.stringify(body));
  return body.doubtful;
};

test('outside the hours a check-in is doubtful, whoever makes it; within them it is not', async () => {
  const { owner, venue } = await aVenue({ hours: [{ day: 2, from: 8 * 60, to: 11 * 60 }] });
  const visitor = await aCitizen();
  assert.equal(await doubtOf(visitor, { venue }), true);
  assert.equal(await doubtOf(visitor, { venue, in: ago(2 * hour) }), false);
  assert.equal(
    await doubtOf(owner, { venue, visitor: { phone: '0912345678', fullName: 'Lê An' }, method: 'phone' }),
    true,
  );
});

test('the fourth place within ten minutes is one too many', async () => {
  const visitor = await aCitizen();
  const seen = [];
  for (const at of [9, 8, 7, 6]) {
    const { venue } = await aVenue();
    seen.push(await doubtOf(visitor, { venue, in: ago(at * minute) }));
  }
  assert.deepEqual(seen, [false, false, false, true]);
  const { venue } = await aVenue();
  assert.equal(await doubtOf(visitor, { venue, in: ago(-4 * minute) }), false, 'ten minutes after the first of them');
});

test('far from the place a check-in by oneself is doubtful, by whatever method it says it was made', async () => {
  const { owner, venue } = await aVenue({ point: { lat: 19.8, lon: 105.77 } });
  const visitor = await aCitizen();
  const away = { lat: 19.81, lon: 105.77 };
  assert.equal(await doubtOf(visitor, { venue, point: { lat: 19.8005, lon: 105.77 } }), false);
  assert.equal(await doubtOf(visitor, { venue, point: away }), true);
  assert.equal(await doubtOf(visitor, { venue, point: { ...away, accuracy: 2_000 } }), false, 'the phone was not sure');
  for (const method of ['controller', 'reader', 'phone', 'on_behalf'])
    assert.equal(await doubtOf(visitor, { venue, point: away, method }), true, method);
  assert.equal(await doubtOf(owner, { venue, point: away, method: 'controller' }), false, 'whoever works there');
});

test('the code on a screen is good for a quarter of an hour; an older one, a printed one and none at all are doubtful', async () => {
  const { owner, venue, shown } = await aScreen();
  const visitor = await aCitizen();
  const scanned = await shown();
  assert.equal(await doubtOf(visitor, { qr: scanned }), false);
  assert.equal(await doubtOf(visitor, { qr: scanned, in: ago(3 * minute) }), true, 'the screen had not shown it yet');
  server.clock.step(14 * minute);
  assert.equal(await doubtOf(visitor, { qr: scanned }), false, 'signing in between is no fault');
  server.clock.step(3 * minute);
  assert.equal(await doubtOf(visitor, { qr: scanned }), true);
  assert.equal(await doubtOf(visitor, { qr: await shown() }), false);
  const { body } = await owner.get(`/venues/${venue}`);
  assert.equal(await doubtOf(visitor, { qr: body.qr }), true, 'the printed code');
  assert.equal(await doubtOf(visitor, { venue }), true, 'no code');
  assert.equal(await doubtOf(visitor, { venue, method: 'controller' }), true);
  assert.equal(await doubtOf(visitor, { venue, in: ago(80 * hour) }), false, 'written down afterwards');
});
