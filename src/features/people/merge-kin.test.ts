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
} from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';

/** Merges seen from the citizens' side: who acts for the one human, and what nobody gains by it. */
const server = await aServer();
const nurse = await server.officer(places.commune);

const merge = (kept: string, other: string) => nurse.post(`/people/${kept}/merge`, { id: newId(), other });
const unmerge = (id: string) => nurse.post(`/people/${id}/unmerge`, { id: newId(), reason: 'hai người' });
const family = async (citizen: Caller): Promise<[string, string][]> =>
  ok(await citizen.get('/me')).persons.map(({ id, relation }: { id: string; relation: string }) => [id, relation]);
const declared = async (citizen: Caller, person: object) =>
  ok(await citizen.post('/declarations', aDeclaration({ person })));
const refused = ({ status, body }: Answer) => [status, body.code];

test('a citizen whose record a station had made too keeps one person, and reads both histories', async () => {
  const phone = somePhone();
  const citizen = await server.citizen(phone);
  const own = { ...aPerson({ fullName: 'Đào Thị Haihồsơ' }), relation: 'self' };
  await declared(citizen, own);
  const { relation: _, ...sameHuman } = own;
  const officers = ok(await nurse.post('/people', { ...sameHuman, id: newId(), phone })).id;
  await declared(nurse, { id: officers });
  ok(await merge(officers, own.id));
  assert.deepEqual(await family(citizen), [[officers, 'self']]);
  assert.deepEqual(ok(await citizen.get('/me')).offers, [], 'what is one record is not offered as another');
  assert.equal(ok(await citizen.get(`/people/${own.id}`)).id, officers);
  assert.equal(ok(await citizen.get('/declarations')).items.length, 2);
  // The phone still knows the id it had made.
  const later = await declared(citizen, own);
  assert.equal(later.person.id, officers);
  assert.equal(ok(await citizen.get('/declarations')).items.length, 3);

  ok(await unmerge(own.id));
  assert.deepEqual(await family(citizen), [[own.id, 'self']]);
  assert.equal(
    ok(await citizen.get('/declarations')).items.length,
    1,
    'what was added since stays with the kept record',
  );
  assert.equal((await citizen.get(`/people/${officers}`)).status, 404);
  assert.deepEqual(
    ok(await citizen.get('/me')).offers.map(({ id }: { id: string }) => id),
    [officers],
  );
});

test('two parents who each recorded the child act for one child', async () => {
  const [mother, father] = [await server.citizen(), await server.citizen()];
  const child = { fullName: 'Bùi Gia Con', birthYear: 2019, relation: 'family' };
  const [hers, his] = [aPerson(child), aPerson(child)];
  await declared(mother, hers);
  await declared(father, his);
  ok(await merge(hers.id, his.id));
  for (const parent of [mother, father]) {
    assert.deepEqual(await family(parent), [[hers.id, 'family']]);
    assert.equal(ok(await parent.get('/declarations')).items.length, 2);
  }
  ok(await unmerge(his.id));
  assert.deepEqual(await family(mother), [[hers.id, 'family']]);
  assert.deepEqual(await family(father), [[his.id, 'family']]);
  assert.equal((await father.get(`/people/${hers.id}`)).status, 404);
});

test('two accounts that each keep their own self are not made one', async () => {
  const [one, two] = [await server.citizen(), await server.citizen()];
  const [mine, theirs] = [aPerson({ relation: 'self' }), aPerson({ relation: 'self' })];
  await declared(one, mine);
  await declared(two, theirs);
  assert.deepEqual(refused(await merge(mine.id, theirs.id)), [409, 'merge.holders']);
  assert.deepEqual(ok(await nurse.get(`/people/${mine.id}/merge?other=${theirs.id}`)).hindrances, ['merge.holders']);
});

test('what a citizen keeps is not opened to a stranger’s account, until the citizen has taken the other record over', async () => {
  const phone = somePhone();
  const [holder, stranger] = [await server.citizen(phone), await server.citizen()];
  const own = aPerson({ fullName: 'Hồ Thị Tựgiữ', relation: 'self' });
  await declared(holder, own);
  const added = aPerson({ fullName: 'Hồ Thị Tựgiữ', relation: 'family' });
  await declared(stranger, added);
  for (const [kept, other] of [
    [own.id, added.id],
    [added.id, own.id],
  ] as const)
    assert.deepEqual(refused(await merge(kept, other)), [409, 'merge.holders']);
  // The station writes the right phone down; its holder is shown the record and takes it over: that is the consent.
  ok(await nurse.post(`/people/${added.id}/changes`, { id: newId(), phone }));
  ok(await holder.post(`/people/${added.id}/takeover`, { id: newId(), accept: true }));
  ok(await merge(own.id, added.id));
  assert.deepEqual(await family(holder), [[own.id, 'self']]);
  assert.deepEqual(await family(stranger), [[own.id, 'family']]);
});

test('a record that its phone’s holder has refused is somebody else’s', async () => {
  const phone = somePhone();
  const holder = await server.citizen(phone);
  const own = aPerson({ relation: 'self' });
  await declared(holder, own);
  const other = ok(await nurse.post('/people', aPerson({ phone }))).id;
  ok(await holder.post(`/people/${other}/takeover`, { id: newId(), accept: false }));
  assert.deepEqual(refused(await merge(own.id, other)), [409, 'merge.holders']);
});

test('a merged record is taken over as the one that stands for it', async () => {
  const phone = somePhone();
  const kept = ok(await nurse.post('/people', aPerson({ fullName: 'Cao Thị Nhậnlại', phone }))).id;
  const other = ok(await nurse.post('/people', aPerson({ fullName: 'Cao Thị Nhậnlại', phone }))).id;
  await declared(nurse, { id: other });
  ok(await merge(kept, other));
  const holder = await server.citizen(phone);
  assert.deepEqual(
    ok(await holder.get('/me')).offers.map(({ id }: { id: string }) => id),
    [kept],
  );
  assert.equal((await holder.post(`/people/${other}/takeover`, { id: newId(), accept: true })).status, 404);
  ok(await holder.post(`/people/${kept}/takeover`, { id: newId(), accept: true }));
  assert.deepEqual(await family(holder), [[kept, 'self']]);
  assert.equal(ok(await holder.get('/declarations')).items.length, 1, 'also what lies under the merged id');
});

test('who added an adult, asked or without a phone, does not come to the station’s record of that adult by a merge', async () => {
  const grown = { fullName: 'Lương Thị Ngườilớn', birthYear: 1950, relation: 'family' };
  for (const phone of [undefined, somePhone()]) {
    const stranger = await server.citizen();
    const added = aPerson({ ...grown, ...(phone && { phone }) });
    await declared(stranger, added);
    const officers = ok(await nurse.post('/people', aPerson({ fullName: grown.fullName, birthYear: 1950 }))).id;
    const sampled = { id: newId(), sampledAt: server.clock.now().toISOString(), method: 'pcr', result: 'positive' };
    ok(await nurse.post(`/people/${officers}/tests`, sampled));
    for (const [kept, other] of [
      [officers, added.id],
      [added.id, officers],
    ] as const) {
      assert.deepEqual(refused(await merge(kept, other)), [409, 'merge.holders'], phone);
      assert.deepEqual(ok(await nurse.get(`/people/${kept}/merge?other=${other}`)).hindrances, ['merge.holders']);
    }
    assert.equal((await stranger.get(`/people/${officers}/data`)).status, 404);
  }
});
