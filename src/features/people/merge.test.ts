import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Answer,
  aDeclaration,
  aPerson,
  aServer,
  type Caller,
  ok,
  places,
  somePhone,
  urgentAnswers,
} from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';
import { findDrift } from '../statistics/index.ts';

const server = await aServer();
const nurse = await server.officer(places.commune, ['officer'], 'Điều dưỡng Lan');
const neighbour = await server.officer(places.neighbour);
const district = await server.officer(places.district);

const made = async (over: Record<string, unknown> = {}, by: Caller = nurse): Promise<string> =>
  ok(await by.post('/people', aPerson(over))).id;
const nobodyIll = { symptoms: [], exposures: [], places: [], conditions: [] };
const riskAnswers = { ...nobodyIll, exposures: ['contact_case'] };
const declared = async (person: string, answers: object, by: Caller = nurse, area: string = places.commune) =>
  ok(await by.post('/declarations', aDeclaration({ person: { id: person }, answers, area })));
const merge = (kept: string, other: string, choose: object = {}, by: Caller = nurse) =>
  by.post(`/people/${kept}/merge`, { id: newId(), other, choose });
const unmerge = (id: string, by: Caller = nurse) =>
  by.post(`/people/${id}/unmerge`, { id: newId(), reason: 'hai người khác nhau' });
const found = async (search: string, by: Caller = nurse): Promise<string[]> =>
  ok(await by.get(`/people?search=${encodeURIComponent(search)}`)).items.map(({ id }: { id: string }) => id);
const openItems = async (name: string, by: Caller = nurse) => {
  const due = ok(await by.get('/work?limit=200')).items;
  const symptom = ok(await by.get('/work?list=symptom&limit=200')).items;
  return [...due, ...symptom].filter(({ person }: { person: { fullName: string } }) => person.fullName === name);
};
const refusal = ({ status, body }: Answer) => [status, body.code];
const noDrift = async () => assert.deepEqual([...(await findDrift(server.house.database.pools.owner))], []);

test('two records of one human become one: fields are chosen, both histories are read, either id leads there', async () => {
  const phone = somePhone();
  const kept = await made({ fullName: 'Lê Thị Gộp Một', birthYear: 1980, phone });
  const other = await made({
    fullName: 'Lê Thị Gộp Hai',
    birthYear: undefined,
    birthDate: '1980-05-06',
    identity: { type: 'passport', number: 'B1112223' },
  });
  await declared(kept, nobodyIll);
  const theirs = await declared(other, riskAnswers);
  const preview = ok(await nurse.get(`/people/${kept}/merge?other=${other}`));
  assert.deepEqual(preview.hindrances, []);
  assert.deepEqual([preview.kept.person.id, preview.other.person.id], [kept, other]);
  assert.deepEqual([preview.kept.holds.declarations, preview.other.holds.openWork], [1, 1]);
  const choices = Object.fromEntries(
    preview.fields.map(({ field, choice }: { field: string; choice: string }) => [field, choice]),
  );
  assert.deepEqual(
    [choices.fullName, choices.birth, choices.phone, choices.identity],
    ['kept', 'other', 'kept', 'other'],
    'the fuller birth, and what the kept record lacks',
  );

  const merged = ok(await merge(kept, other, { fullName: 'other' }));
  assert.deepEqual(
    [merged.id, merged.fullName, merged.birthDate, merged.identity.number, merged.mergedIds],
    [kept, 'Lê Thị Gộp Hai', '1980-05-06', 'B1112223', [other]],
  );
  const read = ok(await nurse.get(`/people/${other}`));
  assert.deepEqual([read.id, read.fullName, read.mergedIds], [kept, 'Lê Thị Gộp Hai', [other]]);
  for (const search of ['gop hai', 'Gộp Một', phone, 'B1112223']) {
    const ids = await found(search);
    assert.deepEqual(
      [ids.filter((id) => id === kept).length, ids.includes(other)],
      [search === 'Gộp Một' ? 0 : 1, false],
      search,
    );
  }
  const history = ok(await nurse.get(`/people/${kept}/timeline`));
  assert.equal(history.filter(({ kind }: { kind: string }) => kind === 'declaration').length, 2);
  assert.equal(ok(await nurse.get(`/declarations?person=${other}`)).items.length, 2);
  const [item, ...more] = await openItems('Lê Thị Gộp Hai');
  assert.deepEqual([item.person.id, item.declaration, more], [kept, theirs.id, []]);
  await noDrift();
});

