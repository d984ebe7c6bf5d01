import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aDeclaration, aPerson, aServer, type Caller, places, somePhone } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';
import { addDays } from '../../core/day.ts';
import { newestMessage } from '../messages/index.ts';

// A door that scans whoever comes and goes, also after days without a network.

const server = await aServer({ at: '2026-03-11T05:00:00Z' });

const minute = 60_000;
const hour = 60 * minute;
/** Times before this moment, so that two of them can be compared. */
const moment = () => {
  const now = server.clock.now().getTime();
  return (ms: number): string => new Date(now - ms).toISOString();
};
const ago = (ms: number): string => moment()(ms);
const aVenue = (over = {}) => ({ id: newId(), name: 'Quán Hương', kind: 'restaurant', area: places.commune, ...over });

const aDoor = async (): Promise<{ owner: Caller; venue: string }> => {
  const owner = await server.citizen();
  const { status, body } = await owner.post('/venues', aVenue());
  assert.equal(status, 201, JSON.stringify(body));
  return { owner, venue: body.id };
};
/** Somebody with a code on paper; `declared` makes the answer "enter". */
const aVisitor = async (declared = false): Promise<string> => {
  const citizen = await server.citizen();
  const person = aPerson({ relation: 'self' });
  assert.equal((await citizen.post('/people', person)).status, 201);
  if (declared) await citizen.post('/declarations', aDeclaration({ person: { id: person.id } }));
  const { status, body } = await citizen.post(`/people/${person.id}/code`, { id: newId() });
  assert.equal(status, 201, JSON.stringify(body));
  return body.url;
};
let cards = 0;
const aCard = (): string => {
  cards += 1;
  return `038088${String(cards).padStart(6, '0')}||NGUYỄN VĂN ${'ABCDEFGHIK'[cards % 10]}|01021988|Nam|Đông Vệ, Thanh Hóa|01012022`;
};
const scanned = (venue: string, qr: string, at: string, over = {}) => ({
  id: newId(),
  venue,
  visitor: { qr },
  in: at,
  method: 'controller',
  ...over,
});
const leaving = (qr: string, at: string) => ({ id: newId(), at, visitor: { qr } });
const statuses = ({ body }: { body: { results: { status: number }[] } }) => body.results.map(({ status }) => status);

type Row = { id: string; inAt: Date; outAt: Date | null; flags: number };
const rowsOf = (venue: string): Promise<Row[]> =>
  server.house.database.pools.owner<
    Row[]
  >`select id, in_at, out_at, flags from visit where venue_id = ${venue} order by in_at, id`;
const staysOf = async (venue: string) =>
  (await rowsOf(venue)).map(({ inAt, outAt }) => [inAt.toISOString(), outAt?.toISOString() ?? null]);

test('a batch sent twice is stored once, and each item gets its first answer again', async () => {
  const { owner, venue } = await aDoor();
  const items = [
    scanned(venue, await aVisitor(true), ago(3 * hour)),
    scanned(venue, await aVisitor(), ago(2 * hour)),
    scanned(venue, aCard(), ago(hour)),
  ];
  const first = await owner.post('/visits/batch', { items });
  assert.deepEqual(statuses(first), [201, 201, 201], JSON.stringify(first.body));
  assert.deepEqual(
    first.body.results.map(({ answer }: { answer: string }) => answer),
    ['enter', 'declare', 'declare'],
  );
  const again = await owner.post('/visits/batch', { items: items.toReversed() });
  assert.deepEqual(statuses(again), [200, 200, 200]);
  assert.deepEqual(
    again.body.results.map(({ answer }: { answer: string }) => answer),
    ['declare', 'declare', 'enter'],
  );
  assert.equal((await rowsOf(venue)).length, 3);
});

test('twice at the same moment, from a retry that overtook, is once too', async () => {
  const { owner, venue } = await aDoor();
  const items = await Promise.all(Array.from({ length: 20 }, async (_, i) => scanned(venue, aCard(), ago(i * minute))));
  const answers = await Promise.all(Array.from({ length: 4 }, () => owner.post('/visits/batch', { items })));
  for (const answer of answers) assert.ok(statuses(answer).every((status) => status === 200 || status === 201));
  assert.equal((await rowsOf(venue)).length, 20);
});

