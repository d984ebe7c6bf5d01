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
import { parsePhone } from '../../core/phone.ts';
import { newestMessage } from '../messages/index.ts';
import { slips } from './search.ts';

/** What these tests read of a listed row. */
type Row = Record<'id' | 'kind' | 'declaration', string> & { person: { id: string } };

const server = await aServer();
const nurse = await server.officer(places.commune);
const neighbour = await server.officer(places.neighbour);

const found = async (caller: Caller, search: string): Promise<string[]> => {
  const { status, body } = await caller.get(`/people?search=${encodeURIComponent(search)}`);
  assert.equal(status, 200, JSON.stringify(body));
  return body.items.map(({ id }: { id: string }) => id);
};
const audited = async (route: string) => {
  const rows = await server.house.database.pools.owner`
    select persons from audit_inbox where route = ${route} union all select persons from audit_entry where route = ${route}`;
  return rows.flatMap((row) => row.persons as string[]);
};

test('an officer records a person of the own area, the same answer comes again, another content under the id is refused', async () => {
  const person = aPerson({
    fullName: "Nguyễn Thị H'Hen",
    identity: { type: 'cccd', number: '038 188 001 234' },
    phone: '0912 000 111',
  });
  const first = await nurse.post('/people', person);
  assert.equal(first.status, 201, JSON.stringify(first.body));
  assert.deepEqual(first.body.identity, { type: 'cccd', number: '038188001234' });
  assert.equal(first.body.phone, '+84912000111');
  assert.equal(first.body.health, 'well');
  const second = await nurse.post('/people', person);
  assert.deepEqual([second.status, second.body], [200, first.body]);
  const other = await nurse.post('/people', { ...person, fullName: 'Lê Văn A' });
  assert.deepEqual([other.status, other.body.code], [409, 'record.conflict']);
  const stranger = await neighbour.post('/people', { ...person, area: places.neighbour });
  assert.deepEqual([stranger.status, stranger.body.code], [409, 'record.conflict']);
});

test('what cannot be of anyone is refused with its field', async () => {
  const refusals: [Record<string, unknown>, number, string, string][] = [
    [{ area: places.neighbour }, 404, 'record.missing', ''],
    [{ area: '38.380' }, 404, 'record.missing', ''],
    [{ area: '38.380.14755.99' }, 422, 'area.unknown', 'area'],
    [{ birthYear: 2200 }, 400, 'request.invalid', 'birthYear'],
    [{ birthYear: undefined, birthDate: '2099-01-01' }, 422, 'time.future', 'birthDate'],
    [{ birthDate: '1990-02-30' }, 400, 'request.invalid', 'birthDate'],
    [{ birthYear: 1989, birthDate: '1990-02-03' }, 400, 'request.invalid', 'birthYear'],
    [{ identity: { type: 'cccd', number: '123' } }, 422, 'identity.invalid', 'identity.number'],
    [{ fullName: '  ' }, 400, 'request.invalid', 'fullName'],
    [{ fullName: 'A\u202eB' }, 400, 'request.invalid', 'fullName'],
    [{ nickname: 'x' }, 400, 'request.invalid', 'nickname'],
  ];
  for (const [over, status, code, path] of refusals) {
    const { body, ...answer } = await nurse.post('/people', aPerson(over));
    assert.deepEqual(
      [answer.status, body.code, body.fields?.[0]?.path ?? ''],
      [status, code, path],
      JSON.stringify(body),
    );
  }
  const district = await server.officer(places.district);
  assert.equal((await district.post('/people', aPerson({ area: places.district }))).body.code, 'area.not_commune');
  assert.equal((await (await server.officer(places.commune, ['leader'])).post('/people', aPerson())).status, 403);
});

test('a number that contradicts the person is refused to a citizen, and kept with a flag for an officer', async () => {
  const contradiction = { sex: 'male', identity: { type: 'cccd', number: '038188001235' } };
  const citizen = await server.citizen();
  const refused = await citizen.post('/people', aPerson(contradiction));
  assert.deepEqual(
    [refused.status, refused.body.code, refused.body.fields],
    [422, 'identity.invalid', [{ path: 'identity.number', code: 'identity.sex' }]],
  );
  const kept = await nurse.post('/people', aPerson(contradiction));
  assert.deepEqual([kept.status, kept.body.flags], [201, ['identity.sex']]);
});

