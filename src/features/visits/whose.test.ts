import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aPerson, aServer, type Caller, places, somePhone } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';
import { dayOf } from '../../core/day.ts';
import { newestMessage } from '../messages/index.ts';

// Whose a visit is, and who may read it: a card and a typed phone are claims that anybody can make.

const server = await aServer({ at: '2026-03-11T05:00:00Z' });
const nurse = await server.officer(places.commune);

const minute = 60_000;
const { ago } = server;
/** Smaller than any id that is made now. */
let small = 0;
const aSmallId = (): string => `00000000-0000-7000-8000-${String(++small).padStart(12, '0')}`;

const aDoor = async (over = {}): Promise<{ owner: Caller; venue: string }> => {
  const owner = await server.citizen();
  const venue = { id: newId(), name: 'Quán Hương', kind: 'restaurant', area: places.commune, ...over };
  const { status, body } = await owner.post('/venues', venue);
  assert.equal(status, 201, JSON.stringify(body));
  return { owner, venue: body.id };
};
let numbers = 0;
const aCard = () => {
  numbers += 1;
  const number = `038088${String(numbers).padStart(6, '0')}`;
  const fullName = `Lê Văn ${'ABCDEĐGHIK'[numbers % 10]}`;
  const identity = { type: 'cccd', number };
  return {
    who: { fullName, birthDate: '1988-02-01', birthYear: undefined, sex: 'male', identity },
    qr: `${number}||${fullName.toUpperCase()}|01021988|Nam|Đông Vệ, Thanh Hóa|01012022`,
    /** The same number with what somebody made up. */
    forged: `${number}||TRẦN VĂN TÙNG|03041988`,
    otherDay: `${number}||${fullName}|05061988`,
  };
};
const made = async (by: Caller, over: Record<string, unknown>): Promise<string> => {
  const { status, body } = await by.post('/people', aPerson(over));
  assert.equal(status, 201, JSON.stringify(body));
  return body.id;
};
const visit = (venue: string, visitor: unknown, over = {}) => ({
  id: newId(),
  venue,
  visitor,
  in: ago(minute),
  method: 'controller',
  ...over,
});
const scan = async (by: Caller, venue: string, qr: string) => {
  const { status, body } = await by.post('/visits', visit(venue, { qr }));
  assert.equal(status, 201, JSON.stringify(body));
  return body;
};
const namesIn = async (venue: string): Promise<string[]> => {
  const rows = await server.house.database.pools.owner`select in_at, visitor from visit where venue_id = ${venue}`;
  return rows.map(({ visitor }) => visitor);
};
const isAt = async (venue: string, person: string): Promise<boolean> =>
  (await namesIn(venue)).includes(server.house.keys.days.pseudonym(dayOf(server.clock.now()), person) as string);
const venuesOf = async (by: Caller): Promise<string[]> =>
  (await by.get('/visits')).body.items.map((one: { venue: { id: string } }) => one.venue.id);
const makeCase = async (person: string): Promise<void> => {
  const tracer = await server.officer(places.district, ['tracer']);
  const today = dayOf(server.clock.now());
  const { status, body } = await tracer.post('/cases', { id: newId(), person, sampledOn: today, confirmedOn: today });
  assert.equal(status, 201, JSON.stringify(body));
};

test('who writes down somebody’s card as that of a family member is not shown where the bearer goes', async () => {
  const card = aCard();
  const [spy, bearer, door] = [await server.citizen(), await server.citizen(), await aDoor()];
  await made(spy, { relation: 'self' });
  const copy = await made(spy, { ...card.who, id: aSmallId(), relation: 'family' });
  await scan(door.owner, door.venue, card.qr);
  assert.deepEqual([await isAt(door.venue, copy), await venuesOf(spy)], [false, []], 'nobody else is known by it');
  const own = await made(bearer, { ...card.who, relation: 'self' });
  await scan(door.owner, door.venue, card.qr);
  assert.deepEqual([await isAt(door.venue, own), await venuesOf(bearer)], [true, [door.venue]]);
  assert.deepEqual(await venuesOf(spy), []);
});

test('of two who keep one card as their own neither gets its visits; an officer’s record does', async () => {
  const card = aCard();
  const [one, other, door] = [await server.citizen(), await server.citizen(), await aDoor()];
  await made(one, { ...card.who, id: aSmallId(), relation: 'self' });
  await made(other, { ...card.who, relation: 'self' });
  await scan(door.owner, door.venue, card.qr);
  assert.deepEqual([await venuesOf(one), await venuesOf(other)], [[], []]);
  const official = await made(nurse, card.who);
  await scan(door.owner, door.venue, card.qr);
  assert.equal(await isAt(door.venue, official), true);
});

