import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import {
  type Answer,
  aPerson,
  type Caller,
  places,
  type TestServer,
  testServer,
} from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';
import { addDays, dayOf } from '../../core/day.ts';
import { flags } from '../visits/rules.ts';
import { reclassify } from './reclassify.ts';

// Small random worlds, through HTTP, against an answer counted minute by minute from what happened: who met whom, who is which class. The
// oracle below shares nothing with the house but the regulation: it knows no index, no pseudonym, no ratchet and no increment.

let server: TestServer;
let officer: Caller;
let tracer: Caller;
before(async () => {
  server = await testServer({ at: '2026-03-11T05:00:00Z' });
  officer = await server.officer(places.commune, ['officer']);
  tracer = await server.officer(places.district, ['tracer']);
});
after(() => server?.stop());

const minute = 60_000;
const today = '2026-03-11';
/** Minutes are counted from four days before noon of today. */
const origin = Date.parse('2026-03-07T05:00:00Z');
const length = 4 * 1440 - 60;
const timeOf = (n: number) => new Date(origin + n * minute).toISOString();
const minuteOf = (day: string) => (Date.parse(`${day}T00:00:00+07:00`) - origin) / minute;

// What happens.

const kinds = ['restaurant', 'karaoke', 'market', 'cafe'] as const;
const people = 6;
/** A few hours in few places are crowded, so that people meet. */
const aStay = fc
  .record({
    person: fc.nat(people - 1),
    venue: fc.nat(kinds.length - 1),
    crowd: fc.nat(5),
    after: fc.nat(60),
    minutes: fc.integer({ min: 5, max: 120 }),
    /** Doubtful: half of its minutes count. */
    isWeak: fc.constantFrom(true, false, false),
  })
  .map(({ crowd, after: late, ...one }) => ({ ...one, from: 1_000 + crowd * 780 + late }));
const mostlyNot = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
const dates = fc.record({
  onset: mostlyNot(fc.nat(3)),
  isolated: mostlyNot(fc.integer({ min: 2_000, max: length })),
});
const pick = fc.nat(1_000);
const level = fc.constantFrom(1 as const, 2 as const);
const anEdit = fc.oneof(
  fc.record({ do: fc.constant('visit' as const), stay: aStay }),
  fc.record({ do: fc.constant('open' as const), person: fc.nat(people - 1), dates, old: fc.boolean() }),
  fc.record({ do: fc.constant('close' as const), pick, again: fc.boolean() }),
  fc.record({ do: fc.constant('correct' as const), pick, dates }),
  fc.record({ do: fc.constant('revoke' as const), pick }),
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
  edits: fc.array(anEdit, { minLength: 3, maxLength: 9 }),
});

// What is known of it: the same facts as the house was told, in lists.

type Stay = { person: string; venue: string; from: number; to: number; isWeak: boolean };
type Span = { from: number; to: number };
type Case = {
  id: string;
  person: string;
  sampledOn: string;
  onset: number | null;
  isolated: number | null;
  closed: boolean;
  revoked: boolean;
};
/** Of visits in a venue, or entered with an id. */
type Link = Span & {
  case: string;
  level: number;
  source: string;
  person: string;
  venue?: string;
  id?: string;
  withdrawn: boolean;
};
type World = {
  persons: string[];
  venues: { id: string; kind: (typeof kinds)[number] }[];
  stays: Stay[];
  cases: Case[];
  links: Link[];
  decisions: Map<string, boolean>;
  /** From when contacts were kept apart, as the work on them has it. */
  kept: { person: string; at: number }[];
};

const end = length + 60 + 1;
const windowOf = ({ sampledOn, onset, isolated }: Case): Span => {
  const from = minuteOf(addDays(sampledOn, -(onset === null ? 14 : onset + 3)));
  return { from, to: Math.max(from, isolated ?? end) };
};
const common = (one: Span, other: Span): Span | undefined => {
  const span = { from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) };
  return span.from < span.to ? span : undefined;
};
const isSame = (one: Case, other: Case) =>
  Math.abs(Date.parse(one.sampledOn) - Date.parse(other.sampledOn)) <= 90 * 1440 * minute;
const casesOf = ({ cases }: World, person: string) => cases.filter((one) => one.person === person && !one.revoked);
const isOpen = (given: World, person: string) => casesOf(given, person).some(({ closed }) => !closed);
/** Who is not listed as a contact of a case: another case of that illness, or who was one already and still is. */
const isFirst = (given: World, person: string, f0: Case) =>
  casesOf(given, person).some((own) => isSame(own, f0) || (!own.closed && own.sampledOn <= f0.sampledOn));