test('duplicates are suggested within the own area only, best first, and never hinder', async () => {
  const phone = somePhone();
  const first = aPerson({ fullName: 'Đặng Quốc Tuấn', birthYear: 1971, sex: 'male', phone });
  await nurse.post('/people', first);
  const again = await nurse.post(
    '/people',
    aPerson({ fullName: 'TUAN DANG QUOC', birthYear: 1971, sex: 'male', phone }),
  );
  assert.equal(again.status, 201);
  assert.deepEqual(
    again.body.duplicates.map(({ id }: { id: string }) => id),
    [first.id],
  );
  assert.ok(again.body.duplicates[0].score > 0.8);
  const withoutYear = await nurse.post(
    '/people',
    aPerson({ fullName: 'Đặng Quốc Tuấn', birthYear: undefined, sex: 'male', phone }),
  );
  assert.equal(withoutYear.status, 201);
  const beside = await neighbour.post('/people', aPerson({ ...first, id: newId(), area: places.neighbour }));
  assert.deepEqual([beside.status, beside.body.duplicates], [201, []]);
  const citizen = await server.citizen();
  const own = await citizen.post('/people', aPerson({ ...first, id: newId(), phone: undefined }));
  assert.deepEqual([own.status, own.body.duplicates], [201, undefined]);
});

test('a person is found by name in any order, without marks, half typed, with a slip, by phone and by number', async () => {
  const phone = somePhone();
  const person = aPerson({
    fullName: 'Trịnh Hoà Khuyến',
    phone,
    identity: { type: 'passport', number: 'b 7654321' },
    sex: 'male',
  });
  await nurse.post('/people', person);
  const searches = [
    'Trịnh Hoà Khuyến',
    'khuyen trinh',
    'TRINH HÒA',
    'trinh khu',
    'trihn khuyen',
    'khuyn',
    phone,
    `+84${phone.slice(1)}`,
    'B7654321',
  ];
  for (const search of searches) {
    assert.deepEqual(
      (await found(nurse, search)).filter((id) => id === person.id),
      [person.id],
      search,
    );
    assert.ok(!(await found(neighbour, search)).includes(person.id), search);
  }
  assert.ok(!(await found(nurse, 'khuyen nguyen')).includes(person.id));
  assert.deepEqual(await found(nurse, '???'), []);
  assert.ok((await found(await server.officer(places.province), 'trinh hoa khuyen')).includes(person.id));
  assert.equal((await nurse.get(`/people?area=${places.neighbour}`)).status, 404);
  assert.equal((await (await server.citizen()).get('/people?search=a')).status, 403);
  assert.ok((await audited('GET /people')).includes(person.id));
});

test('a wrong syllable that another name has is doubted when nobody has the whole', async () => {
  await nurse.post('/people', aPerson({ fullName: 'Mạc Linh' }));
  const person = aPerson({ fullName: 'Mạc Lanh Thoa' });
  await nurse.post('/people', person);
  assert.deepEqual(await found(nurse, 'linh thoa mac'), [person.id]);
});

test('the year of birth typed behind a name leaves those who were born in it', async () => {
  const [elder, younger] = [1957, 1999].map((birthYear) => aPerson({ fullName: 'Kiều Văn Nămsinh', birthYear }));
  for (const person of [elder, younger]) await nurse.post('/people', person);
  assert.deepEqual(await found(nurse, 'Kiều Văn Nămsinh 1957'), [elder?.id]);
  assert.deepEqual(await found(nurse, 'namsinh kieu 1999'), [younger?.id]);
  assert.deepEqual(await found(nurse, 'kieu van namsinhh 1957'), [elder?.id], 'with a slip, too');
  assert.deepEqual(await found(nurse, 'Kiều Văn Nămsinh 1958'), []);
  assert.equal((await found(nurse, 'Kiều Văn Nămsinh')).length, 2);
});

