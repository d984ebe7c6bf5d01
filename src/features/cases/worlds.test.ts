import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Answer, aPerson, aServer, places } from '../../../test/support/server.ts';
import { contactsOf, isOpen, type Listed, levelsOf, reachedFrom } from '../../../test/support/tracing-oracle.ts';
import {
  byHumans,
  type Case,
  checkIn,
  keptOf,
  kinds,
  type Link,
  length,
  longAgo,
  minuteAt,
  timeOf,
  today,
  type World,
} from '../../../test/support/tracing-world.ts';
import { newId } from '../../core/client.ts';
import { addDays, dayOf } from '../../core/day.ts';
import { flags } from '../visits/rules.ts';
import { reclassify } from './reclassify.ts';

// Small random worlds, through HTTP, against an answer counted minute by minute from what happened: who met whom, who is which class.

const server = await aServer({ at: '2026-03-11T05:00:00Z' });
const officer = await server.officer(places.commune, ['officer']);
const tracer = await server.officer(places.district, ['tracer']);

// What happens.

const people = 6;
/** A few hours in few places are crowded, so that people meet. */
const aStay = fc
  .record({
    person: fc.nat(people - 1),
    venue: fc.nat(kinds.length - 1),
    crowd: fc.nat(5),
    after: fc.nat(30),
    /** Null: nobody saw them leave. */
    minutes: fc.option(fc.integer({ min: 2, max: 60 }), { freq: 4 }),
    /** Doubtful, as what is estimated: half of its minutes count. */
    isDoubtful: fc.constantFrom(true, false, false),
  })
  // Nobody who was seen leaving leaves as they come in somewhere: that a check-in told an end is read from such minutes.
  .map(({ crowd, after: late, minutes, ...one }) => ({
    ...one,
    from: 1_000 + crowd * 780 + 2 * late,
    minutes: minutes === null ? undefined : 2 * minutes + 1,
  }));
const mostlyNot = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
const dates = fc.record({
  onset: mostlyNot(fc.nat(3)),
  isolated: mostlyNot(fc.integer({ min: 2_000, max: length })),
});
const pick = fc.nat(1_000);
const level = fc.constantFrom(1 as const, 2 as const);
const aMerge = fc.record({
  do: fc.constant('merge' as const),
  person: fc.nat(people - 1),
  other: fc.nat(people - 1),
});
const anEdit = fc.oneof(
  fc.record({ do: fc.constant('visit' as const), stay: aStay }),
  fc.record({ do: fc.constant('open' as const), person: fc.nat(people - 1), dates, old: fc.boolean() }),
  fc.record({ do: fc.constant('close' as const), pick, again: fc.boolean() }),
  fc.record({ do: fc.constant('correct' as const), pick, dates }),
  fc.record({ do: fc.constant('revoke' as const), pick }),
  fc.record({ do: fc.constant('restore' as const), pick }),
  aMerge,
  fc.record({ do: fc.constant('part' as const), pick }),
  fc.record({ do: fc.constant('withdraw' as const), pick }),
  fc.record({ do: fc.constant('decide' as const), pick, whom: pick, level, accept: fc.boolean() }),
  fc.record({
    do: fc.constant('enter' as const),
    pick,
    person: fc.nat(people - 1),
    via: fc.nat(people - 1),
    from: fc.integer({ min: 0, max: length - 300 }),
    minutes: fc.integer({ min: 1, max: 300 }),
    accept: fc.boolean(),
  }),
  fc.record({
    do: fc.constant('keep' as const),
    pick,
    at: fc.integer({ min: 1_000, max: length }),
    ends: fc.boolean(),
  }),
);
type Edit = typeof anEdit extends fc.Arbitrary<infer E> ? E : never;
const world = fc.record({
  stays: fc.array(aStay, { minLength: 16, maxLength: 26 }),
  accepted: fc.array(fc.record({ pick, whom: pick, level }), { minLength: 3, maxLength: 7 }),
  dates,
  merges: fc.array(aMerge, { maxLength: 1 }),
  edits: fc.array(anEdit, { minLength: 3, maxLength: 9 }),
});

