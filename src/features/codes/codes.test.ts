import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { aDeclaration, aFolder, aPerson, aServer, type Caller, places } from '../../../test/support/server.ts';
import { type AreaPath, parseAreaPath } from '../../core/area.ts';
import { newId } from '../../core/client.ts';
import { codeBody, codeText, readCode, uuidBytes } from '../../core/code.ts';
import { loadKeys, rotateKeys } from '../../core/crypto.ts';
import { isCodeSigned } from '../../web/kit/verify-code.ts';
import { ownersOfCodes } from './index.ts';

const server = await aServer();
const nurse = await server.officer(places.commune);
const neighbour = await server.officer(places.elsewhere);
const gate = await server.officer(places.elsewhere, ['gate']);

const issue = async (by: Caller, person: string, reason?: 'lost' | 'renewed') => {
  const { status, body } = await by.post(`/people/${person}/code`, { id: newId(), ...(reason && { reason }) });
  assert.equal(status, 201, JSON.stringify(body));
  return body as { id: string; url: string; issuedAt: string };
};
const aResident = async (over: Record<string, unknown> = {}): Promise<string> => {
  const person = aPerson(over);
  const { status, body } = await nurse.post('/people', person);
  assert.equal(status, 201, JSON.stringify(body));
  return person.id;
};
const readText = (by: Caller, text: string, more: object = {}) =>
  by.post('/codes/reading', { id: newId(), text, ...more });
const audited = async (route: string, person: string) => {
  const { body } = await (await server.officer('', ['auditor'])).get(`/audit?person=${person}&limit=200`);
  return body.items.filter((entry: { route: string }) => entry.route === route);
};

test('a citizen gets a code for self and family, the same until it is renewed, and nobody else does', async () => {
  const citizen = await server.citizen();
  const [self, child] = [aPerson({ relation: 'self' }), aPerson({ relation: 'family', birthYear: 2021 })];
  for (const person of [self, child]) assert.equal((await citizen.post('/people', person)).status, 201);
  const none = await citizen.get(`/people/${self.id}/code`);
  assert.deepEqual([none.status, none.body.code], [404, 'code.none']);
  const made = await issue(citizen, self.id);
  assert.match(made.url, /^http:\/\/[^/]+\/q\/[\w-]{111}$/);
  assert.ok(!made.url.includes(self.id) && made.id !== self.id);
  assert.deepEqual((await citizen.get(`/people/${self.id}/code`)).body, made);
  assert.notEqual((await issue(citizen, child.id)).url, made.url);
  assert.notEqual((await issue(citizen, self.id, 'lost')).id, made.id);
  const stranger = await server.citizen();
  assert.equal((await stranger.get(`/people/${self.id}/code`)).status, 404);
  assert.equal((await stranger.post(`/people/${self.id}/code`, { id: newId() })).status, 404);
  assert.equal(
    (await stranger.post(`/people/${self.id}/code/revocation`, { id: newId(), reason: 'lost' })).status,
    404,
  );
  assert.equal((await server.anonymous.get(`/people/${self.id}/code`)).status, 401);
  assert.equal((await citizen.post('/codes/reading', { id: newId(), text: made.url })).status, 403);
});

test('what a code carries is an opaque id and a signature, and nothing of the person', async () => {
  const person = await aResident();
  const { id, url } = await issue(nurse, person);
  const code = readCode(url);
  assert.deepEqual([code?.kind, code?.payload], ['person', uuidBytes(id)]);
  const [owner] = (await ownersOfCodes(server.house.database.pools.ingest, [id])).values();
  assert.deepEqual(owner, { personId: person, isRevoked: false });
});

test('an officer issues and reads in the own area, and each reading stands in the audit with its purpose', async () => {
  const person = await aResident({ fullName: 'Lê Thị Thẻ', hamlet: 'Phố Thành Công' });
  const { url } = await issue(nurse, person);
  const { status, body } = await readText(nurse, url, { purpose: 'identify' });
  assert.equal(status, 201);
  assert.deepEqual(body, {
    kind: 'person',
    person: {
      id: person,
      fullName: 'Lê Thị Thẻ',
      birthYear: 1988,
      sex: 'female',
      area: places.commune,
      hamlet: 'Phố Thành Công',
      areaName: 'Phường Hàm Rồng',
      isHere: true,
    },
    others: [],
    fields: null,
  });
  const bare = url.split('/q/')[1] as string;
  assert.equal((await readText(nurse, bare)).body.person.id, person);
  const entries = await audited('POST /codes/reading', person);
  assert.equal(entries.length, 2);
  assert.ok(entries.some(({ detail }: { detail: { purpose?: string } }) => detail.purpose === 'identify'));
  assert.equal((await neighbour.get(`/people/${person}/code`)).status, 404);
  assert.equal((await neighbour.post(`/people/${person}/code`, { id: newId() })).status, 404);
  assert.equal((await readText(await server.officer(places.commune, ['leader']), url)).status, 403);
  assert.equal((await readText(await server.officer(places.commune, ['community']), url)).status, 403);
  assert.equal((await readText(await server.officer(places.district, ['tracer']), url)).body.person.isHere, true);
});