test('without a search everyone of the area is listed, page by page, each once', async () => {
  const station = await server.officer(places.elsewhere);
  const made = Array.from({ length: 7 }, (_, i) =>
    aPerson({ fullName: `Cao Bá Quát ${'abcdefg'[i]}`, area: places.elsewhere }),
  );
  for (const person of made) assert.equal((await station.post('/people', person)).status, 201);
  for (const search of ['', 'cao']) {
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const { body } = await station.get(`/people?limit=3&search=${search}${next ? `&after=${next}` : ''}`);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      next = body.next;
    }
    assert.deepEqual(seen.toSorted(), made.map(({ id }) => id).toSorted());
  }
  assert.equal((await station.get('/people?after=WyJ4Il0')).body.code, 'request.invalid');
  assert.equal((await station.get('/people?after=garbage')).body.code, 'request.invalid');
});

test('a whole record needs the verb and the area, and each reading is audited', async () => {
  const person = aPerson();
  await nurse.post('/people', person);
  const { status, body } = await nurse.get(`/people/${person.id}`);
  assert.deepEqual([status, body.class, body.history, body.diedOn], [200, null, { health: [], class: [] }, null]);
  assert.equal((await neighbour.get(`/people/${person.id}`)).status, 404);
  assert.equal((await (await server.officer(places.district)).get(`/people/${person.id}`)).status, 200);
  assert.equal((await (await server.officer(places.commune, ['leader'])).get(`/people/${person.id}`)).status, 403);
  assert.equal((await (await server.citizen()).get(`/people/${person.id}`)).status, 404);
  assert.equal((await server.anonymous.get(`/people/${person.id}`)).status, 401);
  assert.equal((await nurse.get('/people/not-an-id')).status, 400);
  assert.equal((await audited('GET /people/:id')).filter((id) => id === person.id).length, 2);
});

test('a citizen records the own person once, children and elders without a phone at once', async () => {
  const citizen = await server.citizen();
  const self = aPerson({ phone: citizen.phone });
  assert.equal((await citizen.post('/people', self)).status, 201);
  assert.equal((await citizen.get(`/people/${self.id}`)).body.fullName, self.fullName);
  const again = await citizen.post('/people', aPerson({ relation: 'self' }));
  assert.deepEqual([again.status, again.body.code], [409, 'person.conflict']);
  const child = aPerson({ fullName: 'Bé An', birthYear: new Date().getFullYear() - 4, phone: somePhone() });
  const elder = aPerson({ fullName: 'Bà Tư', birthYear: 1940 });
  for (const person of [child, elder]) assert.equal((await citizen.post('/people', person)).status, 201);
  const { persons } = (await citizen.get('/me')).body;
  assert.deepEqual(
    persons.map(({ id, relation, state }: Record<string, string>) => [id, relation, state]).toSorted(),
    [
      [self.id, 'self', 'own'],
      [child.id, 'family', 'own'],
      [elder.id, 'family', 'own'],
    ].toSorted(),
  );
  const [one, other] = await Promise.all([1, 2].map(() => server.citizen()));
  assert.equal((await (other as Caller).get(`/people/${self.id}`)).status, 404);
  const both = await Promise.all([1, 2].map(() => (one as Caller).post('/people', aPerson({ relation: 'self' }))));
  assert.deepEqual(both.map(({ status }) => status).toSorted(), [201, 409]);
});

const addAdult = async () => {
  const [adder, phone] = [await server.citizen(), somePhone()];
  await adder.post('/people', aPerson({ phone: adder.phone }));
  const adult = aPerson({ fullName: 'Chồng Tôi', birthYear: 1980, sex: 'male', phone });
  assert.equal((await adder.post('/people', adult)).status, 201);
  assert.match((await newestMessage(server.house, phone))?.text ?? '', /khai bao y te thay/);
  return { adder, adult, phone };
};
const stateOf = async (caller: Caller, id: string) =>
  (await caller.get('/me')).body.persons.find((person: { id: string }) => person.id === id)?.state;

