import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Answer,
  aDeclaration,
  aPerson,
  aServer,
  type Caller,
  places,
  somePhone,
  urgentAnswers,
} from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';

/** What these tests read of a listed row. */
type Row = Record<'id' | 'kind' | 'declaration', string> & { person: { id: string } };

const server = await aServer();
const nurse = await server.officer(places.commune);
const colleague = await server.officer(places.commune);
const neighbour = await server.officer(places.neighbour);
const district = await server.officer(places.district);

const minute = 60_000;
const riskAnswers = { symptoms: [], exposures: ['contact_case'], places: [], conditions: [] };
const symptomAnswers = { symptoms: ['cough'], exposures: [], places: [], conditions: [] };
type Declared = ReturnType<typeof aDeclaration>;

const declare = async (over: Record<string, unknown> = {}, by: Caller = nurse): Promise<Declared> => {
  const declaration = aDeclaration({ answers: urgentAnswers, ...over });
  const { status, body } = await by.post('/declarations', declaration);
  assert.equal(status, 201, JSON.stringify(body));
  return declaration;
};
const act = (by: Caller, { id }: { id: string }, what: string, body: Record<string, unknown> = {}) =>
  by.post(`/declarations/${id}/${what}`, { id: newId(), ...body });
const item = async ({ person }: Declared, by: Caller = nurse, query = '') =>
  (await by.get(`/work?limit=200${query}`)).body.items.find((one: Row) => one.person.id === person.id);
const read = async ({ id }: { id: string }, by: Caller = nurse) => (await by.get(`/declarations/${id}`)).body;
const figures = async (area: string = places.commune) => {
  const rows = await server.house.database.pools.owner`
    select sum(verified)::int as verified, sum(confirmed)::int as confirmed, sum(checked)::int as checked
    from commune_day where day > '-infinity' and area = ${`${area}.`}`;
  return [rows[0]?.verified ?? 0, rows[0]?.confirmed ?? 0, rows[0]?.checked ?? 0];
};
const added = async (work: () => Promise<unknown>, area?: string) => {
  const earlier = await figures(area);
  await work();
  return (await figures(area)).map((count, i) => count - (earlier[i] as number));
};

test('a new urgent declaration is taken, called, confirmed, checked and closed, and the figures move once', async () => {
  const declaration = await declare();
  const taken = await act(nurse, declaration, 'take');
  assert.deepEqual([taken.status, taken.body.state, taken.body.takenBy.name], [201, 'taken', `test ${places.commune}`]);
  const called = await act(nurse, declaration, 'attempts', { channel: 'call', outcome: 'reached', note: 'nghe máy' });
  assert.deepEqual([called.body.state, called.body.attempts], ['contacting', 1]);
  const verification = { id: newId(), result: 'confirmed', note: 'đúng như khai' };
  const moved = await added(async () => {
    const first = await nurse.post(`/declarations/${declaration.id}/verification`, verification);
    assert.deepEqual([first.status, first.body.state], [201, 'confirmed']);
    const again = await nurse.post(`/declarations/${declaration.id}/verification`, verification);
    assert.deepEqual([again.status, again.body], [200, first.body]);
  });
  assert.deepEqual(moved, [1, 1, 0]);
  const check = { temperature: 38.4, findings: 'ho khan', conclusion: 'home_monitoring', nextCheckOn: '2199-01-01' };
  const closed = await added(async () => {
    const { status, body } = await act(nurse, declaration, 'medical-check', check);
    assert.deepEqual([status, body.state, body.health], [201, 'closed', 'symptomatic']);
  });
  assert.deepEqual(closed, [0, 0, 1]);
  assert.equal(await item(declaration), undefined);
  const { state, verification: result, check: found } = await read(declaration);
  assert.deepEqual(
    [state, result.result, found.conclusion, found.nextCheckOn],
    ['closed', 'confirmed', 'home_monitoring', '2199-01-01'],
  );
  const person = (await nurse.get(`/people/${declaration.person.id}`)).body;
  assert.deepEqual([person.health, person.history.health[0].source], ['symptomatic', 'medical_check']);
});

