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
import { differing, toBeAskedFor } from './rules.ts';

/** Who changes what in a record, and by what it is known afterwards. */
const server = await aServer();
const nurse = await server.officer(places.commune);

const change = (by: Caller, id: string, what: object) => by.post(`/people/${id}/changes`, { id: newId(), ...what });
const asked = ({ status, body }: Answer) => [
  status,
  body.code,
  body.fields?.map(({ path }: { path: string }) => path).toSorted(),
];

test('only what differs from the record is a change', () => {
  const before = {
    fullName: 'Lê Thị Á',
    identity: { type: 'cccd' as const, number: '038188001234' },
    hamlet: undefined,
  };
  const same = { fullName: 'Lê Thị Á'.normalize('NFD'), identity: { type: 'cccd' as const, number: '038 188 001234' } };
  assert.deepEqual(differing(before, { ...same, hamlet: '' }), {});
  assert.deepEqual(differing(before, { ...same, fullName: 'Lê Thị B' }), { fullName: 'Lê Thị B' });
});

test('of a record that a station knows, who keeps it writes stay and telephone, who is allowed to declare the stay', () => {
  const all = ['fullName', 'phone', 'area', 'address'];
  assert.deepEqual(toBeAskedFor(all, 'own'), ['fullName']);
  assert.deepEqual(toBeAskedFor(all, 'accepted'), ['fullName', 'phone']);
  assert.deepEqual(toBeAskedFor(all, 'pending'), all);
  assert.deepEqual(toBeAskedFor(all, undefined), all);
});

test('what a station has verified, its people ask it to correct; stay and telephone they write themselves', async () => {
  const citizen = await server.citizen();
  const self = aPerson({ fullName: 'Tạ Thị Xácminh', relation: 'self' });
  const { id } = ok(await citizen.post('/declarations', aDeclaration({ person: self, answers: urgentAnswers })));
  assert.equal(ok(await change(citizen, self.id, { fullName: 'Tạ Thị Xácminhs' })).fullName, 'Tạ Thị Xácminhs');
  assert.equal(ok(await change(citizen, self.id, { fullName: 'Tạ Thị Xácminh' })).fullName, 'Tạ Thị Xácminh');
  ok(await nurse.post(`/declarations/${id}/take`, { id: newId() }));
  ok(await nurse.post(`/declarations/${id}/attempts`, { id: newId(), channel: 'call', outcome: 'reached' }));
  ok(await nurse.post(`/declarations/${id}/verification`, { id: newId(), result: 'confirmed' }));

  const whole = ok(await citizen.get(`/people/${self.id}`));
  const identity = { type: 'passport', number: 'C1234567' };
  const refused = await change(citizen, self.id, { fullName: 'Tên Khác', birthYear: 1999, identity, address: 'Số 9' });
  assert.deepEqual(asked(refused), [409, 'correction.needed', ['birthYear', 'fullName', 'identity']]);
  assert.equal(ok(await citizen.get(`/people/${self.id}`)).address, whole.address, 'nothing of it was written');
  const phone = somePhone();
  const direct = ok(await change(citizen, self.id, { fullName: 'Tạ Thị Xácminh', address: 'Số 9', phone }));
  assert.deepEqual([direct.address, direct.phone], ['Số 9', `+84${phone.slice(1)}`]);
  const request = { id: newId(), fields: { fullName: 'Tạ Thị Xác Minh' }, note: '' };
  ok(await citizen.post(`/people/${self.id}/correction-requests`, request));
});

test('a record that an officer made or changed is the station’s too, and an asked or accepted adder changes less', async () => {
  const [adder, phone] = [await server.citizen(), somePhone()];
  const adult = aPerson({ birthYear: 1980, relation: 'family', phone });
  ok(await adder.post('/people', adult));
  assert.equal((await change(adder, adult.id, { fullName: 'Chưa Ai Động' })).status, 201);
  ok(await change(nurse, adult.id, { hamlet: 'Thôn 3' }));
  assert.deepEqual(asked(await change(adder, adult.id, { address: 'x' })), [409, 'correction.needed', ['address']]);
  const self = await server.citizen(phone);
  ok(await self.post(`/people/${adult.id}/takeover`, { id: newId(), accept: true }));
  assert.deepEqual(asked(await change(adder, adult.id, { phone: somePhone() })), [409, 'correction.needed', ['phone']]);
  ok(await change(adder, adult.id, { address: 'Số 2' }));
  ok(await change(self, adult.id, { phone: somePhone() }));
});

