import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aServer, places } from '../../../test/support/server.ts';
import { tracing } from '../../../test/support/tracing.ts';
import { newId } from '../../core/client.ts';
import { dayOf } from '../../core/day.ts';

const server = await aServer();
const officer = await server.officer(places.commune, ['officer']);
const tracer = await server.officer(places.district, ['tracer']);

const today = () => dayOf(server.clock.now());
/** From one moment: what is so many minutes long is not a moment shorter. */
const start = server.clock.now().getTime();
const ago = (minutes: number) => new Date(start - minutes * 60_000).toISOString();

const acts = tracing(server, officer, tracer);
const { person, venue, openCase } = acts;
const visit = (who: string, where: string, from: number, to: number, seat?: string) =>
  acts.visit(who, where, ago(from), ago(to), seat ? { seat } : {});
const classOf = async (who: string) => (await officer.get(`/people/${who}/classification`)).body;

test('whoever shared a room with the F0 is listed with the minutes; accepted they are F1, and F2 come through them', async () => {
  const [f0, f1, f2, short] = [await person(), await person(), await person(), await person()];
  const [room, cafe] = [await venue(), await venue('cafe')];
  await visit(f0, room, 300, 240);
  await visit(f1, room, 290, 250);
  await visit(short, room, 250, 200);
  await visit(f1, cafe, 200, 100);
  await visit(f2, cafe, 150, 120);
  const id = await openCase(f0);
  const { status, body } = await tracer.get(`/cases/${id}/contacts?level=1`);
  assert.equal(status, 200, JSON.stringify(body));
  assert.deepEqual(
    body.items.map((one: { person: { id: string }; evidence: { minutes: number }[]; state: string }) => [
      one.person.id,
      one.state,
      one.evidence[0]?.minutes,
    ]),
    [[f1, 'candidate', 40]],
  );
  const below = (await tracer.get(`/cases/${id}/contacts?level=1&state=below`)).body.items;
  assert.deepEqual([below.length, below[0].person.id, below[0].evidence[0].minutes], [1, short, 10]);
  const second = (await tracer.get(`/cases/${id}/contacts?level=2`)).body.items;
  assert.deepEqual([second.length, second[0]?.person.id, second[0]?.evidence[0].via.id], [1, f2, f1]);

  const decided = await tracer.post(`/cases/${id}/decisions`, {
    id: newId(),
    decisions: [
      { person: f1, level: 1, accept: true },
      { person: f2, level: 2, accept: true },
    ],
  });
  assert.equal(decided.status, 201, JSON.stringify(decided.body));
  assert.deepEqual(
    [(await classOf(f0)).level, (await classOf(f1)).level, (await classOf(f2)).level],
    ['F0', 'F1', 'F2'],
  );
  assert.deepEqual(
    (await classOf(f2)).chain.map((step: { person: { id: string } }) => step.person?.id),
    [f0, f1, f2],
  );
  const revoked = await tracer.post(`/cases/${id}/revocation`, { id: newId(), reason: 'dương tính giả' });
  assert.deepEqual([revoked.status, revoked.body.changed], [201, 3], JSON.stringify(revoked.body));
  assert.deepEqual(
    [(await classOf(f0)).level, (await classOf(f1)).level, (await classOf(f2)).level],
    [null, null, null],
  );
});

test('a second open case is refused with the first one named; dates are corrected, and an onset that was none is taken back', async () => {
  const who = await person();
  const id = await openCase(who, { onsetOn: today() });
  const twice = await tracer.post('/cases', { id: newId(), person: who, sampledOn: today(), confirmedOn: today() });
  assert.deepEqual([twice.status, twice.body.code, twice.body.case], [409, 'case.open', id]);
  const { body } = await tracer.post(`/cases/${id}/changes`, { id: newId(), onsetOn: null, outbreak: 'Chợ Tây Thành' });
  assert.deepEqual([body.onsetOn, body.outbreak, body.changed, body.changes], [null, 'Chợ Tây Thành', 0, []]);
  const mine = (await tracer.get(`/cases?person=${who}`)).body.items;
  assert.deepEqual([mine.length, mine[0].id, mine[0].contacts], [1, id, { accepted: 0, waiting: 0 }]);
});

test('only the persons decided on are looked for, and each gets the evidence that the whole list shows', async () => {
  const [f0, f1, other, f2] = [await person(), await person(), await person(), await person()];
  const [room, cafe] = [await venue(), await venue('cafe')];
  await visit(f0, room, 600, 500);
  for (const who of [f1, other]) await visit(who, room, 590, 550);
  await visit(f1, room, 540, 520);
  await visit(f1, cafe, 400, 300);
  await visit(f2, cafe, 390, 340);
  const id = await openCase(f0);
  const evidenceOf = async (level: number, who: string) =>
    (await tracer.get(`/cases/${id}/contacts?level=${level}`)).body.items
      .find((one: { person: { id: string } }) => one.person.id === who)
      .evidence.map(({ minutes, from, to }: { minutes: number; from: string; to: string }) => [minutes, from, to]);
  const before = [await evidenceOf(1, f1), await evidenceOf(2, f2)];
  assert.deepEqual([before[0][0][0], before[1][0][0]], [60, 50]);
  for (const [level, who] of [
    [2, f2],
    [1, f1],
  ] as const) {
    const decided = await tracer.post(`/cases/${id}/decisions`, {
      id: newId(),
      decisions: [{ person: who, level, accept: true, note: 'cùng bàn' }],
    });
    assert.deepEqual([decided.status, decided.body.accepted], [201, 1], JSON.stringify(decided.body));
  }
  // Closed, the case opens no visits any more: what is listed now is what the decisions left as links.
  await tracer.post(`/cases/${id}/changes`, { id: newId(), close: true, outcome: 'recovered' });
  assert.deepEqual([await evidenceOf(1, f1), await evidenceOf(2, f2)], before);
  assert.deepEqual((await tracer.get(`/cases/${id}`)).body.contacts, { accepted: 2, waiting: 2 });
  const deeds = (await tracer.get(`/cases/${id}/history`)).body;
  assert.deepEqual(
    deeds.map(({ kind, level, note }: { kind: string; level: number | null; note: string | null }) => [
      kind,
      level,
      note,
    ]),
    [
      ['closed', null, null],
      ['accepted', 1, 'cùng bàn'],
      ['accepted', 2, 'cùng bàn'],
      ['opened', null, null],
    ],
  );
  const stranger = await server.officer(places.otherProvince, ['tracer']);
  assert.equal((await stranger.get(`/cases/${id}/history`)).status, 404);
  const missing = await tracer.post(`/cases/${id}/decisions`, {
    id: newId(),
    decisions: [{ person: await person(), level: 1, accept: true }],
  });
  assert.deepEqual([missing.status, missing.body.code], [404, 'record.missing']);
});