// The same through HTTP.

const ok = ({ status, body }: Answer, what: unknown) => {
  assert.ok(status < 300, `${JSON.stringify(what)}: ${status} ${JSON.stringify(body)}`);
  return body;
};
const isOpenNow = (given: World, person: string) => isOpen(byHumans(given), keptOf(given, person));
/** The lists of contacts of a case, as they stand. */
const listsOf = (given: World, { id }: Case) => {
  const humans = byHumans(given);
  return contactsOf(humans, humans.cases.find((one) => one.id === id) as Case);
};
const at = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];

const build = async (): Promise<World> => {
  const persons = await Promise.all(
    Array.from({ length: people }, async () => ok(await officer.post('/people', aPerson()), 'person').id as string),
  );
  const venues = await Promise.all(
    kinds.map(async (kind) => {
      const body = { id: newId(), name: kind, kind, area: places.commune };
      return { id: ok(await officer.post('/venues', body), body).id as string, kind };
    }),
  );
  return { persons, venues, stays: [], cases: [], links: [], decisions: [], kept: [], merges: [] };
};

const facts = ({ sampledOn, onset, isolated }: Pick<Case, 'sampledOn' | 'onset' | 'isolated'>) => ({
  onsetOn: onset === null ? null : addDays(sampledOn, -onset),
  isolatedAt: isolated === null ? null : timeOf(isolated),
});

