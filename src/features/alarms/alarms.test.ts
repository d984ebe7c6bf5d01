import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aDeclaration, aPerson, aServer, type Caller, places } from '../../../test/support/server.ts';
import { addDays } from '../../core/day.ts';

const today = '2021-11-20';
const server = await aServer({ at: '2021-11-20T12:00:00+07:00' });
const nurse = await server.officer(places.commune);
const manager = await server.officer(places.district, ['manager']);

/** Whoever has fever, some hours before noon of a day. */
const declare = async (day: string, times: number, symptoms: string[] = ['fever'], by = nurse): Promise<void> => {
  for (let n = 0; n < times; n += 1) {
    const answers = { symptoms, exposures: [], places: [], conditions: [] };
    const { status } = await by.post(
      '/declarations',
      aDeclaration({ person: aPerson(), answers, at: `${day}T08:00:00+07:00` }),
    );
    assert.equal(status, 201);
  }
};
const alarms = async (by = manager, query = '') => (await by.get(`/statistics/alarms${query}`)).body.items;

test('two weeks of a case a day now and then are the usual', async () => {
  for (const [n, count] of [1, 0, 1, 2, 1, 0, 1, 1, 0, 1, 2, 1].entries()) await declare(addDays(today, n - 12), count);
  assert.deepEqual(await alarms(), []);
});

test('six on one day are an alarm, with the figures it follows from, as soon as the last has declared', async () => {
  await declare(today, 6);
  const [alarm, ...others] = await alarms();
  assert.deepEqual(others, []);
  assert.deepEqual(
    [alarm.area, alarm.symptom, alarm.day, alarm.count, alarm.declared],
    [places.commune, 'fever', today, 6, 6],
  );
  assert.match(alarm.name, /^Phường Hàm Rồng, /);
  const c1 = alarm.findings.find(({ method }: { method: string }) => method === 'C1');
  assert.deepEqual([c1.baseline, c1.threshold], [[0, 1, 1, 0, 1, 2, 1], 3]);
  assert.ok(Math.abs(c1.mean - 6 / 7) < 1e-9);
  // Squares about 6/7: 2 × 36/49 + 4 × 1/49 + 64/49 = 140/49, by 6.
  assert.ok(Math.abs(c1.deviation - Math.sqrt(140 / 49 / 6)) < 1e-9);
  assert.ok(Math.abs(c1.statistic - (6 - 6 / 7) / Math.sqrt(140 / 49 / 6)) < 1e-9);
  assert.deepEqual(await alarms(manager, `?day=${addDays(today, -1)}`), []);
});

test('the trend shows each day with its line and its alarms, and a district is the sum of its communes', async () => {
  const { body } = await nurse.get('/statistics/trend?days=14');
  assert.equal(body.days.length, 13, 'from the first declaration on');
  const last = body.days.at(-1);
  assert.deepEqual([last.day, last.fever.count, last.breathless.count], [today, 6, 0]);
  assert.deepEqual(last.fever.alarms, ['C1', 'C2', 'C3']);
  assert.ok(last.fever.upper > 2 && last.fever.upper < 6);
  assert.equal(body.days[0].fever.upper, null, 'no history yet');
  assert.equal((await manager.get('/statistics/trend')).body.days.at(-1).fever.count, 6);
});

test('commune and unit above are told once, without a person, and a run of days is one alarm', async () => {
  await server.job('alarms.watch');
  await server.job('alarms.watch');
  const told = async (by: Caller) =>
    (await by.get('/reminders')).body.items.filter(({ kind }: { kind: string }) => kind === 'alarm');
  for (const unit of [nurse, manager]) {
    const [note, ...others] = await told(unit);
    assert.deepEqual(others, []);
    assert.deepEqual(
      [note.about, note.figures.symptom, note.figures.count, note.figures.method],
      [places.commune, 'fever', 6, 'C1'],
    );
    assert.ok(!/Hằng/.test(JSON.stringify(note)));
  }
  server.clock.step(24 * 3_600_000);
  await declare(addDays(today, 1), 12);
  assert.equal((await alarms()).length, 1);
  await server.job('alarms.watch');
  assert.equal((await told(manager)).length, 1);
});

test('a commune that begins to declare is no outbreak: before its first day there is no history', async () => {
  const neighbour = await server.officer(places.neighbour);
  await declare(addDays(today, 1), 5, ['breathless'], await atOf(neighbour));
  assert.deepEqual(
    (await alarms()).map(({ area }: { area: string }) => area),
    [places.commune],
  );
});
const atOf = async (by: Caller): Promise<Caller> => ({
  ...by,
  post: (path, body) =>
    by.post(path, { ...(body as object), area: places.neighbour, person: aPerson({ area: places.neighbour }) }),
});

test('who may see alarms: the unit and those above, not the press and not beside', async () => {
  assert.equal((await (await server.officer(places.district, ['press'])).get('/statistics/alarms')).status, 403);
  assert.equal((await nurse.get(`/statistics/alarms?area=${places.neighbour}`)).status, 404);
  assert.equal((await (await server.officer(places.district, ['leader'])).get('/statistics/trend')).status, 200);
  assert.equal((await nurse.get('/statistics/alarms?day=0001-01-01')).status, 400);
});
