import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  aDeclaration,
  aPerson,
  aServer,
  type Caller,
  places,
  somePhone,
  urgentAnswers,
} from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';
import { newestMessage } from '../messages/index.ts';

/** What these tests read of a listed row. */
type Row = Record<'id' | 'kind' | 'declaration', string> & { person: { id: string } };

const server = await aServer({ at: '2026-11-20T08:00:00+07:00' });
const nurse = await server.officer(places.commune);

const minute = 60_000;
const riskAnswers = { symptoms: [], exposures: ['contact_case'], places: [], conditions: [] };
const declare = async (answers: unknown = urgentAnswers) => {
  const declaration = aDeclaration({ answers });
  assert.equal((await nurse.post('/declarations', declaration)).status, 201);
  return declaration;
};

/** What arrives on the stream until a text is seen, or for half a second. */
const stream = async (caller: Caller) => {
  const response = await fetch(`${server.base}/api/v1/work/events`, {
    headers: { authorization: `Bearer ${caller.token}` },
  });
  const state = { text: '', ended: false };
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const done = (async () => {
    for (;;) {
      const { value, done } = (await reader?.read()) ?? { done: true };
      if (done) break;
      state.text += value;
    }
    state.ended = true;
  })();
  const sees = async (pattern: RegExp | 'end'): Promise<boolean> => {
    for (let i = 0; i < 25; i += 1) {
      if (pattern === 'end' ? state.ended : pattern.test(state.text)) return true;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return false;
  };
  return { response, state, sees, close: () => reader?.cancel().then(() => done) };
};

test('a new urgent declaration reaches the screens of its area at once, and no other', async () => {
  const [own, above, beside] = await Promise.all(
    [places.commune, places.province, places.neighbour].map(async (area) => stream(await server.officer(area))),
  );
  assert.equal(own?.response.headers.get('content-type'), 'text/event-stream; charset=utf-8');
  const { id } = await declare();
  const urgent = new RegExp(`event: urgent\\ndata: .*"area":"${places.commune}".*"declaration":"${id}"`);
  assert.ok(await own?.sees(urgent));
  assert.ok(await above?.sees(urgent));
  await nurse.post(`/declarations/${id}/take`, { id: newId() });
  assert.ok(await own?.sees(/event: changed/));
  assert.ok(!beside?.state.text.includes('event:'));
  await Promise.all([own, above, beside].map((one) => one?.close()));
});

test('a stream needs a session that may read work', async () => {
  assert.equal((await server.anonymous.get('/work/events')).status, 401);
  assert.equal((await (await server.citizen()).get('/work/events')).status, 403);
});

test('streams end when the server stops', async () => {
  const open = await stream(nurse);
  await Promise.all(
    server.server.features.filter(({ name }) => name === 'verification').map((feature) => feature.drain?.()),
  );
  assert.ok(await open.sees('end'));
});

const text = async (phone: string) => (await newestMessage(server.house, phone))?.text;

test('a new urgent item is told to the on-duty phone, then each half hour to the level above, until it is taken', async () => {
  const [station, centre, cdc] = [somePhone(), somePhone(), somePhone()];
  for (const [area, phone] of [
    [places.commune, station],
    [places.district, centre],
    [places.province, cdc],
  ] as const) {
    const { status, body } = await (await server.officer(area)).post('/stations', { id: newId(), area, phone });
    assert.equal(status, 201, JSON.stringify(body));
  }
  await server.house.database.pools.owner`update work_item set notice_at = null`;
  const first = await declare();
  const second = await declare();
  await server.job('verification.notices');
  assert.equal(await text(station), 'La Chan: 2 to khai KHAN moi tai Phuong Ham Rong, mo bang viec de xu ly.');
  assert.equal(await text(centre), undefined);
  const count = async () =>
    (await server.house.database.pools.owner`select from message where purpose = 'work'`).length;
  await server.job('verification.notices');
  assert.equal(await count(), 1);
  await nurse.post(`/declarations/${second.id}/take`, { id: newId() });
  server.clock.step(31 * minute);
  await server.job('verification.notices');
  assert.equal(await text(centre), 'La Chan: 1 to khai KHAN tai Phuong Ham Rong chua ai nhan, mo bang viec de xu ly.');
  assert.equal(await text(cdc), undefined);
  server.clock.step(30 * minute);
  await server.job('verification.notices');
  assert.match((await text(cdc)) ?? '', /chua ai nhan/);
  const items = (await nurse.get('/work?limit=200')).body.items;
  const of = (id: string) => items.find((one: Row) => one.declaration === id);
  assert.deepEqual([of(first.id).escalation, of(second.id).escalation, of(first.id).overdue], [2, 0, true]);
  await nurse.post(`/declarations/${first.id}/take`, { id: newId() });
  const before = await count();
  server.clock.step(60 * minute);
  await server.job('verification.notices');
  assert.equal(await count(), before);
});

test('a risk that nobody takes for a day is told to the level above, and who cannot be reached at once', async () => {
  const centre = somePhone();
  await (await server.officer(places.district)).post('/stations', {
    id: newId(),
    area: places.district,
    phone: centre,
  });
  await server.house.database.pools.owner`update work_item set notice_at = null`;
  await declare(riskAnswers);
  await server.job('verification.notices');
  assert.equal(await text(centre), undefined);
  server.clock.step(24 * 60 * minute + minute);
  await server.job('verification.notices');
  assert.match((await text(centre)) ?? '', /1 to khai nguy co tai Phuong Ham Rong qua han/);
  const gone = await declare(riskAnswers);
  for (const channel of ['call', 'call', 'call', 'visit']) {
    await nurse.post(`/declarations/${gone.id}/attempts`, { id: newId(), channel, outcome: 'absent' });
  }
  await server.job('verification.notices');
  assert.match((await text(centre)) ?? '', /1 nguoi tai Phuong Ham Rong khong lien lac duoc/);
});

test('messages to stations name no person', async () => {
  const person = aPerson({ fullName: 'Quách Thị Đặc Biệt' });
  await nurse.post('/declarations', aDeclaration({ answers: urgentAnswers, person }));
  await server.job('verification.notices');
  const rows = await server.house.database.pools.owner<
    { id: string; sealed: Buffer }[]
  >`select id, sealed from message where purpose = 'work'`;
  for (const { id, sealed } of rows) {
    assert.doesNotMatch(
      server.house.keys.open<{ text: string }>(`message ${id}`, sealed).text,
      /quach|dac biet|\d{9}/i,
    );
  }
});