test('the card of someone from elsewhere shows little, opens nothing, and is audited; received, the person is seen for a day', async () => {
  const person = await aResident({ fullName: 'Trần Thị Khách', hamlet: 'Phố Hàm Long' });
  const { url } = await issue(nurse, person);
  for (const reader of [neighbour, gate]) {
    const { status, body } = await readText(reader, url);
    assert.equal(status, 201);
    assert.deepEqual(body.person, {
      id: person,
      fullName: 'Trần Thị Khách',
      birthYear: 1988,
      sex: null,
      area: places.commune,
      areaName: 'Phường Hàm Rồng',
      isHere: false,
    });
  }
  assert.equal((await audited('POST /codes/reading', person)).length, 2);
  assert.equal((await neighbour.get(`/people/${person}`)).status, 404);
  const declared = () => gate.post('/declarations', aDeclaration({ person: { id: person }, area: places.elsewhere }));
  assert.equal((await declared()).status, 404);
  const reception = { id: newId(), text: url, area: places.commune };
  assert.equal((await gate.post('/codes/reception', reception)).status, 404);
  const province = await server.officer(places.province);
  assert.equal((await province.post('/codes/reception', { id: newId(), text: url })).body.code, 'area.not_commune');
  assert.equal((await gate.post('/codes/reception', { id: newId(), text: url })).body.isHere, true);
  assert.equal((await audited('POST /codes/reception', person)).length, 1);
  assert.equal((await neighbour.get(`/people/${person}`)).status, 200);
  const [place] = await server.house.database.pools.owner`
    select (extract(epoch from until - since) / 3600)::int as hours from person_area where person_id = ${person} and reason = 'card'`;
  assert.equal(place?.hours, 24);
  assert.equal((await declared()).status, 201);
  const [after] = await server.house.database.pools.owner`
    select until from person_area where person_id = ${person} and area = ${`${places.elsewhere}.`}`;
  assert.equal(after?.until, null);
  const at = await server.officer(places.commune);
  assert.equal((await at.post('/codes/reception', { id: newId(), text: url })).body.isHere, true);
  const [home] = await server.house.database.pools.owner`
    select until, reason from person_area where person_id = ${person} and area = ${`${places.commune}.`}`;
  assert.deepEqual({ ...home }, { until: null, reason: 'residence' });
});

test('a code with one bit turned, of another length, or signed elsewhere was not issued here', async () => {
  const { url } = await issue(nurse, await aResident());
  const text = url.split('/q/')[1] as string;
  const code = readCode(text) ?? assert.fail();
  const bytes = Uint8Array.of(...code.signed, ...code.signature);
  for (const bit of [16, 17, 30, 150, 151, 152, 400, 663]) {
    const turned = Uint8Array.from(bytes);
    turned[bit >> 3] = (turned[bit >> 3] as number) ^ (1 << (bit & 7));
    const { status, body } = await readText(nurse, codeText(turned.slice(0, -64), turned.slice(-64)));
    assert.deepEqual([status, body.code], [422, 'code.forged'], `bit ${bit}`);
  }
  const long = codeBody('person', server.house.keys.version, new Uint8Array(20));
  const signed = codeText(long, server.house.keys.sign(long).signature);
  assert.equal((await readText(nurse, signed)).body.code, 'code.forged');
  const strange = codeBody('person', 99, uuidBytes(newId()));
  assert.equal((await readText(nurse, codeText(strange, new Uint8Array(64)))).body.code, 'code.forged');
});