const isKnown = ({ persons }: World, who: number, not: readonly string[]) => {
  const person = persons[who] as string;
  return not.includes(person) ? undefined : person;
};
/** When somebody who met a case at a minute could no longer give it on. */
const keptAfter = ({ kept }: World, person: string, begun: number, also: readonly number[] = []): number =>
  Math.min(
    end,
    ...[...kept.filter((one) => one.person === person).map((one) => one.at), ...also].filter((n) => n >= begun),
  );

/** The minutes in which both were in the venue, counted one by one. */
const together = ({ stays }: World, one: string, other: string, venue: string, within: Span): number[] => {
  const isIn = (who: string, at: number) =>
    stays.some((stay) => stay.person === who && stay.venue === venue && stay.from <= at && at < stay.to);
  const begins = stays.filter((stay) => stay.person === one && stay.venue === venue);
  const at = begins.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i));
  return [...new Set(at)].filter((n) => n >= within.from && n < within.to && isIn(other, n)).sort((a, b) => a - b);
};

/** Each minute counts once: in full where both were there for certain, else half. */
const weigh = ({ stays }: World, minutes: readonly number[], venue: string, ...both: string[]): number => {
  const isSure = (who: string, n: number) =>
    stays.some((one) => !one.isWeak && one.person === who && one.venue === venue && one.from <= n && n < one.to);
  return minutes.reduce((sum, n) => sum + (both.every((who) => isSure(who, n)) ? 1 : 0.5), 0);
};

type Found = Span & { person: string; via: string; venue: string | undefined; minutes: number; link: boolean };
/** `counts`: whether any of it lies in the time that does. */
type Listed = { state: string; counts: boolean; found: Found[] };
const isEnough = (kind: string, minutes: number) =>
  kind === 'market' ? false : kind === 'karaoke' ? minutes > 0 : minutes >= 15;

const listOf = (
  given: World,
  f0: Case,
  level: number,
  sources: { person: string; window: Span }[],
  except: string[],
) => {
  const list = new Map<string, Listed>();
  for (const person of given.persons) {
    if (except.includes(person) || isFirst(given, person, f0)) continue;
    // A closed case opens no visits.
    const met = (f0.closed ? [] : sources).flatMap((source) =>
      given.venues.flatMap(({ id }): Found[] => {
        const at = together(given, source.person, person, id, source.window);
        if (at.length === 0 || source.person === person) return [];
        return [
          {
            person,
            via: source.person,
            venue: id,
            minutes: weigh(given, at, id, source.person, person),
            from: at[0] as number,
            to: (at.at(-1) as number) + 1,
            link: false,
          },
        ];
      }),
    );
    const links = given.links.filter(
      (link) =>
        link.case === f0.id &&
        link.level === level &&
        link.person === person &&
        !link.withdrawn &&
        (link.id !== undefined || !met.some((one) => one.venue === link.venue && one.via === link.source)),
    );
    if (met.length + links.length === 0) continue;
    const isIn = links.some((link) =>
      sources.some(({ person: via, window }) => via === link.source && common(link, window)),
    );
    const isCandidate =
      met.some((one) => isEnough(given.venues.find(({ id }) => id === one.venue)?.kind ?? '', one.minutes)) || isIn;
    const decided = given.decisions.get(`${f0.id} ${level} ${person}`);
    const state = decided === undefined ? (isCandidate ? 'candidate' : 'below') : decided ? 'accepted' : 'rejected';
    const kept = links.map((link) => ({
      person,
      via: link.source,
      venue: link.venue,
      minutes: 0,
      from: link.from,
      to: link.to,
      link: true,
    }));
    list.set(person, { state, counts: met.length > 0 || isIn, found: [...met, ...kept] });
  }
  return list;
};

const contactsOf = (given: World, f0: Case): [Map<string, Listed>, Map<string, Listed>] => {
  const window = windowOf(f0);
  const first = listOf(given, f0, 1, [{ person: f0.person, window }], [f0.person]);
  const near = [...first].filter(([, { state }]) => state === 'candidate' || state === 'accepted');
  const sources = near.flatMap(([person, { found }]) => {
    const starts = found.flatMap((one) => common(one, window)?.from ?? []);
    const begun = Math.min(...starts);
    return starts.length > 0 ? [{ person, window: { from: begun, to: keptAfter(given, person, begun) } }] : [];
  });
  return [first, listOf(given, f0, 2, sources, [f0.person, ...near.map(([person]) => person)])];
};

