import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { beforeEach, test } from 'node:test';
import { aPerson, aServer } from '../../test/support/server.ts';
import { sealAudit, verifyAudit } from './audit.ts';

const server = await aServer();

const verify = () => verifyAudit(server.house.database.pools.owner, server.house.keys, server.house.auditHead);

beforeEach(async () => {
  const officer = await server.officer('38');
  const { body } = await officer.post('/people', aPerson());
  await officer.get(`/people/${body.id}`);
  await officer.get('/people/01a1fb9b-1649-7d7b-b7b0-bd2c502f4307');
});

test('every read of a person and every refused attempt leaves an entry, and the chain holds', async () => {
  const verdict = await verify();
  assert.ok(verdict.ok && verdict.entries >= 3 && verdict.unsealed === 0);
  const auditor = await server.officer('', ['auditor']);
  const { body } = await auditor.get('/audit?limit=200');
  const routes = body.items.map((entry: { route: string; outcome: string }) => `${entry.outcome} ${entry.route}`);
  assert.ok(routes.includes('done POST /people'));
  assert.ok(routes.includes('done GET /people/:id'));
  assert.ok(routes.includes('refused GET /people/:id'));
});

test('two sealers at once chain each entry once', async () => {
  const { owner } = server.house.database.pools;
  const seal = () => sealAudit(owner, server.house.keys, server.house.auditHead);
  await Promise.all([seal(), seal(), seal()]);
  assert.ok((await verify()).ok);
});

test('a changed entry, a missing one and a cut tail are all found', async () => {
  const { owner } = server.house.database.pools;
  assert.ok((await verify()).ok);
  const [before] = await owner<{ verb: string }[]>`select verb from audit_entry where seq = 2`;
  await owner`update audit_entry set verb = 'nothing.happened' where seq = 2`;
  assert.deepEqual([(await verify()).ok, (await verify()).brokenAt], [false, 2]);
  await owner`update audit_entry set verb = ${before?.verb ?? ''} where seq = 2`;
  assert.equal((await verify()).ok, true);
  const [row] = await owner`delete from audit_entry where seq = (select max(seq) from audit_entry) returning *`;
  assert.equal((await verify()).ok, false);
  await owner`insert into audit_entry ${owner(row as never)}`;
  await writeFile(server.house.auditHead, JSON.stringify({ seq: 1, mac: '00' }));
  assert.equal((await verify()).ok, false);
});

test('an auditor asks who dealt with one person, and reads names and units', async () => {
  const nurse = await server.officer('38.380.14755');
  const { body: person } = await nurse.post('/people', aPerson());
  await nurse.get(`/people/${person.id}`);
  const auditor = await server.officer('38', ['auditor']);
  const { body } = await auditor.get(`/audit?person=${person.id}`);
  assert.deepEqual(
    body.items.map((entry: { route: string; by: string; areaName: string }) => [entry.route, entry.by, entry.areaName]),
    [
      ['POST /people', 'test 38.380.14755', 'Phường Hàm Rồng'],
      ['GET /people/:id', 'test 38.380.14755', 'Phường Hàm Rồng'],
    ],
  );
});