test('a departure that arrives before its check-in is refused as such, and taken when it is sent again', async () => {
  const { owner, venue } = await aDoor();
  const [visitor, inAt, outAt] = [await aVisitor(), ago(2 * hour), ago(hour)];
  const items = [leaving(visitor, outAt)];
  const early = await owner.post(`/venues/${venue}/departures/batch`, { items });
  assert.deepEqual([early.status, early.body.results[0].status, early.body.results[0].code], [200, 404, 'visit.none']);
  await owner.post('/visits/batch', { items: [scanned(venue, visitor, inAt)] });
  assert.deepEqual(statuses(await owner.post(`/venues/${venue}/departures/batch`, { items })), [200]);
  assert.deepEqual(statuses(await owner.post(`/venues/${venue}/departures/batch`, { items })), [200]);
  assert.deepEqual(await staysOf(venue), [[inAt, outAt]]);
  const { body: days } = await owner.get(`/venues/${venue}/days`);
  assert.deepEqual([days[0].entered, days[0].left], [1, 1]);
});

test('whatever the order in which check-ins and departures arrive, the stays are the same', async () => {
  const before = moment();
  const visits = [
    [8, 7],
    [6, 5],
    [3, null],
  ] as const;
  const orders = [
    [0, 1, 2],
    [2, 1, 0],
    [1, 2, 0],
  ];
  const ends = [];
  for (const order of orders) {
    const { owner, venue } = await aDoor();
    const visitor = await aVisitor();
    for (const i of order)
      await owner.post('/visits/batch', { items: [scanned(venue, visitor, before((visits[i]?.[0] ?? 0) * hour))] });
    for (const i of order.filter((one) => visits[one]?.[1])) {
      const items = [leaving(visitor, before((visits[i]?.[1] ?? 0) * hour))];
      assert.deepEqual(statuses(await owner.post(`/venues/${venue}/departures/batch`, { items })), [200]);
    }
    ends.push(await staysOf(venue));
  }
  // Nobody was seen leaving last: by now the usual time of the place has passed.
  const expected = visits.map(([from, to]) => [before(from * hour), before((to ?? 1.5) * hour)]);
  assert.deepEqual(ends, [expected, expected, expected]);
});

test('an earlier check-in elsewhere that comes late does not stay open beyond the later one', async () => {
  const before = moment();
  const { owner, venue } = await aDoor();
  const other = await aDoor();
  const visitor = await aVisitor();
  await owner.post('/visits/batch', { items: [scanned(venue, visitor, before(hour))] });
  await other.owner.post('/visits/batch', { items: [scanned(other.venue, visitor, before(hour + 20 * minute))] });
  const [row] = await rowsOf(other.venue);
  assert.deepEqual([row?.outAt?.toISOString(), (row?.flags ?? 0) & 2], [before(hour), 2]);
});

test('a departure corrects an end that was only estimated, and no other', async () => {
  const { owner, venue } = await aDoor();
  const visitor = await aVisitor();
  const [inAt, outAt] = [ago(5 * hour), ago(4.5 * hour)];
  await owner.post('/visits/batch', { items: [scanned(venue, visitor, inAt)] });
  await server.job('visits closing');
  const send = (at: string) => owner.post(`/venues/${venue}/departures/batch`, { items: [leaving(visitor, at)] });
  assert.deepEqual(statuses(await send(outAt)), [200]);
  assert.deepEqual(statuses(await send(ago(4 * hour))), [404]);
  const [row] = await rowsOf(venue);
  assert.deepEqual([row?.outAt?.toISOString(), (row?.flags ?? 0) & 2], [outAt, 0]);
  const { body: days } = await owner.get(`/venues/${venue}/days`);
  assert.deepEqual([days[0].entered, days[0].left], [1, 1], 'the estimated end was counted before');
});

test('who comes and goes twice in one batch has two stays', async () => {
  const { owner, venue } = await aDoor();
  const visitor = aCard();
  const times = [5, 4, 3, 2].map((n) => ago(n * hour)) as [string, string, string, string];
  await owner.post('/visits/batch', { items: [scanned(venue, visitor, times[2]), scanned(venue, visitor, times[0])] });
  const answer = await owner.post(`/venues/${venue}/departures/batch`, {
    items: [leaving(visitor, times[3]), leaving(visitor, times[1])],
  });
  assert.deepEqual(statuses(answer), [200, 200]);
  assert.deepEqual(await staysOf(venue), [
    [times[0], times[1]],
    [times[2], times[3]],
  ]);
});

test('a clock that is off is corrected by what it shows while sending; below a minute it is left', async () => {
  const before = moment();
  const { owner, venue } = await aDoor();
  const clock = (ahead: number) => before(-ahead);
  for (const ahead of [-3 * hour, 40 * minute, 40_000, 26 * hour]) {
    const item = scanned(venue, aCard(), clock(ahead - hour));
    const { body } = await owner.post('/visits/batch', { items: [item], now: clock(ahead) });
    assert.equal(body.results[0].status, 201, JSON.stringify(body));
    const off = Math.abs(ahead) < minute ? ahead : 0;
    const row = (await rowsOf(venue)).find(({ id }) => id === item.id);
    assert.equal(row?.inAt.toISOString(), before(hour - off), String(ahead));
    assert.equal(body.results[0].in, off ? undefined : before(hour));
    assert.equal((row?.flags ?? 0) & 1, ahead > 24 * hour ? 1 : 0);
    const again = await owner.post('/visits/batch', { items: [item], now: clock(ahead + 4_000) });
    assert.equal(again.body.results[0].status, 200);
  }
  assert.equal((await rowsOf(venue)).length, 4);
});