type Expected = { level: string; since: string; until: string | null; last: string | null };
const ofSpans = (level: 1 | 2, spans: readonly Span[]): Expected | undefined => {
  if (spans.length === 0) return undefined;
  const last = Math.max(...spans.map(({ to }) => to));
  const until = addDays(dayOf(new Date(timeOf(last))), level === 1 ? 22 : 15);
  return {
    level: `F${level}`,
    since: timeOf(Math.min(...spans.map(({ from }) => from))),
    until: timeOf(minuteOf(until)),
    last: timeOf(last),
  };
};

/** Walks forward from every case along accepted links. */
const levelsOf = (given: World): (Expected | undefined)[] => {
  const links = given.links.filter(
    (link) => !link.withdrawn && given.decisions.get(`${link.case} ${link.level} ${link.person}`) === true,
  );
  const standing = given.cases.filter(({ revoked }) => !revoked);
  const first = standing.flatMap((f0) =>
    links
      .filter(({ source, person }) => source === f0.person && person !== source)
      .flatMap((link) => {
        const met = common(link, windowOf(f0));
        return met ? [{ f0, person: link.person, ...met }] : [];
      }),
  );
  const second = standing.flatMap((f0) =>
    given.persons.flatMap((via) => {
      const starts = first.filter((one) => one.f0 === f0 && one.person === via).map(({ from }) => from);
      if (starts.length === 0) return [];
      const begun = Math.min(...starts);
      const own = standing.filter(({ person }) => person === via).flatMap(({ isolated }) => isolated ?? []);
      const window = { from: begun, to: keptAfter(given, via, begun, own) };
      return links
        .filter(({ source, person }) => source === via && person !== via && person !== f0.person)
        .flatMap((link) => {
          const met = common(link, window);
          return met ? [{ f0, person: link.person, ...met }] : [];
        });
    }),
  );
  return given.persons.map((person) => {
    const own = standing.filter((one) => one.person === person);
    const open = own.filter(({ closed }) => !closed).map(({ sampledOn }) => sampledOn);
    const [earliest] = open.sort();
    if (earliest !== undefined) return { level: 'F0', since: timeOf(minuteOf(earliest)), until: null, last: null };
    const isMine = (one: { f0: Case; person: string }) =>
      one.person === person && !own.some((mine) => isSame(mine, one.f0));
    return ofSpans(1, first.filter(isMine)) ?? ofSpans(2, second.filter(isMine));
  });
};

// The same through HTTP.

const ok = ({ status, body }: Answer, what: unknown) => {
  assert.ok(status < 300, `${JSON.stringify(what)}: ${status} ${JSON.stringify(body)}`);
  return body;
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
  return { persons, venues, stays: [], cases: [], links: [], decisions: new Map(), kept: [] };
};

const facts = ({ sampledOn, onset, isolated }: Pick<Case, 'sampledOn' | 'onset' | 'isolated'>) => ({
  onsetOn: onset === null ? null : addDays(sampledOn, -onset),
  isolatedAt: isolated === null ? null : timeOf(isolated),
});

