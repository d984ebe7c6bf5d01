import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aServer, type Caller, places, somePhone } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';
import { newestMessage } from '../messages/index.ts';

// A place that changes hands.

const server = await aServer({ at: '2026-03-11T05:00:00Z' });
const officer = await server.officer(places.commune);

const { ago } = server;
const aPlace = async () => {
  const owner = await server.citizen();
  const venue = { id: newId(), name: 'Quán Hương', kind: 'restaurant', area: places.commune };
  assert.equal((await owner.post('/venues', venue)).status, 201);
  return { owner, id: venue.id };
};

test('a mistyped number gives a place to nobody: it changes hands when its holder accepts', async () => {
  const { owner, id } = await aPlace();
  const [stranger, heir] = [await server.citizen(), await server.citizen()];
  const roles = async (who: Caller) =>
    (await who.get(`/venues/${id}/members`)).body.map(({ role, phone }: { role: string; phone: string }) => [
      role,
      phone,
    ]);
  const give = (to: { phone: string }) => owner.post(`/venues/${id}/hand-over`, { id: newId(), phone: to.phone });
  const e164 = (phone: string) => phone.replace(/^0/, '+84');

  const offered = await give(stranger);
  assert.equal(offered.status, 201, JSON.stringify(offered.body));
  assert.deepEqual(await roles(owner), [
    ['owner', e164(owner.phone)],
    ['heir', e164(stranger.phone)],
  ]);
  assert.match((await newestMessage(server.house, stranger.phone))?.text ?? '', /Quan Huong duoc giao cho so nay/);
  assert.match((await newestMessage(server.house, owner.phone))?.text ?? '', /dang cho so \.\.\.\d{3} nhan/);
  assert.equal((await stranger.get(`/venues/${id}`)).body.offered, true);
  assert.equal((await stranger.get('/venues')).body.items.length, 1);
  for (const path of ['members', 'days']) assert.equal((await stranger.get(`/venues/${id}/${path}`)).status, 404, path);
  const change = (who: Caller) => who.post(`/venues/${id}/changes`, { id: newId(), address: '9 Lê Lợi' });
  assert.equal((await change(stranger)).status, 404);
  const card = '038088000001||NGUYỄN VĂN A|01021988|Nam|Đông Vệ, Thanh Hóa|01012022';
  const scan = { id: newId(), venue: id, visitor: { qr: card }, in: ago(0), method: 'controller' };
  assert.equal((await stranger.post('/visits', scan)).status, 404, 'nor scans there');

  const taken = await owner.post(`/venues/${id}/members`, { id: newId(), phone: stranger.phone, remove: true });
  assert.deepEqual(
    taken.body.map(({ role }: { role: string }) => role),
    ['owner'],
  );
  assert.equal((await stranger.post(`/venues/${id}/acceptance`, { id: newId() })).status, 404, 'taken back');

  await give(heir);
  assert.equal((await heir.post(`/venues/${id}/acceptance`, { id: newId(), decline: true })).body.offered, false);
  assert.equal((await heir.post(`/venues/${id}/acceptance`, { id: newId() })).status, 404, 'declined');
  await give(heir);
  const body = { id: newId() };
  const accepted = await heir.post(`/venues/${id}/acceptance`, body);
  assert.equal(accepted.status, 201, JSON.stringify(accepted.body));
  assert.deepEqual((await heir.post(`/venues/${id}/acceptance`, body)).body, accepted.body);
  assert.deepEqual(await roles(heir), [
    ['owner', e164(heir.phone)],
    ['controller', e164(owner.phone)],
  ]);
  assert.match((await newestMessage(server.house, owner.phone))?.text ?? '', /co nguoi phu trach moi/);
  assert.deepEqual([(await change(heir)).status, (await change(owner)).status], [201, 403]);
  const again = await heir.post(`/venues/${id}/hand-over`, { id: newId(), phone: heir.phone });
  assert.deepEqual([again.status, again.body.code], [409, 'record.conflict']);
});

test('a helper to whom it is offered goes on helping until the answer, and after declining', async () => {
  const { owner, id } = await aPlace();
  const helper = await server.citizen();
  await owner.post(`/venues/${id}/members`, { id: newId(), phone: helper.phone });
  await owner.post(`/venues/${id}/hand-over`, { id: newId(), phone: helper.phone });
  const roles = async () => (await owner.get(`/venues/${id}/members`)).body.map(({ role }: { role: string }) => role);
  assert.deepEqual(await roles(), ['owner', 'heir']);
  assert.equal((await helper.get(`/venues/${id}/days`)).status, 200);
  await helper.post(`/venues/${id}/acceptance`, { id: newId(), decline: true });
  assert.deepEqual(await roles(), ['owner', 'controller']);
  await owner.post(`/venues/${id}/hand-over`, { id: newId(), phone: helper.phone });
  assert.equal((await helper.post(`/venues/${id}/acceptance`, { id: newId() })).status, 201);
  assert.deepEqual(
    (await helper.get('/venues')).body.items.map(({ offered }: { offered: boolean }) => offered),
    [false],
  );
  assert.deepEqual(await roles(), ['owner', 'controller']);
});

test('an officer who handed over a place of a list does not stay there', async () => {
  const venue = { id: newId(), name: 'Chợ', kind: 'market', area: places.commune };
  await officer.post('/venues', venue);
  const phone = somePhone();
  assert.equal((await officer.post(`/venues/${venue.id}/hand-over`, { id: newId(), phone })).status, 201);
  const heir = await server.citizen(phone);
  assert.equal((await heir.post(`/venues/${venue.id}/acceptance`, { id: newId() })).status, 201);
  const { body } = await heir.get(`/venues/${venue.id}/members`);
  assert.deepEqual(
    body.map(({ role }: { role: string }) => role),
    ['owner'],
  );
  assert.equal((await officer.get(`/venues/${venue.id}`)).status, 200, 'the station goes on seeing it');
});
