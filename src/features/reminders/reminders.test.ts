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

const server = await aServer({ at: '2021-11-20T08:00:00+07:00' });
const nurse = await server.officer(places.commune);
const district = await server.officer(places.district, ['manager']);
const province = await server.officer(places.province, ['manager']);

const minutes = (n: number) => server.clock.step(n * 60_000);
const declare = async (): Promise<string> => {
  const { body } = await nurse.post('/declarations', aDeclaration({ person: aPerson(), answers: urgentAnswers }));
  return body.id;
};
/** An officer's account that was at work a moment ago: programs do not sign in. */
const signIn = async (area: string): Promise<void> => {
  const { owner } = server.house.database.pools;
  await owner`insert into account (id, kind, area, roles, name, state, created_at, last_seen_at)
    values (${newId()}, 'officer', ${`${area}.`}, '{officer}', 'Lan', 'active', now(), ${server.clock.now()})`;
};
const lagging = async (by: Caller, query = '') => (await by.get(`/statistics/lagging?limit=200${query}`)).body;
const rowOf = async (by: Caller, area: string, query = '') =>
  (await lagging(by, query)).find((row: { area: string }) => row.area === area);

test('the urge list ranks communes with the reasons of each, and leaves out who is at work', async () => {
  await signIn(places.commune);
  await signIn(places.neighbour);
  assert.equal(await rowOf(district, places.commune), undefined);
  const first = await declare();
  minutes(31);
  const rows = await lagging(district);
  assert.equal(rows[0].area, places.commune);
  assert.deepEqual(rows[0].reasons, [
    { code: 'urgent_untaken', n: 1 },
    { code: 'overdue', n: 1, of: 1 },
  ]);
  assert.deepEqual([rows[0].open, rows[0].overdue, rows[0].untaken, rows[0].reminded], [1, 1, 1, null]);
  assert.equal(
    rows.find((row: { area: string }) => row.area === places.neighbour),
    undefined,
  );
  assert.deepEqual(rows.at(-1).reasons, [{ code: 'no_account' }]);
  assert.equal((await rowOf(province, places.district, '&by=child')).untaken, 1, 'of a district the sum below');
  await nurse.post(`/declarations/${first}/attempts`, { id: newId(), channel: 'call', outcome: 'reached' });
  assert.equal(await rowOf(district, places.commune), undefined, 'true at once');
});

test('only a manager sees the list, and only of the own area', async () => {
  assert.equal((await nurse.get('/statistics/lagging')).status, 403);
  assert.equal((await nurse.post('/reminders', { id: newId(), area: places.neighbour })).status, 403);
  assert.equal((await district.get('/statistics/lagging?area=38.381')).status, 404);
  assert.equal((await district.post('/reminders', { id: newId(), area: places.elsewhere })).status, 404);
  assert.equal(
    (await district.post('/reminders', { id: newId(), area: places.district })).body.code,
    'reminder.own_unit',
  );
});

test('one tap writes to the on-duty phone, without marks and without a person, and puts a note into the console of the unit', async () => {
  await declare();
  minutes(31);
  const phone = somePhone();
  await nurse.post('/duty', {
    id: newId(),
    area: places.commune,
    name: 'Bác sĩ Lan',
    phone,
    from: '2021-11-20T00:00:00+07:00',
    to: '2021-11-21T00:00:00+07:00',
  });
  const sent = await district.post('/reminders', { id: newId(), area: places.commune, note: 'Xin nhận ngay' });
  assert.deepEqual([sent.status, sent.body.sms], [201, true]);
  const message = await newestMessage(server.house, phone);
  assert.match(
    message?.text ?? '',
    /^La Chan: Trung tam Y te thanh pho Thanh Hoa nhac Tram Y te phuong Ham Rong: 1 to khai KHAN chua ai nhan, 1 viec qua han\./,
  );
  const { items } = (await nurse.get('/reminders?open=true')).body;
  assert.deepEqual(
    [items[0].note, items[0].from, items[0].kind],
    ['Xin nhận ngay', 'Trung tâm Y tế thành phố Thanh Hóa', 'reminder'],
  );
  const neighbour = await server.officer(places.neighbour);
  assert.deepEqual((await neighbour.get('/reminders')).body.items, []);
  assert.equal((await neighbour.post(`/reminders/${items[0].id}/acknowledgement`, { id: newId() })).status, 404);
  const seen = await nurse.post(`/reminders/${items[0].id}/acknowledgement`, { id: newId() });
  assert.equal(seen.status, 201);
  assert.deepEqual((await nurse.get('/reminders?open=true')).body.items, []);
  assert.equal((await rowOf(district, places.commune)).reminded.acknowledgedAt, seen.body.acknowledgedAt);
});

test('once an hour at most, whoever asks, and with the time of the next', async () => {
  const again = await province.post('/reminders', { id: newId(), area: places.commune });
  assert.deepEqual([again.status, again.body.code], [429, 'budget.spent']);
  assert.equal(again.headers.get('retry-after'), String(again.body.retryAfterSeconds));
  assert.equal((await rowOf(province, places.commune)).quietUntil, again.body.until);
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => district.post('/reminders', { id: newId(), area: '38.380.14761' })),
  );
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 429, 429, 429, 429, 429, 429, 429]);
});

test('a unit without an on-duty phone of its own gets the note alone', async () => {
  const { body } = await district.post('/reminders', { id: newId(), area: '38.380.14764' });
  assert.deepEqual([body.sms, body.figures.reasons], [false, [{ code: 'no_account' }]]);
});

test('who still lags when the time is over is made known to the level above, once; who does not is settled', async () => {
  minutes(239);
  await server.job('reminders.escalation');
  assert.equal((await rowOf(province, places.commune)).reminded.escalated, false, 'four hours by default');
  minutes(2);
  await server.job('reminders.escalation');
  await server.job('reminders.escalation');
  assert.equal((await rowOf(province, places.commune)).reminded.escalated, true);
  const told = (await province.get('/reminders')).body.items.filter(
    ({ about }: { about: string }) => about === places.commune,
  );
  assert.deepEqual(
    told.map(({ kind, from }: { kind: string; from: string }) => [kind, from]),
    [['escalation', 'Trung tâm Y tế thành phố Thanh Hóa']],
  );
  for (const { declaration } of (await nurse.get('/work')).body.items)
    await nurse.post(`/declarations/${declaration}/verification`, { id: newId(), result: 'not_confirmed' });
  await signIn(places.commune);
  await server.job('reminders.escalation');
  assert.equal(await rowOf(province, places.commune), undefined);
  await declare();
  minutes(31);
  assert.equal((await rowOf(province, places.commune)).reminded.escalated, false, 'that one was settled');
});

test('a reminder may give more or fewer hours', async () => {
  const { body } = await district.post('/reminders', { id: newId(), area: places.commune, hours: 1 });
  assert.equal(Date.parse(body.dueAt) - Date.parse(body.at), 3_600_000);
  for (const hours of [0, 73, 1.5])
    assert.equal((await district.post('/reminders', { id: newId(), area: places.neighbour, hours })).status, 400);
});
