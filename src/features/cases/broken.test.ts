import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aServer, made, ok, places, somePhone } from '../../../test/support/server.ts';
import { tracing } from '../../../test/support/tracing.ts';
import { dayOf } from '../../core/day.ts';

// Whom a tracer accepted, and who is nobody's contact through the case after all, since what led there does not hold.

const server = await aServer();
let officer = await server.officer(places.district, ['officer']);
let tracer = await server.officer(places.district, ['tracer']);

const ago = (hours: number) => server.ago(hours * 3_600_000);
const house = () => tracing(server, officer, tracer);
const person = () => house().person({ phone: somePhone() });
const openCase = (who: string) => house().openCase(who, { onsetOn: dayOf(server.clock.now()) });
const enter = (...args: Parameters<ReturnType<typeof house>['enter']>) => house().enter(...args);
const decide = (...args: Parameters<ReturnType<typeof house>['decide']>) => house().decide(...args);
type Shown = { person: { id: string }; state: string; broken?: string };
const listed = async (id: string, level: 1 | 2, query = ''): Promise<Shown[]> =>
  ok(await tracer.get(`/cases/${id}/contacts?level=${level}${query}`)).items;
const brokenOf = async (id: string, level: 1 | 2, who: string, query = '') => {
  const one = (await listed(id, level, query)).find((shown) => shown.person.id === who);
  return [one?.state, one?.broken];
};
const personsOf = async (id: string, level: 1 | 2, query: string) =>
  (await listed(id, level, query)).map(({ person: { id: who } }) => who).sort();
const countOf = async (id: string, level: 1 | 2) =>
  ok(await tracer.get(`/cases/${id}/contacts?level=${level}&limit=1`)).broken;
const classOf = async (who: string) => ok(await officer.get(`/people/${who}/classification`)).level;
const tell = (persons: string[]) => made(tracer, '/classifications/notices', { persons });
const pendingOf = async (who: string) => {
  const { items } = ok(await tracer.get('/classifications/pending?limit=200'));
  const one = items.find((shown: { person: { id: string } }) => shown.person.id === who);
  return one && [one.told, one.level];
};

const step = () => {
  const now = server.clock.now();
  server.clock.step(60_000);
  return now;
};

/** An F0 with an accepted F1 and, through it, an accepted F2. */
const chain = async () => {
  const [f0, f1, f2] = [await person(), await person(), await person()];
  const id = await openCase(f0);
  const first = await enter(id, f1, 30);
  const second = await enter(id, f2, 20, f1);
  await decide(id, f1, 1, true);
  await decide(id, f2, 2, true);
  return { id, f0, f1, f2, first, second };
};

test('an accepted F2 whose F1 is rejected says so in the list, and stands among what is to be confirmed where it was told', async () => {
  const { id, f0, f1, f2 } = await chain();
  const quiet = await person();
  await enter(id, quiet, 20, f1);
  await decide(id, quiet, 2, true);
  await tell([f0, f1, f2]);
  assert.deepEqual([await brokenOf(id, 2, f2), await classOf(f2)], [['accepted', undefined], 'F2']);
  assert.equal(await countOf(id, 2), 0);
  await decide(id, f1, 1, false);
  assert.deepEqual([await classOf(f2), await classOf(quiet)], [null, null]);
  assert.deepEqual(
    [await brokenOf(id, 2, f2), await brokenOf(id, 2, quiet), await countOf(id, 2)],
    [['accepted', 'source'], ['accepted', 'source'], 2],
  );
  assert.deepEqual(await personsOf(id, 2, '&broken=true'), [f2, quiet].sort());
  assert.deepEqual(await personsOf(id, 2, '&broken=false'), []);
  // Who was told of nothing takes nothing for true that is not.
  assert.deepEqual([await pendingOf(f2), await pendingOf(quiet)], [['F2', null], undefined]);
  await decide(id, f1, 1, true);
  assert.deepEqual([await brokenOf(id, 2, f2), await countOf(id, 2)], [['accepted', undefined], 0]);
  assert.deepEqual([await classOf(f2), await pendingOf(f2)], ['F2', undefined]);
});