const acts: { [Do in Edit['do']]: (given: World, edit: Extract<Edit, { do: Do }>) => Promise<void> } = {
  visit: async (given, { stay: { person: who, venue: where, from, minutes, isWeak } }) => {
    const stay = {
      person: given.persons[who] as string,
      venue: given.venues[where]?.id as string,
      from,
      to: from + minutes,
      isWeak,
    };
    const times = { in: timeOf(stay.from), out: timeOf(stay.to) };
    const body = { id: newId(), venue: stay.venue, visitor: { person: stay.person }, method: 'on_behalf', ...times };
    ok(await officer.post('/visits', body), body);
    if (isWeak)
      await server.house.database.pools.owner`
        update visit set flags = flags | ${flags.doubtful}::smallint where venue_id = ${stay.venue} and id = ${body.id}`;
    given.stays.push(stay);
  },
  open: async (given, { person: who, dates: { onset, isolated }, old }) => {
    const person = given.persons[who] as string;
    if (isOpen(given, person)) return;
    const sampledOn = old ? addDays(today, -120) : today;
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
    given.cases.push({ id: body.id, person, sampledOn, onset, isolated, closed: false, revoked: false });
  },
  close: async (given, { pick: n, again }) => {
    const f0 = at(
      given.cases.filter(({ revoked, closed }) => !revoked && closed === again),
      n,
    );
    if (!f0 || (again && isOpen(given, f0.person))) return;
    ok(await tracer.post(`/cases/${f0.id}/changes`, { id: newId(), close: !again }), 'close');
    f0.closed = !again;
  },
  enter: async (given, { pick: n, person: who, via: through, from, minutes, accept }) => {
    const f0 = at(
      given.cases.filter(({ revoked }) => !revoked),
      n,
    );
    const source = given.persons[through] as string;
    const person = f0 && isKnown(given, who, [f0.person, source]);
    if (!f0 || !person) return;
    const level = source === f0.person ? 1 : 2;
    const span = { from, to: from + minutes };
    const body = { id: newId(), person, from: timeOf(span.from), to: timeOf(span.to), kind: 'interview', via: source };
    ok(await tracer.post(`/cases/${f0.id}/contacts`, body), body);
    given.links.push({ ...span, case: f0.id, level, source, person, id: body.id, withdrawn: false });
    const listed = contactsOf(given, f0)[level - 1]?.get(person);
    if (listed) await decided(given, f0, level, person, listed, accept);
  },
  keep: async (given, { pick: n, at: since, ends }) => {
    const accepted = [...given.decisions].flatMap(([key, is]) => (is ? [key.split(' ')] : []));
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
    const list = f0 && contactsOf(given, f0)[level - 1];
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
  given.decisions.set(`${f0.id} ${level} ${person}`, accept);
  if (!accept) return;
  for (const { via, venue, from, to } of found.filter(({ link }) => !link)) {
    const isThis = (one: Link) =>
      one.case === f0.id && one.level === level && one.source === via && one.person === person && one.venue === venue;
    given.links = [
      ...given.links.filter((one) => !isThis(one)),
      { case: f0.id, level, source: via, person, ...(venue && { venue }), from, to, withdrawn: false },
    ];
  }
};
const act = async (given: World, edit: Edit): Promise<void> => {
  await (acts[edit.do] as (given: World, edit: Edit) => Promise<void>)(given, edit);
  const rows = await server.house.database.pools.owner<{ person: string; at: Date }[]>`
    select person_id as person, isolated_at as at from contact_task
    where person_id = any(${given.persons}::uuid[]) and isolated_at is not null`;
  given.kept = rows.map((row) => ({ person: row.person, at: (row.at.getTime() - origin) / minute }));
};

type Shown = {
  person: { id: string };
  state: string;
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
    .map(({ person, state, evidence }) => [
      person.id,
      state,
      ...evidence
        .map(({ id, venue, via, minutes }) => `${via?.id ?? f0.person} ${venue?.id} ${id ? 'link' : minutes}`)
        .sort(),
    ])
    .sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
};
const expectedOf = (list: Map<string, Listed>) =>
  [...list]
    .map(([person, { state, found }]) => [
      person,
      state,
      ...found.map(({ via, venue, minutes, link }) => `${via} ${venue} ${link ? 'link' : minutes}`).sort(),
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
const classesNow = async ({ persons }: World): Promise<Row[]> => [
  ...(await server.house.database.pools.owner<Row[]>`
    select person_id, level, case_id, chain, since, until, last_contact_at from classification
    where person_id = any(${persons}::uuid[]) and level is not null order by person_id`),
];

const seen = { contacts: 0, second: 0, levels: new Map<string | null, number>() };

const check = async (given: World): Promise<void> => {
  for (const f0 of given.cases.filter(({ revoked }) => !revoked)) {
    const expected = contactsOf(given, f0);
    for (const level of [1, 2]) {
      const list = expected[level - 1] as Map<string, Listed>;
      assert.deepEqual(await shownOf(f0, level), expectedOf(list), `level ${level}`);
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
    fc.asyncProperty(world, async ({ stays, accepted, dates: first, edits }) => {
      server.clock.set(new Date(`${today}T05:00:30Z`));
      const given = await build();
      for (const stay of stays) await act(given, { do: 'visit', stay });
      await act(given, { do: 'open', person: stays[0]?.person ?? 0, dates: first, old: false });
      for (const one of accepted) await act(given, { do: 'decide', accept: true, ...one });
      await check(given);
      for (const edit of edits) {
        await act(given, edit);
        await check(given);
      }
      const incremental = await classesNow(given);
      assert.deepEqual(await rebuilt(given), incremental);
    }),
    { numRuns: 8 },
  );
  t.diagnostic(`${seen.contacts} F1 and ${seen.second} F2 listed, classes ${JSON.stringify([...seen.levels])}`);
  assert.equal(dayOf(server.clock.now()), today);
});
