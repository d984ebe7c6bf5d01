import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  aDeclaration,
  aFolder,
  aPerson,
  aServer,
  made,
  places,
  somePhone,
  urgentAnswers,
} from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';
import { newKeyFile } from '../../core/crypto.ts';
import { dayOf } from '../../core/day.ts';
import { newestMessage } from '../../features/messages/index.ts';
import { leaksOf, summaryOf, whatVisitsTell } from './doctor-visits.ts';

// What a copy of the database tells somebody who has no key file: nothing of who was where.

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const server = await aServer({ at: '2026-03-11T05:00:00Z' });
const officer = await server.officer(places.commune, ['officer']);
const { owner } = server.house.database.pools;
const keyFile = server.house.config.keys;
const scratch = await aFolder();
const { id: venue } = await made(officer, '/venues', { name: 'Chợ', kind: 'restaurant', area: places.commune });

const { ago } = server;
const person = async (over = {}): Promise<string> => (await officer.post('/people', aPerson(over))).body.id;
const stay = async (who: string, from: number, to: number) => {
  const body = { id: newId(), venue, visitor: { person: who }, in: ago(from), out: ago(to), method: 'on_behalf' };
  const answer = await officer.post('/visits', body);
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return body;
};

test('whoever has the rows and not the keys cannot name a visitor, nor follow one from day to day', async () => {
  const who = await person();
  for (const days of [0, 1, 2, 9]) await stay(who, days * day + 2 * hour, days * day + hour);
  const citizen = await server.citizen();
  const self = aPerson({ relation: 'self' });
  await citizen.post('/people', self);
  await citizen.post('/declarations', aDeclaration({ person: { id: self.id }, answers: urgentAnswers }));
  const visit = { id: newId(), venue, in: ago(hour), method: 'self' };
  const { body } = await citizen.post('/visits', visit);
  assert.equal(body.answer, 'call_station', 'the alert that names the person must not lead to the place');
  const out = { id: newId(), venue, in: visit.in, at: ago(minute) };
  assert.equal((await citizen.post(`/visits/${visit.id}/out`, out)).status, 201);

  const told = await whatVisitsTell(owner, keyFile);
  assert.deepEqual(leaksOf(told), []);
  assert.deepEqual([told.rows, told.looked, told.opened], [5, 5, { of: 5, named: 5 }]);
  assert.match(summaryOf(told), /^5 rows name nobody, .*; the key file names 5 of 5$/);
  assert.ok(told.columns > 60, `only ${told.columns} columns were compared`);
  assert.equal((await whatVisitsTell(owner, join(scratch, 'none.json'))).opened, undefined);
  const strange = join(scratch, 'strange.json');
  await writeFile(strange, JSON.stringify(newKeyFile()));
  assert.deepEqual((await whatVisitsTell(owner, strange)).opened, { of: 5, named: 0 }, 'another key file names nobody');
});

const cli = fileURLToPath(new URL('../cli.ts', import.meta.url));
/** The command as an operator runs it: its exit code, and the line on visits. */
const doctor = (): Promise<{ code: number; line: string | undefined }> => {
  const { host, port, user, pass, database } = owner.options;
  const env = {
    PATH: process.env.PATH ?? '',
    DATABASE_URL: `postgres://${user}:${pass}@${host[0]}:${port[0]}/${database}`,
    LACHAN_KEYS: keyFile,
    LACHAN_DATA: server.house.config.data,
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, 'doctor'], { env }, (error, out) =>
      resolve({ code: Number(error?.code ?? 0), line: /^.* {2}visits .*$/m.exec(out)?.[0] }),
    );
  });
};

