import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aDeclaration, aPerson, aServer, ok, urgentAnswers } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';

const server = await aServer({ areas: '2025' });
const province = await server.officer('38', ['officer', 'manager']);

test('communes get another parent between a merge and its taking back: nothing returns to a path that is no more', async () => {
  const [one = '', two = ''] = (ok(await server.anonymous.get('/areas?parent=38')) as { path: string }[]).map(
    ({ path }) => path,
  );
  const [kept, other] = [aPerson({ area: one }), aPerson({ area: two })];
  for (const person of [kept, other]) ok(await province.post('/people', person));
  const sent = aDeclaration({ person: { id: other.id }, area: two, answers: urgentAnswers });
  ok(await province.post('/declarations', sent));
  ok(await province.post(`/people/${kept.id}/merge`, { id: newId(), other: other.id, choose: { stay: 'other' } }));
  assert.equal(ok(await province.get(`/people/${kept.id}`)).area, two);
  const group = { id: newId(), province: '38', code: 'KV01', name: 'Khu vực y tế 1', communes: [one, two] };
  ok(await province.post('/areas/health-areas', group));
  const now = (path: string) => `38.KV01.${path.split('.')[1]}`;
  const apart = ok(await province.post(`/people/${kept.id}/unmerge`, { id: newId(), reason: 'hai người' }));
  assert.deepEqual([apart.kept.area, apart.restored.area], [now(one), now(two)]);
  const { owner } = server.house.database.pools;
  const rows = await owner`
    select area from person union all select area from person_area union all select area from work_item
    union all select area from declaration`;
  assert.deepEqual(
    rows.map(({ area }) => area).filter((area) => !area.startsWith('38.KV01.')),
    [],
  );
  const places = await owner`select area from person_area where person_id = ${kept.id}`;
  assert.deepEqual(
    places.map(({ area }) => area),
    [`${now(one)}.`],
  );
  const [item] = ok(await province.get('/work')).items;
  assert.deepEqual([item.person.id, item.area, item.declaration], [other.id, now(two), sent.id]);
});
