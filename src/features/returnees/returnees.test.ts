import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  aDeclaration,
  aPerson,
  aServer,
  type Caller,
  made,
  ok,
  places,
  somePhone,
} from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';
import { addDays, dayOf, startOfDay } from '../../core/day.ts';
import { newestMessage } from '../messages/index.ts';

// In the morning, so that an arrival some hours later is of the same day.
const morning = startOfDay(dayOf(new Date())).getTime() + 9 * 3_600_000;
const server = await aServer({ at: new Date(morning).toISOString() });

const today = () => dayOf(server.clock.now());
const later = (hours: number) => new Date(server.clock.now().getTime() + hours * 3_600_000).toISOString();
const returning = (over: Record<string, unknown> = {}, answers: Record<string, unknown> = {}) =>
  aDeclaration({
    form: 'returnee',
    answers: { symptoms: [], from: '79.760', origin: 'lockdown', leftOn: today(), arrival: later(2), ...answers },
    ...over,
  });
const arrivalOf = async (caller: Caller, id: string, query = 'state=waiting') =>
  (await caller.get(`/arrivals?${query}`)).body.items.find((one: { id: string }) => one.id === id);

test('an arrival nobody confirmed in a day is told to the station and the level above, then higher', async () => {
  const phones = { commune: somePhone(), district: somePhone(), province: somePhone() };
  const set = async (area: string, phone: string) =>
    (await server.officer(area)).post('/stations', { id: newId(), area, phone });
  await set(places.elsewhere, phones.commune);
  await set('38.381', phones.district);
  await set('38', phones.province);
  const citizen = await server.citizen();
  const { body: declared } = await citizen.post(
    '/declarations',
    returning({ area: places.elsewhere, person: aPerson() }),
  );
  await server.job('returnees.notices');
  assert.equal(await newestMessage(server.house, phones.commune), undefined);
  server.clock.step(27 * 3_600_000);
  const station = await server.officer(places.elsewhere);
  assert.equal((await arrivalOf(station, declared.id, 'state=overdue')).overdue, true);
  await server.job('returnees.notices');
  assert.match((await newestMessage(server.house, phones.district))?.text ?? '', /1 nguoi ve tu vung dich/);
  assert.ok(await newestMessage(server.house, phones.commune));
  assert.equal(await newestMessage(server.house, phones.province), undefined);
  server.clock.step(24 * 3_600_000);
  await server.job('returnees.notices');
  assert.ok(await newestMessage(server.house, phones.province));
  assert.equal((await arrivalOf(station, declared.id)).escalation, 2);
});

test('whoever declares a return is awaited by the station, with the plan of the rule table', async () => {
  const citizen = await server.citizen();
  const { body: declared } = await citizen.post('/declarations', returning());
  const station = await server.officer(places.commune);
  const arrival = await arrivalOf(station, declared.id);
  assert.deepEqual([arrival.state, arrival.overdue, arrival.detail.fromName], ['waiting', false, 'Quận 1']);
  assert.equal(Date.parse(arrival.dueAt) - Date.parse(arrival.expectedAt), 24 * 3_600_000);
  assert.deepEqual([arrival.detail.plan.homeDays, arrival.detail.plan.tests.length], [14, 3]);
  assert.equal((await arrivalOf(citizen, declared.id)).detail.plan.homeDays, 14);
  const neighbour = await server.officer(places.neighbour);
  assert.equal(await arrivalOf(neighbour, declared.id), undefined);
  const confirmation = { id: newId(), arrived: true };
  assert.equal((await neighbour.post(`/arrivals/${declared.id}/confirmation`, confirmation)).status, 404);
});

test('a stay in a listed epidemic area outweighs what was said of it, and makes the declaration risk', async () => {
  const province = await server.officer('38', ['manager']);
  await province.post('/epidemic-areas', { id: newId(), area: '27', from: addDays(today(), -5), source: 'Bộ Y tế' });
  const citizen = await server.citizen();
  const { body: declared } = await citizen.post('/declarations', returning({}, { from: '27.258', origin: 'none' }));
  assert.deepEqual(declared.triage, { level: 'risk', reasons: ['stay.epidemic_area:27'] });
  const station = await server.officer(places.commune);
  assert.deepEqual((await arrivalOf(station, declared.id)).detail.plan.reasons, ['origin_epidemic']);
});

test('the station confirms: the plan counts from the day of arrival, and is put right only with a reason', async () => {
  const citizen = await server.citizen();
  const { body: declared } = await citizen.post('/declarations', returning({}, { leftOn: addDays(today(), -3) }));
  const station = await server.officer(places.commune);
  const confirm = (body: object) => station.post(`/arrivals/${declared.id}/confirmation`, { id: newId(), ...body });
  assert.equal((await confirm({ arrived: false, note: 'chưa thấy' })).body.state, 'absent');
  const done = await confirm({ arrived: true, at: later(-1), note: 'đã gặp' });
  assert.deepEqual([done.status, done.body.state, done.body.detail.plan.homeDays], [201, 'arrived', 11]);
  assert.equal(done.body.detail.plan.until, addDays(today(), 11));
  assert.equal((await confirm({ arrived: false })).body.code, 'arrival.confirmed');
  assert.equal((await confirm({ arrived: false, correction: 'nhầm người' })).body.state, 'absent');
  assert.equal((await confirm({ arrived: true, at: later(9) })).body.code, 'time.future');
  assert.equal((await arrivalOf(citizen, declared.id, 'state=absent')).detail.note, null);
});

