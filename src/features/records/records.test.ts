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
import { newestMessage } from '../messages/index.ts';

const server = await aServer();
const nurse = await server.officer(places.commune, ['officer'], 'Điều dưỡng Lan');
const neighbour = await server.officer(places.neighbour);

const refusal = ({ status, body }: Answer) => [status, body.code, body.fields?.[0]?.path];
type Citizen = Caller & { phone: string; self: string };
/** A citizen who has declared for the own self. */
const someone = async (over: Record<string, unknown> = {}, answers?: object): Promise<Citizen> => {
  const citizen = await server.citizen();
  const person = aPerson({ relation: 'self', ...over });
  ok(await citizen.post('/declarations', aDeclaration({ person, ...(answers && { answers }) })));
  return { ...citizen, self: person.id };
};
const dataOf = async (citizen: Caller, id: string) => ok(await citizen.get(`/people/${id}/data`));
const readingsOf = async (citizen: Caller, id: string, query = '') =>
  ok(await citizen.get(`/people/${id}/readings${query}`));
const asked = (citizen: Caller, person: string, body: object) =>
  citizen.post(`/people/${person}/correction-requests`, { id: newId(), ...body });
const decide = (request: string, body: object, by: Caller = nurse) =>
  by.post(`/correction-requests/${request}/decision`, { id: newId(), ...body });
const queue = async (by: Caller = nurse, query = '') =>
  ok(await by.get(`/correction-requests?limit=200${query}`)).items;

test('a citizen reads everything that is kept: record, declarations with answers, what was found, tests, health, messages, sessions', async () => {
  const citizen = await someone({ fullName: 'Trần Thị Dữliệu', address: '3 Lê Lợi' }, urgentAnswers);
  const { items } = ok(await citizen.get('/declarations'));
  ok(await nurse.post(`/declarations/${items[0].id}/verification`, { id: newId(), result: 'false' }));
  const sampledAt = new Date(server.clock.now().getTime() - 1000).toISOString();
  ok(await nurse.post(`/people/${citizen.self}/tests`, { id: newId(), sampledAt, method: 'pcr', result: 'negative' }));
  ok(await nurse.post(`/people/${citizen.self}/health`, { id: newId(), status: 'suspect', note: 'sốt nhẹ' }));
  const data = await dataOf(citizen, citizen.self);
  assert.deepEqual(
    [data.person.fullName, data.person.address, data.person.areaName],
    ['Trần Thị Dữliệu', '3 Lê Lợi', 'Phường Hàm Rồng'],
  );
  assert.deepEqual([data.madeAs, data.holders.map(({ isYou }: { isYou: boolean }) => isYou)], ['citizen', [true]]);
  const [declared] = data.declarations;
  assert.deepEqual(
    declared.answers.symptoms.map(({ code }: { code: string }) => code),
    ['fever', 'breathless'],
  );
  assert.deepEqual(
    [declared.verification.result, declared.state],
    ['mismatch', 'closed'],
    'a "false" reads as a mismatch',
  );
  assert.deepEqual(
    data.tests.map(({ result }: { result: string }) => result),
    ['negative'],
  );
  assert.deepEqual(
    data.health.map(({ status, note, by }: Record<string, string>) => [status, note, by]),
    [['suspect', 'sốt nhẹ', null]],
  );
  assert.ok(data.messages.some(({ purpose }: { purpose: string }) => purpose === 'otp'));
  assert.equal(data.sessions.length, 1);
  assert.ok(!JSON.stringify(data).includes('Điều dưỡng Lan'), 'an officer’s name is the auditor’s');
  assert.ok(!JSON.stringify(data).includes('"text"'));
});

test('what other features keep is in the copy too: the codes of the card, for one', async () => {
  const citizen = await someone();
  ok(await citizen.post(`/people/${citizen.self}/code`, { id: newId() }));
  ok(await citizen.post(`/people/${citizen.self}/code`, { id: newId(), reason: 'lost' }));
  const { more } = await dataOf(citizen, citizen.self);
  assert.deepEqual(Object.keys(more), ['codes', 'passes', 'entries', 'arrivals', 'visits', 'openings']);
  assert.deepEqual(more.codes.map(({ reason }: { reason: string | null }) => reason).toSorted(), ['lost', null]);
});