test('a card answers for a record only with its name and birth; otherwise like a card of nobody', async () => {
  const card = aCard();
  const door = await aDoor();
  const person = await made(nurse, card.who);
  await makeCase(person);
  assert.equal((await scan(door.owner, door.venue, card.qr)).answer, 'call_station');
  const nobody = await scan(door.owner, door.venue, aCard().qr);
  for (const qr of [card.forged, card.otherDay]) {
    const told = await scan(door.owner, door.venue, qr);
    assert.deepEqual({ ...told, id: '', in: '' }, { ...nobody, id: '', in: '' });
    assert.equal(told.answer, 'declare');
  }
});

test('a card tells no death', async () => {
  const card = aCard();
  const door = await aDoor();
  const person = await made(nurse, card.who);
  const death = { id: newId(), diedOn: '2026-03-08', place: 'Bệnh viện', source: 'Bệnh viện báo' };
  assert.equal((await nurse.post(`/people/${person}/death`, death)).status, 201);
  assert.equal((await scan(door.owner, door.venue, card.qr)).answer, 'declare');
  assert.equal(await isAt(door.venue, person), false);
});

test('whoever reads cards of nobody by the thousand is told no more, of those who are known neither', async () => {
  const card = aCard();
  const door = await aDoor();
  await made(nurse, card.who);
  await scan(door.owner, door.venue, aCard().qr);
  await server.house.database.pools.owner`update budget set spent = 1000 where key like 'cards unknown %'`;
  assert.equal((await scan(door.owner, door.venue, card.qr)).answer, 'declare');
  const { status } = await door.owner.post('/visits', visit(door.venue, { qr: aCard().qr }));
  assert.equal(status, 429);
  const known = await door.owner.post('/visits', visit(door.venue, { qr: card.qr }));
  assert.deepEqual([known.status, known.body.code], [429, 'budget.spent']);
});

test('an adult who was asked and has not agreed is neither taken along nor shown, nor the class', async () => {
  const { owner, venue } = await aDoor();
  const [adder, adult] = [await server.citizen(), await server.citizen()];
  await made(adder, { relation: 'self' });
  const person = await made(adder, { fullName: 'Phạm Thị Lan', relation: 'family', phone: adult.phone });
  const along = await adder.post('/visits', visit(venue, { person }, { method: 'self' }));
  assert.deepEqual([along.status, along.body.code], [404, 'record.missing']);
  const taken = await adult.post(`/people/${person}/takeover`, { id: newId(), accept: true });
  assert.equal(taken.status, 201);
  await owner.post('/visits', visit(venue, { qr: await codeOf(adult, person) }));
  const { owner: database } = server.house.database.pools;
  const become = (state: string) => database`
    update kin set state = ${state} where person_id = ${person} and relation = 'family'`;
  assert.deepEqual(await venuesOf(adder), [venue], 'now it was agreed to');
  await makeCase(person);
  await database`update classification set told_level = level, pending = false where person_id = ${person}`;
  assert.equal((await adder.get(`/people/${person}/classification`)).body.level, 'F0');
  await become('pending');
  assert.deepEqual(await venuesOf(adder), []);
  assert.deepEqual((await adder.get(`/visits?person=${person}`)).status, 404);
  assert.equal((await adder.get(`/people/${person}/classification`)).body.level, null);
  assert.equal((await adult.get(`/people/${person}/classification`)).body.level, 'F0');
});

const codeOf = async (by: Caller, person: string): Promise<string> =>
  (await by.post(`/people/${person}/code`, { id: newId() })).body.url;

const confirm = async (by: Caller, one: { id: string; venue: string; in: string }, phone: string, code?: string) =>
  by.post(`/visits/${one.id}/confirmation`, {
    id: newId(),
    venue: one.venue,
    in: one.in,
    phone,
    code: code ?? (await newestMessage(server.house, phone))?.code,
  });

