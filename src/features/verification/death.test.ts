import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aDeclaration, aServer, made, ok, places, urgentAnswers } from '../../../test/support/server.ts';
import { addDays, dayOf } from '../../core/day.ts';
import { newestMessage } from '../messages/index.ts';

// What a death has stopped goes on where the record was an error.

const server = await aServer();
const nurse = await server.officer(places.commune);
const today = (): string => dayOf(server.clock.now());
const death = () => ({ diedOn: today(), place: 'Bệnh viện tỉnh', source: 'Bệnh viện báo' });

test('an urgent item that nobody took climbs on after a death recorded by mistake', async () => {
  const duty = '0904 333 111';
  await made(nurse, '/duty', {
    area: places.commune,
    name: 'Lê Thị Hoa',
    phone: duty,
    from: server.ago(3_600_000),
    to: server.ago(-86_400_000),
  });
  const { person } = await made(nurse, '/declarations', aDeclaration({ answers: urgentAnswers }));
  await made(nurse, `/people/${person.id}/death`, death());
  await server.job('verification.notices');
  assert.equal(await newestMessage(server.house, duty), undefined);
  await made(nurse, `/people/${person.id}/death/correction`, { reason: 'nhầm người' });
  await server.job('verification.notices');
  assert.match((await newestMessage(server.house, duty))?.text ?? '', /La Chan/);
});

test('the day of the next check stands again, that of the newest check alone', async () => {
  const declared = async () =>
    (await made(nurse, '/declarations', aDeclaration({ answers: urgentAnswers }))) as Declared;
  type Declared = { id: string; person: { id: string } };
  const first = await declared();
  const on = addDays(today(), 2);
  const check = { findings: 'Ho', conclusion: 'home_monitoring', nextCheckOn: on };
  await made(nurse, `/declarations/${first.id}/medical-check`, check);
  const dayOfNext = async ({ id }: Declared) => ok(await nurse.get(`/declarations/${id}`)).check.nextCheckOn;
  assert.equal(await dayOfNext(first), on);
  const [by, person] = [nurse, first.person.id];
  await made(by, `/people/${person}/death`, death());
  assert.equal(await dayOfNext(first), null);
  await made(by, `/people/${person}/death/correction`, { reason: 'nhầm người' });
  assert.equal(await dayOfNext(first), on);

  server.clock.step(60_000);
  const second = await made(
    nurse,
    '/declarations',
    aDeclaration({ person: first.person && { id: person }, answers: urgentAnswers }),
  );
  await made(nurse, `/declarations/${second.id}/medical-check`, { findings: 'Đã đỡ', conclusion: 'none' });
  await made(by, `/people/${person}/death`, death());
  await made(by, `/people/${person}/death/correction`, { reason: 'nhầm người' });
  assert.deepEqual([await dayOfNext(first), await dayOfNext(second)], [null, null]);
});
