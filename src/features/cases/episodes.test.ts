import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { aPerson, aServer, type Caller, ok, places } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';
import { addDays, dayOf } from '../../core/day.ts';

// What happens to one person over half a year: told and told again, quarantined twice, recovered and met anew; and what was known when.

const first = new Date('2026-01-12T05:00:00Z');
const server = await aServer({ at: first.toISOString() });
let officer: Caller;
let tracer: Caller;

/** Nobody is signed in for half a year. */
const goTo = async (at: Date | string) => {
  server.clock.set(new Date(at));
  officer = await server.officer(places.commune, ['officer']);
  tracer = await server.officer(places.district, ['tracer']);
};
beforeEach(() => goTo(first));

const ago = (hours: number) => server.ago(hours * 3_600_000);
const later = (minutes: number) => server.clock.set(new Date(server.clock.now().getTime() + minutes * 60_000));
const person = async (): Promise<string> => ok(await officer.post('/people', aPerson())).id;
const openCase = async (who: string, over = {}): Promise<string> => {
  const day = dayOf(server.clock.now());
  return ok(
    await tracer.post('/cases', { id: newId(), person: who, sampledOn: day, confirmedOn: day, onsetOn: day, ...over }),
  ).id;
};
const enter = async (id: string, who: string, over = {}) => {
  const link = { id: newId(), person: who, from: ago(30), to: ago(29), kind: 'interview', ...over };
  ok(await tracer.post(`/cases/${id}/contacts`, link));
  return link;
};
const decide = (id: string, who: string, level: 1 | 2, accept = true) =>
  tracer.post(`/cases/${id}/decisions`, { id: newId(), decisions: [{ person: who, level, accept }] });
const classOf = async (who: string, asOf?: string) =>
  ok(await officer.get(`/people/${who}/classification${asOf ? `?asOf=${encodeURIComponent(asOf)}` : ''}`));
const pending = async () =>
  ok(await tracer.get('/classifications/pending?limit=200')).items.map(
    ({ person: { id }, level, told }: { person: { id: string }; level: string | null; told: string | null }) => [
      id,
      level,
      told,
    ],
  );
const pendingOf = async (who: string) => (await pending()).find(([id]: [string]) => id === who)?.slice(1);
const tell = async (who: string) =>
  ok(await tracer.post('/classifications/notices', { id: newId(), persons: [who], spoken: true }));

test('who was F1 and told in January is told again in June, and reads nothing in the app before', async () => {
  let citizen = await server.citizen();
  const who = ok(await citizen.post('/people', aPerson({ relation: 'self' }))).id;
  const ownLevel = async () => ok(await citizen.get(`/people/${who}/classification`)).level;
  const january = await openCase(await person());
  await enter(january, who);
  ok(await decide(january, who, 1));
  await tell(who);
  assert.deepEqual([await ownLevel(), await pendingOf(who)], ['F1', undefined]);

  await goTo('2026-06-12T05:00:00Z');
  citizen = await server.citizen(citizen.phone);
  assert.equal(await ownLevel(), null, 'it has run out');
  const june = await openCase(await person());
  const { from } = await enter(june, who);
  const { changed } = ok(await decide(june, who, 1));
  assert.deepEqual(
    changed.map((one: { level: string; previous: string | null }) => [one.level, one.previous]),
    [['F1', null]],
  );
  const { history, told, since } = await classOf(who);
  assert.deepEqual([history.length, told, since], [2, false, from]);
  assert.deepEqual([await pendingOf(who), await ownLevel()], [['F1', null], null]);

  await tell(who);
  assert.deepEqual([await pendingOf(who), await ownLevel()], [undefined, 'F1']);
  await enter(june, who, { from: ago(5), to: ago(4) });
  assert.deepEqual(await pendingOf(who), ['F1', 'F1'], 'it lasts longer than was told');
});

test('an F2 of June comes through an F1 who was quarantined in January, and after a second call without an old isolation', async () => {
  const [via, far] = [await person(), await person()];
  const january = await openCase(await person());
  await enter(january, via);
  ok(await decide(january, via, 1));
  const move = (id: string, state: string) =>
    officer.post(`/cases/${id}/assignments`, { id: newId(), person: via, state });
  ok(await move(january, 'quarantine'));
  ok(await move(january, 'closed'));

  await goTo('2026-06-12T05:00:00Z');
  const june = await openCase(await person());
  await enter(june, via);
  await enter(june, far, { via, from: ago(20), to: ago(19) });
  ok(await decide(june, via, 1));
  const listed = ok(await tracer.get(`/cases/${june}/contacts?level=2`)).items;
  assert.deepEqual(
    listed.map((one: { person: { id: string }; state: string }) => [one.person.id, one.state]),
    [[far, 'candidate']],
  );
  ok(await decide(june, far, 2));
  assert.equal((await classOf(far)).level, 'F2');

  ok(await decide(june, via, 1, false));
  ok(await decide(june, via, 1));
  const [task] = await server.house.database.pools.owner`
    select isolated_at from contact_task where person_id = ${via} and case_id = ${june}`;
  assert.equal(task?.isolatedAt, null);
  assert.equal((await classOf(far)).level, 'F2');
});