const acts: { [Do in Edit['do']]: (given: World, edit: Extract<Edit, { do: Do }>) => Promise<void> } = {
  visit: async (given, { stay: { person: who, venue: where, from, minutes, isDoubtful } }) => {
    const [person, venue] = [given.persons[who] as string, given.venues[where]?.id as string];
    const to = minutes && from + minutes;
    const times = { in: timeOf(from), ...(to && { out: timeOf(to) }) };
    const body = { id: newId(), venue, visitor: { person }, method: 'on_behalf', ...times };
    ok(await officer.post('/visits', body), body);
    if (!to) await server.job('visits closing');
    if (isDoubtful)
      await server.house.database.pools.owner`
        update visit set flags = flags | ${flags.doubtful}::smallint where venue_id = ${venue} and id = ${body.id}`;
    checkIn(given, { person: keptOf(given, person), venue, from, to, isDoubtful });
  },
  open: async (given, { person: who, dates: { onset, isolated }, old }) => {
    const person = given.persons[who] as string;
    if (isOpenNow(given, person)) return;
    const sampledOn = old ? longAgo : today;
    const { onsetOn, isolatedAt } = facts({ sampledOn, onset, isolated });
    const body = {
      id: newId(),
      person,
      sampledOn,
      confirmedOn: sampledOn,
      ...(onsetOn && { onsetOn }),
      ...(isolatedAt && { isolatedAt }),
    };
    ok(await tracer.post('/cases', body), body);
    given.cases.push({
      id: body.id,
      person: keptOf(given, person),
      sampledOn,
      onset,
      isolated,
      closed: false,
      revoked: false,
    });
  },
  close: async (given, { pick: n, again }) => {
    const f0 = at(
      given.cases.filter(({ revoked, closed }) => !revoked && closed === again),
      n,
    );
    if (!f0 || (again && isOpenNow(given, f0.person))) return;
    ok(await tracer.post(`/cases/${f0.id}/changes`, { id: newId(), close: !again }), 'close');
    f0.closed = !again;
  },
  enter: async (given, { pick: n, person: who, via: through, from, minutes, accept }) => {
    const f0 = at(
      given.cases.filter(({ revoked }) => !revoked),
      n,
    );
    if (!f0) return;
    const [asked, via] = [given.persons[who] as string, given.persons[through] as string];
    const [person, source, itself] = [asked, via, f0.person].map((one) => keptOf(given, one)) as [
      string,
      string,
      string,
    ];
    if (person === source || person === itself) return;
    const level = source === itself ? 1 : 2;
    const span = { from, to: from + minutes };
    const body = { id: newId(), person: asked, from: timeOf(span.from), to: timeOf(span.to), kind: 'interview', via };
    ok(await tracer.post(`/cases/${f0.id}/contacts`, body), body);
    given.links.push({ ...span, case: f0.id, level, source, person, id: body.id, withdrawn: false });
    const listed = listsOf(given, f0)[level - 1]?.get(person);
    if (listed) await decided(given, f0, level, person, listed, accept);
  },
  keep: async (given, { pick: n, at: since, ends }) => {
    const accepted = [...byHumans(given).decisions].flatMap(([key, is]) => (is ? [key.split(' ')] : []));
    const [id, , person] = at(accepted, n) ?? [];
    if (!id || !person) return;
    const move = ends ? { state: 'reached' } : { state: 'quarantine', at: timeOf(since) };
    const { status, body } = await officer.post(`/cases/${id}/assignments`, { id: newId(), person, ...move });
    assert.ok(status < 300 || status === 409, JSON.stringify(body));
  },
  correct: async (given, { pick: n, dates: { onset, isolated } }) => {
    const f0 = at(
      given.cases.filter(({ revoked }) => !revoked),
      n,
    );
    if (!f0) return;
    const { sampledOn } = f0;
    ok(
      await tracer.post(`/cases/${f0.id}/changes`, { id: newId(), ...facts({ sampledOn, onset, isolated }) }),
      'correct',
    );
    Object.assign(f0, { onset, isolated });
  },
  revoke: async (given, { pick: n }) => {
    const f0 = at(
      given.cases.filter(({ revoked }) => !revoked),
      n,
    );
    if (!f0) return;
    ok(await tracer.post(`/cases/${f0.id}/revocation`, { id: newId(), reason: 'âm tính' }), 'revoke');
    f0.revoked = true;
  },
  restore: async (given, { pick: n }) => {
    const f0 = at(
      given.cases.filter(({ revoked }) => revoked),
      n,
    );
    if (!f0) return;
    const isSecond = !f0.closed && isOpenNow(given, f0.person);
    const body = { id: newId(), reason: 'hủy nhầm', withdraw: true };
    const answer = await tracer.post(`/cases/${f0.id}/revocation`, body);
    if (isSecond) assert.equal(answer.body.code, 'case.open', JSON.stringify(answer.body));
    else ok(answer, 'restore');
    f0.revoked = isSecond;
  },
  merge: async (given, { person, other: second }) => {
    const [kept, other] = [person, second].map((n) => keptOf(given, given.persons[n] as string)) as [string, string];
    if (kept === other || (isOpenNow(given, kept) && isOpenNow(given, other))) return;
    ok(await officer.post(`/people/${kept}/merge`, { id: newId(), other }), 'merge');
    await server.job('cases merges');
    given.merges.push({ kept, other });
    seen.merges += 1;
  },
  part: async (given, { pick: n }) => {
    const newest = new Map(given.merges.map((merge) => [merge.kept, merge]));
    const standing = [...newest.values()].filter(({ kept }) => keptOf(given, kept) === kept);
    const merge = at(standing, n);
    if (!merge) return;
    ok(await officer.post(`/people/${merge.kept}/unmerge`, { id: newId(), reason: 'hai người' }), 'part');
    await server.job('cases merges');
    given.merges = given.merges.filter((one) => one !== merge);
  },
  withdraw: async (given, { pick: n }) => {
    const link = at(
      given.links.filter(({ withdrawn }) => !withdrawn),
      n,
    );
    if (!link) return;
    const [row] = await server.house.database.pools.owner<{ id: string }[]>`
      select id from contact_link where person_id = ${link.person} and source_id = ${link.source} and case_id = ${link.case}
        and level = ${link.level} and withdrawn_at is null and ${link.venue ? server.house.database.pools.owner`venue_id = ${link.venue}` : server.house.database.pools.owner`id = ${link.id ?? null}`}`;
    ok(await tracer.post(`/contact-links/${row?.id}/withdrawal`, { id: newId(), reason: 'nhầm' }), link);
    link.withdrawn = true;
  },
  decide: async (given, { pick: n, whom, level, accept }) => {
    const f0 = at(
      given.cases.filter(({ revoked }) => !revoked),
      n,
    );
    const list = f0 && listsOf(given, f0)[level - 1];
    const chosen =
      list &&
      at(
        [...list].toSorted(([a], [b]) => (a < b ? -1 : 1)),
        whom,
      );
    if (!f0 || !chosen) return;
    await decided(given, f0, level, ...chosen, accept);
  },
};

