import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aPerson, aServer, type Caller, places, somePhone } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';
import { dayOf } from '../../core/day.ts';

// An officer who writes down a stay by phone and name: whose it is.

const server = await aServer({ at: '2026-03-11T05:00:00Z' });
const minute = 60_000;
const { ago } = server;
const nurse = await server.officer(places.commune);
const { body: shop } = await nurse.post('/venues', {
  id: newId(),
  name: 'Quán Hương',
  kind: 'restaurant',
  area: places.commune,
});

const record = async (by: Caller, over: Record<string, unknown>): Promise<string> => {
  const { status, body } = await by.post('/people', aPerson(over));
  assert.equal(status, 201, JSON.stringify(body));
  return body.id;
};
let stays = 0;
const write = async (visitor: unknown) => {
  stays += 1;
  const visit = {
    id: newId(),
    venue: shop.id,
    visitor,
    in: ago(stays * minute),
    out: ago(stays * minute - 1),
    method: 'on_behalf',
  };
  const { status, body } = await nurse.post('/visits', visit);
  assert.equal(status, 201, JSON.stringify(body));
  const again = await nurse.post('/visits', visit);
  assert.deepEqual([again.status, again.body], [200, body]);
  const [row] = await server.house.database.pools.owner`select visitor from visit where id = ${visit.id}`;
  return {
    visit,
    body,
    isOf: (person: string) => row?.visitor === server.house.keys.days.pseudonym(dayOf(server.clock.now()), person),
  };
};

test('the one record with that phone and name in the own area is meant; the answer still waits for the phone’s own code', async () => {
  const [phone, fullName] = [somePhone(), 'Lê Thị Hồng Gấm'];
  const person = await record(nurse, { phone, fullName });
  const { body, isOf } = await write({ phone, fullName: 'LÊ THỊ HỒNG GẤM' });
  assert.deepEqual([isOf(person), body.answer, body.confirm, body.doubtful], [true, 'declare', 'otp', true]);
  const other = await write({ phone, fullName: 'Lê Văn Tám' });
  assert.equal(other.isOf(person), false, 'another name is somebody else');
});

test('who keeps the phone as the own is meant; whoever merely wrote it down is not', async () => {
  const [phone, fullName] = [somePhone(), 'Phan Đình Giót'];
  const spy = await server.citizen();
  const copy = await record(spy, { phone, fullName, relation: 'self' });
  const before = await write({ phone, fullName });
  assert.equal(before.isOf(copy), false);
  const holder = await server.citizen(phone);
  const own = await record(holder, { phone, fullName, relation: 'self' });
  const after = await write({ phone, fullName });
  assert.deepEqual([after.isOf(own), after.isOf(copy)], [true, false]);
});

test('of two that fit nobody is chosen, and of one who lives elsewhere nothing is told', async () => {
  const [phone, fullName] = [somePhone(), 'Võ Thị Sáu'];
  const twins = [await record(nurse, { phone, fullName }), await record(nurse, { phone, fullName, birthYear: 1930 })];
  const { isOf } = await write({ phone, fullName });
  assert.deepEqual(twins.map(isOf), [false, false]);
  const far = await server.officer(places.elsewhere);
  const away = { phone: somePhone(), fullName: 'Cù Chính Lan' };
  const there = await record(far, { ...away, area: places.elsewhere });
  assert.equal((await write(away)).isOf(there), false);
});