test('an adult added by someone else is asked, and takes the own record over', async () => {
  const { adder, adult, phone } = await addAdult();
  assert.equal(await stateOf(adder, adult.id), 'pending');
  await nurse.post(`/people/${adult.id}/health`, { id: newId(), status: 'suspect' });
  const hidden = (await adder.get(`/people/${adult.id}`)).body;
  assert.deepEqual([hidden.fullName, hidden.health, hidden.history.health], [adult.fullName, null, []]);
  const stranger = await server.citizen();
  assert.equal((await stranger.post(`/people/${adult.id}/takeover`, { id: newId(), accept: true })).status, 404);
  const owner = await server.citizen(phone);
  assert.deepEqual(
    (await owner.get('/me')).body.offers.map(({ id }: { id: string }) => id),
    [adult.id],
  );
  const answer = await owner.post(`/people/${adult.id}/takeover`, { id: newId(), accept: true });
  assert.deepEqual([answer.status, answer.body], [201, { accepted: true }]);
  assert.equal(await stateOf(owner, adult.id), 'own');
  assert.equal(await stateOf(adder, adult.id), 'accepted');
  assert.equal((await adder.get(`/people/${adult.id}`)).body.health, 'suspect');
  assert.equal((await owner.get(`/people/${adult.id}`)).body.history.health[0].by, null);
  const second = await owner.post(`/people/${adult.id}/takeover`, { id: newId(), accept: false });
  assert.deepEqual([second.status, second.body.code], [409, 'person.conflict']);
});

test("an adult who refuses is the adder's no more", async () => {
  const { adder, adult, phone } = await addAdult();
  const owner = await server.citizen(phone);
  assert.equal((await owner.post(`/people/${adult.id}/takeover`, { id: newId(), accept: false })).status, 201);
  assert.equal((await adder.get(`/people/${adult.id}`)).status, 404);
  assert.deepEqual((await owner.get('/me')).body.offers, []);
  assert.equal((await nurse.post(`/people/${adult.id}/takeover`, { id: newId(), accept: true })).status, 404);
});

test('an account asks ten strangers and no more', async () => {
  const citizen = await server.citizen();
  const add = () => citizen.post('/people', aPerson({ relation: 'family', phone: somePhone(), birthYear: 1970 }));
  for (let i = 0; i < 10; i += 1) assert.equal((await add()).status, 201);
  assert.equal((await add()).body.code, 'budget.spent');
});

test('a corrected name, phone and commune are found at once', async () => {
  const person = aPerson({ fullName: 'Ngô Sai Tên', birthYear: 1960 });
  await nurse.post('/people', person);
  const phone = somePhone();
  const change = { id: newId(), fullName: 'Ngô Đúng Tên', birthDate: '1961-03-04', phone };
  const { status, body } = await nurse.post(`/people/${person.id}/changes`, change);
  assert.deepEqual(
    [status, body.fullName, body.birthDate, body.birthYear, body.sex],
    [201, 'Ngô Đúng Tên', '1961-03-04', undefined, 'female'],
  );
  assert.deepEqual(await found(nurse, 'dung ten ngo'), [person.id]);
  assert.deepEqual(await found(nurse, phone), [person.id]);
  assert.ok(!(await found(nurse, 'ngo sai')).includes(person.id));
  assert.equal((await neighbour.post(`/people/${person.id}/changes`, { id: newId(), address: 'x' })).status, 404);
  assert.equal((await nurse.post(`/people/${person.id}/changes`, { id: newId(), area: places.neighbour })).status, 404);
  const moved = await (await server.officer(places.district)).post(`/people/${person.id}/changes`, {
    id: newId(),
    area: places.neighbour,
  });
  assert.equal(moved.body.area, places.neighbour);
  assert.deepEqual(await found(neighbour, 'dung ten ngo'), [person.id]);
});

test('a declaration written before a correction still finds its person', async () => {
  const citizen = await server.citizen();
  const self = aPerson({ phone: citizen.phone, relation: 'self' });
  await citizen.post('/people', self);
  await citizen.post(`/people/${self.id}/changes`, { id: newId(), fullName: 'Nguyễn Thị Thu Hường', address: 'Số 5' });
  const { status, body } = await citizen.post('/declarations', aDeclaration({ person: self }));
  assert.equal(status, 201, JSON.stringify(body));
  assert.equal((await citizen.get(`/people/${self.id}`)).body.fullName, 'Nguyễn Thị Thu Hường');
});

