import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aDeclaration, aPerson, aServer, places, urgentAnswers } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';
import { findDrift, recount } from './index.ts';

const server = await aServer({ at: '2021-11-20T08:00:00+07:00' });
const nurse = await server.officer(places.commune);
const manager = await server.officer(places.province, ['manager']);

const declare = async (
  over: Record<string, unknown> = {},
  by = nurse,
): Promise<{ id: string; person: { id: string } }> => {
  const { status, body } = await by.post(
    '/declarations',
    aDeclaration({ person: aPerson(), answers: urgentAnswers, ...over }),
  );
  assert.equal(status, 201, JSON.stringify(body));
  return body;
};
const verify = (id: string, over: Record<string, unknown> = {}) =>
  nurse.post(`/declarations/${id}/verification`, { id: newId(), result: 'confirmed', ...over });
const ofCommune = async (query = '') =>
  (await nurse.get(`/statistics/declarations?area=${places.commune}${query}`)).body[0];
const noDrift = async () => assert.deepEqual([...(await findDrift(server.house.database.pools.owner))], []);

test('a person counts once in a commune, however often declared', async () => {
  const before = await ofCommune();
  const person = aPerson();
  await declare({ person });
  await declare({ person: { id: person.id }, at: '2021-11-20T07:59:00+07:00' });
  await declare({ person: { id: person.id }, at: '2021-11-19T07:59:00+07:00' });
  const now = await ofCommune();
  assert.deepEqual([now.declared - before.declared, now.people - before.people], [3, 1]);
  await noDrift();
});

test('verified in time is no later than the item was due, by the time it really happened', async () => {
  const before = await ofCommune();
  const [soon, late] = [await declare(), await declare()];
  await verify(soon.id);
  server.clock.step(3 * 3_600_000);
  await verify(late.id);
  const offline = await declare();
  server.clock.step(3 * 3_600_000);
  await verify(offline.id, { at: new Date(server.clock.now().getTime() - 2 * 3_600_000).toISOString() });
  const now = await ofCommune();
  assert.deepEqual([now.verified - before.verified, now.inTime - before.inTime], [3, 2]);
  await nurse.post(`/declarations/${soon.id}/reopening`, { id: newId(), reason: 'nhầm' });
  assert.equal((await ofCommune()).inTime - before.inTime, 1, 'what is reopened is not verified');
  await noDrift();
});

test('unreachable are open items that were tried and never reached, untaken the urgent ones past half an hour', async () => {
  const before = await ofCommune();
  const [tried, reached] = [await declare(), await declare()];
  await declare();
  await nurse.post(`/declarations/${tried.id}/attempts`, { id: newId(), channel: 'call', outcome: 'no_answer' });
  await nurse.post(`/declarations/${reached.id}/attempts`, { id: newId(), channel: 'call', outcome: 'reached' });
  server.clock.step(31 * 60_000);
  const now = await ofCommune();
  assert.deepEqual(
    [now.open - before.open, now.unreachable - before.unreachable, now.untaken - before.untaken],
    [3, 1, 1],
  );
});

test('fever and breathlessness are counted, and move with a transfer like everything else', async () => {
  const elsewhere = async () => (await manager.get(`/statistics/declarations?area=${places.elsewhere}`)).body[0];
  const [here, there] = [await ofCommune(), await elsewhere()];
  const { id } = await declare({
    answers: { symptoms: ['fever'], exposures: ['contact_case'], places: [], conditions: [] },
  });
  const counted = await ofCommune();
  assert.deepEqual(
    [counted.fever - here.fever, counted.breathless - here.breathless, counted.people - here.people],
    [1, 0, 1],
  );
  const { body } = await nurse.post(`/declarations/${id}/transfer`, {
    id: newId(),
    area: places.elsewhere,
    reason: 'ở đó',
  });
  const receiver = await server.officer(places.elsewhere);
  assert.equal((await receiver.post(`/transfers/${body.id}/answer`, { id: newId(), accept: true })).status, 201);
  const [left, arrived] = [await ofCommune(), await elsewhere()];
  assert.deepEqual([left.fever, left.people], [here.fever, here.people]);
  assert.deepEqual([arrived.fever - there.fever, arrived.people - there.people], [1, 1]);
  await noDrift();
});

test('the share is of the residents an office has published, and a dash without them', async () => {
  const { owner } = server.house.database.pools;
  assert.deepEqual([(await ofCommune()).population, (await ofCommune()).share], [null, null]);
  await owner`insert into area_population (area, year, people, source, at) values ('38.380.14755.', 2021, 40, 'Cục Thống kê', now())`;
  const own = await ofCommune();
  assert.deepEqual(own.population, { people: 40, year: 2021, source: 'Cục Thống kê' });
  assert.equal(own.share, own.people / 40);
  const [today] = (await nurse.get(`/statistics/declarations?from=2021-11-25&to=2021-11-26`)).body;
  assert.deepEqual([today.declared, today.share], [0, own.share], 'the share is of all who have declared so far');
  const district = (await manager.get('/statistics/declarations')).body.find(
    (row: { area: string }) => row.area === places.district,
  );
  assert.equal(district.share, null, 'other communes of the district are unknown');
});