test('the old name still finds the one that stands for it, once', async () => {
  const kept = await made({ fullName: 'Phạm Thị Tênmới', birthYear: 1977 });
  const other = await made({ fullName: 'Phạm Thị Têncũ', birthYear: 1977 });
  ok(await merge(kept, other));
  assert.deepEqual(await found('pham tencu'), [kept]);
  assert.deepEqual(await found('pham tenmoi'), [kept]);
  assert.deepEqual(
    (await found('pham thi')).filter((id) => id === kept || id === other),
    [kept],
  );
  ok(await unmerge(other));
  assert.deepEqual(await found('pham tencu'), [other]);
});

test('what is written under a merged id goes to the one that stands for it: declarations, tests, health, changes', async () => {
  const name = 'Hoàng Văn Gộpghi';
  const kept = await made({ fullName: name, birthYear: 1965, sex: 'male' });
  const sent = aPerson({ fullName: name, birthYear: 1965, sex: 'male' });
  ok(await nurse.post('/people', sent));
  ok(await merge(kept, sent.id));
  const first = ok(await nurse.post('/declarations', aDeclaration({ person: sent, answers: riskAnswers })));
  assert.equal(first.person.id, kept);
  const second = await declared(kept, urgentAnswers);
  const items = await openItems(name);
  assert.deepEqual(
    items.map(({ level, declaration }) => [level, declaration]),
    [['urgent', second.id]],
  );
  const later = ok(
    await nurse.post(
      '/declarations',
      aDeclaration({ person: { id: sent.id }, supersedes: first.id, answers: nobodyIll }),
    ),
  );
  const [replaced] = await server.house.database.pools
    .owner`select superseded_by from declaration where id = ${first.id}`;
  assert.equal(replaced?.supersededBy, later.id);
  const sampled = {
    id: newId(),
    sampledAt: new Date(server.clock.now().getTime() - 1000).toISOString(),
    method: 'pcr',
  };
  assert.equal(ok(await nurse.post(`/people/${sent.id}/tests`, sampled)).person.id, kept);
  ok(await nurse.post(`/people/${sent.id}/health`, { id: newId(), status: 'suspect' }));
  ok(await nurse.post(`/people/${sent.id}/changes`, { id: newId(), address: '9 Bà Triệu' }));
  const read = ok(await nurse.get(`/people/${kept}`));
  assert.deepEqual([read.health, read.address], ['suspect', '9 Bà Triệu']);
  const rows = await server.house.database.pools.owner`
    select id from declaration where person_id = ${sent.id} union all select id from test where person_id = ${sent.id}
    union all select id from health_change where person_id = ${sent.id}`;
  assert.equal(rows.length, 0);
});

test('two open items become one: the more pressing leads, the earliest due stands, and acting on either declaration acts on it', async () => {
  const name = 'Vũ Thị Gộpviệc';
  const kept = await made({ fullName: name });
  const other = await made({ fullName: name });
  const mild = await declared(kept, riskAnswers);
  server.clock.step(60_000);
  const grave = await declared(other, urgentAnswers);
  ok(await nurse.post(`/declarations/${mild.id}/take`, { id: newId() }));
  const [before] = (await openItems(name)).filter(({ level }) => level === 'urgent');
  ok(await merge(kept, other));
  const items = await openItems(name);
  assert.deepEqual(
    items.map(({ level, state, declaration }) => [level, state, declaration]),
    [['urgent', 'new', grave.id]],
  );
  assert.equal(items[0].reachBy, before.reachBy);
  ok(await nurse.post(`/declarations/${mild.id}/attempts`, { id: newId(), channel: 'call', outcome: 'reached' }));
  ok(await nurse.post(`/declarations/${grave.id}/verification`, { id: newId(), result: 'confirmed' }));
  const check = ok(
    await nurse.post(`/declarations/${grave.id}/medical-check`, { id: newId(), findings: '', conclusion: 'sample' }),
  );
  assert.equal(check.health, 'suspect');
  assert.deepEqual(await openItems(name), []);
  for (const { id } of [mild, grave]) assert.equal(ok(await nurse.get(`/declarations/${id}`)).state, 'closed');
  await noDrift();
});