test('a plain id, a hash without a key, a name that stays the same, and a way round about are each found', async () => {
  const who = await person();
  const { id } = await stay(who, 3 * hour, 2 * hour);
  const [row] = await owner<{ visitor: string }[]>`select visitor from visit where id = ${id}`;
  const truly = row?.visitor as string;
  const plant = (visitor: string) => owner`update visit set visitor = ${visitor} where id = ${id}`;
  const leaks = async () => leaksOf(await whatVisitsTell(owner, keyFile));

  assert.match((await doctor()).line ?? '', /^ok {4}visits +6 rows name nobody/);
  await plant(who);
  const { code, line } = await doctor();
  assert.equal(code, 1);
  assert.match(
    line ?? '',
    /^fail {2}visits +they can be named without the key file: 1 visitors stand in plain in person\.id/,
  );
  assert.match((await leaks()).join('\n'), /^1 visitors stand in plain in person\.id$/m);
  assert.match((await leaks()).join('\n'), /audit_inbox\.persons/, 'and wherever else that id stands');
  const [hashed] = await owner<{ one: string }[]>`select md5(${`${who}${dayOf(server.clock.now())}`})::uuid as one`;
  await plant(hashed?.one as string);
  assert.deepEqual(await leaks(), ["1 visitors are a hash of a person's id that needs no key"]);
  const [phone] = await owner<{ hash: string }[]>`
    update person set phone_hash = ${Buffer.from(truly.replaceAll('-', ''), 'hex')} where id = ${who} returning 'x' as hash`;
  assert.ok(phone);
  await plant(truly);
  assert.deepEqual(await leaks(), ['1 visitors stand in plain in person.phone_hash']);
  await owner`update person set phone_hash = null where id = ${who}`;
  await owner`insert into door_alert (id, area, at, sealed) values (${id}, ${places.commune}, '2026-03-11T00:00:00Z', '')`;
  assert.deepEqual(await leaks(), ['1 ids of visits stand in plain in door_alert.id']);
  await owner`delete from door_alert where id = ${id}`;
  const other = await stay(who, day + hour, day);
  await owner`update visit set visitor = ${truly} where id = ${other.id}`;
  assert.deepEqual(await leaks(), ['1 visitors stand on more than one day']);
  await owner`delete from visit where id = ${other.id}`;
  assert.deepEqual(await leaks(), []);
});

test('a code for a typed phone, and the words that follow it, lead from no phone to a visit', async () => {
  const citizen = await server.citizen();
  const self = aPerson({ relation: 'self', phone: citizen.phone, fullName: 'Lê Thị Cúc' });
  await citizen.post('/people', self);
  await citizen.post('/declarations', aDeclaration({ person: { id: self.id }, answers: urgentAnswers }));
  const door = await server.citizen();
  const cafe = { id: newId(), name: 'Quán', kind: 'cafe', area: places.commune };
  await door.post('/venues', cafe);
  const { phone } = citizen;
  for (let n = 0; n < 2; n += 1) {
    server.clock.step(day);
    const visitor = { phone, fullName: 'Lê Thị Cúc' };
    const came = { id: newId(), venue: cafe.id, visitor, in: ago(0), method: 'phone' };
    await door.post('/visits', came);
    await door.post('/otp', { phone, ...(n === 0 && { purpose: 'visit' }) });
    const proof = {
      id: newId(),
      venue: cafe.id,
      in: came.in,
      phone,
      code: (await newestMessage(server.house, phone))?.code,
    };
    assert.equal((await door.post(`/visits/${came.id}/confirmation`, proof)).body.answer, 'call_station');
    await server.job('visits doors');
    assert.match((await newestMessage(server.house, phone))?.text ?? '', /moi goi Tram Y te/);
  }
  const leaks = async () => leaksOf(await whatVisitsTell(owner, keyFile));
  assert.deepEqual(await leaks(), []);
  const { messages } = (await citizen.get(`/people/${self.id}/data`)).body;
  assert.equal(messages.length, 5, 'whose phone it is reads of all of them: to sign in, at the door, and the station');

  const found = (n: number) => [`${n} codes or words about a visit lead to it by the phone and the moment`];
  const [account] =
    await owner`select phone_hash from account where id = (select account_id from kin where person_id = ${self.id})`;
  const changed = async (table: 'message' | 'otp') => {
    const of = table === 'otp' ? 'phone_hash' : 'to_hash';
    const [row] = await owner`select id, ${owner(of)} as hash from ${owner(table)} order by id desc limit 1`;
    const set = (hash: Buffer) => owner`update ${owner(table)} set ${owner(of)} = ${hash} where id = ${row?.id}`;
    await set(account?.phoneHash);
    assert.deepEqual(await leaks(), found(1), table);
    await set(row?.hash);
  };
  await changed('message');
  await changed('otp');
  await owner`update message set to_hash = '\\x00' where purpose = 'door'`;
  assert.deepEqual(await leaks(), found(2), 'the same on two days');
  await owner`delete from message where purpose = 'door'`;
});