/** A hamlet of the commune with the account of its team. */
const teamOf = async (name: string) => {
  const station = await server.officer(places.commune);
  const team = await server.officer(places.commune, ['community']);
  const hamlet = { id: newId(), area: places.commune, name };
  await station.post('/hamlets', hamlet);
  const teams = [(await team.get('/me')).body.account.id];
  const { status } = await station.post(`/hamlets/${hamlet.id}/changes`, { id: newId(), teams });
  assert.equal(status, 201);
  return { ...team, rename: (to: string) => made(station, `/hamlets/${hamlet.id}/changes`, { name: to }) };
};

test('a hamlet team sees who comes home to its own hamlets, however they are written, and nobody else', async () => {
  const citizen = await server.citizen();
  const [here, there] = [await teamOf('Thôn Đoài Nhì'), await teamOf('Thôn Đông')];
  const home = async (hamlet: string | undefined) => {
    const sent = returning({ person: aPerson({ relation: 'family', birthYear: 2015 }), ...(hamlet && { hamlet }) });
    assert.equal((await citizen.post('/declarations', sent)).status, 201);
    return sent.id;
  };
  const [typed, other, unknown] = [await home('thôn  đoài NHÌ'), await home('Thôn Đông'), await home(undefined)];
  const seenBy = async (caller: Caller, query = '') => {
    const { body } = await caller.get(`/arrivals?state=waiting&limit=200${query}`);
    const own = [typed, other, unknown].filter((id) => body.items.some((one: { id: string }) => one.id === id));
    return [own, body.hamlets, body.today];
  };
  assert.deepEqual(await seenBy(here), [[typed], ['Thôn Đoài Nhì'], 1]);
  assert.deepEqual(await seenBy(there), [[other], ['Thôn Đông'], 1]);
  assert.deepEqual(await seenBy(here, `&hamlet=${encodeURIComponent('Thôn Đông')}`), [[], ['Thôn Đoài Nhì'], 1]);
  assert.deepEqual(await seenBy(await server.officer(places.commune, ['community'])), [[], [], 0]);
  const [all, hamlets] = await seenBy(await server.officer(places.commune));
  assert.deepEqual([all, hamlets], [[typed, other, unknown], null]);
});

test('who wrote the name that a hamlet had before is awaited by its team, under the name that it has now', async () => {
  const citizen = await server.citizen();
  const [here, there] = [await teamOf('Thôn Cồn Một'), await teamOf('Thôn Cồn Hai')];
  const person = () => aPerson({ relation: 'family', birthYear: 2014 });
  const home = async (hamlet: string): Promise<string> =>
    (await made(citizen, '/declarations', returning({ person: person(), hamlet }))).id;
  const seenBy = async (caller: Caller, query = '') =>
    ok(await caller.get(`/arrivals?state=waiting&limit=200${query}`))
      .items.filter(({ hamlet }: { hamlet: string }) => /^(Thôn|Làng) Cồn/.test(hamlet))
      .map(({ id, hamlet }: { id: string; hamlet: string }) => [id, hamlet]);
  const before = await home('Thôn Cồn Một');
  await here.rename('Làng Cồn');
  const late = await home('thôn cồn MỘT');
  const both = [
    [before, 'Làng Cồn'],
    [late, 'Làng Cồn'],
  ];
  assert.deepEqual([await seenBy(here), await seenBy(there)], [both, []]);
  const station = await server.officer(places.commune);
  assert.deepEqual(await seenBy(station, `&hamlet=${encodeURIComponent('Làng Cồn')}`), both);
  assert.deepEqual(await seenBy(citizen), both);

  // The name that was given up is another's now: what is entered under it is of that one.
  await there.rename('Thôn Cồn Một');
  assert.deepEqual([await seenBy(here), (await seenBy(there)).length], [[], 2]);
  await here.rename('Thôn Cồn Ba');
  await there.rename('Thôn Cồn Tư');
  assert.deepEqual([await seenBy(here), await seenBy(there)], [[], []], 'both bore it: the station alone can tell');
});

test('a hamlet team posts returns of its commune and sees name, address and phone, nothing of health', async () => {
  const team = await teamOf('Tổ 3');
  const person = aPerson({ phone: '0912 345 678' });
  const sent = returning({ person, address: '7 Hàm Nghi', hamlet: 'Tổ 3' }, { symptoms: ['cough'] });
  assert.equal((await team.post('/declarations', sent)).status, 201);
  const arrival = await arrivalOf(team, sent.id, 'state=waiting&hamlet=T%E1%BB%95%203');
  assert.deepEqual(
    [arrival.person, arrival.phone, arrival.address, arrival.hamlet, arrival.detail],
    [{ id: person.id, fullName: person.fullName }, '+84912345678', '7 Hàm Nghi', 'Tổ 3', null],
  );
  assert.equal((await team.post('/declarations', aDeclaration())).status, 403);
  assert.equal((await team.get(`/people/${person.id}`)).status, 403);
  assert.equal((await team.post('/declarations', returning({ area: places.neighbour }))).status, 404);
  assert.equal((await team.post(`/arrivals/${sent.id}/confirmation`, { id: newId(), arrived: true })).status, 403);
});