test('an old item of the merged record is reopened for the one that stands for it, and goes back with it', async () => {
  const name = 'Lý Thị Mởlại';
  const kept = await made({ fullName: name });
  const other = await made({ fullName: name });
  const sent = await declared(other, riskAnswers);
  ok(await nurse.post(`/declarations/${sent.id}/verification`, { id: newId(), result: 'not_confirmed' }));
  ok(await merge(kept, other));
  ok(await nurse.post(`/declarations/${sent.id}/reopening`, { id: newId(), reason: 'nhầm' }));
  assert.deepEqual(
    (await openItems(name)).map(({ person, declaration }) => [person.id, declaration]),
    [[kept, sent.id]],
  );
  const second = await declared(kept, urgentAnswers);
  assert.deepEqual(
    (await openItems(name)).map(({ level, declaration }) => [level, declaration]),
    [['urgent', second.id]],
  );
  ok(await unmerge(kept));
  const items = await openItems(name);
  assert.deepEqual(
    items.map(({ person, level }) => [person.id, level]).toSorted(),
    [
      [kept, 'urgent'],
      [other, 'risk'],
    ].toSorted(),
  );
  await noDrift();
});

test('a declaration that was on its way while its person was merged is joined by the sweep', async () => {
  const name = 'Mạc Thị Muộn';
  const kept = await made({ fullName: name });
  const other = await made({ fullName: name });
  ok(await merge(kept, other));
  // As a flush does that had read the record before the merge committed.
  const { owner } = server.house.database.pools;
  await owner`update person set merged_into = null where id = ${other}`;
  const sent = await declared(other, riskAnswers, nurse, places.commune);
  await owner`update person set merged_into = ${kept} where id = ${other}`;
  assert.equal(sent.person.id, other);
  await server.job('people merges');
  assert.deepEqual(
    (await openItems(name)).map(({ person }) => person.id),
    [kept],
  );
  const rows =
    await owner`select person_id from work_item where person_id = any (${[kept, other]}::uuid[]) and closed_at is null`;
  assert.deepEqual(
    rows.map(({ personId }) => personId),
    [kept],
  );
  ok(await unmerge(other));
  assert.deepEqual(
    (await openItems(name)).map(({ person }) => person.id),
    [other],
  );
});