test('a correction leaves what stood and what stands in the audit, sealed', async () => {
  const { id } = ok(await nurse.post('/people', aPerson({ fullName: 'Phùng Thị Trước' })));
  const given = { id: newId(), fullName: 'Phùng Thị Sau' };
  ok(await nurse.post(`/people/${id}/changes`, given));
  const { owner } = server.house.database.pools;
  const [entry] = await owner<{ detail: { change: string } }[]>`
    select detail from audit_inbox where detail ->> 'change' is not null and ${id} = any (persons)
    union all select detail from audit_entry where detail ->> 'change' is not null and ${id} = any (persons)`;
  assert.ok(!JSON.stringify(entry).includes('Phùng'));
  const change = server.house.keys.open(`change ${given.id}`, Buffer.from(entry?.detail.change ?? '', 'base64'));
  assert.deepEqual(change, { before: { fullName: 'Phùng Thị Trước' }, after: { fullName: 'Phùng Thị Sau' } });
});

test('a number that an officer kept against sex or birth keeps nobody from changing the rest', async () => {
  const phone = somePhone();
  const flagged = { fullName: 'Lại Thị Cờ', sex: 'female', birthYear: 1961, phone };
  const identity = { type: 'cccd', number: '038061001234' };
  const { id, flags } = ok(await nurse.post('/people', aPerson({ ...flagged, identity })));
  assert.deepEqual(flags, ['identity.sex']);
  const holder = await server.citizen(phone);
  ok(await holder.post(`/people/${id}/takeover`, { id: newId(), accept: true }));
  const whole = { fullName: flagged.fullName, birthYear: 1961, sex: 'female', identity, address: 'Số 12' };
  assert.equal(ok(await change(holder, id, whole)).address, 'Số 12');
  const ask = (fields: object) =>
    holder.post(`/people/${id}/correction-requests`, { id: newId(), fields, note: 'sai tên' });
  ok(await ask({ ...whole, address: undefined, fullName: 'Lại Thị Cờ Đỏ' }));
  const worse = await ask({ birthYear: 1962 });
  assert.deepEqual([worse.status, worse.body.code], [422, 'identity.invalid'], 'a new contradiction is refused');
});

test('after a correction a declaration names its person by the old name or by the new one, and by no other', async () => {
  const phone = somePhone();
  const citizen = await server.citizen(phone);
  const self = aPerson({ fullName: 'Chử Thị Nhầm', relation: 'self' });
  ok(await citizen.post('/people', self));
  ok(await change(nurse, self.id, { fullName: 'Chử Thị Đúng', birthYear: 1971 }));
  const as = (fullName: string, birthYear: number | undefined) =>
    citizen.post('/declarations', aDeclaration({ person: { ...self, fullName, birthYear } }));
  assert.equal((await as('Chử Thị Nhầm', self.birthYear)).status, 201);
  assert.equal((await as('Chử Thị Đúng', 1971)).status, 201);
  const other = await as('Chử Thị Khác', 1971);
  assert.deepEqual([other.status, other.body.code], [409, 'record.conflict']);
});

test('who somebody is, without a name, is no description of a person', async () => {
  const citizen = await server.citizen();
  const self = aPerson({ relation: 'self' });
  ok(await citizen.post('/people', self));
  const { status, body } = await citizen.post(
    '/declarations',
    aDeclaration({ person: { id: self.id, birthYear: 1900 } }),
  );
  assert.deepEqual([status, body.fields], [400, [{ path: 'person.fullName', code: 'field.missing' }]]);
});
