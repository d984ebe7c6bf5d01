import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
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

/** Who added an adult that has not answered sees the own entries, not checks or class. */
const server = await aServer();
const nurse = await server.officer(places.commune);

/** An adult with a phone, added and declared for by an account that is not that phone's, and then checked by the station. */
const checked = async () => {
  const [adder, phone] = [await server.citizen(), somePhone()];
  const adult = aPerson({ fullName: 'Đoàn Văn Chưatrảlời', birthYear: 1975, relation: 'family', phone });
  const { id } = ok(await adder.post('/declarations', aDeclaration({ person: adult, answers: urgentAnswers })));
  ok(await nurse.post(`/declarations/${id}/take`, { id: newId() }));
  ok(await nurse.post(`/declarations/${id}/attempts`, { id: newId(), channel: 'call', outcome: 'reached' }));
  ok(await nurse.post(`/declarations/${id}/verification`, { id: newId(), result: 'confirmed' }));
  const check = { id: newId(), findings: 'sốt', conclusion: 'sample', nextCheckOn: '2099-01-01' };
  ok(await nurse.post(`/declarations/${id}/medical-check`, check));
  ok(await nurse.post(`/people/${adult.id}/health`, { id: newId(), status: 'suspect' }));
  return { adder, adult, phone, id };
};

test('until the adult has answered, no route tells the adder what the station found', async () => {
  const { adder, adult, phone, id } = await checked();
  const [listed] = ok(await adder.get('/declarations')).items;
  assert.deepEqual([listed.id, listed.state, listed.verification], [id, null, null]);
  const one = ok(await adder.get(`/declarations/${id}`));
  assert.deepEqual([one.state, one.verification, one.check], [null, null, null]);
  assert.deepEqual(
    one.answers.symptoms,
    ok(await nurse.get(`/declarations/${id}`)).answers.symptoms,
    'the own entries',
  );
  assert.equal((await adder.post(`/people/${adult.id}/notice/receipt`, { id: newId() })).status, 404);
  const change = await adder.post(`/people/${adult.id}/changes`, { id: newId() });
  assert.deepEqual([change.status, change.body.health], [201, null]);

  const self = await server.citizen(phone);
  ok(await self.post(`/people/${adult.id}/takeover`, { id: newId(), accept: true }));
  const agreed = ok(await adder.get(`/declarations/${id}`));
  assert.equal(agreed.verification.result, 'confirmed');
  assert.deepEqual([agreed.check.conclusion, agreed.check.nextCheckOn], ['sample', '2099-01-01']);
  assert.equal((await adder.post(`/people/${adult.id}/notice/receipt`, { id: newId() })).status, 201);
  assert.equal(ok(await adder.post(`/people/${adult.id}/changes`, { id: newId() })).health, 'suspect');
});

test('nor what others have declared for that adult', async () => {
  const { adder, adult, id } = await checked();
  const stations = ok(await nurse.post('/declarations', aDeclaration({ person: { id: adult.id }, form: 'daily' })));
  assert.deepEqual(
    ok(await adder.get('/declarations')).items.map((one: { id: string }) => one.id),
    [id],
  );
  assert.equal((await adder.get(`/declarations/${stations.id}`)).status, 404);
  const levels = async (by: Caller) =>
    ok(await by.get(`/people/${adult.id}/daily`)).map(({ level }: { level: string }) => level);
  assert.deepEqual([await levels(adder), await levels(nurse)], [['urgent'], ['clear']]);
});