test('a closed case ends the class of the person, not of the contacts; who has recovered is a contact again half a year later', async () => {
  const [who, other] = [await person(), await person()];
  const january = await openCase(who);
  await enter(january, other);
  ok(await decide(january, other, 1));
  const earlier = await openCase(await person());
  await enter(earlier, who);
  assert.equal((await decide(earlier, who, 1)).body.code, 'record.missing', 'an F0 is nobody’s F1');
  later(60);
  const closed = ok(await tracer.post(`/cases/${january}/changes`, { id: newId(), close: true, outcome: 'recovered' }));
  assert.deepEqual(
    closed.changes.map((one: { person: string; level: string | null }) => [one.person, one.level]),
    [[who, null]],
  );
  assert.deepEqual([(await classOf(who)).level, (await classOf(other)).level], [null, 'F1']);
  assert.equal((await decide(earlier, who, 1)).body.code, 'record.missing', 'it is the same illness');
  const reopened = ok(await tracer.post(`/cases/${january}/changes`, { id: newId(), close: false }));
  assert.deepEqual([reopened.changed, (await classOf(who)).level], [1, 'F0']);
  ok(await tracer.post(`/cases/${january}/changes`, { id: newId(), close: true }));

  await goTo('2026-06-12T05:00:00Z');
  const june = await openCase(await person());
  await enter(june, who);
  ok(await decide(june, who, 1));
  assert.equal((await classOf(who)).level, 'F1');
});

test('as of a moment classes are what was known then, also of what was revoked, corrected, isolated or withdrawn since', async () => {
  const [ill, near, far] = [await person(), await person(), await person()];
  const id = await openCase(ill, { onsetOn: addDays(dayOf(first), -1) });
  const link = await enter(id, near);
  await enter(id, far, { via: near, from: ago(10), to: ago(9) });
  ok(await decide(id, near, 1));
  ok(await decide(id, far, 2));
  const moments: [string, (string | null)[]][] = [];
  const levels = async (asOf?: string) =>
    Promise.all([ill, near, far].map(async (who) => (await classOf(who, asOf)).level as string | null));
  const noted = async () => {
    later(10);
    moments.push([server.clock.now().toISOString(), await levels()]);
    later(10);
  };
  await noted();
  ok(await officer.post(`/cases/${id}/assignments`, { id: newId(), person: near, state: 'quarantine', at: ago(20) }));
  await noted();
  ok(await officer.post(`/cases/${id}/assignments`, { id: newId(), person: near, state: 'reached' }));
  await noted();
  ok(await tracer.post(`/cases/${id}/changes`, { id: newId(), isolatedAt: ago(60) }));
  await noted();
  ok(await tracer.post(`/cases/${id}/changes`, { id: newId(), isolatedAt: null }));
  await noted();
  ok(await tracer.post(`/contact-links/${link.id}/withdrawal`, { id: newId(), reason: 'nhầm người' }));
  await noted();
  await enter(id, near);
  await noted();
  ok(await tracer.post(`/cases/${id}/changes`, { id: newId(), close: true }));
  await noted();
  ok(await tracer.post(`/cases/${id}/revocation`, { id: newId(), reason: 'âm tính' }));
  await noted();
  assert.deepEqual(
    moments.map(([, known]) => known.map((level) => level ?? '-').join(' ')),
    ['F0 F1 F2', 'F0 F1 -', 'F0 F1 F2', 'F0 - -', 'F0 F1 F2', 'F0 - -', 'F0 F1 F2', '- F1 F2', '- - -'],
  );
  for (const [asOf, known] of moments) assert.deepEqual(await levels(asOf), known, asOf);
});