test('a code that was signed here and is nobody’s is not found; what is no code at all is said so', async () => {
  const body = codeBody('person', server.house.keys.version, uuidBytes(newId()));
  const unknown = await readText(nurse, codeText(body, server.house.keys.sign(body).signature));
  assert.deepEqual([unknown.status, unknown.body.code], [404, 'record.missing']);
  for (const text of ['https://example.org', 'abc', '0912345678']) {
    const { status, body: refusal } = await readText(nurse, text);
    assert.deepEqual([status, refusal.code], [422, 'code.unknown'], text);
  }
  assert.equal((await readText(nurse, ' ')).status, 400);
  const pass = codeBody('pass', server.house.keys.version, uuidBytes(newId()));
  const other = await readText(gate, codeText(pass, server.house.keys.sign(pass).signature));
  assert.deepEqual([other.status, other.body.kind, other.body.person], [201, 'pass', null]);
});

test('a replaced, a withdrawn and a dead person’s code open nothing; an error about the death gives it back', async () => {
  const person = await aResident();
  const first = await issue(nurse, person);
  const second = await issue(nurse, person, 'lost');
  assert.deepEqual(
    [(await readText(nurse, first.url)).status, (await readText(nurse, first.url)).body.code],
    [409, 'code.revoked'],
  );
  assert.equal((await readText(nurse, second.url)).status, 201);
  const death = { id: newId(), diedOn: '2026-01-05', place: 'nhà', source: 'gia đình' };
  assert.equal((await nurse.post(`/people/${person}/death`, death)).status, 201);
  assert.equal((await readText(nurse, second.url)).body.code, 'code.revoked');
  assert.equal((await nurse.get(`/people/${person}/code`)).body.code, 'code.none');
  assert.equal((await nurse.post(`/people/${person}/code`, { id: newId() })).body.code, 'death.recorded');
  assert.equal((await nurse.post(`/people/${person}/death/correction`, { id: newId(), reason: 'nhầm' })).status, 201);
  assert.equal((await readText(nurse, second.url)).status, 201);
  assert.equal((await readText(nurse, first.url)).body.code, 'code.revoked');
  const withdrawn = await nurse.post(`/people/${person}/code/revocation`, { id: newId(), reason: 'withdrawn' });
  assert.deepEqual([withdrawn.status, withdrawn.body.id, withdrawn.body.reason], [201, second.id, 'withdrawn']);
  assert.equal((await readText(nurse, second.url)).body.code, 'code.revoked');
  const none = await nurse.post(`/people/${person}/code/revocation`, { id: newId(), reason: 'withdrawn' });
  assert.equal(none.body.code, 'code.none');
  assert.equal((await nurse.post(`/people/${person}/code/revocation`, { id: newId(), reason: 'vì thế' })).status, 400);
});

test('one request is one code, and twenty at once leave one that is current', async () => {
  const person = await aResident();
  const id = newId();
  const [one, again] = [
    await nurse.post(`/people/${person}/code`, { id }),
    await nurse.post(`/people/${person}/code`, { id }),
  ];
  assert.deepEqual([one.status, again.status, again.body], [201, 200, one.body]);
  await Promise.all(Array.from({ length: 20 }, () => issue(nurse, person)));
  const rows = await server.house.database.pools.owner`
    select revoked_at is null as current from person_code where person_id = ${person}`;
  assert.deepEqual([rows.length, rows.filter(({ current }) => current).length], [21, 1]);
});

test('a citizen card and the national string are looked up by number in the own area, for those who may search', async () => {
  const identity = { type: 'cccd', number: '038188010123' };
  const person = await aResident({ fullName: 'Phạm Thị Căn Cước', identity });
  const card = '038188010123|171000222|Phạm Thị Căn Cước|20111988|Nữ|Hàm Rồng, Thanh Hóa, Thanh Hóa|25122021';
  const { body } = await readText(nurse, card);
  assert.deepEqual([body.kind, body.person.id, body.others], ['card', person, []]);
  assert.deepEqual(
    [body.fields.fullName, body.fields.birthDate, body.fields.sex],
    ['Phạm Thị Căn Cước', '1988-11-20', 'female'],
  );
  const national = await readText(nurse, '038188010123|PHẠM THỊ CĂN CƯỚC|1988-11-20|1|x|');
  assert.deepEqual([national.body.kind, national.body.person.id], ['pc_covid', person]);
  for (const reader of [neighbour, gate]) {
    const other = await readText(reader, card);
    assert.deepEqual([other.status, other.body.person, other.body.fields.fullName], [201, null, 'Phạm Thị Căn Cước']);
  }
  const old = await aResident({ fullName: 'Phạm Văn Cũ', identity: { type: 'cmnd', number: '171000222' } });
  const both = (await readText(nurse, card)).body;
  assert.deepEqual([both.person.id, both.others[0].id].toSorted(), [person, old].toSorted());
  assert.equal((await audited('POST /codes/reading', old)).length, 1);
});

