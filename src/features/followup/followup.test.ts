import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aPerson, aServer, type Caller, made, places, somePhone } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';
import { addDays, dayOf } from '../../core/day.ts';
import { newestMessage } from '../messages/index.ts';

const hanoiCommune = '01.001.00001';
const server = await aServer();
const nurse = await server.officer(places.commune);
const tracer = await server.officer(places.district, ['tracer']);
/** A commune of another district, and one of another province. */
const far = await server.officer(places.elsewhere);
const hanoi = await server.officer(hanoiCommune);

const today = () => dayOf(server.clock.now());
const minutes = (n: number) => new Date(server.clock.now().getTime() + n * 60_000).toISOString();
const person = async (who = nurse, over: object = {}): Promise<string> =>
  (await made(who, '/people', aPerson({ phone: somePhone(), ...over }))).id;
const openCase = async (): Promise<{ id: string; person: string }> => {
  const f0 = await person();
  return {
    person: f0,
    id: (await made(tracer, '/cases', { person: f0, sampledOn: today(), confirmedOn: today() })).id,
  };
};
const accept = async (caseId: string, ...persons: string[]) => {
  for (const one of persons)
    await made(tracer, `/cases/${caseId}/contacts`, {
      person: one,
      from: minutes(-300),
      to: minutes(-240),
      kind: 'interview',
    });
  await made(tracer, `/cases/${caseId}/decisions`, {
    decisions: persons.map((one) => ({ person: one, level: 1, accept: true })),
  });
};
const own = async (who: Caller, query = '') => (await who.get(`/contacts?${query}`)).body;
const ids = (list: { items: { person: { id: string } }[] }) => list.items.map((one) => one.person.id);

test('each commune gets its own people, whichever area the case is in, and nobody else does', async () => {
  const f0 = await openCase();
  const here = await person();
  const there = await person(far, { area: places.elsewhere });
  await accept(f0.id, here, there);
  assert.deepEqual(ids(await own(far)), [there]);
  assert.ok(!ids(await own(nurse)).includes(there));
  assert.ok(ids(await own(nurse)).includes(here));
  const [task] = (await own(far)).items;
  assert.deepEqual([task.state, task.level, task.overdue, task.fromElsewhere], ['to_call', 1, false, true]);
  assert.ok(!JSON.stringify(task).includes(f0.person), 'who the case is, a commune elsewhere does not learn');
  assert.equal((await nurse.get(`/contacts?area=${places.elsewhere}`)).status, 404);
  const move = { id: newId(), person: there, state: 'reached' };
  assert.equal((await nurse.post(`/cases/${f0.id}/assignments`, move)).status, 404);
  assert.equal((await tracer.post(`/cases/${f0.id}/assignments`, { ...move, id: newId() })).status, 404);
  assert.equal((await nurse.get(`/cases/${f0.id}/assignments?person=${there}`)).status, 404);
  const manager = await server.officer(places.province, ['manager']);
  assert.equal((await manager.get('/contacts')).status, 403);
  const summary = (await (await server.officer(places.province)).get('/contacts/summary')).body;
  const row = summary.find(({ area }: { area: string }) => area === '38.381');
  assert.deepEqual([row.open, row.toCall, row.overdue], [1, 1, 0]);
});

test('the tracer of a case reads the class of its contacts wherever they live, and that of nobody else there', async () => {
  const f0 = await openCase();
  const [there, stranger] = [await person(hanoi, { area: hanoiCommune }), await person(hanoi, { area: hanoiCommune })];
  await accept(f0.id, there);
  const of = (who: Caller, id: string) => who.get(`/people/${id}/classification`);
  const { body } = await of(tracer, there);
  assert.deepEqual([body.level, body.told, body.case], ['F1', false, f0.id]);
  assert.deepEqual(
    body.chain.map((one: { person: { id: string } | null; level: string }) => [one.level, one.person?.id]),
    [
      ['F0', f0.person],
      ['F1', there],
    ],
  );
  assert.equal((await of(tracer, stranger)).status, 404);
  assert.equal((await of(nurse, there)).status, 404, 'who may not trace sees the own area alone');
  assert.equal((await of(await server.officer('38.382', ['tracer']), there)).status, 404);
  await made(tracer, `/cases/${f0.id}/revocation`, { reason: 'dương tính giả' });
  assert.equal((await of(tracer, there)).body.level, null);
});