test('health changes with its history, and not in the future', async () => {
  const person = aPerson();
  await nurse.post('/people', person);
  const url = `/people/${person.id}/health`;
  const first = await nurse.post(url, { id: newId(), status: 'symptomatic', note: 'ho nhẹ' });
  assert.deepEqual(
    [first.status, first.body.status, first.body.source, first.body.note, first.body.by],
    [201, 'symptomatic', 'officer', 'ho nhẹ', `test ${places.commune}`],
  );
  assert.equal(
    (await nurse.post(url, { id: newId(), status: 'well', at: '2199-01-01T00:00:00+07:00' })).body.code,
    'time.future',
  );
  assert.equal((await nurse.post(url, { id: newId(), status: 'died' })).body.code, 'health.refused');
  assert.equal((await nurse.post(url, { id: newId(), status: 'fine' })).status, 400);
  assert.equal((await neighbour.post(url, { id: newId(), status: 'well' })).status, 404);
  const { body } = await nurse.get(`/people/${person.id}`);
  assert.deepEqual([body.health, body.history.health.length], ['symptomatic', 1]);
});

test('death ends every duty, and its correction gives them back', async () => {
  const declaration = aDeclaration({ answers: urgentAnswers });
  assert.equal((await nurse.post('/declarations', declaration)).status, 201);
  const person = declaration.person.id;
  await nurse.post(`/declarations/${declaration.id}/take`, { id: newId() });
  const death = { id: newId(), diedOn: '2026-11-20', place: 'Bệnh viện tỉnh', source: 'giấy báo tử' };
  assert.equal(
    (await nurse.post(`/people/${person}/death`, { ...death, id: newId(), diedOn: '2199-01-01' })).body.code,
    'time.future',
  );
  assert.equal(
    (await nurse.post(`/people/${person}/death`, { ...death, id: newId(), diedOn: '1900-01-01' })).body.code,
    'time.order',
  );
  assert.equal(
    (await nurse.post(`/people/${person}/death/correction`, { id: newId(), reason: 'x' })).body.code,
    'health.refused',
  );
  const recorded = await nurse.post(`/people/${person}/death`, death);
  assert.deepEqual([recorded.status, recorded.body.status], [201, 'died']);
  const second = await nurse.post(`/people/${person}/death`, { ...death, id: newId() });
  assert.deepEqual([second.status, second.body.code], [409, 'death.recorded']);
  assert.equal(
    (await nurse.post(`/people/${person}/health`, { id: newId(), status: 'well' })).body.code,
    'death.recorded',
  );
  const dead = (await nurse.get(`/people/${person}`)).body;
  assert.deepEqual([dead.health, dead.diedOn], ['died', '2026-11-20']);
  const work = async () =>
    (await nurse.get('/work?limit=200')).body.items.find((item: Row) => item.person.id === person)?.state;
  assert.equal(await work(), undefined);
  assert.equal(
    (await nurse.post(`/declarations/${declaration.id}/verification`, { id: newId(), result: 'confirmed' })).body.code,
    'work.closed',
  );
  assert.equal(
    (await nurse.post(`/declarations/${declaration.id}/reopening`, { id: newId(), reason: 'x' })).body.code,
    'death.recorded',
  );
  const corrected = await nurse.post(`/people/${person}/death/correction`, { id: newId(), reason: 'trùng tên' });
  assert.deepEqual([corrected.status, corrected.body.status, corrected.body.source], [201, 'well', 'correction']);
  assert.equal(await work(), 'taken');
  assert.equal((await nurse.get(`/people/${person}`)).body.diedOn, null);
});

test('every slip of one letter is corrected', () => {
  for (const slip of ['nguyn', 'nguyenn', 'nguyan', 'nguyne', 'guyen']) assert.ok(slips(slip).includes('nguyen'), slip);
  assert.ok(!slips('nguyen').includes('nguyen') && !slips('a').includes(''));
  assert.equal(parsePhone(somePhone())?.startsWith('+849'), true);
});