test('without that word a time ahead of ours is refused, and its neighbours are stored', async () => {
  const { owner, venue } = await aDoor();
  const { body } = await owner.post('/visits/batch', {
    items: [scanned(venue, aCard(), ago(-hour)), scanned(venue, aCard(), ago(hour)), { id: 'x' }],
  });
  assert.deepEqual(
    body.results.map(({ status, code }: { status: number; code?: string }) => [status, code]),
    [
      [422, 'time.future'],
      [201, undefined],
      [400, 'request.invalid'],
    ],
  );
});

test('what comes after more than 72 hours is marked late, not doubtful; beyond what is kept it is refused', async () => {
  const { owner, venue } = await aDoor();
  const forgotten = `${addDays(server.house.keys.days.oldest(), -1)}T05:00:00Z`;
  const { body } = await owner.post('/visits/batch', {
    items: [ago(71 * hour), ago(73 * hour), forgotten].map((at) => scanned(venue, aCard(), at)),
  });
  assert.deepEqual(
    body.results.map(({ status, code }: { status: number; code?: string }) => [status, code]),
    [
      [201, undefined],
      [201, undefined],
      [422, 'visit.too_old'],
    ],
  );
  assert.deepEqual(
    (await rowsOf(venue)).map(({ flags }) => flags & 5),
    [4, 0],
  );
});

test('a controller scans at the own venue alone, and ends stays there alone', async () => {
  const [here, there] = [await aDoor(), await aDoor()];
  const visitor = await aVisitor();
  const elsewhere = await here.owner.post('/visits/batch', { items: [scanned(there.venue, visitor, ago(hour))] });
  assert.deepEqual([elsewhere.body.results[0].status, elsewhere.body.results[0].code], [404, 'record.missing']);
  await there.owner.post('/visits/batch', { items: [scanned(there.venue, visitor, ago(hour))] });
  const [stay] = await rowsOf(there.venue);
  const items = [leaving(visitor, ago(0)), { id: newId(), at: ago(0), visitor: { visit: stay?.id } }];
  const strange = await here.owner.post(`/venues/${there.venue}/departures/batch`, { items });
  assert.deepEqual([strange.status, strange.body.code], [404, 'record.missing']);
  const own = await here.owner.post(`/venues/${here.venue}/departures/batch`, { items });
  assert.deepEqual(statuses(own), [404, 404], 'a visit elsewhere is none of this door');
  assert.equal((await rowsOf(there.venue))[0]?.outAt, null);
});

test('a controller who was removed still sends what was scanned before, for 72 hours, and nothing later', async () => {
  const { owner, venue } = await aDoor();
  const controller = await server.citizen();
  await owner.post(`/venues/${venue}/members`, { id: newId(), phone: controller.phone });
  const [visitor, early, late] = [aCard(), ago(2 * hour), ago(-2 * hour)];
  server.clock.step(hour);
  await owner.post(`/venues/${venue}/members`, { id: newId(), phone: controller.phone, remove: true });
  server.clock.step(2 * hour);
  const sent = await controller.post('/visits/batch', {
    items: [scanned(venue, visitor, early), scanned(venue, aCard(), late)],
  });
  assert.deepEqual(statuses(sent), [201, 404]);
  const gone = await controller.post(`/venues/${venue}/departures/batch`, {
    items: [leaving(visitor, ago(3.5 * hour)), leaving(visitor, ago(minute))],
  });
  assert.deepEqual(statuses(gone), [200, 404]);
  server.clock.step(72 * hour);
  const tooLate = await controller.post('/visits/batch', { items: [scanned(venue, aCard(), early)] });
  assert.deepEqual(statuses(tooLate), [404]);
});

