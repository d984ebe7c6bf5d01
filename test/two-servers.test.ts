import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { newId } from '../src/core/client.ts';
import { findDrift } from '../src/features/statistics/index.ts';
import { testDatabase } from './support/database.ts';
import { type Answer, aDeclaration, aPerson, made, places, testServer, urgentAnswers } from './support/server.ts';

// Two servers on one database, and what both are told at once: a client who hears nothing tries the other.

const database = await testDatabase();
const one = await testServer({ database });
const other = await testServer({ database });
after(async () => {
  await other.server.stop();
  await one.stop();
});
const here = await one.officer('', ['officer']);
const there = other.as(here);
const { owner } = one.house.database.pools;

const venues = await Promise.all(
  [places.commune, places.neighbour].map((area) => made(here, '/venues', { name: 'Quán', kind: 'cafe', area })),
);
const persons = await Promise.all(Array.from({ length: 6 }, () => made(here, '/people', aPerson())));
const visitors = persons.map(({ id }) => ({ person: id }));

type Item = { id: string };
type Result = { id: string; status: number; code?: string; answer?: string };
const batch = async (by: typeof here, path: string, items: readonly Item[]): Promise<Result[]> => {
  const { status, body } = await by.post(`${path}/batch`, { items });
  assert.equal(status, 200, JSON.stringify(body));
  return body.results;
};
/** Says the same to both at once, to one of them from the last to the first; answers what each said to each. */
const both = async (path: string, items: readonly Item[]): Promise<[Result, Result][]> => {
  const [mine, theirs] = await Promise.all([batch(here, path, items), batch(there, path, items.toReversed())]);
  return mine.map((result, i) => [result, theirs.at(-1 - i) as Result]);
};
/** One of both stored it, the other heard what that one answered. */
const isOnceOnly = (pairs: readonly [Result, Result][]): void => {
  for (const [a, b] of pairs) {
    assert.deepEqual([a.status, b.status].sort(), [200, 201], JSON.stringify([a, b]));
    assert.deepEqual({ ...a, status: 0 }, { ...b, status: 0 });
  }
};
const rounds = Array.from({ length: 10 }, (_, n) => n);
const minutesAgo = (n: number): string => new Date(one.clock.now().getTime() - n * 60_000).toISOString();

/** As PostgreSQL says it when a parallel server was first with a row, and when it is stuck with another. */
const overtaken = "raise exception 'a twin' using errcode = '23505'";
const stuck = "raise exception 'a deadlock' using errcode = '40P01'";
/** What inserts a row under this id fails so, or does nothing, so many times. */
const disturb = async (table: string, id: string, times: number, how: string): Promise<void> => {
  await owner.unsafe(`
    create sequence if not exists disturbed;
    alter sequence disturbed restart;
    grant usage on sequence disturbed to public;
    create or replace function disturb() returns trigger language plpgsql as $$
      begin
        if new.id <> '${id}' or nextval('disturbed') > ${times} then return new; end if;
        ${how};
      end $$;
    create or replace trigger disturb before insert on ${table} for each row execute function disturb()`);
};
const aVisit = (over: object = {}) => ({
  id: newId(),
  venue: venues[0].id,
  visitor: visitors[0],
  in: minutesAgo(60),
  method: 'reader',
  ...over,
});

/** Each visit stands once, and is counted once at its venue. */
const checkVisits = async (sent: readonly string[]): Promise<void> => {
  const rows = await owner<{ id: string; venueId: string; outAt: Date | null }[]>`
    select id, venue_id, out_at from visit where id = any(${[...sent]}::uuid[])`;
  assert.deepEqual(rows.map(({ id }) => id).sort(), sent.toSorted());
  const drift = await owner`
    select venue_id from venue_day d full join (
      select venue_id, count(*) as entered, count(out_at) as gone from visit group by venue_id) v using (venue_id)
    group by venue_id, v.entered, v.gone having sum(d.entered) <> v.entered or sum(d.left_count) <> v.gone`;
  assert.deepEqual([...drift], []);
};

test('visits that two servers are told at once, several of one visitor among them, are stored and counted once', async () => {
  for (const round of rounds) {
    const items = Array.from({ length: 40 }, (_, n) =>
      aVisit({
        venue: venues[n % 2].id,
        visitor: visitors[n % visitors.length],
        in: minutesAgo(4_000 - round * 200 - n * 4),
      }),
    );
    isOnceOnly(await both('/visits', items));
    await checkVisits(items.map(({ id }) => id));
  }
});