test('the work goes on step by step, each with its time, and says who did it; a slip is taken back', async () => {
  const f0 = await openCase();
  const one = await person();
  await accept(f0.id, one);
  const path = `/cases/${f0.id}/assignments`;
  const call = { id: newId(), person: one, state: 'reached', note: 'nghe máy, ở nhà', at: minutes(-1) };
  const first = await nurse.post(path, call);
  assert.deepEqual([first.status, first.body.state], [201, 'reached']);
  const again = await nurse.post(path, call);
  assert.deepEqual([again.status, again.body], [200, first.body]);
  assert.equal((await nurse.post(path, { ...call, state: 'closed' })).body.code, 'record.conflict');
  assert.equal((await nurse.post(path, { id: newId(), person: one, state: 'lost' })).status, 400);
  const future = { id: newId(), person: one, state: 'quarantine', at: minutes(10) };
  assert.equal((await nurse.post(path, future)).body.code, 'time.future');
  const stale = { id: newId(), person: one, state: 'quarantine', previous: 'to_call' };
  assert.deepEqual((await nurse.post(path, stale)).body.code, 'work.acted');
  const since = minutes(-1);
  const kept = await made(nurse, path, { person: one, state: 'quarantine', previous: 'reached', at: since });
  assert.equal(kept.isolatedAt, since);
  const back = await made(nurse, path, { person: one, state: 'reached' });
  assert.equal(back.isolatedAt, null);
  await made(nurse, path, { person: one, state: 'closed' });
  assert.ok(!ids(await own(nurse)).includes(one));
  assert.ok(ids(await own(nurse, 'state=closed')).includes(one));
  const history = (await nurse.get(`${path}?person=${one}`)).body;
  assert.deepEqual(
    history.map(({ state, previous, note }: Record<string, string>) => [previous, state, note]),
    [
      ['reached', 'closed', null],
      ['quarantine', 'reached', null],
      ['reached', 'quarantine', null],
      ['to_call', 'reached', 'nghe máy, ở nhà'],
    ],
  );
  assert.match(history[0].by, /test/);
});

test('who was not called in time is overdue and comes first; the list is read page by page', async () => {
  const f0 = await openCase();
  const [early, late] = [await person(), await person()];
  await accept(f0.id, early);
  server.clock.step(3 * 3_600_000);
  await accept(f0.id, late);
  const overdue = ids(await own(nurse, 'overdue=true'));
  assert.ok(overdue.includes(early) && !overdue.includes(late));
  const all: string[] = [];
  for (let after = ''; ; ) {
    const page = await own(nurse, `limit=1${after && `&after=${after}`}`);
    all.push(...ids(page));
    if (!page.next) break;
    after = page.next;
  }
  assert.deepEqual(all, ids(await own(nurse)));
  assert.ok(all.indexOf(early) < all.indexOf(late));
});

test('the isolation of an F1 ends the time in which it can have infected others', async () => {
  const f0 = await openCase();
  const [f1, f2] = [await person(), await person()];
  await accept(f0.id, f1);
  const link = { person: f2, from: minutes(-30), to: minutes(-10), kind: 'household', via: f1 };
  await made(tracer, `/cases/${f0.id}/contacts`, link);
  await made(tracer, `/cases/${f0.id}/decisions`, { decisions: [{ person: f2, level: 2, accept: true }] });
  const level = async () => (await nurse.get(`/people/${f2}/classification`)).body.level;
  assert.equal(await level(), 'F2');
  const path = `/cases/${f0.id}/assignments`;
  await made(nurse, path, { person: f1, state: 'quarantine', at: minutes(-60) });
  assert.equal(await level(), null, 'they met after the F1 was kept apart');
  await made(nurse, path, { person: f1, state: 'sampled' });
  assert.equal(await level(), null, 'a sample does not end it');
  await made(nurse, path, { person: f1, state: 'reached' });
  assert.equal(await level(), 'F2');
});