const decided = async (
  given: World,
  f0: Case,
  level: 1 | 2,
  person: string,
  { counts, found }: Listed,
  accept: boolean,
) => {
  const decisions = [{ person, level, accept }];
  const answer = await tracer.post(`/cases/${f0.id}/decisions`, { id: newId(), decisions });
  if (accept && !counts) {
    assert.equal(answer.body.code, 'contact.outside', JSON.stringify(answer.body));
    return;
  }
  ok(answer, decisions);
  given.decisions.push({ case: f0.id, level, person, accept });
  if (!accept) return;
  for (const { via, venue, from, to } of found.filter(({ link }) => !link)) {
    // A link of the case itself stands under the id of the case.
    const source = level === 1 ? f0.person : via;
    const isThis = (one: Link) =>
      one.case === f0.id &&
      one.level === level &&
      one.source === source &&
      one.person === person &&
      one.venue === venue;
    given.links = [
      ...given.links.filter((one) => !isThis(one)),
      { case: f0.id, level, source, person, ...(venue && { venue }), from, to, withdrawn: false },
    ];
  }
};
const act = async (given: World, edit: Edit): Promise<void> => {
  await (acts[edit.do] as (given: World, edit: Edit) => Promise<void>)(given, edit);
  const rows = await server.house.database.pools.owner<{ person: string; at: Date }[]>`
    select person_id as person, isolated_at as at from contact_task
    where person_id = any(${given.persons}::uuid[]) and isolated_at is not null`;
  given.kept = rows.map((row) => ({ person: row.person, at: minuteAt(row.at) }));
};

type Shown = {
  person: { id: string };
  state: string;
  broken?: string;
  evidence: { id?: string; venue?: { id: string }; via?: { id: string }; minutes: number }[];
};
const shownOf = async (f0: Case, level: number) => {
  const lists = await Promise.all(
    ['candidate', 'below', 'accepted', 'rejected'].map((state) =>
      tracer.get(`/cases/${f0.id}/contacts?level=${level}&state=${state}`),
    ),
  );
  const items: Shown[] = lists.flatMap((answer) => ok(answer, f0).items);
  return items
    .map(({ person, state, broken, evidence }) => [
      person.id,
      broken ? `${state}, broken` : state,
      ...evidence
        .map(({ id, venue, via, minutes }) => `${via?.id ?? f0.person} ${venue?.id} ${id && venue ? 'link' : minutes}`)
        .sort(),
    ])
    .sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
};
const expectedOf = (list: Map<string, Listed>, isReached: Set<string>) =>
  [...list]
    .map(([person, { state, found }]) => [
      person,
      state === 'accepted' && !isReached.has(person) ? `${state}, broken` : state,
      ...found.map(({ via, venue, minutes, link }) => `${via} ${venue} ${link && venue ? 'link' : minutes}`).sort(),
    ])
    .sort(([a = ''], [b = '']) => (a < b ? -1 : 1));