test('the family one keeps is shown, an adult who keeps the own record is not, nor one that has not yet agreed', async () => {
  const parent = await someone();
  const add = async (over: object) => {
    const person = aPerson({ relation: 'family', ...over });
    ok(await parent.post('/declarations', aDeclaration({ person })));
    return person.id;
  };
  const child = await add({ fullName: 'Bé Na', birthYear: 2019 });
  const grandmother = await add({ fullName: 'Bà Tư', birthYear: 1950 });
  assert.equal((await dataOf(parent, child)).person.fullName, 'Bé Na');
  assert.deepEqual((await dataOf(parent, child)).sessions, []);
  ok(await parent.get(`/people/${grandmother}/readings`));
  const phone = somePhone();
  const adult = await add({ fullName: 'Anh Ba', birthYear: 1990, phone });
  const routes = ['data', 'readings', 'correction-requests'];
  const all = async (who: Caller, person: string) =>
    Promise.all(routes.map(async (route) => (await who.get(`/people/${person}/${route}`)).status));
  assert.deepEqual(await all(parent, adult), [404, 404, 404], 'asked, and has not answered');
  const self = await server.citizen(phone);
  ok(await self.post(`/people/${adult}/takeover`, { id: newId(), accept: true }));
  assert.deepEqual(await all(parent, adult), [404, 404, 404], 'has agreed, and keeps the own record');
  assert.deepEqual(await all(self, adult), [200, 200, 200]);
  // She gets a telephone of her own and takes her record over.
  const own = somePhone();
  ok(await nurse.post(`/people/${grandmother}/changes`, { id: newId(), phone: own }));
  const she = await server.citizen(own);
  ok(await she.post(`/people/${grandmother}/takeover`, { id: newId(), accept: true }));
  assert.deepEqual(await all(parent, grandmother), [404, 404, 404]);
  assert.deepEqual(await all(she, grandmother), [200, 200, 200]);
  assert.deepEqual(await all(await server.citizen(), child), [404, 404, 404]);
  assert.deepEqual(await all(nurse, child), [403, 403, 403]);
  assert.equal((await asked(parent, adult, { note: 'x' })).status, 404);
});

test('the citizen reads which unit has read the record, what for, and when; no name of an officer, and not the own reading', async () => {
  const citizen = await someone({ fullName: 'Phan Thị Aixem' }, urgentAnswers);
  ok(await nurse.get('/people?search=phan thi aixem'));
  server.clock.step(1000);
  ok(await nurse.get(`/people/${citizen.self}`));
  server.clock.step(1000);
  const { items } = ok(await citizen.get('/declarations'));
  ok(await nurse.post(`/declarations/${items[0].id}/attempts`, { id: newId(), channel: 'call', outcome: 'reached' }));
  const readings = await readingsOf(citizen, citizen.self);
  const words = readings.items.map(({ purpose, unit }: { purpose: string; unit: string }) => `${purpose} ${unit}`);
  const unit = 'Trạm Y tế phường Hàm Rồng';
  assert.deepEqual(words, [`contact ${unit}`, `record ${unit}`, `search ${unit}`]);
  assert.deepEqual(Object.keys(readings.items[0]).toSorted(), ['at', 'purpose', 'unit']);
  // Sealed into the chain, the same is read; pages follow each other.
  await server.job('audit seal');
  server.clock.step(1000);
  ok(await nurse.get(`/people/${citizen.self}/timeline`));
  const seen: string[] = [];
  let after = '';
  do {
    const { items: page, next } = await readingsOf(citizen, citizen.self, `?limit=1${after && `&after=${after}`}`);
    seen.push(...page.map(({ purpose }: { purpose: string }) => purpose));
    after = next ?? '';
  } while (after);
  assert.deepEqual(seen, ['record', 'contact', 'record', 'search']);
  assert.equal((await citizen.get(`/people/${citizen.self}/readings?after=zzz`)).status, 400);
});

