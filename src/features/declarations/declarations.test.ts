import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aDeclaration, aPerson, aServer, places, urgentAnswers } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';
import { dayOf } from '../../core/day.ts';

const server = await aServer();

test('a citizen declares for herself and is told at once what it means', async () => {
  const citizen = await server.citizen();
  const { status, body } = await citizen.post('/declarations', aDeclaration({ answers: urgentAnswers }));
  assert.equal(status, 201);
  assert.equal(body.triage.level, 'urgent');
  assert.ok(body.triage.reasons.includes('breathless'));
  const { body: list } = await citizen.get('/declarations');
  assert.equal(list.items[0].state, 'new');
  assert.equal(list.items[0].person.fullName, 'Nguyễn Thị Thu Hằng');
});

test('the same declaration sent again gets the first answer; another body under its id is a conflict without content', async () => {
  const citizen = await server.citizen();
  const sent = aDeclaration();
  const first = await citizen.post('/declarations', sent);
  const again = await citizen.post('/declarations', sent);
  assert.deepEqual([first.status, again.status], [201, 200]);
  assert.deepEqual(again.body, first.body);
  const other = await citizen.post('/declarations', { ...sent, answers: urgentAnswers });
  assert.deepEqual([other.status, other.body.code], [409, 'record.conflict']);
  const stranger = await server.citizen();
  const stolen = await stranger.post('/declarations', sent);
  assert.deepEqual([stolen.status, stolen.body.code], [409, 'record.conflict']);
});

test('a hundred parallel posts of one declaration make one row', async () => {
  const citizen = await server.citizen();
  const sent = aDeclaration();
  const answers = await Promise.all(Array.from({ length: 100 }, () => citizen.post('/declarations', sent)));
  assert.equal(answers.filter(({ status }) => status === 201).length, 1);
  assert.equal(answers.filter(({ status }) => status === 200).length, 99);
});

test('bad input gets a code and the field', async () => {
  const citizen = await server.citizen();
  const known = aPerson();
  await citizen.post('/declarations', aDeclaration({ person: known }));
  const refusals = [
    [{ certified: false }, 422, 'declaration.not_certified', 'certified'],
    [{ area: '38.380' }, 422, 'area.not_commune', 'area'],
    [{ area: '99.999.99999' }, 422, 'area.unknown', 'area'],
    [{ at: '2999-01-01T00:00:00Z' }, 422, 'time.future', 'at'],
    [{ form: 'unheard' }, 400, 'request.invalid', 'form'],
    [{ temperature: 80 }, 400, 'request.invalid', 'temperature'],
    [{ surprise: 1 }, 400, 'request.invalid', 'surprise'],
    [{ person: { id: newId() } }, 404, 'record.missing', 'person.id'],
    [{ person: { id: known.id, fullName: 'Ai Đó Khác' } }, 409, 'record.conflict', 'person'],
    [{ person: aPerson({ fullName: 'A\u0000B' }) }, 400, 'request.invalid', 'person.fullName'],
    [{ answers: { ...urgentAnswers, symptoms: ['sneezing'] } }, 400, 'request.invalid', 'answers.symptoms.0'],
    [{ answers: { ...urgentAnswers, places: [{ area: 'x' }] } }, 400, 'request.invalid', 'answers.places.0.area'],
  ] as const;
  for (const [over, status, code, path] of refusals) {
    const answer = await citizen.post('/declarations', aDeclaration(over as Record<string, unknown>));
    assert.deepEqual([answer.status, answer.body.code, answer.body.fields?.[0]?.path], [status, code, path]);
  }
  const malformed = await citizen.post('/declarations', '{"id":');
  assert.deepEqual([malformed.status, malformed.body.code], [400, 'body.malformed']);
});

test('in a batch each item stands alone', async () => {
  const citizen = await server.citizen();
  const person = aPerson();
  const good = aDeclaration({ person });
  const second = aDeclaration({ person: { id: person.id }, answers: urgentAnswers });
  const { status, body } = await citizen.post('/declarations/batch', { items: [good, { id: 'x' }, second, good] });
  assert.equal(status, 200);
  assert.deepEqual(
    body.results.map((one: { status: number }) => one.status),
    [201, 400, 201, 200],
  );
  assert.equal(body.results[0].id, good.id);
  assert.ok(body.results[1].fields.length > 0);
});

test('an officer declares on behalf of people of the own commune only', async () => {
  const officer = await server.officer(places.commune);
  const own = await officer.post('/declarations', aDeclaration());
  assert.equal(own.status, 201);
  const beside = await officer.post('/declarations', aDeclaration({ area: places.neighbour }));
  assert.deepEqual([beside.status, beside.body.code], [404, 'record.missing']);
  const { body } = await officer.get('/declarations?limit=1');
  assert.equal(body.items[0].onBehalf, true);
});

test('a nurse of the neighbouring commune sees nothing of it', async () => {
  const citizen = await server.citizen();
  const { body } = await citizen.post('/declarations', aDeclaration({ answers: urgentAnswers }));
  const neighbour = await server.officer(places.neighbour);
  assert.equal((await neighbour.get(`/declarations/${body.id}`)).status, 404);
  const { body: list } = await neighbour.get('/declarations');
  assert.ok(!list.items.some((item: { id: string }) => item.id === body.id));
});