test('accepted, withdrawn and accepted again: between the two nothing is known, and the list of then has the window of then', async () => {
  const [ill, near] = [await person(), await person()];
  const venue = ok(await officer.post('/venues', { id: newId(), name: 'Quán', kind: 'cafe', area: places.commune })).id;
  for (const who of [ill, near])
    ok(
      await officer.post('/visits', {
        id: newId(),
        venue,
        visitor: { person: who },
        in: ago(30),
        out: ago(28),
        method: 'on_behalf',
      }),
    );
  const id = await openCase(ill);
  const moments: string[] = [];
  const noted = () => {
    later(10);
    moments.push(server.clock.now().toISOString());
    later(10);
  };
  ok(await decide(id, near, 1));
  noted();
  const linkOf = async (asOf: string) =>
    ok(await tracer.get(`/cases/${id}/contacts?asOf=${asOf}&state=accepted`)).items[0]?.evidence[0]?.id;
  const link = await linkOf(moments[0] as string);
  ok(await tracer.post(`/contact-links/${link}/withdrawal`, { id: newId(), reason: 'nhầm' }));
  noted();
  ok(await decide(id, near, 1));
  noted();
  const known = await Promise.all(
    moments.map(async (at) => [(await classOf(near, at)).level, (await linkOf(at)) !== undefined]),
  );
  assert.deepEqual(known, [
    ['F1', true],
    [null, false],
    ['F1', true],
  ]);
  assert.equal((await classOf(near)).level, 'F1');
  const kinds = ok(await tracer.get(`/cases/${id}/history`)).map(({ kind }: { kind: string }) => kind);
  assert.deepEqual(kinds, ['accepted', 'withdrawn', 'accepted', 'opened']);
});

test('the id of a link is never written over: the same again is the first answer, anything else is refused', async () => {
  const [ill, near] = [await person(), await person()];
  const id = await openCase(ill);
  const link = await enter(id, near);
  ok(await decide(id, near, 1));
  const other = await openCase(await person());
  const again = await tracer.post(`/cases/${other}/contacts`, { ...link, from: ago(3), to: ago(2) });
  assert.deepEqual([again.status, again.body.code], [409, 'record.conflict']);
  // As if the first answer were not kept any more.
  await server.house.database.pools.owner`delete from receipt where id = ${link.id}`;
  const moved = await tracer.post(`/cases/${id}/contacts`, { ...link, from: ago(3), to: ago(2) });
  assert.deepEqual([moved.status, moved.body.code], [409, 'record.conflict']);
  assert.equal(ok(await tracer.post(`/cases/${id}/contacts`, link)).state, 'accepted');
  assert.equal((await classOf(near)).since, link.from);
});

test('a corrected day of confirmation is the day since which the person is F0', async () => {
  const who = await person();
  const id = await openCase(who, { sampledOn: '2026-01-10', confirmedOn: '2026-01-11', onsetOn: undefined });
  ok(await tracer.post(`/cases/${id}/changes`, { id: newId(), confirmedOn: '2026-01-12' }));
  assert.equal((await classOf(who)).since, '2026-01-11T17:00:00.000Z');
});

test('a meeting before the time that counts, or through somebody who is no F1, is refused and not accepted without a class', async () => {
  const [ill, near, stranger, far] = [await person(), await person(), await person(), await person()];
  const id = await openCase(ill);
  await enter(id, near, { from: ago(24 * 20), to: ago(24 * 20 - 1) });
  const early = await decide(id, near, 1);
  assert.deepEqual(
    [early.status, early.body.code, early.body.fields[0].path],
    [422, 'contact.outside', 'decisions.0.accept'],
  );
  await enter(id, far, { via: stranger });
  assert.equal((await decide(id, far, 2)).body.code, 'contact.outside');
  ok(await decide(id, far, 2, false));
  await enter(id, stranger);
  ok(await decide(id, stranger, 1));
  ok(await decide(id, far, 2));
  assert.equal((await classOf(far)).level, 'F2');
});

test('whom somebody met outside the time that counts stands below the line in the answer as in the list, and as a candidate once inside', async () => {
  const [ill, who, far] = [await person(), await person(), await person()];
  const id = await openCase(ill);
  const entered = async (of: string, hours: [number, number], via?: string) => {
    const link = { id: newId(), person: of, from: ago(hours[0]), to: ago(hours[1]), kind: 'household' };
    return ok(await tracer.post(`/cases/${id}/contacts`, { ...link, ...(via && { via }) })).state;
  };
  const listed = async (level: number, state: string) =>
    ok(await tracer.get(`/cases/${id}/contacts?level=${level}&state=${state}`)).items.map(
      (one: { person: { id: string } }) => one.person.id,
    );
  assert.equal(await entered(who, [24 * 20, 24 * 19]), 'below');
  assert.equal(await entered(far, [20, 19], who), 'below', 'through somebody who is no F1 yet');
  assert.deepEqual([await listed(1, 'below'), await listed(2, 'below')], [[who], [far]]);
  assert.equal(await entered(who, [30, 29]), 'candidate');
  assert.equal(await entered(who, [24 * 20, 24 * 19]), 'candidate', 'by the other meeting');
  assert.equal(await entered(far, [20, 19], who), 'candidate');
  assert.deepEqual([await listed(1, 'candidate'), await listed(2, 'candidate')], [[who], [far]]);
});