test('a code for the door confirms the visit and signs nobody in; a plain one is still taken', async () => {
  const { owner, venue } = await aDoor();
  const phone = somePhone();
  const signIn = async () =>
    (
      await server.anonymous.post('/sessions', {
        phone,
        code: (await newestMessage(server.house, phone))?.code,
        as: 'token',
      })
    ).status;
  const [first, second] = [1, 2].map((n) =>
    visit(venue, { phone, fullName: 'Lê Thị Cúc' }, { method: 'phone', in: ago(n * minute) }),
  );
  for (const one of [first, second]) await owner.post('/visits', one);
  await server.anonymous.post('/otp', { phone });
  const own = (await newestMessage(server.house, phone))?.code;
  const asked = await server.anonymous.post('/otp', { phone, purpose: 'visit' });
  assert.deepEqual([asked.status, asked.body.retryAfterSeconds], [202, 60]);
  const message = await newestMessage(server.house, phone);
  assert.equal(
    message?.text,
    `Ma La Chan de vao cua: ${message?.code}. Xin doc ma nay cho nguoi truc. Khong dung de dang nhap. Co hieu luc 5 phut.`,
  );
  assert.equal(await signIn(), 401);
  assert.equal((await confirm(owner, first as never, phone)).status, 201);
  assert.equal((await server.anonymous.post('/sessions', { phone, code: own, as: 'token' })).status, 201);
  server.clock.step(61_000);
  await owner.post('/otp', { phone });
  assert.equal((await confirm(owner, second as never, phone)).status, 201);
  assert.equal(await signIn(), 401, 'used up');
});

test('a phone confirms the visits typed with it, no others; and only the doubt that it was not proven', async () => {
  const { owner, venue } = await aDoor({ hours: [{ day: 2, from: 8 * 60, to: 9 * 60 }] });
  const door = await aDoor();
  const [phone, other] = [somePhone(), somePhone()];
  const fullName = 'Lê Thị Cúc';
  const [plain, closed, strange] = [
    visit(door.venue, { phone, fullName }, { method: 'phone' }),
    visit(venue, { phone, fullName }, { method: 'phone' }),
    visit(door.venue, { phone: other, fullName }, { method: 'phone' }),
  ];
  const scanned = visit(door.venue, { qr: aCard().qr });
  for (const one of [plain, strange, scanned]) assert.equal((await door.owner.post('/visits', one)).status, 201);
  assert.equal((await owner.post('/visits', closed)).status, 201);
  await server.anonymous.post('/otp', { phone, purpose: 'visit' });
  for (const one of [strange, scanned])
    assert.deepEqual((await confirm(door.owner, one as never, phone)).body.code, 'record.missing');
  assert.equal((await confirm(door.owner, plain as never, phone)).status, 201);
  await server.anonymous.post('/otp', { phone, purpose: 'visit' });
  assert.equal((await confirm(owner, closed as never, phone)).status, 201);
  const rows = await server.house.database.pools.owner`select id, flags from visit`;
  const flagsOf = ({ id }: { id: string }): number => rows.find((row) => row.id === id)?.flags;
  assert.deepEqual([flagsOf(plain), flagsOf(closed), flagsOf(strange)], [0, 1, 9]);
});

test('a proven phone moves the visit to the record of its holder, not to one that somebody else has added', async () => {
  const { owner, venue } = await aDoor();
  const [spy, holder] = [await server.citizen(), await server.citizen()];
  const { phone } = holder;
  await made(spy, { relation: 'self' });
  const copy = await made(spy, { id: aSmallId(), fullName: 'Lê Thị Cúc', relation: 'family', phone });
  const first = visit(venue, { phone, fullName: 'Lê Thị Cúc' }, { method: 'phone' });
  await owner.post('/visits', first);
  server.clock.step(61_000);
  await owner.post('/otp', { phone, purpose: 'visit' });
  assert.equal((await confirm(owner, first as never, phone)).status, 201);
  assert.equal(await isAt(venue, copy), false);
  const own = await made(holder, { fullName: 'Lê Thị Cúc', relation: 'self', phone });
  const second = visit(venue, { phone, fullName: 'CÚC LÊ THỊ' }, { method: 'phone' });
  await owner.post('/visits', second);
  await owner.post('/otp', { phone, purpose: 'visit' });
  assert.equal((await confirm(owner, second as never, phone)).status, 201);
  assert.deepEqual([await isAt(venue, own), await isAt(venue, copy)], [true, false]);
});

test('left out, the visitor is the account’s own person and nobody else of the family', async () => {
  const { venue } = await aDoor();
  const parent = await server.citizen();
  await made(parent, { fullName: 'Lê Minh', birthYear: 2018, relation: 'family' });
  const alone = await parent.post('/visits', { id: newId(), venue, in: ago(0), method: 'self' });
  assert.deepEqual([alone.status, alone.body.code], [422, 'venue.person']);
  const self = await made(parent, { relation: 'self' });
  assert.equal((await parent.post('/visits', { id: newId(), venue, in: ago(0), method: 'self' })).status, 201);
  assert.equal(await isAt(venue, self), true);
});