test('a chain broken by a withdrawn link, by a corrected day or by an earlier isolation says what of it does not hold', async () => {
  const { id, f1, f2, first, second } = await chain();
  await made(tracer, `/cases/${id}/changes`, { isolatedAt: ago(48) });
  assert.deepEqual(await brokenOf(id, 1, f1), ['accepted', 'evidence'], 'met after the isolation');
  assert.deepEqual(await brokenOf(id, 2, f2), ['accepted', 'source']);
  await made(tracer, `/cases/${id}/changes`, { isolatedAt: null });
  assert.deepEqual([await countOf(id, 1), await countOf(id, 2)], [0, 0]);
  await made(tracer, `/cases/${id}/assignments`, { person: f1, state: 'quarantine', at: ago(25) });
  assert.deepEqual(
    [await brokenOf(id, 1, f1), await brokenOf(id, 2, f2)],
    [
      ['accepted', undefined],
      ['accepted', 'evidence'],
    ],
  );
  await made(tracer, `/cases/${id}/assignments`, { person: f1, state: 'reached' });
  assert.equal(await countOf(id, 2), 0);
  await made(tracer, `/contact-links/${first}/withdrawal`, { reason: 'nhầm người' });
  assert.deepEqual(await brokenOf(id, 2, f2), ['accepted', 'source']);
  await enter(id, f1, 30);
  assert.equal(await countOf(id, 2), 0, 'what was entered anew counts by the decision that stands');
  await enter(id, f2, 24 * 20, f1);
  await made(tracer, `/contact-links/${second}/withdrawal`, { reason: 'nhầm người' });
  assert.deepEqual([await brokenOf(id, 2, f2), await classOf(f2)], [['accepted', 'evidence'], null]);
});

test('a revoked case leads to nobody; restored, whoever was broken before is again, and so it was known at each moment', async () => {
  const { id, f0, f1, f2 } = await chain();
  await tell([f0, f1, f2]);
  const whole = step();
  await decide(id, f1, 1, false);
  const lost = step();
  await made(tracer, `/cases/${id}/revocation`, { reason: 'xét nghiệm lại âm tính' });
  assert.deepEqual([await brokenOf(id, 2, f2), await countOf(id, 1)], [['accepted', 'case'], 0]);
  assert.deepEqual(
    [await pendingOf(f0), await pendingOf(f2)],
    [
      ['F0', null],
      ['F2', null],
    ],
  );
  const revoked = step();
  await made(tracer, `/cases/${id}/revocation`, { reason: 'hủy nhầm hồ sơ', withdraw: true });
  assert.deepEqual([await brokenOf(id, 2, f2), await classOf(f2)], [['accepted', 'source'], null]);
  assert.deepEqual(
    [await pendingOf(f0), await pendingOf(f2)],
    [undefined, ['F2', null]],
    'only the case is what was told',
  );
  await decide(id, f1, 1, true);
  assert.deepEqual(
    [await brokenOf(id, 2, f2), await classOf(f2), await pendingOf(f2)],
    [['accepted', undefined], 'F2', undefined],
  );
  const then = async (at: Date) => (await brokenOf(id, 2, f2, `&asOf=${at.toISOString()}`))[1];
  assert.deepEqual([await then(whole), await then(lost), await then(revoked)], [undefined, 'source', 'case']);
});

test('a contact whose class has run out is one of the past, and no chain is broken', async () => {
  const { id, f1, f2 } = await chain();
  server.clock.step(40 * 86_400_000);
  officer = await server.officer(places.district, ['officer']);
  tracer = await server.officer(places.district, ['tracer']);
  assert.deepEqual([await classOf(f1), await classOf(f2)], [null, null]);
  assert.deepEqual(
    [await brokenOf(id, 1, f1), await brokenOf(id, 2, f2)],
    [
      ['accepted', undefined],
      ['accepted', undefined],
    ],
  );
});