test('one open item per person: a later declaration raises it and never lowers it', async () => {
  const citizen = await server.citizen();
  const person = aPerson();
  const officer = await server.officer(places.commune);
  await citizen.post('/declarations', aDeclaration({ person, answers: { ...urgentAnswers, symptoms: ['cough'] } }));
  await citizen.post('/declarations', aDeclaration({ person: { id: person.id }, answers: urgentAnswers }));
  await citizen.post('/declarations', aDeclaration({ person: { id: person.id } }));
  const rows = await server.house.database.pools.owner`select level from work_item where person_id = ${person.id}`;
  assert.deepEqual([...rows], [{ level: 0 }]);
  const { body } = await officer.get('/declarations?triage=urgent&state=new');
  assert.ok(body.items.some((item: { person: { id: string } }) => item.person.id === person.id));
});

test('statistics are true at once and equal the rows', async () => {
  const manager = await server.officer(places.district, ['manager', 'officer']);
  const read = async () =>
    (await manager.get(`/statistics/declarations?area=${places.district}`)).body.find(
      (row: { area: string }) => row.area === places.commune,
    );
  const first = await read();
  await manager.post('/declarations', aDeclaration({ answers: urgentAnswers }));
  const second = await read();
  assert.equal(second.declared, first.declared + 1);
  assert.equal(second.urgent, first.urgent + 1);
  assert.equal(second.open, first.open + 1);
  const { findDrift } = await import('../statistics/index.ts');
  assert.deepEqual([...(await findDrift(server.house.database.pools.owner))], []);
});

test('a new epidemic area raises the declarations that named a stay in it', async () => {
  const citizen = await server.citizen();
  const manager = await server.officer('38', ['manager']);
  const daysAgo = (n: number) => dayOf(new Date(server.clock.now().getTime() - n * 86_400_000));
  const stay = { area: '01', from: daysAgo(12), to: daysAgo(2) };
  const { body } = await citizen.post(
    '/declarations',
    aDeclaration({ answers: { symptoms: [], exposures: [], places: [stay], conditions: [] } }),
  );
  assert.equal(body.triage.level, 'clear');
  const made = await manager.post('/epidemic-areas', { id: newId(), area: '01', from: daysAgo(5), source: 'Bộ Y tế' });
  assert.equal(made.status, 201);
  await server.job('declarations re-judge');
  const { body: after } = await citizen.get(`/declarations/${body.id}`);
  assert.deepEqual(after.triage, { level: 'risk', reasons: ['stay.epidemic_area:01'] });
});

test('a citizen asks for a call and for a correction of what was declared, and nobody else may', async () => {
  const citizen = await server.citizen();
  const { body } = await citizen.post(
    '/declarations',
    aDeclaration({ answers: { ...urgentAnswers, symptoms: ['cough'] } }),
  );
  const correction = await citizen.post(`/declarations/${body.id}/correction`, { id: newId(), note: 'ghi nhầm ngày' });
  assert.equal(correction.status, 201);
  const stranger = await server.citizen();
  assert.equal((await stranger.post(`/declarations/${body.id}/call-request`, { id: newId() })).status, 404);
  const officer = await server.officer(places.commune);
  const { body: list } = await officer.get('/work?list=symptom');
  const item = list.items.find((one: { declaration: string }) => one.declaration === body.id);
  assert.ok(item.callRequestedAt);
});

test('a declaration is never edited, only superseded by a later one of the same person', async () => {
  const citizen = await server.citizen();
  const person = aPerson();
  const first = aDeclaration({ person });
  await citizen.post('/declarations', first);
  const second = aDeclaration({ person: { id: person.id }, supersedes: first.id });
  await citizen.post('/declarations', second);
  assert.equal((await citizen.get(`/declarations/${first.id}`)).body.supersededBy, second.id);
  const stranger = await server.citizen();
  const foreign = aDeclaration({ supersedes: second.id });
  assert.equal((await stranger.post('/declarations', foreign)).status, 201);
  assert.equal((await citizen.get(`/declarations/${second.id}`)).body.supersededBy, null);
  const { body: current } = await citizen.get('/declarations?superseded=false');
  assert.deepEqual(
    current.items.map(({ id }: { id: string }) => id),
    [second.id],
  );
});

test('a household declares in one go: one holder, minors at once, and an adult with another phone is asked first', async () => {
  const citizen = await server.citizen();
  const [holder, child, grown] = [
    aPerson(),
    aPerson({ fullName: 'Nguyễn Gia Bảo', birthYear: new Date().getFullYear() - 8 }),
    aPerson({ fullName: 'Lê Văn Cả', birthYear: 1960, phone: '0977 888 999' }),
  ];
  const items = [holder, child, grown].map((person) => aDeclaration({ person }));
  const { body } = await citizen.post('/declarations/batch', { items });
  assert.deepEqual(
    body.results.map(({ status }: { status: number }) => status),
    [201, 201, 201],
  );
  const { body: me } = await citizen.get('/me');
  const states = new Map(
    me.persons.map(({ id, relation, state }: { id: string; relation: string; state: string }) => [
      id,
      `${relation} ${state}`,
    ]),
  );
  assert.deepEqual(
    [holder, child, grown].map(({ id }) => states.get(id)),
    ['self own', 'family own', 'family pending'],
  );
  const officer = await server.officer(places.commune);
  const { body: called } = await officer.get(`/people/${child.id}`);
  assert.equal(called.phone, me.phone);
  const asked = await server.citizen('0977 888 999');
  const { body: theirs } = await asked.get('/me');
  assert.deepEqual(
    theirs.offers.map(({ id }: { id: string }) => id),
    [grown.id],
  );
});
