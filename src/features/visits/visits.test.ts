import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aDeclaration, aServer, places } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';

const server = await aServer();

const ago = (minutes: number) => server.ago(minutes * 60_000);
const aVenue = (over = {}) => ({ id: newId(), name: 'Quán Hương', kind: 'restaurant', area: places.commune, ...over });

test('an owner makes a venue, a visitor who has declared comes in, one who has not declares first', async () => {
  const owner = await server.citizen();
  const { status, body: venue } = await owner.post('/venues', aVenue());
  assert.equal(status, 201, JSON.stringify(venue));
  assert.match(venue.qr, /\/q\/[\w-]{90,}$/);
  const visitor = await server.citizen();
  const { body: declared } = await visitor.post('/declarations', aDeclaration());
  const visit = { id: newId(), qr: venue.qr, in: ago(5), method: 'self' };
  const first = await visitor.post('/visits', visit);
  assert.deepEqual(
    [first.status, first.body.answer, first.body.venue],
    [201, 'enter', venue.id],
    JSON.stringify(first.body),
  );
  const again = await visitor.post('/visits', visit);
  assert.deepEqual([again.status, again.body], [200, first.body]);
  assert.equal((await owner.post('/visits', visit)).status, 422, 'the owner has no person');
  const stranger = await server.citizen();
  await stranger.post('/people', { id: newId(), fullName: 'Lê Thị B', birthYear: 1990, area: places.commune });
  assert.deepEqual((await stranger.post('/visits', visit)).body.code, 'record.conflict');
  const other = await stranger.post('/visits', { ...visit, id: newId() });
  assert.equal(other.body.answer, 'declare');
  assert.ok(declared.id);
});

test('whichever way a visitor is named, the wrong value is what the answer names', async () => {
  const owner = await server.citizen();
  const { body: venue } = await owner.post('/venues', aVenue());
  const wrong: [unknown, string, string][] = [
    [{ person: 'x' }, 'visitor.person', 'id.format'],
    [{ phone: '12', fullName: 'Lê An' }, 'visitor.phone', 'phone.format'],
    [{ phone: '0912345678', fullName: '12' }, 'visitor.fullName', 'name.letters'],
    [{ phone: '0912345678' }, 'visitor', 'field.type'],
    ['x', 'visitor', 'field.type'],
  ];
  for (const [visitor, path, code] of wrong) {
    const item = { id: newId(), venue: venue.id, visitor, in: ago(5), method: 'phone' };
    const { status, body } = await owner.post('/visits', item);
    assert.deepEqual([status, body.code, body.fields], [400, 'request.invalid', [{ path, code }]]);
    const batch = await owner.post('/visits/batch', { items: [item] });
    assert.deepEqual(batch.body.results[0].fields, [{ path, code }]);
  }
});
