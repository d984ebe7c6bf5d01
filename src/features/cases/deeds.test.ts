import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aPerson, aServer, made, places, somePhone } from '../../../test/support/server.ts';
import { addDays, dayOf } from '../../core/day.ts';

// What officers do with a case: it leaves its reason, who did it and what stood before, and what they were shown is in the audit.

const server = await aServer();
const officer = await server.officer(places.commune, ['officer']);
const tracer = await server.officer(places.district, ['tracer']);

const today = () => dayOf(server.clock.now());
const ago = (minutes: number) => server.ago(minutes * 60_000);
const person = async (): Promise<string> => (await made(officer, '/people', aPerson({ phone: somePhone() }))).id;
const openCase = (who: string, over = {}) =>
  made(tracer, '/cases', { person: who, sampledOn: today(), confirmedOn: today(), ...over });
const contact = async (id: string, who: string, level: number, via?: string) => {
  const met = level === 1 ? { from: ago(300), to: ago(240) } : { from: ago(200), to: ago(150) };
  const link = await made(tracer, `/cases/${id}/contacts`, {
    person: who,
    kind: 'interview',
    ...met,
    ...(via && { via }),
  });
  await made(tracer, `/cases/${id}/decisions`, { decisions: [{ person: who, level, accept: true }] });
  return link.id as string;
};

test('the history says why a link was withdrawn and a case revoked, and what a correction changed', async () => {
  const [f0, f1] = [await person(), await person()];
  const { id } = await openCase(f0, { outbreak: 'Chợ Tây Thành' });
  const link = await contact(id, f1, 1);
  const onset = addDays(today(), -2);
  await made(tracer, `/cases/${id}/changes`, { onsetOn: onset, note: 'sốt từ tối' });
  await made(tracer, `/cases/${id}/changes`, { onsetOn: onset });
  await made(tracer, `/cases/${id}/changes`, { close: true, outcome: 'recovered' });
  await made(tracer, `/cases/${id}/changes`, { close: false });
  await made(tracer, `/contact-links/${link}/withdrawal`, { reason: 'nhớ nhầm ngày' });
  await made(tracer, `/cases/${id}/revocation`, { reason: 'xét nghiệm lại âm tính' });
  const deeds = (await tracer.get(`/cases/${id}/history`)).body;
  assert.deepEqual(
    deeds.map(({ kind, note, changes }: { kind: string; note: string | null; changes: object[] }) => [
      kind,
      note,
      changes,
    ]),
    [
      ['revoked', 'xét nghiệm lại âm tính', []],
      ['withdrawn', 'nhớ nhầm ngày', []],
      ['reopened', null, []],
      ['closed', null, [{ field: 'outcome', before: null, after: 'recovered' }]],
      [
        'corrected',
        null,
        [
          { field: 'onsetOn', before: null, after: onset },
          { field: 'note', before: null, after: 'sốt từ tối' },
        ],
      ],
      ['accepted', null, []],
      ['entered', null, []],
      ['opened', null, []],
    ],
  );
  assert.ok(deeds.every(({ by }: { by: string | null }) => by));
  const [dump] = await server.house.database.pools.owner<{ text: string }[]>`
    select string_agg(c::text, ' ') as text from case_change c where case_id = ${id}`;
  assert.ok(!dump?.text.includes(onset), 'sealed in the database');
});

test('a notice goes out once, and only for the class that the officer saw', async () => {
  const [f0, f1] = [await person(), await person()];
  const { id } = await openCase(f0);
  const link = await contact(id, f1, 1);
  const tell = (over: object) =>
    made(tracer, '/classifications/notices', { persons: [f1], ...over }) as Promise<{ told: number; passed: string[] }>;
  const seen = (level: string | null) => ({ seen: [{ person: f1, level }] });
  assert.deepEqual(await tell(seen('F2')), { told: 0, unreachable: [], passed: [f1] });
  assert.equal((await tell(seen('F1'))).told, 1);
  assert.deepEqual((await tell({})).passed, [f1]);
  await made(tracer, `/contact-links/${link}/withdrawal`, { reason: 'nhầm người' });
  assert.deepEqual((await tell(seen('F1'))).passed, [f1], 'withdrawn meanwhile');
  assert.equal((await tell(seen(null))).told, 1);
});