test('who has no telephone stays in the list until an officer has told by voice', async () => {
  const [f0, contact] = [await person({ phone: '0912 345 811' }), await person()];
  const id = await openCase(f0);
  const link = { id: newId(), person: contact, from: ago(120), to: ago(60), kind: 'household' };
  assert.equal((await tracer.post(`/cases/${id}/contacts`, link)).status, 201);
  await tracer.post(`/cases/${id}/decisions`, {
    id: newId(),
    decisions: [{ person: contact, level: 1, accept: true }],
  });
  const tell = (over = {}) => tracer.post('/classifications/notices', { id: newId(), persons: [f0, contact], ...over });
  const pending = async () =>
    (await tracer.get('/classifications/pending?limit=200')).body.items
      .map((one: { person: { id: string } }) => one.person.id)
      .filter((one: string) => [f0, contact].includes(one));
  assert.deepEqual((await tell()).body, { told: 1, unreachable: [contact], passed: [] });
  assert.deepEqual([await pending(), (await classOf(contact)).told], [[contact], false]);
  assert.deepEqual((await tell({ persons: [contact], spoken: true })).body, { told: 1, unreachable: [], passed: [] });
  assert.deepEqual([await pending(), (await classOf(contact)).told], [[], true]);
  const second = await tell({ persons: [contact], spoken: true });
  assert.deepEqual(second.body, { told: 0, unreachable: [], passed: [contact] }, 'another officer has told already');
  const withdrawn = await tracer.post(`/contact-links/${link.id}/withdrawal`, { id: newId(), reason: 'nhầm người' });
  assert.deepEqual(
    [withdrawn.body.changed, withdrawn.body.changes.map((one: { level: string | null }) => one.level)],
    [1, [null]],
  );
  assert.deepEqual(await pending(), [contact]);
});

test('an F1 is not listed as an F2 again, and the same decision twice in one request is refused', async () => {
  const [f0, near, both] = [await person(), await person(), await person()];
  const [room, cafe] = [await venue(), await venue('cafe')];
  await visit(f0, room, 600, 500);
  for (const who of [near, both]) await visit(who, room, 590, 550);
  for (const who of [near, both]) await visit(who, cafe, 400, 300);
  const id = await openCase(f0);
  const decide = (decisions: object[]) => tracer.post(`/cases/${id}/decisions`, { id: newId(), decisions });
  const twice = await decide([
    { person: both, level: 1, accept: true },
    { person: both, level: 1, accept: false },
  ]);
  assert.deepEqual([twice.status, twice.body.fields?.[0].code], [400, 'decisions.twice']);
  assert.deepEqual((await tracer.get(`/cases/${id}/contacts?level=2`)).body.items, []);
  assert.equal((await decide([{ person: both, level: 1, accept: true }])).status, 201);
  const asSecond = await decide([{ person: both, level: 2, accept: false }]);
  assert.deepEqual([asSecond.status, asSecond.body.code], [404, 'record.missing']);
});

test('whoever sat in the same row of a coach or at the same table stands before the others, and the list says why', async () => {
  const [f0, row, far, table, alone] = [await person(), await person(), await person(), await person(), await person()];
  const [coach, room] = [await venue('coach'), await venue()];
  for (const [who, seat] of [
    [f0, '12A'],
    [row, '12 c'],
    [far, '3A'],
  ] as const)
    await visit(who, coach, 600, 500, seat);
  for (const [who, seat] of [
    [f0, 'Bàn 5'],
    [table, 'bàn 5'],
    [alone, 'bàn 6'],
  ] as const)
    await visit(who, room, 400, 300, seat);
  const id = await openCase(f0);
  const { items } = (await tracer.get(`/cases/${id}/contacts`)).body;
  const near = items.map(
    (one: { person: { id: string }; evidence: { sameSeat?: boolean }[]; riskParts: { part: string }[] }) => [
      one.person.id,
      one.evidence[0]?.sameSeat ?? false,
      one.riskParts.some(({ part }) => part === 'near'),
    ],
  );
  const of = (who: string) => near.find(([other]: [string]) => other === who)?.slice(1);
  assert.deepEqual(
    [of(row), of(far), of(table), of(alone)],
    [
      [true, true],
      [false, false],
      [true, true],
      [false, false],
    ],
  );
  assert.deepEqual(
    near
      .slice(0, 2)
      .map(([who]: [string]) => who)
      .toSorted(),
    [row, table].toSorted(),
  );
});
