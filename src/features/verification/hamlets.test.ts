import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aDeclaration, aPerson, aServer, made, ok, places, urgentAnswers } from '../../../test/support/server.ts';

// A hamlet that is renamed: whoever declared under the older name is still of it, in lists, on paper and in files.

const server = await aServer();
const area = places.commune;
const station = await server.officer(area, ['officer', 'manager']);

const declare = async (hamlet: string, fullName: string) => {
  await made(station, '/declarations', aDeclaration({ person: aPerson({ fullName, hamlet }), answers: urgentAnswers }));
};
type Item = { person: { fullName: string; hamlet?: string } };
const listed = async (hamlet: string): Promise<[string, string | undefined][]> =>
  ok(await station.get(`/work?hamlet=${encodeURIComponent(hamlet)}`))
    .items.map(({ person }: Item) => [person.fullName, person.hamlet])
    .sort();
/** The names in a file of the work-list. */
const filed = async (hamlet: string): Promise<string[]> => {
  const text = String(ok(await station.get(`/exports/work?format=csv&hamlet=${encodeURIComponent(hamlet)}`)));
  return ['Lê Văn Cũ', 'Lê Văn Khác', 'Lê Văn Mới'].filter((name) => text.includes(name));
};

test('the work-list of a hamlet holds those of its older names and says the present one', async () => {
  const { id } = await made(station, '/hamlets', { area, name: 'Thôn 3' });
  await made(station, '/hamlets', { area, name: 'Thôn 4' });
  await declare('Thôn 3', 'Lê Văn Cũ');
  await declare('Thôn 4', 'Lê Văn Khác');
  await made(station, `/hamlets/${id}/changes`, { name: 'Phố Đông' });
  await declare('Phố Đông', 'Lê Văn Mới');
  const both = [
    ['Lê Văn Cũ', 'Phố Đông'],
    ['Lê Văn Mới', 'Phố Đông'],
  ];
  assert.deepEqual(await listed('Phố Đông'), both);
  assert.deepEqual(await listed('Thôn 3'), both, 'asked for under the older name');
  assert.deepEqual(await listed('Thôn 4'), [['Lê Văn Khác', 'Thôn 4']]);
  for (const name of ['Phố Đông', 'Thôn 3']) assert.deepEqual(await filed(name), ['Lê Văn Cũ', 'Lê Văn Mới'], name);
  const { open } = ok(await station.get('/work/hand-over'));
  assert.deepEqual(
    open.map(({ person }: Item) => person.hamlet).sort(),
    ['Phố Đông', 'Phố Đông', 'Thôn 4'],
    'also on the page of a shift',
  );
});
