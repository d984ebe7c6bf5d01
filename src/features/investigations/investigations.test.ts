import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aPerson, aServer, places, somePhone } from '../../../test/support/server.ts';
import { tracing } from '../../../test/support/tracing.ts';
import { newId } from '../../core/client.ts';
import { addDays, dayOf } from '../../core/day.ts';

const server = await aServer();
const officer = await server.officer(places.commune, ['officer']);
const tracer = await server.officer(places.district, ['tracer']);

const today = () => dayOf(server.clock.now());
/** So many hours after midnight of a day back, which is before any exposure period's end. */
const at = (daysBack: number, hours: number) =>
  new Date(Date.parse(`${addDays(today(), -daysBack)}T00:00:00+07:00`) + hours * 3_600_000).toISOString();

const acts = tracing(server, officer, tracer);
const { person, visit, decide } = acts;
const venue = (name: string, kind: string) => acts.venue(kind, name);
const openCase = (who: string, over = {}) => acts.openCase(who, { onsetOn: today(), ...over });
const link = async (id: string, contact: string, over = {}) => {
  const body = { id: newId(), person: contact, from: at(1, 9), to: at(1, 10), kind: 'interview', ...over };
  const answer = await tracer.post(`/cases/${id}/contacts`, body);
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
};

test('two cases shared a karaoke bar and a supermarket: the bar with little traffic stands first', async () => {
  const [one, other] = [await person(), await person()];
  const [bar, market, shop] = [
    await venue('Karaoke Sao Đêm', 'karaoke'),
    await venue('Siêu thị Big', 'supermarket'),
    await venue('Tạp hóa', 'shop'),
  ];
  for (const who of [one, other]) await visit(who, market, at(3, who === one ? 8 : 15), at(3, who === one ? 9 : 16));
  for (const who of [one, other]) await visit(who, bar, at(2, 20), at(2, 22));
  await visit(one, shop, at(2, 10), at(2, 11));
  for (let n = 0; n < 12; n += 1) await visit(await person(), market, at(3, 8 + n / 2), at(3, 9 + n / 2));
  await visit(await person(), bar, at(2, 21), at(2, 23));
  const cases = [await openCase(one), await openCase(other)];
  const { status, body } = await tracer.get(`/cases/backward?area=${places.commune}`);
  assert.equal(status, 200, JSON.stringify(body));
  assert.equal(body.cases, 2);
  assert.deepEqual(
    body.items.map((item: { venue: { id: string }; cases: { id: string }[]; visitors: number }) => [
      item.venue.id,
      item.cases.map(({ id }) => id).sort(),
      item.visitors,
    ]),
    [
      [bar, cases.toSorted(), 3],
      [market, cases.toSorted(), 14],
    ],
  );
  const [first, second] = body.items;
  assert.ok(first.lift > second.lift && first.p < second.p && first.lift > 1);
  // They met in the bar, with one other; in the supermarket they were hours apart.
  assert.deepEqual(
    first.events.map(({ cases: n, visitors, from }: { cases: number; visitors: number; from: string }) => [
      n,
      visitors,
      new Date(from).toISOString(),
    ]),
    [[2, 3, at(2, 20)]],
  );
  assert.deepEqual(second.events, []);
  const short = (await tracer.get(`/cases/backward?area=${places.commune}&days=2`)).body;
  assert.deepEqual(
    short.items.map((item: { venue: { id: string } }) => item.venue.id),
    [bar],
  );
});

test('looking back opens visits of open cases of the own area alone, and the person can read it', async () => {
  const phone = somePhone();
  const citizen = await server.citizen(phone);
  const own = aPerson({ phone, relation: 'self' });
  assert.equal((await citizen.post('/people', own)).status, 201);
  const id = await openCase(own.id);
  assert.equal((await citizen.get('/visits/openings')).body.length, 0);
  await tracer.get(`/cases/backward?area=${places.commune}`);
  await tracer.get(`/cases/backward?area=${places.commune}`);
  const openings = (await citizen.get('/visits/openings')).body;
  assert.deepEqual(
    openings.map((opening: { person: string }) => opening.person),
    [own.id],
    'once an hour and account',
  );
  assert.equal(openings[0].reason, 'case', 'that it was a case, not which');
  const elsewhere = await server.officer(places.elsewhere, ['tracer']);
  assert.equal((await elsewhere.get('/cases/backward')).body.cases, 0);
  assert.equal((await elsewhere.get(`/cases/backward?area=${places.commune}`)).status, 404);
  assert.equal((await officer.get('/cases/backward')).status, 403);
  assert.equal((await tracer.get('/cases/backward?days=0')).body.fields[0].code, 'days.range');
  assert.equal((await tracer.get(`/cases/${id}/stays`)).status, 200);
  assert.equal((await elsewhere.get(`/cases/${id}/stays`)).status, 404);
});