test('a check before the verification says both, and a second one the same day is told of the first', async () => {
  const declaration = await declare();
  const moved = await added(() =>
    act(nurse, declaration, 'medical-check', { conclusion: 'sample', health: 'suspect' }),
  );
  assert.deepEqual(moved, [1, 1, 1]);
  const second = await act(colleague, declaration, 'medical-check', { conclusion: 'none' });
  assert.deepEqual(
    [second.status, second.body.code, second.body.by, second.body.state, second.body.result],
    [409, 'work.closed', `test ${places.commune}`, 'closed', 'sample'],
  );
  assert.ok(second.body.at);
});

test('a check that was appointed is made on a later day without reopening', async () => {
  const declaration = await declare();
  const today = server.clock.now();
  await act(nurse, declaration, 'medical-check', {
    conclusion: 'home_monitoring',
    nextCheckOn: today.toISOString().slice(0, 10),
    at: new Date(today.getTime() - 30 * 60 * minute).toISOString(),
  });
  const handOver = (await nurse.get('/work/hand-over')).body;
  assert.ok(handOver.checksDue.some((due: Row) => due.declaration === declaration.id));
  const again = await act(nurse, declaration, 'medical-check', { conclusion: 'none' });
  assert.deepEqual([again.status, again.body.state, again.body.health], [201, 'closed', 'well']);
  assert.ok(
    !(await nurse.get('/work/hand-over')).body.checksDue.some((due: Row) => due.declaration === declaration.id),
  );
});

test('of two officers at once one verifies, and the other is told what the first did', async () => {
  const declaration = await declare();
  const answers = await Promise.all([
    act(nurse, declaration, 'verification', { result: 'not_confirmed' }),
    act(colleague, declaration, 'verification', { result: 'confirmed' }),
  ]);
  const [won, lost] = answers.toSorted((a, b) => a.status - b.status) as [Answer, Answer];
  assert.deepEqual([won.status, lost.status], [201, 409]);
  assert.deepEqual([lost.body.state, lost.body.result], [won.body.state, won.body.state]);
  const rows = await server.house.database.pools.owner`select from work_event where declaration_id = ${declaration.id}`;
  assert.equal(rows.length, 1);
});

test('an item that one officer took is verified by another', async () => {
  const declaration = await declare();
  await act(nurse, declaration, 'take');
  const second = await act(colleague, declaration, 'take');
  assert.deepEqual([second.status, second.body.code, second.body.did], [409, 'work.acted', 'taken']);
  assert.equal(
    (await act(colleague, declaration, 'verification', { result: 'false', note: 'khai đùa' })).body.state,
    'false',
  );
  assert.equal((await read(declaration)).verification.result, 'false');
});

test('a citizen reads a mismatch where the officer wrote false', async () => {
  const citizen = await server.citizen();
  const declaration = await declare({ person: aPerson({ phone: citizen.phone, relation: 'self' }) }, citizen);
  await act(nurse, declaration, 'verification', { result: 'false' });
  assert.equal((await read(declaration, citizen)).verification.result, 'mismatch');
});

test('a clear declaration has no work, and the neighbouring commune sees nothing', async () => {
  const clear = await declare({
    answers: { symptoms: [], exposures: [], places: [], conditions: [] },
  });
  assert.deepEqual(
    [(await act(nurse, clear, 'take')).status, (await act(nurse, clear, 'take')).body.code],
    [409, 'work.none'],
  );
  const declaration = await declare();
  for (const [what, body] of [
    ['take', {}],
    ['attempts', { channel: 'call', outcome: 'reached' }],
    ['verification', { result: 'confirmed' }],
    ['medical-check', { conclusion: 'none' }],
    ['closure', { reason: 'x' }],
    ['reopening', { reason: 'x' }],
    ['transfer', { area: places.commune, reason: 'x' }],
  ] as const) {
    assert.equal((await act(neighbour, declaration, what, body)).status, 404, what);
    assert.equal((await act(await server.citizen(), declaration, what, body)).status, 403, what);
  }
  assert.equal(await item(declaration, neighbour), undefined);
  assert.equal((await neighbour.get(`/people/${declaration.person.id}/timeline`)).status, 404);
  assert.equal((await neighbour.get(`/work?area=${places.commune}`)).status, 404);
  assert.equal((await neighbour.get(`/work/summary?area=${places.commune}`)).status, 404);
  assert.equal((await neighbour.get(`/work/hand-over?area=${places.district}`)).status, 404);
  assert.equal((await neighbour.get(`/tests?area=${places.commune}`)).status, 404);
});