test('at a post a card leads to who is known there by all that it says, and to nobody by its number alone', async () => {
  const number = '038188010987';
  const person = await aResident({ fullName: 'Phạm Thị Qua Chốt', identity: { type: 'cccd', number }, sex: 'female' });
  const card = (name: string, born: string) => `${number}||${name}|${born}|Nữ|Hàm Rồng, Thanh Hóa|25122021`;
  const own = card('PHẠM THỊ QUA CHỐT', '20111988');
  const here = await server.officer(places.commune, ['gate']);
  const { body } = await readText(here, own);
  assert.deepEqual([body.person.id, body.person.isHere, body.others], [person, true, []]);
  for (const [reader, text] of [
    [here, card('PHẠM THỊ NGƯỜI KHÁC', '20111988')],
    [here, card('PHẠM THỊ QUA CHỐT', '20111987')],
    [gate, own],
  ] as const) {
    const other = (await readText(reader, text)).body;
    assert.deepEqual([other.person, other.fields.identity.number], [null, number]);
  }
});

test('where two records turn out to be one human, either card leads to the kept one, and both end together', async () => {
  const [kept, other] = [await aResident({ fullName: 'Lê Thị Gộp' }), await aResident({ fullName: 'Lê Thị Gộp' })];
  const [first, second] = [await issue(nurse, kept), await issue(nurse, other)];
  const merged = await nurse.post(`/people/${kept}/merge`, { id: newId(), other });
  assert.ok(merged.status < 300, JSON.stringify(merged.body));
  for (const { url } of [first, second]) assert.equal((await readText(nurse, url)).body.person.id, kept);
  assert.equal((await nurse.get(`/people/${other}/code`)).body.id, second.id);
  const third = await issue(nurse, kept, 'lost');
  for (const { url } of [first, second]) assert.equal((await readText(nurse, url)).body.code, 'code.revoked');
  for (const id of [kept, other]) assert.equal((await nurse.get(`/people/${id}/code`)).body.id, third.id);
});

test('row-level security keeps codes where their person is, without a handler between', async () => {
  const person = await aResident();
  await issue(nurse, person);
  const count = (scope: Parameters<typeof server.house.database.within>[0]) =>
    server.house.database.within(
      scope,
      async (db) => (await db`select from person_code where person_id = ${person}`).length,
    );
  const area = (path: string) => parseAreaPath(path) as AreaPath;
  assert.equal(await count({ role: 'app', area: area(places.commune), account: person }), 1);
  assert.equal(await count({ role: 'app', area: area(places.elsewhere), account: person }), 0);
  assert.equal(await count({ role: 'citizen', persons: [person], account: person }), 1);
  assert.equal(await count({ role: 'citizen', persons: [], account: person }), 0);
  const { ingest, door } = server.house.database.pools;
  await assert.rejects(ingest`select reason from person_code`, /permission denied/);
  await assert.rejects(door`select id from person_code`, /permission denied/);
});

test('a post checks a code with the public keys alone; a card printed before the keys were rotated stays good', async () => {
  const file = join(await aFolder(), 'keys.json');
  const { url } = await issue(nurse, await aResident());
  const code = readCode(url) ?? assert.fail();
  const { body } = await server.anonymous.get('/codes/keys');
  assert.equal(await isCodeSigned(code, body.keys), true);
  const forged = Uint8Array.from(code.signature, (byte, at) => (at === 5 ? byte ^ 1 : byte));
  assert.equal(await isCodeSigned({ ...code, signature: forged }, body.keys), false);
  assert.equal(await isCodeSigned({ ...code, kid: 77 }, body.keys), false);

  const before = await loadKeys(file);
  const signed = codeBody('person', before.version, uuidBytes(newId()));
  const { kid, signature } = before.sign(signed);
  await rotateKeys(file);
  const after = await loadKeys(file);
  assert.ok(after.version > before.version);
  assert.equal(after.isSigned(kid, signed, signature), true);
  const old = readCode(codeText(signed, signature)) ?? assert.fail();
  assert.equal(await isCodeSigned(old, after.publicKeys), true);
  assert.equal(JSON.parse(await readFile(file, 'utf8')).masters[String(after.version)] !== undefined, true);
});