test('the phone on duty hears once of new people to call, and no name', async () => {
  await server.job('followup.announce');
  const phone = somePhone();
  await made(far, '/duty', { area: places.elsewhere, name: 'Trực', phone, from: minutes(-60), to: minutes(600) });
  const f0 = await openCase();
  await accept(f0.id, await person(far, { area: places.elsewhere }), await person(far, { area: places.elsewhere }));
  await server.job('followup.announce');
  const message = await newestMessage(server.house, phone);
  assert.match(message?.text ?? '', /^La Chan: 2 nguoi tiep xuc moi can goi tai /);
  assert.ok(!message?.text.includes('Hang'));
  server.clock.step(60_000);
  await server.job('followup.announce');
  assert.deepEqual((await newestMessage(server.house, phone))?.at, message?.at);
});

test('contacts in another province are sent there and acknowledged; late is said', async () => {
  const f0 = await openCase();
  const away = await person(hanoi, { area: hanoiCommune });
  await accept(f0.id, away, await person());
  const other = await server.officer('01', ['tracer']);
  const listOf = async (who: Caller, direction: string) =>
    (await who.get(`/contacts/elsewhere?direction=${direction}`)).body.filter(
      (row: { case: string }) => row.case === f0.id,
    );
  const [out] = await listOf(tracer, 'out');
  assert.deepEqual([out.to, out.people, out.unsent, out.sentAt, out.overdue], ['01', 1, 1, null, false]);
  assert.deepEqual(await listOf(other, 'in'), []);
  const sending = { id: newId(), province: '01' };
  const early = { id: newId(), province: '01' };
  assert.equal((await other.post(`/cases/${f0.id}/elsewhere/acknowledgement`, early)).status, 404);
  const sent = await tracer.post(`/cases/${f0.id}/elsewhere`, sending);
  assert.deepEqual([sent.status, sent.body.unsent, sent.body.sentBy], [201, 0, `test ${places.district}`]);
  assert.equal((await tracer.post(`/cases/${f0.id}/elsewhere`, sending)).status, 200);
  assert.equal((await tracer.post(`/cases/${f0.id}/elsewhere`, { id: newId(), province: '01' })).status, 404);
  assert.equal((await tracer.post(`/cases/${f0.id}/elsewhere`, { id: newId(), province: '38' })).status, 404);
  const commune = { id: newId(), province: '38.380' };
  assert.equal((await tracer.post(`/cases/${f0.id}/elsewhere`, commune)).body.code, 'area.not_province');
  assert.equal((await other.post(`/cases/${f0.id}/elsewhere`, { id: newId(), province: '01' })).status, 404);
  server.clock.step(25 * 3_600_000);
  assert.equal((await listOf(tracer, 'out'))[0].overdue, true);
  const mine = { id: newId(), province: '01' };
  assert.equal((await tracer.post(`/cases/${f0.id}/elsewhere/acknowledgement`, mine)).status, 404);
  const done = await other.post(`/cases/${f0.id}/elsewhere/acknowledgement`, mine);
  assert.deepEqual([done.status, done.body.overdue, done.body.acknowledgedBy], [201, false, 'test 01']);
  assert.equal((await other.post(`/cases/${f0.id}/elsewhere/acknowledgement`, mine)).status, 200);
  assert.equal((await listOf(tracer, 'out'))[0].acknowledgedBy, 'test 01');
  assert.equal((await nurse.get('/contacts/elsewhere')).status, 403);
});