test('figures of a period are those of its days, named one by one or too many to name', async () => {
  const declared = async (query: string) => (await ofCommune(query)).declared;
  const total = await declared('');
  assert.equal(await declared('&from=2021-11-01&to=2021-11-30'), total);
  assert.equal(await declared('&from=2000-01-01&to=2021-11-30'), total);
  assert.equal(await declared('&from=2021-11-01'), total);
  assert.equal(await declared('&to=2021-11-19'), 1);
  assert.equal((await nurse.get('/statistics/declarations?from=0001-01-01')).status, 400);
  assert.equal((await nurse.get('/statistics/declarations?from=2021-11-02&to=2021-11-01')).status, 422);
});

test('approval publishes persons and what was verified in time, not the signs of a commune', async () => {
  const id = newId();
  const { body } = await manager.post('/figures/approval', { id, area: places.province, note: 'Đã gọi 3 xã' });
  assert.ok(body.figures.people > 0 && body.figures.inTime > 0);
  assert.ok(!('fever' in body.figures) && !('breathless' in body.figures));
  const shown = (await server.anonymous.get('/public/summary?area=38')).body;
  assert.deepEqual(shown.figures, body.figures);
  assert.ok(!JSON.stringify([body, shown]).includes('3 xã'));
  const [kept] = await server.house.database.pools.owner`select note from approved_figure where id = ${id}`;
  assert.equal(kept?.note, 'Đã gọi 3 xã');
});

test('an approval that is withdrawn makes the one before public again, and the last one leaves none', async () => {
  const area = '38.381';
  const lead = await server.officer(area, ['manager'], 'Trịnh Thị Lan');
  const approve = async (): Promise<string> => {
    server.clock.step(60_000);
    const id = newId();
    assert.equal((await lead.post('/figures/approval', { id, area })).status, 201);
    return id;
  };
  const withdraw = (id: string, by = lead, reason = 'Hai xã nhập trùng') =>
    by.post(`/figures/approvals/${id}/withdrawal`, { id: newId(), reason });
  const shown = async () => (await server.anonymous.get(`/public/summary?area=${area}`)).body;
  const [first, second, third] = [await approve(), await approve(), await approve()];
  assert.equal((await withdraw(second, nurse)).status, 403);
  assert.equal((await withdraw(second, await server.officer('38.380', ['manager']))).status, 404);
  assert.equal((await withdraw(second, await server.officer('01', ['manager']))).status, 404);
  assert.deepEqual((await withdraw(third, lead, ' ')).body.fields[0].path, 'reason');

  const before = await shown();
  assert.equal((await withdraw(second)).body.approvedAt, before.approvedAt, 'what was shown goes on being shown');
  const back = await withdraw(third);
  assert.equal(back.status, 201);
  const { items, shown: on } = (await lead.get('/figures/approvals')).body;
  assert.equal(on, first);
  assert.deepEqual(
    items.map(({ id, withdrawn }: { id: string; withdrawn: unknown }) => [id, withdrawn !== null]),
    [
      [third, true],
      [second, true],
      [first, false],
    ],
  );
  assert.deepEqual(items[0].withdrawn, { at: items[0].withdrawn.at, by: 'Trịnh Thị Lan', reason: 'Hai xã nhập trùng' });
  assert.equal((await shown()).approvedAt, items[2].approvedAt);
  assert.ok(!JSON.stringify([await shown(), back.body]).includes('nhập trùng'));
  const again = await withdraw(third);
  assert.deepEqual([again.status, again.body.code], [409, 'figures.withdrawn']);

  await withdraw(first);
  const none = await shown();
  assert.deepEqual([none.figures, none.asOf, none.approver, none.byDay], [null, null, null, []]);
  const { items: page, next } = (await lead.get('/figures/approvals?limit=2')).body;
  assert.equal(page.length, 2);
  const { items: rest } = (await lead.get(`/figures/approvals?limit=2&after=${next}`)).body;
  assert.deepEqual(
    rest.map(({ id }: { id: string }) => id),
    [first],
  );
});

test('an approval from before the newer figures is still shown', async () => {
  const { owner } = server.house.database.pools;
  const figures = { declared: 9, urgent: 1, risk: 1, symptom: 1, clear: 6, verified: 1, confirmed: 1, checked: 0 };
  await owner`insert into approved_figure (id, area, as_of, approved_at, approved_by, approver, figures, by_day)
    values (${newId()}, '01.', now(), now(), ${newId()}, 'Thành phố Hà Nội', ${owner.json(figures)}, '[]')`;
  const { status, body } = await server.anonymous.get('/public/summary?area=01');
  assert.deepEqual([status, body.figures], [200, figures]);
});

test('a counter that was tampered with is found, and counted again from the rows', async () => {
  const { owner } = server.house.database.pools;
  await owner`update commune_day set people = people + 1 where area = '38.380.14755.' and day = '2021-11-20'`;
  await owner`insert into campaign_day (code, day, area_code, declared) values ('XYZ999', '2021-11-20', '14755', 3)`;
  const drift = [...(await findDrift(owner))].map(({ area, day }) => `${area} ${day}`);
  assert.deepEqual(drift.sort(), ['38.380.14755. 2021-11-20', 'XYZ999 2021-11-20']);
  const before = await owner`select * from commune_day order by area, day`;
  assert.equal(await recount(owner), 2);
  await noDrift();
  const after = await owner`select * from commune_day order by area, day`;
  assert.equal(after.length, before.length);
});
