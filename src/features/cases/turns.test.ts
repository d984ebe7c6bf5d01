import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { aPerson, aServer, ok, places } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';
import { dayOf } from '../../core/day.ts';

// Two acts on people whose classes hang together, at the same moment: whichever is second must read what the first has written.

const server = await aServer();
const officer = await server.officer(places.commune, ['officer']);
const tracer = await server.officer(places.district, ['tracer']);

const times = 12;
const ago = (hours: number) => server.ago(hours * 3_600_000);
const person = async (): Promise<string> => ok(await officer.post('/people', aPerson())).id;
const openCase = async (): Promise<{ id: string; who: string }> => {
  const day = dayOf(server.clock.now());
  const body = { id: newId(), person: await person(), sampledOn: day, confirmedOn: day, onsetOn: day };
  return { id: ok(await tracer.post('/cases', body)).id, who: body.person };
};
const meeting = (who: string, from: number, over = {}) => ({
  id: newId(),
  person: who,
  from: ago(from),
  to: ago(from - 1),
  kind: 'interview',
  ...over,
});
const accept = (id: string, who: string, level: 1 | 2) =>
  tracer.post(`/cases/${id}/decisions`, { id: newId(), decisions: [{ person: who, level, accept: true }] });
const contact = async (id: string, who: string, from: number, level: 1 | 2, over = {}) => {
  ok(await tracer.post(`/cases/${id}/contacts`, meeting(who, from, over)));
  ok(await accept(id, who, level));
};
const levelOf = async (who: string) => (await officer.get(`/people/${who}/classification`)).body.level;

test('an F1 is isolated while an F2 through it is accepted: whoever met it later is no F2', async () => {
  const found: (string | null)[] = [];
  for (let i = 0; i < times; i += 1) {
    const [f0, via, far] = [await openCase(), await person(), await person()];
    await contact(f0.id, via, 40, 1);
    ok(await tracer.post(`/cases/${f0.id}/contacts`, meeting(far, 20, { via })));
    const [kept, accepted] = await Promise.all([
      // A decision reads more before it writes: the other comes at another moment of it each time.
      pause(i * 4).then(() =>
        officer.post(`/cases/${f0.id}/assignments`, { id: newId(), person: via, state: 'quarantine', at: ago(30) }),
      ),
      accept(f0.id, far, 2),
    ]);
    ok(kept);
    assert.ok(accepted.status === 201 || accepted.body.code === 'contact.outside', JSON.stringify(accepted.body));
    found.push(await levelOf(far));
  }
  assert.deepEqual(
    found,
    found.map(() => null),
  );
});

test('a case is revoked while somebody is entered as having met that person: nobody stays the F1 of no case', async () => {
  const [other, via] = [await openCase(), await person()];
  await contact(other.id, via, 40, 1);
  const found: (string | null)[] = [];
  for (let i = 0; i < times; i += 1) {
    const [revoked, far] = [await openCase(), await person()];
    await contact(other.id, far, 20, 2, { via });
    const both = await Promise.all([
      tracer.post(`/cases/${other.id}/contacts`, meeting(far, 10, { via: revoked.who })),
      tracer.post(`/cases/${revoked.id}/revocation`, { id: newId(), reason: 'âm tính' }),
    ]);
    both.forEach(ok);
    found.push(await levelOf(far));
  }
  assert.deepEqual(
    found,
    found.map(() => 'F2'),
  );
});