test('a contact lists the people met by a link that says nothing of the case; a tracer makes them contacts', async () => {
  const f0 = await openCase();
  const phone = somePhone();
  const f1 = await person(nurse, { phone });
  await accept(f0.id, f1);
  const stranger = { id: newId(), person: await person() };
  assert.equal((await nurse.post(`/cases/${f0.id}/asks`, stranger)).status, 404);
  assert.equal((await far.post(`/cases/${f0.id}/asks`, { id: newId(), person: f1 })).status, 404);
  await made(nurse, `/cases/${f0.id}/asks`, { person: f1 });
  const text = (await newestMessage(server.house, phone))?.text ?? '';
  const token = /tiep-xuc#([\w-]{22})/.exec(text)?.[1] ?? '';
  const { status, body } = await server.anonymous.post('/contact-asks/check', { token });
  assert.deepEqual([status, body.name, body.named], [200, 'Hằng', 0]);
  assert.ok(!JSON.stringify(body).includes(f0.id));
  const met = {
    id: newId(),
    fullName: 'Lê Văn Bạn',
    phone: '0912 345 678',
    from: minutes(-90),
    to: minutes(-60),
    kind: 'interview',
    place: 'quán nước',
  };
  const wrong = { ...met, to: minutes(-100) };
  assert.equal(
    (await server.anonymous.post('/contact-asks/answers', { token, people: [wrong] })).body.code,
    'time.order',
  );
  const answered = await server.anonymous.post('/contact-asks/answers', { token, people: [met] });
  assert.deepEqual([answered.status, answered.body.named], [201, 1]);
  assert.equal((await server.anonymous.post('/contact-asks/answers', { token, people: [met] })).body.named, 1);
  const twice = { id: newId(), token, people: [met] };
  const statuses = [];
  for (let i = 0; i < 2; i += 1) statuses.push((await server.anonymous.post('/contact-asks/answers', twice)).status);
  assert.deepEqual(statuses, [201, 200], 'sent again it is given again');
  const nobody = { token: token.replace(/^./, token.startsWith('A') ? 'B' : 'A') };
  assert.equal((await server.anonymous.post('/contact-asks/check', nobody)).body.code, 'ask.expired');
  const spoken = [{ ...met, id: newId(), fullName: 'Chị Ba' }];
  assert.equal((await made(nurse, `/cases/${f0.id}/named`, { person: f1, people: spoken })).named, 2);
  assert.equal((await nurse.get(`/cases/${f0.id}/named`)).status, 403);
  const named = (await tracer.get(`/cases/${f0.id}/named`)).body;
  assert.deepEqual(named.map((one: { fullName: string }) => one.fullName).toSorted(), ['Chị Ba', 'Lê Văn Bạn']);
  const friend = newId();
  const decision = { as: 'new', person: friend, fullName: 'Lê Văn Bạn', phone: '0912345678', area: places.commune };
  const idOf = (name: string) => named.find((one: { fullName: string }) => one.fullName === name).id;
  const added = await made(tracer, `/named-contacts/${idOf('Lê Văn Bạn')}/decision`, { decision });
  assert.deepEqual([added.state, added.contact], ['added', friend]);
  const dismissed = await made(tracer, `/named-contacts/${idOf('Chị Ba')}/decision`, { decision: { as: 'dismissed' } });
  assert.equal(dismissed.state, 'dismissed');
  const late = { id: newId(), decision: { as: 'dismissed' } };
  assert.equal((await tracer.post(`/named-contacts/${idOf('Chị Ba')}/decision`, late)).body.code, 'named.settled');
  const second = (await tracer.get(`/cases/${f0.id}/contacts?level=2`)).body.items;
  assert.deepEqual(
    [second[0].person.id, second[0].evidence[0].via.id, second[0].evidence[0].kind],
    [friend, f1, 'interview'],
  );
  server.clock.step(4 * 86_400_000);
  assert.equal((await server.anonymous.post('/contact-asks/check', { token })).body.code, 'ask.expired');
});