type Row = {
  personId: string;
  level: number | null;
  caseId: string;
  chain: string[];
  since: Date;
  until: Date | null;
  lastContactAt: Date | null;
};
const classesNow = async ({ persons }: Pick<World, 'persons'>): Promise<Row[]> => [
  ...(await server.house.database.pools.owner<Row[]>`
    select person_id, level, case_id, chain, since, until, last_contact_at from classification
    where person_id = any(${persons}::uuid[]) and level is not null order by person_id`),
];

const seen = { contacts: 0, second: 0, broken: 0, merges: 0, estimated: 0, levels: new Map<string | null, number>() };

const check = async (world: World): Promise<void> => {
  const given = byHumans(world);
  for (const f0 of given.cases.filter(({ revoked }) => !revoked)) {
    const expected = contactsOf(given, f0);
    for (const level of [1, 2]) {
      const list = expected[level - 1] as Map<string, Listed>;
      const expectedRows = expectedOf(list, reachedFrom(given, f0, level));
      seen.broken += expectedRows.filter(([, state]) => state === 'accepted, broken').length;
      assert.deepEqual(await shownOf(f0, level), expectedRows, `level ${level}`);
      seen[level === 1 ? 'contacts' : 'second'] += list.size;
    }
  }
  const shown = await Promise.all(
    given.persons.map(async (id) => ok(await officer.get(`/people/${id}/classification`), id).level as string | null),
  );
  const expected = levelsOf(given);
  assert.deepEqual(
    shown,
    expected.map((one) => one?.level ?? null),
  );
  const rows = new Map((await classesNow(given)).map((row) => [row.personId, row]));
  for (const [i, person] of given.persons.entries()) {
    const row = rows.get(person);
    // Whoever has no class any more has the one that ran out as history.
    if (!expected[i] || !row) continue;
    const [since, until, last] = [row.since, row.until, row.lastContactAt].map((at) => at?.toISOString() ?? null);
    assert.deepEqual({ level: `F${row.level}`, since, until, last }, expected[i]);
  }
  for (const level of shown) seen.levels.set(level, (seen.levels.get(level) ?? 0) + 1);
};

const rebuilt = async (given: World): Promise<Row[]> => {
  const { database, clock } = server.house;
  await database.pools.owner`delete from classification where person_id = any(${given.persons}::uuid[])`;
  await database.within({ role: 'trace' }, (db) =>
    reclassify(db, given.persons, { now: clock.now(), account: newId(), reason: 'decision' }),
  );
  return classesNow(given);
};

test('lists, minutes, chains and classes are what a count minute by minute says, after every edit, and what a rebuild from nothing gives', async (t) => {
  await fc.assert(
    fc.asyncProperty(world, async ({ stays, accepted, dates: first, merges, edits }) => {
      server.clock.set(new Date(`${today}T05:00:30Z`));
      const given = await build();
      for (const stay of stays) await act(given, { do: 'visit', stay });
      await act(given, { do: 'open', person: stays[0]?.person ?? 0, dates: first, old: false });
      for (const one of accepted) await act(given, { do: 'decide', accept: true, ...one });
      await check(given);
      for (const edit of [...merges, ...edits]) {
        await act(given, edit);
        await check(given);
      }
      seen.estimated += given.stays.filter(({ isEstimated }) => isEstimated).length;
      const incremental = await classesNow(given);
      assert.deepEqual(await rebuilt(given), incremental);
    }),
    { numRuns: 8 },
  );
  const { contacts, second, broken, merges, estimated, levels } = seen;
  t.diagnostic(
    `${contacts} F1 and ${second} F2 listed, ${broken} of a broken chain, classes ${JSON.stringify([...levels])}`,
  );
  t.diagnostic(`${merges} merges, ${estimated} stays with an estimated end`);
  assert.equal(dayOf(server.clock.now()), today);
});