test('times in the future and unknown results are refused', async () => {
  const declaration = await declare();
  const later = new Date(server.clock.now().getTime() + 10 * minute).toISOString();
  for (const [what, body] of [
    ['take', {}],
    ['attempts', { channel: 'call', outcome: 'reached' }],
    ['verification', { result: 'confirmed' }],
    ['medical-check', { conclusion: 'none' }],
    ['closure', { reason: 'x' }],
  ] as const) {
    const { status, body: answer } = await act(nurse, declaration, what, { ...body, at: later });
    assert.deepEqual([status, answer.code, answer.fields[0].path], [422, 'time.future', 'at'], what);
  }
  assert.equal((await act(nurse, declaration, 'verification', { result: 'closed' })).status, 400);
  assert.equal(
    (await act(nurse, declaration, 'medical-check', { conclusion: 'none', nextCheckOn: '2001-01-01' })).body.code,
    'time.order',
  );
  assert.equal(
    (await act(nurse, declaration, 'medical-check', { conclusion: 'none', health: 'died' })).body.code,
    'health.refused',
  );
});

test('only the level above may say lost', async () => {
  const declaration = await declare();
  const own = await act(nurse, declaration, 'verification', { result: 'lost' });
  assert.deepEqual([own.status, own.body.code], [422, 'work.lost_needs_superior']);
  assert.equal((await act(district, declaration, 'verification', { result: 'lost' })).body.state, 'lost');
  assert.equal((await read(declaration)).state, 'lost');
});

test('who does not answer three times is visited, then left to the level above', async () => {
  const declaration = await declare({ answers: riskAnswers });
  const steps: unknown[] = [];
  for (const channel of ['call', 'call', 'call', 'visit']) {
    const { body } = await act(nurse, declaration, 'attempts', { channel, outcome: 'no_answer' });
    steps.push([body.state, body.step, body.escalation]);
  }
  assert.deepEqual(steps, [
    ['contacting', 'call', 0],
    ['contacting', 'call', 0],
    ['contacting', 'home_visit', 0],
    ['contacting', 'level_above', 1],
  ]);
});

test('a confirmed item closes without a check only for a reason, and not before it is confirmed', async () => {
  const declaration = await declare();
  assert.equal((await act(nurse, declaration, 'closure', { reason: 'không cần' })).body.code, 'work.verify_first');
  await act(nurse, declaration, 'verification', { result: 'confirmed' });
  assert.equal((await act(nurse, declaration, 'closure', { reason: ' ' })).status, 400);
  assert.equal((await act(nurse, declaration, 'closure', { reason: 'không cần khám' })).body.state, 'closed');
});

test('reopening takes back figures, result and health', async () => {
  const declaration = await declare();
  const moved = await added(async () => {
    await act(nurse, declaration, 'medical-check', { conclusion: 'sample' });
    assert.equal((await nurse.get(`/people/${declaration.person.id}`)).body.health, 'suspect');
    const { status, body } = await act(nurse, declaration, 'reopening', { reason: 'nhầm người' });
    assert.deepEqual([status, body.state], [201, 'contacting']);
  });
  assert.deepEqual(moved, [0, 0, 0]);
  const { verification, check, state } = await read(declaration);
  assert.deepEqual([verification, check, state], [null, null, 'contacting']);
  assert.equal((await nurse.get(`/people/${declaration.person.id}`)).body.health, 'well');
  const { status } = await act(nurse, declaration, 'verification', { result: 'not_confirmed' });
  assert.equal(status, 201);
});

test('an item is not reopened beside a newer open one', async () => {
  const declaration = await declare();
  await act(nurse, declaration, 'verification', { result: 'not_confirmed' });
  await declare({ person: { id: declaration.person.id } });
  const { status, body } = await act(nurse, declaration, 'reopening', { reason: 'x' });
  assert.deepEqual([status, body.code], [409, 'work.acted']);
});