test('a chain is everybody whom links name, with other cases that they lead to, page after page', async () => {
  const [f0, f1, f2, asked, refused] = [await person(), await person(), await person(), await person(), await person()];
  const id = await openCase(f0, { outbreak: `ổ dịch ${newId()}` });
  await link(id, f1);
  await decide(id, f1, 1);
  await link(id, f2, { via: f1, from: at(1, 12), to: at(1, 13) });
  await decide(id, f2, 2);
  await link(id, asked);
  await link(id, refused);
  await decide(id, refused, 1, false);
  // Somebody met by another case who is the person of this one: the other case is linked.
  const before = await person();
  const earlier = await openCase(before, { onsetOn: addDays(today(), -4), sampledOn: addDays(today(), -3) });
  await link(earlier, f0, { from: at(4, 8), to: at(4, 9) });
  const { status, body } = await tracer.get(`/cases/${id}/graph`);
  assert.equal(status, 200, JSON.stringify(body));
  const levels = Object.fromEntries(body.nodes.map((node: { id: string; level: string }) => [node.id, node.level]));
  assert.deepEqual(levels, { [f0]: 'F0', [before]: 'F0', [f1]: 'F1', [f2]: 'F2', [asked]: null });
  const edges = body.edges.map((edge: { source: string; target: string; accepted: boolean }) => [
    edge.source,
    edge.target,
    edge.accepted,
  ]);
  const wanted = [
    [f0, f1, true],
    [f1, f2, true],
    [f0, asked, false],
    [before, f0, false],
  ];
  assert.deepEqual(edges.toSorted(), wanted.toSorted());
  assert.equal(body.next, null);
  assert.deepEqual(
    body.areas.map(({ area }: { area: string }) => area),
    [places.commune],
  );

  const pages = [];
  for (let after: string | null = ''; after !== null; ) {
    const page: { nodes: { id: string }[]; edges: unknown[]; next: string | null } = (
      await tracer.get(`/cases/${id}/graph?limit=2&after=${after}`)
    ).body;
    pages.push(page);
    after = page.next;
  }
  assert.deepEqual(
    pages.flatMap(({ nodes }) => nodes),
    body.nodes,
  );
  assert.equal(pages.flatMap((page) => page.edges).length, body.edges.length);
  assert.equal((await tracer.get(`/cases/${id}/graph?after=x`)).status, 400);
  assert.equal((await tracer.get(`/cases/${newId()}/graph`)).status, 404);
  assert.equal((await officer.get(`/cases/${id}/graph`)).status, 403);
});

test('one human under two ids is one person of the chain, and leads on to the case under the other id', async () => {
  const [f0, kept, other, later] = [await person(), await person(), await person(), await person()];
  const id = await openCase(f0);
  await link(id, kept);
  await decide(id, kept, 1);
  await link(id, other, { from: at(1, 14), to: at(1, 15) });
  const theirs = await openCase(other);
  await link(theirs, later, { from: at(0, 0), to: at(0, 0.1) });
  const graph = async (of: string) => (await tracer.get(`/cases/${of}/graph`)).body;
  const edgesOf = ({ edges }: { edges: { source: string; target: string }[] }) =>
    edges.map(({ source, target }) => [source, target]).toSorted();
  assert.equal((await graph(id)).nodes.length, 4, 'two records, two people');

  const managing = await server.officer(places.district, ['officer']);
  const merged = await managing.post(`/people/${kept}/merge`, { id: newId(), other });
  assert.equal(merged.status, 201, JSON.stringify(merged.body));
  await server.job('cases merges');
  const whole = await graph(id);
  const shown = whole.nodes.map((node: { id: string; level: string; case: string | null }) => [
    node.id,
    node.level,
    node.case,
  ]);
  assert.deepEqual(
    shown.toSorted(),
    [
      [f0, 'F0', id],
      [kept, 'F0', theirs],
      [later, null, null],
    ].toSorted(),
  );
  const wanted = [
    [f0, kept],
    [f0, kept],
    [kept, later],
  ];
  assert.deepEqual(edgesOf(whole), wanted.toSorted());
  assert.deepEqual(edgesOf(await graph(theirs)), wanted.toSorted(), 'the same from its other end');
});