test('a visit sent again gets its first answer, however late, and when the family has changed', async () => {
  const { venue } = await aDoor();
  const parent = await server.citizen();
  await made(parent, { relation: 'self' });
  const child = await made(parent, { fullName: 'Lê Minh', birthYear: 2018, relation: 'family' });
  const one = visit(venue, { person: child }, { method: 'self', in: ago(10 * minute), out: ago(5 * minute) });
  const first = await parent.post('/visits', one);
  assert.equal(first.status, 201);
  server.clock.step(75 * 3_600_000);
  const later = await parent.post('/visits', one);
  assert.deepEqual([later.status, later.body], [200, first.body], 'it was not late when it came');
  await server.house.database.pools.owner`update kin set state = 'refused' where person_id = ${child}`;
  assert.deepEqual(
    [(await parent.post('/visits', one)).status, (await parent.post('/visits', { ...one, id: newId() })).status],
    [200, 404],
  );
  const left = server.house.config.visitDays * 24 * 3_600_000;
  server.clock.step(left);
  const again = await parent.post('/visits', one);
  assert.deepEqual([again.status, again.body], [200, first.body], 'no longer taken, still in the table');
  assert.equal((await parent.post('/visits', { ...one, id: newId() })).body.code, 'visit.too_old');
  server.clock.step(-left - 75 * 3_600_000);
});

test('an officer records who lives in the own area anywhere, by code, card, phone or record', async () => {
  const far = await server.officer(places.elsewhere);
  const { body: there } = await far.post('/venues', {
    id: newId(),
    name: 'Chợ',
    kind: 'market',
    area: places.elsewhere,
  });
  const card = aCard();
  const phone = somePhone();
  const person = await made(nurse, { ...card.who, phone });
  const { body: code } = await nurse.post(`/people/${person}/code`, { id: newId() });
  const shown = [{ person }, { qr: code.url }, { qr: card.qr }, { phone, fullName: card.who.fullName }];
  for (const visitor of shown) {
    const { status, body } = await nurse.post('/visits', visit(there.id, visitor));
    assert.equal(status, 201, JSON.stringify([visitor, body]));
  }
  const strangers = [{ qr: aCard().qr }, { phone, fullName: 'Ai Đó' }, { phone: somePhone(), fullName: 'Lê An' }];
  for (const visitor of strangers)
    assert.equal((await nurse.post('/visits', visit(there.id, visitor))).status, 404, JSON.stringify(visitor));
});

test('an officer ends what an officer may write down: a stay at a place of the own area, and of who lives there at any place', async () => {
  const far = await server.officer(places.elsewhere);
  const there = { id: newId(), name: 'Chợ', kind: 'market', area: places.elsewhere };
  assert.equal((await far.post('/venues', there)).status, 201);
  const sent = visit(there.id, { person: await made(nurse, {}) }, { in: ago(20 * minute) });
  assert.equal((await nurse.post('/visits', sent)).status, 201);
  const end = { venue: there.id, in: sent.in, at: ago(minute) };
  const out = (by: Caller) => by.post(`/visits/${sent.id}/out`, { id: newId(), ...end });
  const neighbour = await server.officer(places.neighbour);
  assert.deepEqual(
    [(await out(neighbour)).status, (await out(nurse)).status, (await out(far)).status],
    [404, 201, 201],
    'the home, the place, and nobody beside them',
  );
});

test('one human by record, code and card within one batch is one: each check-in ends the stay before', async () => {
  const [shop, cafe, bar] = await Promise.all(
    ['shop', 'cafe', 'bar'].map(
      async (kind) =>
        (await nurse.post('/venues', { id: newId(), name: 'Quán', kind, area: places.commune })).body.id as string,
    ),
  );
  const card = aCard();
  const person = await made(nurse, card.who);
  const { body: code } = await nurse.post(`/people/${person}/code`, { id: newId() });
  const items = [
    visit(shop as string, { person }, { in: ago(30 * minute) }),
    visit(cafe as string, { qr: code.url }, { in: ago(20 * minute) }),
    visit(bar as string, { qr: card.qr }, { in: ago(10 * minute) }),
  ];
  const { body } = await nurse.post('/visits/batch', { items });
  assert.deepEqual(
    body.results.map(({ status }: { status: number }) => status),
    [201, 201, 201],
  );
  const rows = await server.house.database.pools.owner`
    select out_at from visit where id = any(${items.map(({ id }) => id)}::uuid[]) order by in_at`;
  assert.deepEqual(
    rows.map(({ outAt }) => outAt?.toISOString() ?? null),
    [items[1]?.in, items[2]?.in, null],
  );
});