test('who reads a merged record has read the one human, and either history is in the copy', async () => {
  const citizen = await someone({ fullName: 'Lưu Thị Gộpđọc' });
  const other = ok(await nurse.post('/people', aPerson({ fullName: 'Lưu Thị Gộpđọc' }))).id;
  const declared = ok(await nurse.post('/declarations', aDeclaration({ person: { id: other } })));
  ok(await nurse.post(`/people/${other}/merge`, { id: newId(), other: citizen.self }));
  const data = await dataOf(citizen, citizen.self);
  assert.deepEqual([data.person.id, data.ids], [other, [other, citizen.self]]);
  assert.ok(data.declarations.some(({ id }: { id: string }) => id === declared.id));
  assert.equal(data.declarations.length, 2);
  const { items } = await readingsOf(citizen, other);
  assert.deepEqual(items.map(({ purpose }: { purpose: string }) => purpose).toSorted(), [
    'declaration',
    'merge',
    'record',
  ]);
});

test('a correction is asked for, shown to the station old beside new, accepted and written; the citizen hears of it without content', async () => {
  const citizen = await someone({ fullName: 'Nguyễn Thị Saitên', birthYear: 1980 });
  const fields = { fullName: 'Nguyễn Thị Đúngtên', birthDate: '1981-02-03' };
  const request = ok(await asked(citizen, citizen.self, { fields, note: 'Theo căn cước' }));
  assert.deepEqual(
    [request.state, request.fields, request.note, request.answer],
    ['open', fields, 'Theo căn cước', null],
  );
  const [item, ...others] = (await queue()).filter(({ id }: { id: string }) => id === request.id);
  assert.equal(others.length, 0);
  assert.deepEqual(item.changes, [
    { field: 'fullName', from: 'Nguyễn Thị Saitên', to: 'Nguyễn Thị Đúngtên' },
    { field: 'birthDate', from: '1980', to: '1981-02-03' },
  ]);
  assert.equal(ok(await nurse.get('/correction-requests?count=true')).waiting, (await queue()).length);
  assert.deepEqual(await queue(neighbour), []);
  assert.equal((await decide(request.id, { accept: true }, neighbour)).status, 404);
  const done = ok(await decide(request.id, { accept: true, note: 'Đã xem căn cước' }));
  assert.deepEqual([done.state, done.person.fullName, done.by], ['accepted', 'Nguyễn Thị Đúngtên', 'Điều dưỡng Lan']);
  const data = await dataOf(citizen, citizen.self);
  assert.deepEqual(
    [data.person.fullName, data.person.birthDate, data.person.birthYear],
    ['Nguyễn Thị Đúngtên', '1981-02-03', undefined],
  );
  assert.deepEqual([data.corrections[0].state, data.corrections[0].answer], ['accepted', 'Đã xem căn cước']);
  const message = await newestMessage(server.house, citizen.phone);
  assert.match(message?.text ?? '', /tra loi de nghi/);
  assert.doesNotMatch(message?.text ?? '', /Saitên|Dungten|Đúngtên|căn cước/i);
  const again = await decide(request.id, { accept: false, note: 'x' });
  assert.deepEqual([again.status, again.body.code, again.body.by], [409, 'correction.settled', 'Điều dưỡng Lan']);
  assert.ok(!(await queue()).some(({ id }: { id: string }) => id === request.id));
  assert.ok((await queue(nurse, '&state=accepted')).some(({ id }: { id: string }) => id === request.id));
  const [entry] = await server.house.database.pools.owner`
    select persons from audit_inbox where route = 'GET /correction-requests' order by at desc limit 1`;
  assert.ok(entry?.persons.includes(citizen.self));
});

test('a refusal gives its reason, changes nothing, and is read by the citizen', async () => {
  const citizen = await someone({ fullName: 'Giữ Nguyên' });
  const request = ok(await asked(citizen, citizen.self, { note: 'Xin sửa kết quả xét nghiệm' }));
  assert.deepEqual(refusal(await decide(request.id, { accept: false })), [400, 'request.invalid', 'note']);
  ok(await decide(request.id, { accept: false, note: 'Kết quả đúng với phiếu của phòng xét nghiệm' }));
  const [mine] = ok(await citizen.get(`/people/${citizen.self}/correction-requests`));
  assert.deepEqual([mine.state, mine.answer], ['refused', 'Kết quả đúng với phiếu của phòng xét nghiệm']);
  assert.equal((await dataOf(citizen, citizen.self)).person.fullName, 'Giữ Nguyên');
});