test('a typed phone has its answer only after the code that came to it, and leaves by the visit or by what was typed', async () => {
  const { owner, venue } = await aDoor();
  const phone = somePhone();
  const citizen = await server.citizen(phone);
  const person = aPerson({ fullName: 'Lê Thị Cúc', relation: 'self', phone });
  await citizen.post('/people', person);
  await citizen.post('/declarations', aDeclaration({ person: { id: person.id } }));
  server.clock.step(61_000);
  const visit = { id: newId(), venue, visitor: { phone, fullName: 'Lê Thị Cúc' }, in: ago(0), method: 'phone' };
  const { body: stored } = await owner.post('/visits', visit);
  assert.deepEqual([stored.answer, stored.confirm, stored.doubtful], ['declare', 'otp', true]);
  await owner.post('/otp', { phone });
  const message = await newestMessage(server.house, phone);
  const told = await owner.post(`/visits/${visit.id}/confirmation`, {
    id: newId(),
    venue,
    in: visit.in,
    phone,
    code: message?.code,
  });
  assert.deepEqual([told.status, told.body.answer], [201, 'enter'], JSON.stringify(told.body));
  server.clock.step(hour);
  const out = await owner.post(`/venues/${venue}/departures/batch`, {
    items: [{ id: newId(), at: ago(0), visitor: { visit: visit.id } }],
  });
  assert.deepEqual(statuses(out), [200]);

  const other = { phone: somePhone(), fullName: 'Trần Văn Dũng' };
  await owner.post('/visits', { id: newId(), venue, visitor: other, in: ago(minute), method: 'on_behalf' });
  const left = await owner.post(`/venues/${venue}/departures/batch`, {
    items: [{ id: newId(), at: ago(0), visitor: other }],
  });
  assert.deepEqual(statuses(left), [200]);
});

test('nothing that a departure leaves behind says who left where', async () => {
  const { owner, venue } = await aDoor();
  const visitor = await aVisitor();
  await owner.post('/visits/batch', { items: [scanned(venue, visitor, ago(hour))] });
  await owner.post(`/venues/${venue}/departures/batch`, { items: [leaving(visitor, ago(0))] });
  const { owner: database } = server.house.database.pools;
  const [entry] = await database`select account, area, persons, detail from audit_inbox
    where route = 'POST /venues/:id/departures/batch' order by id desc limit 1`;
  assert.deepEqual({ ...entry }, { account: null, area: null, persons: [], detail: { count: 1 } });
  const [receipts] = await database`select count(*)::int as count from receipt where route like '%departures%'`;
  assert.equal(receipts?.count, 0);
});

test('a door takes along the beginnings of the codes that ended in thirty days, and nothing of whose they were', async () => {
  const { owner, venue } = await aDoor();
  const [citizen, nurse] = [await server.citizen(), await server.officer(places.commune)];
  const person = aPerson({ relation: 'self' });
  await citizen.post('/people', person);
  const codes = await Promise.all([...Array(2)].map(() => citizen.post(`/people/${person.id}/code`, { id: newId() })));
  const list = async (by: Caller, query = '') => (await by.get(`/venues/${venue}/withdrawn-codes${query}`)).body;
  server.clock.step(2 * minute);
  const before = await list(owner);
  const current = (await citizen.get(`/people/${person.id}/code`)).body;
  const ended = codes.map(({ body }) => body).find(({ id }) => id !== current.id);
  assert.ok(before.codes.includes(ended.id.slice(0, 13)));
  assert.ok(!before.codes.includes(current.id.slice(0, 13)), 'the one that holds');
  assert.doesNotMatch(JSON.stringify(before), new RegExp(`${person.id}|renewed|lost`));
  server.clock.step(hour);
  await citizen.post(`/people/${person.id}/code/revocation`, { id: newId(), reason: 'lost' });
  const since = await list(owner, `?since=${encodeURIComponent(before.at)}`);
  assert.deepEqual(since.codes, [current.id.slice(0, 13)]);
  assert.deepEqual((await list(nurse)).codes.length, before.codes.length + 1);

  for (const stranger of [citizen, await server.officer(places.elsewhere)])
    assert.equal((await stranger.get(`/venues/${venue}/withdrawn-codes`)).status, 404);
  assert.equal((await server.anonymous.get(`/venues/${venue}/withdrawn-codes`)).status, 401);
  server.clock.step(30 * 24 * hour);
  assert.deepEqual((await list(owner)).codes, [], 'the server alone knows of those');
});

test('a guest without a phone is offered to whose number was written, and not to the door that wrote down its own', async () => {
  const { owner, venue } = await aDoor();
  const { body: me } = await owner.get('/me');
  const relative = await server.citizen();
  for (const phone of [me.phone, relative.phone]) {
    const visitor = { phone, fullName: 'Hà Văn Sửu' };
    const { status } = await owner.post('/visits', { id: newId(), venue, visitor, in: ago(0), method: 'on_behalf' });
    assert.equal(status, 201);
  }
  const offersOf = async (by: Caller) =>
    (await by.get('/me')).body.offers.map(({ fullName }: { fullName: string }) => fullName);
  assert.deepEqual([await offersOf(relative), await offersOf(owner)], [['Hà Văn Sửu'], []]);
});