test('a household comes home in one go, and each is awaited', async () => {
  const citizen = await server.citizen();
  const [mother, child] = [returning(), returning({ person: aPerson({ birthYear: 2015, relation: 'family' }) })];
  const { body } = await citizen.post('/declarations/batch', { items: [mother, child] });
  assert.deepEqual(
    body.results.map(({ status }: { status: number }) => status),
    [201, 201],
  );
  assert.equal((await citizen.get('/arrivals')).body.items.length, 2);
});

test('a return of long ago that is entered from paper is awaited by nobody, unless the person is still to come', async () => {
  const station = await server.officer(places.commune);
  const entered = async (days: number, arrival: string) => {
    const sent = returning({ person: aPerson(), at: later(-24 * days) }, { leftOn: undefined, arrival });
    assert.equal((await station.post('/declarations', sent)).status, 201);
    return (await arrivalOf(station, sent.id))?.state;
  };
  assert.equal(await entered(25, later(-24 * 24)), undefined);
  assert.equal(await entered(25, later(24)), 'waiting');
  assert.equal(await entered(10, later(-24 * 9)), 'waiting');
});

test('a death ends what is awaited', async () => {
  const person = aPerson();
  const station = await server.officer(places.commune);
  const { body: declared } = await station.post('/declarations', returning({ person }));
  await station.post(`/people/${person.id}/death`, { id: newId(), diedOn: today(), place: 'nhà', source: 'gia đình' });
  assert.equal(await arrivalOf(station, declared.id), undefined);
  await station.post(`/people/${person.id}/death/correction`, { id: newId(), reason: 'nhầm người' });
  assert.equal((await arrivalOf(station, declared.id)).state, 'waiting');
});

test('whoever declares a return again with another time is awaited once', async () => {
  const citizen = await server.citizen();
  const person = aPerson();
  const { body: first } = await citizen.post('/declarations', returning({ person, area: places.neighbour }));
  const again = returning({ person: { id: person.id }, area: places.neighbour }, { arrival: later(30) });
  assert.equal((await citizen.post('/declarations', again)).status, 201);
  const station = await server.officer(places.neighbour);
  assert.deepEqual(
    [await arrivalOf(station, first.id), (await arrivalOf(station, again.id)).state],
    [undefined, 'waiting'],
  );
  const late = await station.post(`/arrivals/${first.id}/confirmation`, { id: newId(), arrived: true });
  assert.deepEqual([late.status, late.body.code], [409, 'declaration.superseded']);
  await station.post(`/people/${person.id}/death`, { id: newId(), diedOn: today(), place: 'nhà', source: 'gia đình' });
  await station.post(`/people/${person.id}/death/correction`, { id: newId(), reason: 'nhầm người' });
  assert.equal((await citizen.get('/arrivals')).body.items.length, 1);
});

test('an arrival that was confirmed stands beside a later return', async () => {
  const citizen = await server.citizen();
  const { body: first } = await citizen.post('/declarations', returning({}, { arrival: later(-2) }));
  const station = await server.officer(places.commune);
  await station.post(`/arrivals/${first.id}/confirmation`, { id: newId(), arrived: true });
  await citizen.post('/declarations', returning({ person: { id: first.person.id } }, { arrival: later(48) }));
  assert.equal((await arrivalOf(station, first.id, 'state=arrived')).state, 'arrived');
});

test('a return that another station takes over is awaited there, and counted among those of today', async () => {
  const citizen = await server.citizen();
  const sent = returning({}, { symptoms: ['fever', 'breathless'], arrival: later(1) });
  assert.equal((await citizen.post('/declarations', sent)).status, 201);
  const [sender, receiver] = [await server.officer(places.commune), await server.officer(places.district)];
  const before = (await sender.get('/arrivals?state=waiting')).body.today;
  assert.ok(before >= 1);
  const transfer = { id: newId(), area: '38.380.14761', reason: 'khai nhầm phường' };
  assert.equal((await sender.post(`/declarations/${sent.id}/transfer`, transfer)).status, 201);
  assert.equal((await receiver.post(`/transfers/${transfer.id}/answer`, { id: newId(), accept: true })).status, 201);
  const taker = await server.officer('38.380.14761');
  assert.equal((await arrivalOf(taker, sent.id)).area, '38.380.14761');
  assert.equal((await taker.get('/arrivals?state=waiting')).body.today, 1);
  assert.equal(await arrivalOf(sender, sent.id), undefined);
  assert.equal((await sender.get('/arrivals?state=waiting')).body.today, before - 1);
  assert.equal((await taker.post(`/arrivals/${sent.id}/confirmation`, { id: newId(), arrived: true })).status, 201);
});