test('what cannot be true is refused with its field, and so is an empty request; a sixth must wait', async () => {
  const citizen = await someone({ birthYear: 1990, sex: 'female' });
  const cases: [object, (number | string)[]][] = [
    [{}, [422, 'correction.empty', 'note']],
    [{ fields: { fullName: '  ' } }, [400, 'request.invalid', 'fields.fullName']],
    [{ fields: { birthDate: '2199-01-01' } }, [422, 'time.future', 'fields.birthDate']],
    [{ fields: { identity: { type: 'cccd', number: '123' } } }, [422, 'identity.invalid', 'fields.identity.number']],
    [
      { fields: { identity: { type: 'cccd', number: '038090001234' } } },
      [422, 'identity.invalid', 'fields.identity.number'],
    ],
    [{ fields: { area: places.neighbour } }, [400, 'request.invalid', 'fields.area']],
    [{ fields: { health: 'well' } }, [400, 'request.invalid', 'fields.health']],
  ];
  for (const [body, expected] of cases)
    assert.deepEqual(refusal(await asked(citizen, citizen.self, body)), expected, JSON.stringify(body));
  for (let n = 0; n < 5; n += 1) ok(await asked(citizen, citizen.self, { note: `${n}` }));
  assert.deepEqual(refusal(await asked(citizen, citizen.self, { note: 'sáu' })), [429, 'budget.spent', undefined]);
});

test('only citizens ask and only officers of the station decide; a citizen sees no other one’s request', async () => {
  const [one, other] = [await someone(), await someone()];
  const request = ok(await asked(one, one.self, { note: 'x' }));
  assert.equal((await asked(other, one.self, { note: 'x' })).status, 404);
  assert.equal((await asked(nurse, one.self, { note: 'x' })).status, 403);
  assert.equal((await decide(request.id, { accept: true }, other)).status, 403);
  assert.equal((await other.get('/correction-requests')).status, 403);
  assert.equal((await decide(newId(), { accept: true })).status, 404);
  for (const role of ['tracer', 'manager', 'leader'])
    assert.equal((await (await server.officer(places.commune, [role])).get('/correction-requests')).status, 403, role);
});

test('the queue is read page by page, the oldest first', async () => {
  const citizen = await someone();
  for (let n = 0; n < 3; n += 1) {
    server.clock.step(1000);
    ok(await asked(citizen, citizen.self, { note: `${n}` }));
  }
  const all: string[] = (await queue()).map(({ id }: { id: string }) => id);
  const seen: string[] = [];
  let after = '';
  do {
    const { items, next } = ok(await nurse.get(`/correction-requests?limit=2${after && `&after=${after}`}`));
    seen.push(...items.map(({ id }: { id: string }) => id));
    after = next ?? '';
  } while (after);
  assert.deepEqual(seen, all);
});

test('nothing of a request is readable in the database, and the third belt alone keeps it to its area', async () => {
  const citizen = await someone();
  const request = ok(await asked(citizen, citizen.self, { note: 'Ghichúkín', fields: { fullName: 'Tênkín Lạ' } }));
  const { owner } = server.house.database.pools;
  const rows = await owner`select t::text as line from correction_request t`;
  assert.doesNotMatch(rows.map(({ line }) => line).join(), /Ghichúkín|Tênkín/);
  const count = (scope: Parameters<typeof server.house.database.within>[0]) =>
    server.house.database.within(
      scope,
      async (db) => (await db`select from correction_request where id = ${request.id}`).length,
    );
  const { parseAreaPath } = await import('../../core/area.ts');
  const area = (path: string) => parseAreaPath(path) ?? assert.fail();
  assert.equal(await count({ role: 'app', area: area(places.commune), account: citizen.self }), 1);
  assert.equal(await count({ role: 'app', area: area(places.neighbour), account: citizen.self }), 0);
  assert.equal(await count({ role: 'citizen', persons: [citizen.self], account: citizen.self }), 1);
  assert.equal(await count({ role: 'citizen', persons: [], account: citizen.self }), 0);
});