/** Each declaration stands once and is counted once; who is in need has one open item on the work-list. */
const checkDeclarations = async (sent: readonly string[]): Promise<void> => {
  const rows = await owner<{ id: string }[]>`select id from declaration where id = any(${[...sent]}::uuid[])`;
  assert.deepEqual(rows.map(({ id }) => id).sort(), sent.toSorted());
  assert.deepEqual([...(await findDrift(owner))], []);
};

test('declarations that two servers are told at once, several of one person among them, are stored and counted once', async () => {
  for (const _ of rounds) {
    const known = persons.map(({ id }) => ({ id }));
    const items = Array.from({ length: 40 }, (_, n) =>
      aDeclaration({ person: n % 2 ? known[n % known.length] : aPerson(), ...(n % 3 && { answers: urgentAnswers }) }),
    );
    isOnceOnly(await both('/declarations', items));
    await checkDeclarations(items.map(({ id }) => id));
  }
});

const outcomes = (answers: readonly Answer[]) =>
  answers.map(({ status, body }) => `${status} ${body.code ?? ''}`).sort();

test('of two bodies under one id that two servers are told at once one is stored, and nothing of the other', async () => {
  for (const _ of rounds) {
    const visit = aVisit();
    const visited = await Promise.all([here.post('/visits', visit), there.post('/visits', { ...visit, seat: '7' })]);
    assert.deepEqual(outcomes(visited), ['201 ', '409 record.conflict']);
    await checkVisits([visit.id]);

    const well = aDeclaration({ person: { id: (await made(here, '/people', aPerson())).id } });
    const ill = { ...well, answers: urgentAnswers };
    const declared = await Promise.all([here.post('/declarations', well), there.post('/declarations', ill)]);
    assert.deepEqual(outcomes(declared), ['201 ', '409 record.conflict']);
    await checkDeclarations([well.id]);
    const [row] = await owner`
      select triage = 'urgent' as is_urgent, (select count(*)::int from work_item w where w.declaration_id = d.id) as work
      from declaration d where id = ${well.id}`;
    assert.equal(row?.work, row?.isUrgent ? 1 : 0, 'the work-list holds what nobody declared');
  }
});

const fates = (results: readonly Result[]) => results.map(({ status, code }) => `${status} ${code ?? ''}`);

test('who sends once hears 201 for each item, when a later one of the same visitor or person is overtaken or stuck', async () => {
  for (const how of [overtaken, stuck]) {
    const [first, second] = [aVisit({ in: minutesAgo(50) }), aVisit({ in: minutesAgo(40) })];
    await disturb('visit', second.id, 1, how);
    assert.deepEqual(fates(await batch(here, '/visits', [first, second, aVisit({ visitor: visitors[2] })])), [
      '201 ',
      '201 ',
      '201 ',
    ]);
    await checkVisits([first.id, second.id]);

    const person = { id: persons[1].id };
    const [well, ill] = [aDeclaration({ person }), aDeclaration({ person, answers: urgentAnswers })];
    await disturb('declaration', ill.id, 1, how === overtaken ? 'return null' : how);
    assert.deepEqual(fates(await batch(here, '/declarations', [well, ill, aDeclaration()])), ['201 ', '201 ', '201 ']);
    await checkDeclarations([well.id, ill.id]);
  }
});

test('what is overtaken without end is answered as busy, and its neighbours are stored', async () => {
  const [first, never, last] = [
    aVisit({ in: minutesAgo(30) }),
    aVisit({ in: minutesAgo(20) }),
    aVisit({ visitor: visitors[2] }),
  ];
  await disturb('visit', never.id, Number.MAX_SAFE_INTEGER, overtaken);
  assert.deepEqual(fates(await batch(here, '/visits', [first, never, last])), ['201 ', '503 server.busy', '201 ']);
  await checkVisits([first.id, last.id]);

  const [stored, refused] = [aDeclaration(), aDeclaration({ answers: urgentAnswers })];
  await disturb('declaration', refused.id, Number.MAX_SAFE_INTEGER, 'return null');
  assert.deepEqual(fates(await batch(here, '/declarations', [stored, refused])), ['201 ', '503 server.busy']);
  await checkDeclarations([stored.id]);
});