test('whoever was in a place with the case is told once, and the message names neither', async () => {
  const venue = (await made(nurse, '/venues', { name: 'Quán Bình Minh', kind: 'restaurant', area: places.commune })).id;
  const phones = [somePhone(), somePhone()];
  const f0 = await person();
  const [long, short, mute] = [
    await person(nurse, { phone: phones[0] }),
    await person(nurse, { phone: phones[1] }),
    await person(nurse, { phone: undefined }),
  ];
  const visit = (who: string, from: number, to: number) =>
    made(nurse, '/visits', {
      venue,
      visitor: { person: who },
      in: minutes(from),
      out: minutes(to),
      method: 'on_behalf',
    });
  await visit(f0, -300, -240);
  await visit(long, -290, -200);
  await visit(short, -305, -295);
  await visit(mute, -300, -240);
  const caseId = (await made(tracer, '/cases', { person: f0, sampledOn: today(), confirmedOn: today() })).id;
  const asked = { venue, from: minutes(-360), to: minutes(-180), reach: 'threshold' };
  const query = (over: object = {}) => new URLSearchParams({ ...asked, ...over } as never);
  const { body: preview } = await tracer.get(`/cases/${caseId}/exposure?${query()}`);
  assert.deepEqual([preview.there, preview.told, preview.again, preview.withoutPhone], [2, 1, 0, 1]);
  assert.equal((await tracer.get(`/cases/${caseId}/exposure?${query({ reach: 'all' })}`)).body.there, 3);
  const never = query({ from: minutes(-900), to: minutes(-600) });
  assert.equal((await tracer.get(`/cases/${caseId}/exposure?${never}`)).body.code, 'exposure.not_there');
  const path = `/cases/${caseId}/exposure-notices`;
  assert.equal((await nurse.post(path, { id: newId(), ...asked, namesVenue: false })).status, 403);
  const neighbour = await server.officer('38.381', ['tracer']);
  assert.equal((await neighbour.post(path, { id: newId(), ...asked, namesVenue: false })).status, 404);
  const notice = { id: newId(), ...asked, namesVenue: false };
  const sent = await tracer.post(path, notice);
  assert.deepEqual([sent.status, sent.body.told, sent.body.withoutPhone], [201, 1, 1], JSON.stringify(sent.body));
  assert.equal((await tracer.post(path, notice)).status, 200);
  const message = await newestMessage(server.house, phones[0] as string);
  assert.match(message?.text ?? '', /co the da o noi co ca benh/);
  assert.ok(!message?.text.includes('Binh Minh'));
  assert.equal(await newestMessage(server.house, phones[1] as string), undefined);
  const wider = await made(tracer, path, { ...asked, reach: 'all', namesVenue: true });
  assert.deepEqual([wider.told, wider.again], [1, 1]);
  assert.match((await newestMessage(server.house, phones[1] as string))?.text ?? '', /\(Quan Binh Minh\)/);
  const receipts = (await tracer.get(path)).body;
  assert.deepEqual(
    receipts.map((one: { told: number; venue: { name: string } }) => [one.told, one.venue.name]),
    [
      [1, 'Quán Bình Minh'],
      [1, 'Quán Bình Minh'],
    ],
  );
  await made(tracer, `/cases/${caseId}/revocation`, { reason: 'dương tính giả' });
  assert.equal((await tracer.post(path, { id: newId(), ...asked, namesVenue: false })).body.code, 'case.revoked');
  const told = await server.house.database.pools.owner`select count(*)::int as n from exposure_told`;
  assert.equal(told[0]?.n, 2);
});

test('who is over an earlier illness is told of a place as everybody is, who has this one is not', async () => {
  const venue = (await made(nurse, '/venues', { name: 'Quán', kind: 'restaurant', area: places.commune })).id;
  const [f0, well, ill, cleared] = [await person(), await person(), await person(), await person()];
  for (const who of [f0, well, ill, cleared])
    await made(nurse, '/visits', {
      venue,
      visitor: { person: who },
      in: minutes(-300),
      out: minutes(-240),
      method: 'on_behalf',
    });
  const caseOf = async (who: string, day = today()) =>
    (await made(tracer, '/cases', { person: who, sampledOn: day, confirmedOn: day })).id;
  const caseId = await caseOf(f0);
  await made(tracer, `/cases/${await caseOf(well, addDays(today(), -120))}/changes`, { close: true });
  await caseOf(ill);
  await made(tracer, `/cases/${await caseOf(cleared)}/revocation`, { reason: 'nhầm mẫu' });
  const query = new URLSearchParams({ venue, from: minutes(-360), to: minutes(-180), reach: 'threshold' });
  const { body } = await tracer.get(`/cases/${caseId}/exposure?${query}`);
  assert.deepEqual([body.there, body.told], [2, 2]);
});