test('a later declaration joins the open item, and both show its state', async () => {
  const first = await declare({ answers: riskAnswers });
  const second = await declare({ person: { id: first.person.id } });
  const { id, level, declaration } = await item(first);
  assert.deepEqual([level, declaration], ['urgent', second.id]);
  await act(nurse, first, 'take');
  assert.equal((await item(first)).id, id);
  assert.deepEqual([(await read(first)).state, (await read(second)).state], ['taken', 'taken']);
});

test('the list comes by urgency then age, in pages, with its filters', async () => {
  const station = await server.officer(places.elsewhere);
  const made: string[] = [];
  for (const answers of [riskAnswers, urgentAnswers, riskAnswers, urgentAnswers, symptomAnswers]) {
    const hamlet = made.length < 2 ? 'Thôn 1' : 'Thôn 2';
    const person = aPerson({ area: places.elsewhere, phone: somePhone(), hamlet });
    made.push((await declare({ area: places.elsewhere, hamlet, answers, person }, station)).id);
  }
  const ids = async (query = '') => (await station.get(`/work?${query}`)).body.items.map((one: Row) => one.declaration);
  const [risk1, urgent1, risk2, urgent2, symptom] = made;
  assert.deepEqual(await ids(), [urgent1, urgent2, risk1, risk2]);
  assert.deepEqual(await ids('triage=risk'), [risk1, risk2]);
  assert.deepEqual(await ids('list=symptom'), [symptom]);
  assert.deepEqual(await ids('triage=symptom'), [symptom]);
  assert.deepEqual(await ids(`hamlet=${encodeURIComponent('Thôn 1')}`), [urgent1, risk1]);
  assert.deepEqual(await ids('state=taken'), []);
  assert.deepEqual(await ids('overdue=true'), []);
  const seen: string[] = [];
  for (let next: string | null = ''; next !== null; ) {
    const { body } = await station.get(`/work?limit=1${next ? `&after=${next}` : ''}`);
    seen.push(body.items[0].declaration);
    next = body.next;
  }
  assert.deepEqual(seen, [urgent1, urgent2, risk1, risk2]);
  assert.equal((await station.get('/work?after=WzEsMl0')).status, 400);
  const withPhones = (await station.get('/work?phones=true&limit=1')).body.items[0];
  assert.match(withPhones.phone, /^\+849/);
  assert.equal(withPhones.address, '12 Quang Trung');
  assert.equal((await station.get('/work?limit=1')).body.items[0].phone, undefined);
  const noted = await server.house.database.pools.owner`
    select persons from audit_inbox where route = 'GET /work' and detail = '{"phones": true}'`;
  assert.deepEqual(
    noted.map((row) => row.persons.length),
    [1],
  );
  assert.ok((await (await server.officer('38.381')).get('/work')).body.items.length === 4);
});

test('who asked for a call stands first in the second list', async () => {
  const citizen = await server.citizen();
  const quiet = await declare({ answers: symptomAnswers });
  const asking = await declare({ answers: symptomAnswers, person: aPerson({ phone: citizen.phone }) }, citizen);
  assert.equal((await citizen.post(`/declarations/${asking.id}/call-request`, { id: newId() })).status, 201);
  const { items, next } = (await nurse.get('/work?list=symptom&limit=1')).body;
  assert.equal(items[0].declaration, asking.id);
  const rest = (await nurse.get(`/work?list=symptom&limit=200&after=${next}`)).body.items.map(
    (one: Row) => one.declaration,
  );
  assert.ok(rest.includes(quiet.id) && !rest.includes(asking.id));
});