test('a milestone of a stay is published without the name, read by everybody, withdrawn and gone', async () => {
  const phone = somePhone();
  const who = await person({ fullName: 'Lê Thị Mộng Điệp', phone });
  const bar = await venue('Quán Mộng Điệp', 'cafe');
  await visit(who, bar, at(1, 9), at(1, 10));
  const id = await openCase(who);
  const [stay] = (await tracer.get(`/cases/${id}/stays`)).body;
  assert.deepEqual([stay.venue.id, stay.from, stay.to], [bar, at(1, 9), at(1, 10)]);
  const path = `/cases/${id}/milestones`;
  const body = { id: newId(), kind: 'place', from: stay.from, to: stay.to, venue: bar, text: 'Ngồi bàn cuối, với bạn' };
  const made = await tracer.post(path, body);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  assert.deepEqual([made.body.area, made.body.publishedAt], [places.commune, null]);
  assert.equal((await tracer.post(path, body)).status, 200, 'sent twice');
  assert.equal((await tracer.get(path)).body.length, 1);

  const published = `/public/milestones?area=${places.district}`;
  const outside = { get: async (url: string) => (await fetch(`${server.base}/api/v1${url}`)).json() };
  assert.deepEqual(await outside.get(published), { items: [], next: null });
  const publish = (text: string) => tracer.post(`/milestones/${body.id}/publication`, { id: newId(), text });
  for (const text of ['Bà Lê Thị Mộng Điệp đã đến', `Ai đến quán xin gọi ${phone}`]) {
    const refused = await publish(text);
    assert.deepEqual([refused.status, refused.body.fields[0].path], [422, 'text'], text);
  }
  assert.equal((await tracer.post(`/milestones/${body.id}/publication`, { id: newId() })).status, 400, 'no text');
  assert.equal((await publish('Quán cà phê, từ 9 đến 10 giờ')).status, 201);
  const read = await outside.get(published);
  assert.deepEqual(
    read.items.map((item: { text: string; venue: { id: string }; unit: string }) => [item.text, item.venue.id]),
    [['Quán cà phê, từ 9 đến 10 giờ', bar]],
  );
  assert.match(read.items[0].unit, /Trung tâm Y tế/);
  assert.doesNotMatch(JSON.stringify(read), new RegExp(`${who}|${id}|bàn cuối`));
  assert.deepEqual((await outside.get(`/public/milestones?area=${places.elsewhere}`)).items, []);
  assert.equal((await outside.get('/public/milestones?area=99')).status, 404);

  const elsewhere = await server.officer(places.elsewhere, ['tracer']);
  assert.equal((await elsewhere.get(path)).status, 404);
  assert.equal((await elsewhere.post(path, { ...body, id: newId() })).status, 404);
  assert.equal((await elsewhere.post(`/milestones/${body.id}/removal`, { id: newId() })).status, 404);
  assert.equal((await officer.post(`/milestones/${body.id}/removal`, { id: newId() })).status, 403);

  const withdrawn = await tracer.post(`/milestones/${body.id}/publication`, { id: newId(), withdraw: true });
  assert.deepEqual([withdrawn.status, withdrawn.body.publicText], [201, null]);
  assert.deepEqual((await outside.get(published)).items, []);
});

test('what is wrong is refused; what is removed, or of a revoked case, is not published any more', async () => {
  const id = await openCase(await person());
  const path = `/cases/${id}/milestones`;
  const milestone = (over = {}) => ({
    id: newId(),
    kind: 'place',
    from: at(1, 9),
    area: places.commune,
    text: 'Chợ',
    ...over,
  });
  const refusals = [
    [milestone({ from: at(-1, 9) }), 422, 'from', 'time.future'],
    [milestone({ to: at(1, 8) }), 422, 'to', 'time.order'],
    [milestone({ venue: newId() }), 404, 'venue', 'record.missing'],
    [milestone({ area: '38.999' }), 422, 'area', 'area.unknown'],
    [milestone({ text: ' ' }), 400, 'text', 'text.empty'],
    [milestone({ kind: 'house' }), 400, 'kind', 'request.invalid'],
  ] as const;
  for (const [body, status, field, code] of refusals) {
    const answer = await tracer.post(path, body);
    assert.deepEqual([answer.status, answer.body.fields[0].path], [status, field], code);
  }
  const [kept, gone] = [milestone(), milestone()];
  for (const one of [kept, gone]) {
    assert.equal((await tracer.post(path, one)).status, 201);
    const publication = { id: newId(), text: `Chợ ${one.id}` };
    assert.equal((await tracer.post(`/milestones/${one.id}/publication`, publication)).status, 201);
  }
  const texts = async (): Promise<string[]> =>
    (await tracer.get('/public/milestones')).body.items.map(({ text }: { text: string }) => text);
  assert.equal((await texts()).length, 2);
  assert.deepEqual((await tracer.post(`/milestones/${gone.id}/removal`, { id: newId() })).body, {});
  assert.deepEqual(await texts(), [`Chợ ${kept.id}`]);
  assert.equal((await tracer.post(`/milestones/${gone.id}/publication`, { id: newId(), text: 'x' })).status, 404);
  await tracer.post(`/cases/${id}/revocation`, { id: newId(), reason: 'dương tính giả' });
  assert.deepEqual(await texts(), []);
  assert.equal((await tracer.post(path, milestone())).body.code, 'case.revoked');
  assert.deepEqual((await tracer.get(`/cases/${id}/stays`)).body, []);
});