test('word that a case was at a place leads from no phone to the place', async () => {
  const phone = somePhone();
  const [f0, other] = [await person(), await person({ phone })];
  for (const who of [f0, other]) await stay(who, 3 * hour, 2 * hour);
  const tracer = await server.officer(places.commune, ['tracer']);
  const today = dayOf(server.clock.now());
  const { id } = await made(tracer, '/cases', { person: f0, sampledOn: today, confirmedOn: today });
  const asked = { venue, from: ago(3 * hour), to: ago(2 * hour), reach: 'threshold', namesVenue: false };
  assert.equal((await made(tracer, `/cases/${id}/exposure-notices`, asked)).told, 1);
  assert.match((await newestMessage(server.house, phone))?.text ?? '', /co the da o noi co ca benh/);
  assert.deepEqual(leaksOf(await whatVisitsTell(owner, keyFile)), []);
});

test('a guest and an alert lead to no visit: neither by account and moment, nor by answer, commune and hour', async () => {
  const door = await server.citizen();
  const cafe = { id: newId(), name: 'Quán', kind: 'cafe', area: places.neighbour };
  await door.post('/venues', cafe);
  const guest = { phone: '0912000777', fullName: 'Trần Thị Khách' };
  const came = { id: newId(), venue: cafe.id, visitor: guest, in: ago(0), method: 'phone' };
  assert.equal((await door.post('/visits', came)).status, 201);
  const citizen = await server.citizen();
  const self = aPerson({ relation: 'self' });
  await citizen.post('/people', self);
  await citizen.post('/declarations', aDeclaration({ person: { id: self.id }, answers: urgentAnswers }));
  const sent = { id: newId(), venue: cafe.id, in: ago(0), method: 'self' };
  assert.equal((await citizen.post('/visits', sent)).body.answer, 'call_station');
  const leaks = async () => leaksOf(await whatVisitsTell(owner, keyFile));
  assert.deepEqual(await leaks(), []);
  assert.deepEqual((await citizen.post('/visits', sent)).body.answer, 'call_station', 'and a retry is told the same');

  await owner`update visit set answer = 2 where id = ${sent.id}`;
  assert.deepEqual(await leaks(), ['1 alerts lead to a visit by its answer, commune and hour']);
  await owner`update visit set answer = 1 where id = ${sent.id}`;
  const [made] = await owner<{ id: string; madeBy: string }[]>`
    select p.id, p.made_by from person p join person_area a on a.person_id = p.id where a.reason = 'guest'`;
  const [account] = await owner<
    { id: string }[]
  >`select account_id as id from venue_member where venue_id = ${cafe.id}`;
  await owner`update person set made_by = ${account?.id as string} where id = ${made?.id as string}`;
  assert.deepEqual(await leaks(), ['1 guests lead to a visit by who recorded them and when']);
  await owner`update person set made_by = ${made?.madeBy as string}, created_at = now() where id = ${made?.id as string}`;
  assert.deepEqual(await leaks(), ['1 guests lead to a visit by who recorded them and when']);
});