test('a sample waits for its result, which is given once, and a positive one proposes a case', async () => {
  const { person } = await declare();
  const sample = { id: newId(), sampledAt: '2026-11-20T08:00:00+07:00', method: 'pcr', lab: 'CDC' };
  const { status, body } = await nurse.post(`/people/${person.id}/tests`, sample);
  assert.deepEqual([status, body.result, body.proposesCase, body.lab], [201, null, false, 'CDC']);
  const awaiting = async (by = nurse) => (await by.get('/tests?awaiting=true')).body.items.map(({ id }: Row) => id);
  assert.ok((await awaiting()).includes(sample.id) && (await awaiting(district)).includes(sample.id));
  assert.ok(!(await awaiting(neighbour)).includes(sample.id));
  const give = (by: Caller, over = {}) =>
    by.post(`/tests/${sample.id}/result`, { id: newId(), result: 'positive', ...over });
  assert.equal((await give(neighbour)).status, 404);
  assert.equal((await give(nurse, { resultAt: '2026-11-19T08:00:00+07:00' })).body.code, 'time.order');
  assert.equal((await give(nurse, { resultAt: '2199-11-19T08:00:00+07:00' })).body.code, 'time.future');
  assert.equal((await give(nurse)).body.proposesCase, true);
  const second = await give(colleague);
  assert.deepEqual([second.status, second.body.code, second.body.state], [409, 'work.acted', 'positive']);
  const righted = await give(colleague, { result: 'negative', correction: 'phòng xét nghiệm gửi nhầm tên' });
  assert.deepEqual([righted.status, righted.body.result, righted.body.proposesCase], [201, 'negative', false]);
  const { body: told } = await nurse.get(`/people/${person.id}/timeline`);
  const entry = told.find(({ id }: Row) => id === sample.id) as unknown as {
    detail: { corrections: { result: string }[] };
  };
  assert.deepEqual(
    entry.detail.corrections.map(({ result }) => result),
    ['positive'],
  );
  assert.ok(!(await awaiting()).includes(sample.id));
  assert.equal((await neighbour.post(`/people/${person.id}/tests`, { ...sample, id: newId() })).status, 404);
  assert.equal(
    (await nurse.post(`/people/${person.id}/tests`, { ...sample, id: newId(), sampledAt: '2199-01-01T00:00:00Z' })).body
      .code,
    'time.future',
  );
  assert.equal((await nurse.post(`/people/${newId()}/tests`, { ...sample, id: newId() })).status, 404);
});

test('the timeline tells everything in order, with who and where', async () => {
  const declaration = await declare();
  await act(nurse, declaration, 'attempts', { channel: 'call', outcome: 'no_answer', note: 'chuông dài' });
  await act(district, declaration, 'medical-check', { conclusion: 'sample', findings: 'sốt' });
  await nurse.post(`/people/${declaration.person.id}/tests`, {
    id: newId(),
    sampledAt: server.clock.now().toISOString(),
    method: 'antigen',
    result: 'negative',
  });
  const { body } = await nurse.get(`/people/${declaration.person.id}/timeline`);
  assert.deepEqual(body.map(({ kind }: Row) => kind).toSorted(), [
    'attempt',
    'declaration',
    'health',
    'medical_check',
    'test',
    'verification',
  ]);
  const [attempt] = body.filter(({ kind }: Row) => kind === 'attempt');
  assert.deepEqual(
    [attempt.detail.note, attempt.detail.outcome, attempt.by, attempt.unit],
    ['chuông dài', 'no_answer', `test ${places.commune}`, 'Phường Hàm Rồng'],
  );
  const [check] = body.filter(({ kind }: Row) => kind === 'medical_check');
  assert.deepEqual(
    [check.by, check.detail.findings, check.detail.health],
    [`test ${places.district}`, 'sốt', 'suspect'],
  );
});

test('the hand-over counts what is open and what was done', async () => {
  const since = server.clock.now().toISOString();
  const declaration = await declare();
  await act(nurse, declaration, 'attempts', { channel: 'call', outcome: 'reached' });
  const { body } = await nurse.get(`/work/hand-over?since=${encodeURIComponent(since)}`);
  assert.deepEqual([body.areaName, body.area, body.counts.attempt], ['Phường Hàm Rồng', places.commune, 1]);
  const summary = (await nurse.get('/work/summary')).body;
  assert.equal(summary.urgent + summary.risk, body.open.length);
  assert.equal(body.counts.urgent, summary.urgent);
  assert.ok(body.open.some((one: Row) => one.declaration === declaration.id));
});

test('figures equal the rows after all of this', async () => {
  const { findDrift } = await import('../statistics/index.ts');
  assert.deepEqual([...(await findDrift(server.house.database.pools.owner))], []);
});