test('a card of the merged record leads to the one that stands for it, and so does its class', async () => {
  const name = 'Tống Thị Thẻcũ';
  const [kept, other] = [await made({ fullName: name }), await made({ fullName: name })];
  const { url } = ok(await nurse.post(`/people/${other}/code`, { id: newId() }));
  const tracer = await server.officer(places.commune, ['tracer']);
  const today = new Date(server.clock.now().getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
  ok(await tracer.post('/cases', { id: newId(), person: other, sampledOn: today, confirmedOn: today }));
  ok(await merge(kept, other));
  assert.equal(ok(await nurse.post('/codes/reading', { id: newId(), text: url })).person.id, kept);
  assert.equal(ok(await nurse.get(`/people/${kept}`)).class, 'F0');
  assert.equal(ok(await tracer.get(`/people/${kept}/classification`)).level, 'F0');
  const again = await tracer.post('/cases', { id: newId(), person: kept, sampledOn: today, confirmedOn: today });
  assert.deepEqual(refusal(again), [409, 'case.open']);
  ok(await unmerge(other));
  assert.equal(ok(await nurse.post('/codes/reading', { id: newId(), text: url })).person.id, other);
  assert.equal(ok(await nurse.get(`/people/${kept}`)).class, null);
});

test('people of two communes are merged by the level above, and seen in both afterwards', async () => {
  const name = 'Đinh Văn Haixã';
  const kept = await made({ fullName: name, sex: 'male' });
  const other = await made({ fullName: name, sex: 'male', area: places.neighbour }, neighbour);
  assert.deepEqual(refusal(await merge(kept, other)), [404, 'record.missing']);
  assert.deepEqual(refusal(await nurse.get(`/people/${kept}/merge?other=${other}`)), [404, 'record.missing']);
  ok(await merge(kept, other, {}, district));
  assert.equal(ok(await neighbour.get(`/people/${other}`)).id, kept);
  assert.deepEqual(await found(name, neighbour), [kept]);
  // The side that a wrong merge has harmed may take it back.
  const apart = ok(await unmerge(other, neighbour));
  assert.deepEqual([apart.kept.id, apart.restored.id], [kept, other]);
  assert.equal((await neighbour.get(`/people/${kept}`)).status, 404);
  assert.equal((await nurse.get(`/people/${other}`)).status, 404);
});

test('what cannot be merged is refused with its reason, which the preview names before', async () => {
  const [one, two, three] = [
    await made({ fullName: 'Ngô A' }),
    await made({ fullName: 'Ngô B' }),
    await made({ fullName: 'Ngô C' }),
  ];
  assert.deepEqual(refusal(await merge(one, one)), [422, 'merge.self']);
  assert.deepEqual(refusal(await nurse.get(`/people/${one}/merge?other=${one}`)), [422, 'merge.self']);
  assert.deepEqual(refusal(await merge(one, newId())), [404, 'record.missing']);
  assert.deepEqual(refusal(await unmerge(one)), [409, 'merge.none']);
  ok(
    await nurse.post(`/people/${three}/death`, { id: newId(), diedOn: '2026-01-05', place: 'nhà', source: 'gia đình' }),
  );
  assert.deepEqual(refusal(await merge(one, three)), [409, 'merge.one_died']);
  assert.deepEqual(ok(await nurse.get(`/people/${one}/merge?other=${three}`)).hindrances, ['merge.one_died']);
  ok(await merge(one, two));
  for (const [kept, other] of [
    [two, one],
    [one, two],
    [two, await made({ fullName: 'Ngô D' })],
  ] as const)
    assert.deepEqual(refusal(await merge(kept, other)), [409, 'merge.merged']);
  const moving = await made({ fullName: 'Ngô E' });
  const sent = await declared(moving, riskAnswers);
  ok(await nurse.post(`/declarations/${sent.id}/transfer`, { id: newId(), area: places.neighbour, reason: 'ở đó' }));
  assert.deepEqual(refusal(await merge(one, moving)), [409, 'work.transfer_open']);
  const dead = await made({ fullName: 'Ngô G' });
  ok(
    await nurse.post(`/people/${dead}/death`, { id: newId(), diedOn: '2026-01-05', place: 'nhà', source: 'gia đình' }),
  );
  ok(await merge(three, dead));
});

test('a chain is followed to its end and taken back from its end', async () => {
  const name = 'Tạ Thị Chuỗi';
  const [a, b, c] = [await made({ fullName: name }), await made({ fullName: name }), await made({ fullName: name })];
  const sent = await declared(a, riskAnswers);
  ok(await merge(b, a));
  ok(await merge(c, b));
  for (const id of [a, b, c]) assert.equal(ok(await nurse.get(`/people/${id}`)).id, c);
  assert.deepEqual(ok(await nurse.get(`/people/${c}`)).mergedIds, [b, a]);
  assert.deepEqual(await found(name), [c]);
  assert.deepEqual(
    (await openItems(name)).map(({ person }) => person.id),
    [c],
  );
  ok(await nurse.post(`/declarations/${sent.id}/take`, { id: newId() }));
  const list = ok(await nurse.get(`/people/${a}/merges`));
  assert.deepEqual(
    list.map(({ person, isLast, by }: { person: string; isLast: boolean; by: string }) => [person, isLast, by]),
    [
      [b, true, 'Điều dưỡng Lan'],
      [a, false, 'Điều dưỡng Lan'],
    ],
  );
  const tooEarly = await unmerge(a);
  assert.deepEqual([...refusal(tooEarly), tooEarly.body.person], [409, 'merge.not_last', b]);
  ok(await unmerge(c));
  assert.deepEqual(ok(await nurse.get(`/people/${a}`)).id, b);
  ok(await unmerge(a));
  for (const id of [a, b, c]) assert.equal(ok(await nurse.get(`/people/${id}`)).id, id);
  assert.deepEqual(
    (await openItems(name)).map(({ person }) => person.id),
    [a],
  );
});

test('two at once: one merge stands, the other is refused', async () => {
  const [a, b, c] = [
    await made({ fullName: 'Cùng Lúc' }),
    await made({ fullName: 'Cùng Lúc' }),
    await made({ fullName: 'Cùng Lúc' }),
  ];
  const answers = await Promise.all([merge(a, b), merge(b, c), merge(c, a)]);
  const done = answers.filter(({ status }) => status === 201).length;
  assert.ok(done >= 1 && done <= 2, answers.map(({ body }) => body.code).join());
  const roots = new Set(await Promise.all([a, b, c].map(async (id) => ok(await nurse.get(`/people/${id}`)).id)));
  assert.equal(roots.size, 3 - done);
});

test('a tracer, a manager and a citizen merge nothing', async () => {
  const [a, b] = [await made(), await made()];
  for (const role of ['tracer', 'manager', 'leader']) {
    const caller = await server.officer(places.commune, [role]);
    assert.deepEqual(refusal(await merge(a, b, {}, caller)), [403, 'permission.denied']);
    assert.equal((await caller.get('/people/duplicates')).status, 403);
  }
  assert.equal((await merge(a, b, {}, await server.citizen())).status, 403);
});