test('whoever is named as the way to a contact or in a chain was shown, and the audit knows', async () => {
  const [f0, f1, f2] = [await person(), await person(), await person()];
  const { id } = await openCase(f0);
  await contact(id, f1, 1);
  await contact(id, f2, 2, f1);
  const auditor = await server.officer('', ['auditor']);
  const routes = async (who: string) =>
    new Set(
      (await auditor.get(`/audit?person=${who}&limit=200`)).body.items.map((one: { route: string }) => one.route),
    );
  assert.ok(!(await routes(f1)).has('GET /cases/:id/contacts'));
  await tracer.get(`/cases/${id}/contacts?level=2`);
  assert.ok((await routes(f1)).has('GET /cases/:id/contacts'));
  await officer.get(`/people/${f2}/classification`);
  for (const who of [f0, f1]) assert.ok((await routes(who)).has('GET /people/:id/classification'));
});

test('no two cases have one code: where the three letters of a day are used up there are five', async () => {
  const day = addDays(today(), -9);
  const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
  await server.house.database.pools.owner`
    insert into case_code (code) select ${`F0-${day.slice(2).replaceAll('-', '')}-`} || a || b || c
    from unnest(string_to_array(${[...alphabet].join(',')}, ',')) a, unnest(string_to_array(${[...alphabet].join(',')}, ',')) b,
      unnest(string_to_array(${[...alphabet].join(',')}, ',')) c on conflict do nothing`;
  const { code } = await openCase(await person(), { sampledOn: day, confirmedOn: day });
  assert.match(code, /^F0-\d{6}-\w{5}$/);
});

test('a case whose positive result was put right says so, until another positive stands for it', async () => {
  const who = await person();
  const { id: test } = await made(officer, `/people/${who}/tests`, { sampledAt: ago(300), method: 'pcr' });
  await made(officer, `/tests/${test}/result`, { result: 'positive' });
  const { id, retracted } = await openCase(who);
  assert.equal(retracted, null);
  await made(officer, `/tests/${test}/result`, { result: 'negative', correction: 'nhầm ống' });
  const shown = (await tracer.get(`/cases/${id}`)).body.retracted;
  assert.deepEqual([shown.result, shown.reason], ['negative', 'nhầm ống']);
  const { id: second } = await made(officer, `/people/${who}/tests`, { sampledAt: ago(60), method: 'pcr' });
  await made(officer, `/tests/${second}/result`, { result: 'positive' });
  assert.equal((await tracer.get(`/cases/${id}`)).body.retracted, null);
  await made(tracer, `/cases/${id}/revocation`, { reason: 'mẫu đầu nhầm ống' });
  const proposed = async () =>
    (await tracer.get('/tests/positives?limit=200')).body.items.some(
      (one: { person: { id: string } }) => one.person.id === who,
    );
  assert.equal(await proposed(), false, 'what was known when it was revoked proposes nothing');
  server.clock.step(60_000);
  const { id: third } = await made(officer, `/people/${who}/tests`, { sampledAt: ago(30), method: 'pcr' });
  await made(officer, `/tests/${third}/result`, { result: 'positive' });
  assert.equal(await proposed(), true);
});

test('a decision taken back leaves the contact as before: no class, no work, and it waits to be decided on again', async () => {
  const [f0, f1] = [await person(), await person()];
  const { id } = await openCase(f0);
  const decide = (accept: boolean | null) =>
    made(tracer, `/cases/${id}/decisions`, { decisions: [{ person: f1, level: 1, accept }] });
  const listed = async (): Promise<{ state: string; task: unknown }[]> =>
    (await tracer.get(`/cases/${id}/contacts?level=1`)).body.items.map(
      ({ state, task }: { state: string; task: unknown }) => ({ state, task }),
    );
  const levelOf = async () => (await tracer.get(`/people/${f1}/classification`)).body.level;
  await contact(id, f1, 1);
  assert.equal(await levelOf(), 'F1');
  const { accepted, rejected, changed } = await decide(null);
  assert.deepEqual([accepted, rejected, changed.length], [0, 0, 1]);
  assert.equal((await listed())[0]?.state, 'candidate');
  assert.equal(await levelOf(), null);
  assert.deepEqual((await tracer.get(`/cases/${id}`)).body.contacts, { accepted: 0, waiting: 0 });
  await decide(false);
  await decide(null);
  assert.equal((await listed())[0]?.state, 'candidate', 'nor does taking back a rejection accept anybody');
  assert.equal(await levelOf(), null);
  const { body: deeds } = await tracer.get(`/cases/${id}/history`);
  assert.equal(deeds[0].kind, 'undecided');
  await decide(true);
  assert.equal(await levelOf(), 'F1');
});
